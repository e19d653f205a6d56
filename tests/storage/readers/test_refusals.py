from pathlib import Path

import pytest

from kw_tui.storage.readers import refusals
from kw_tui.vocabulary.texts import Text

HOSTILE = Path("Umsätze\x1b[31m\n2026.csv")


@pytest.mark.parametrize(
    "refused",
    [
        refusals.missing(HOSTILE),
        refusals.not_a_file(HOSTILE),
        refusals.unreadable(HOSTILE, "gesperrt"),
        refusals.unparsable(HOSTILE, "no such thing"),
        refusals.empty(HOSTILE),
        refusals.without_rows(HOSTILE),
        refusals.no_text(HOSTILE),
        refusals.wide_letters(HOSTILE),
        refusals.changed(HOSTILE),
        refusals.too_wide(HOSTILE, 4096),
        refusals.full(HOSTILE, Path("/tmp")),
        refusals.binary(HOSTILE, Text("ein Bild", "a picture")),
    ],
    ids=lambda refused: refused.message.en[-12:],
)
def test_every_refusal_is_one_safe_line_that_says_what_to_do(refused) -> None:
    german, english = refused.line("de"), refused.line("en")
    assert german != english
    for line in (german, english):
        assert line.isprintable()
        assert "2026.csv: " in line
        assert " - " in line
