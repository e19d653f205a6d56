import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.own_segments import MOST_SEGMENTS, OwnSegment, parse_segments, with_segment, without_segment


def test_segments_are_added_replaced_and_removed_with_foreign_keys_kept() -> None:
    rows = ({"name": "Klein", "where": "revenue < 10", "colour": "red"},)
    rows = with_segment(rows, "Groß", "revenue > 10")
    rows = with_segment(rows, "klein", "revenue < 99")
    assert rows[0] == {"name": "Klein", "where": "revenue < 99", "colour": "red"}
    assert parse_segments(rows) == (OwnSegment("Klein", "revenue < 99"), OwnSegment("Groß", "revenue > 10"))
    assert [row["name"] for row in without_segment(rows, "GROSS".replace("SS", "ß"))] == ["Klein"]


def test_blanks_around_a_name_do_not_make_another_segment() -> None:
    rows = ({"name": " Klein ", "where": "revenue < 10"},)
    assert parse_segments(rows) == (OwnSegment("Klein", "revenue < 10"),)
    assert without_segment(rows, "klein") == ()
    with pytest.raises(UsageError, match="two segments 'Klein'"):
        parse_segments([*rows, {"name": "Klein", "where": "revenue > 10"}])


def test_the_number_of_segments_has_an_end() -> None:
    rows = tuple({"name": f"s{n}", "where": "revenue > 1"} for n in range(MOST_SEGMENTS))
    assert len(parse_segments(rows)) == MOST_SEGMENTS
    assert len(with_segment(rows, "s7", "revenue > 2")) == MOST_SEGMENTS
    with pytest.raises(UsageError, match="More than 200 segments"):
        with_segment(rows, "new", "revenue > 1")
    with pytest.raises(UsageError, match="More than 200 segments"):
        parse_segments([*rows, {"name": "new", "where": "revenue > 1"}])


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "a,b", "a=b", "x\x1b[0m"])
def test_a_name_that_cannot_be(name: str) -> None:
    with pytest.raises(UsageError, match="Segment name") as refusal:
        with_segment((), name, "revenue > 1")
    assert "\x1b" not in refusal.value.line("de")


@pytest.mark.parametrize("where", ["", " ", "a in (select 1)", "a; b", "x" * 2001])
def test_a_condition_that_reaches_further_is_not_kept(where: str) -> None:
    with pytest.raises(UsageError, match="condition"):
        with_segment((), "a", where)


@pytest.mark.parametrize(
    "rows", [["x"], [{"name": "a"}], [{"where": "1"}], [{"name": 1, "where": "1"}], [{"name": "a", "where": "1"}] * 2]
)
def test_rows_that_are_no_segments_are_told(rows: list) -> None:
    with pytest.raises(UsageError):
        parse_segments(rows)


def test_removing_what_is_not_there_names_what_is() -> None:
    with pytest.raises(UsageError) as refusal:
        without_segment(({"name": "A1", "where": "true"},), "B")
    assert refusal.value.line("en") == "There is no segment 'B' - there are A1"
