import pytest

from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text
from tests.vocabulary.known_headings import HEADINGS


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("umsatz", ("revenue",)),
        ("REVENUE", ("revenue",)),
        ("DB  i", ("db1",)),
        ("db 1", ("db1",)),
        ("Kl.", ("abc_sub",)),
        ("sub-class", ("abc_sub",)),
        ("tickets", ("tickets",)),
        ("Servicefälle", ("tickets", "cost_ticket")),
        ("nichts", ()),
        ("", ()),
    ],
)
def test_a_column_is_called_by_id_or_heading_whatever_the_case(name: str, ids: tuple[str, ...]) -> None:
    assert HEADINGS.called(name) == ids


def test_ids_that_differ_by_case_alone_are_meant_as_they_are_written() -> None:
    own = Headings([Column(id_, Kind.TEXT, Text("Ort", "Place")) for id_ in ("place", "Place", "Straße")])
    assert (own.called("place"), own.called("Place")) == (("place",), ("Place",))
    assert own.longest("PLACE = 'x'", 0) == (("place", "Place"), 5)
    assert own.called("STRASSE") == ("Straße",)


@pytest.mark.parametrize(
    ("text", "ids", "end"),
    [("Umsatz Vorzeitraum>1", "revenue_prev", 18), ("umsatz vor", "revenue", 6), ("DB I% < 5", "db1_ratio", 5)],
)
def test_the_longest_name_is_meant(text: str, ids: str, end: int) -> None:
    assert HEADINGS.longest(text, 0) == ((ids,), end)
    assert HEADINGS.longest(f"und {text}", 4) == ((ids,), end + 4)
    assert HEADINGS.longest(text, len(text)) is None


def test_the_nearest_is_found_and_told_with_its_id() -> None:
    assert HEADINGS.near("Umsaz")[0] == "revenue"
    assert HEADINGS.near("lastorder")[0] == "last_order"
    assert HEADINGS.near("qqqq") == ()
    assert (HEADINGS.told("revenue").de, HEADINGS.told("revenue").en) == ("Umsatz (revenue)", "revenue")


def test_a_shared_heading_is_said_by_id() -> None:
    assert HEADINGS.said("tickets", "de") == "tickets"
    assert HEADINGS.said("db1_ratio", "en") == "DB I %"
    words = list(HEADINGS.words("de"))
    assert words.index("Umsatz") < words.index("revenue")
    assert len(words) == len(set(words))
