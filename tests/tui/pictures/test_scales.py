import pytest
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.tui.pictures.picture import Cursor, Room
from kw_tui.tui.pictures.scales import levels, place, reach, scrolled, spaced, ticks


@pytest.mark.parametrize(
    ("values", "ends"),
    [([], (0, 1)), ([0.0], (0, 1)), ([None, 5.0], (0, 5)), ([-3.0], (-3, 0)), ([-3.0, 4.0], (-3, 4)),
     ([float("inf"), 2.0], (0, 2))],
)  # fmt: skip
def test_a_scale_reaches_from_the_lowest_to_the_highest_with_zero(
    values: list[float | None], ends: tuple[int, int]
) -> None:
    assert reach(values) == ends


def test_the_ends_have_the_first_and_the_last_cell() -> None:
    assert [place(value, 0, 10, 5) for value in (-1, 0, 5, 10, 99)] == [0, 0, 2, 4, 4]


@given(st.floats(-1e9, 1e9), st.floats(0.001, 1e9), st.integers(2, 12))
def test_round_values_lie_between_the_ends_and_are_few(low: float, size: float, most: int) -> None:
    found = ticks(low, low + size, most)
    assert len(found) <= most + 1
    assert all(low - size * 1e-6 <= value <= low + size * (1 + 1e-6) for value in found)


def test_round_values_are_round() -> None:
    assert ticks(0, 1, 6) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    assert ticks(-3, 9, 5) == [0, 5]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(1, 40))
def test_each_value_of_a_scale_has_a_row_of_its_own(one: float, other: float, rows: int) -> None:
    low, high = reach([one, other])
    found = levels(low, high, rows)
    assert all(0 <= row < rows for row in found)
    assert high in found.values()


def test_labels_never_touch_and_the_first_matter_most() -> None:
    assert [label for _, _, label in spaced([(9, "letzter"), (0, "a"), (3, "b"), (2, "weg")], 10)] == ["a", "letzter"]
    assert spaced([(0, "zu lang")], 3) == []


def test_a_high_picture_is_scrolled_to_its_cursor() -> None:
    assert scrolled(5, Room(9, 5), Cursor(0, 4)) == 0
    assert scrolled(30, Room(9, 10), Cursor(0, 20)) == 15
    assert scrolled(30, Room(9, 10), Cursor(0, 29)) == 20
    assert scrolled(30, Room(9, 10), None) == 0
