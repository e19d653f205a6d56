import re
from pathlib import Path

import pytest

import kw_tui
from kw_tui.vocabulary import datev, faults

SOURCES = Path(kw_tui.__file__).parent


@pytest.mark.parametrize("code", faults.FAULTS)
def test_every_code_is_told_in_both_languages(code: str) -> None:
    for text in (faults.label(code), faults.hint(code)):
        assert text.de
        assert text.en
        assert text.de != text.en
        assert code not in {text.de, text.en}
        assert not text.de.endswith(".")


def test_no_two_codes_share_a_label() -> None:
    for lang in ("de", "en"):
        labels = [fault.label.in_(lang) for fault in faults.FAULTS.values()]
        assert len(set(labels)) == len(labels)


def test_codes_given_to_cells_are_known() -> None:
    """What has a hyphen in the intake is the code of a fault, or of a line set aside."""
    given = {
        code
        for path in (SOURCES / "core" / "intake").rglob("*.py")
        for code in re.findall(r'pl\.lit\("([a-z]+(?:-[a-z]+)+)"\)', path.read_text(encoding="utf-8"))
    }
    assert {"bad-number", "bad-date", "missing-required"} <= given
    assert given <= {*faults.FAULTS, *datev.ASIDE}


def test_codes_given_to_lines_are_known() -> None:
    text = (SOURCES / "storage" / "readers" / "records.py").read_text(encoding="utf-8")
    given = set(re.findall(r'"([a-z]+-[a-z]+(?:-[a-z]+)*)"', text))
    assert {"short-row", "stray-quote"} <= given
    assert given <= set(faults.FAULTS)


def test_an_unknown_code_is_its_own_name() -> None:
    assert faults.label("from-elsewhere").en == "from-elsewhere"
    assert faults.hint("from-elsewhere").de == "Zeile im Quellprogramm prüfen"
