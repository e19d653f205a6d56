"""Marks beside the rows of a frame: they are a set of keys, and go with the keys into another frame."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.tui.widgets.marks import Marks

KEYS = pl.Series(["a", "b", "c", "d"])


def places(*numbers: int) -> pl.Series:
    return pl.Series(numbers, dtype=pl.UInt32)


def test_marks_are_a_set_of_keys() -> None:
    marks = Marks.of({"b", "gone"}, KEYS)
    assert (len(marks), set(marks), "b" in marks, "gone" in marks, "a" in marks) == (
        2,
        {"b", "gone"},
        True,
        True,
        False,
    )
    assert marks == {"b", "gone"} == set(marks)
    assert marks != Marks(KEYS)
    assert not Marks(KEYS)
    assert sorted(marks) == ["b", "gone"]


def test_marks_are_made_by_place_and_the_old_ones_stay() -> None:
    none = Marks(KEYS)
    some = none.with_places(places(0, 3))
    assert (set(none), set(some), some.at(3), some.at(1)) == (set(), {"a", "d"}, True, False)
    assert set(some.with_places(places(3), marked=False)) == {"a"}
    assert some.places().to_list() == [0, 3]
    assert (some.among(None), some.among(places(3, 1))) == (2, 1)


@settings(max_examples=50, deadline=None)
@given(st.sets(st.sampled_from("abcdefg")), st.lists(st.sampled_from("abcdefg"), unique=True))
def test_marks_survive_another_frame(marked: set[str], there: list[str]) -> None:
    before = Marks.of(marked, KEYS)
    after = Marks.of(before, pl.Series(there, dtype=pl.String))
    assert set(after) == marked
    assert {there[place] for place in after.places()} == marked & set(there)
    assert Marks.of(after, KEYS) == before
