"""What a browser shows is worked out without it."""

import polars as pl

from kw_tui.tui.filtering.conditions import parsed
from kw_tui.tui.filtering.ordering import Asked
from kw_tui.tui.widgets.arranged import PLACE, arrange, with_places
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary.texts import Text

FIELDS = (Field("id", Text("Nr.", "No."), 5, text), Field("n", Text("Zahl", "Number"), 5, text, "right"))
FRAME = pl.DataFrame({"id": ["a", "b", "c"], "n": [1, 3, 2]})


def test_places_in_turn_and_marks_of_the_frame() -> None:
    conditions = parsed("zahl>1", FIELDS, FRAME.schema, "de").conditions
    found = arrange(FRAME, None, Asked(conditions, FIELDS[:1], ("n", True), "de"), {"c", "gone"}, FRAME["id"])
    assert found.order is not None
    assert found.order.to_list() == [1, 2]
    assert found.marks.places().to_list() == [2]
    assert len(found.marks) == 2
    assert arrange(FRAME, None, Asked((), (), None, "de"), frozenset(), FRAME["id"]).order is None


def test_only_the_rows_given_are_shown_and_in_their_order() -> None:
    within = pl.Series([2, 0], dtype=pl.UInt32)
    conditions = parsed("zahl>1", FIELDS, FRAME.schema, "de").conditions

    def order(conditions, sort) -> list[int]:
        return arrange(FRAME, within, Asked(conditions, (), sort, "de"), frozenset(), FRAME["id"]).order.to_list()

    assert order((), None) == [2, 0]
    assert order((), ("id", False)) == [0, 2]
    assert order(conditions, None) == [2]


def test_rows_without_a_key_are_told_apart_by_their_place() -> None:
    assert with_places(FRAME)[PLACE].to_list() == ["0", "1", "2"]
