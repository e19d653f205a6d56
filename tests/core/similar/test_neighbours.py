"""Who is nearest."""

import numpy as np
import polars as pl

from kw_tui.core.similar.neighbours import neighbours
from kw_tui.core.similar.space import Axis, Space, space
from tests.core.similar.portfolios import two_kinds

AXES = (Axis("a", None, "a"), Axis("b", None, "b"))
FIVE = Space(pl.Series(list("ABCDE")), AXES, np.array([[0, 0], [0, 2], [2, 0], [0, 1], [9, 9]], np.float32))


def test_the_nearest_come_first_and_equally_near_ones_by_id() -> None:
    near = neighbours(FIVE, "A", 3)
    assert near.columns == ["customer_id", "distance"]
    assert near.rows() == [("D", (1 / 2) ** 0.5), ("B", 2**0.5), ("C", 2**0.5)]


def test_no_more_than_there_are_and_never_oneself() -> None:
    assert neighbours(FIVE, "E", 99)["customer_id"].to_list() == ["B", "C", "D", "A"]


def test_who_has_no_place_has_no_neighbours() -> None:
    assert neighbours(FIVE, "X", 3).is_empty()
    assert neighbours(space(two_kinds().head(1)), "A000", 3).is_empty()


def test_neighbours_are_of_the_same_kind() -> None:
    near = neighbours(space(two_kinds()), "B070", 20)
    assert set(near["customer_id"].str.head(1)) == {"B"}
    assert near["distance"].is_sorted()
