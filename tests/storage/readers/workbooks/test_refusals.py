from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks.refusals import REFUSALS, RefusedError, refused

FIELDS = {
    "what": "Word",
    "size": 1500,
    "limit": 7,
    "sheet": "Tab\x1b[31m",
    "sheets": "1 'Tab'",
    "cell": "XFD1048576",
    "cells": 17_179_869_184,
    "reason": "Abbruch\nhier",
}


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_is_one_safe_line_that_says_what_to_do(code: str) -> None:
    error = refused(Path("Umsätze\n2026.xlsx"), code, FIELDS)
    german, english = error.line("de"), error.line("en")
    assert german != english
    for line in (german, english):
        assert line.isprintable()
        assert "2026.xlsx: " in line
        assert " - " in line
        assert "{" not in line


def test_an_unknown_code_means_damage() -> None:
    assert "damaged" in refused(Path("x.xlsx"), "no-such-code", {}).line("en")


def test_a_refusal_carries_its_code_and_what_fills_its_words() -> None:
    error = RefusedError("far-cell", cell="A1", cells=1)
    assert (error.code, error.fields) == ("far-cell", {"cell": "A1", "cells": 1})
