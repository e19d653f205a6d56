"""The rows a browser shows: worked out apart from it, so that a thread can do it."""

from collections.abc import Set
from typing import NamedTuple

import polars as pl

from kw_tui.tui.filtering.ordering import Asked, ordered
from kw_tui.tui.widgets.marks import Marks

PLACE = "\x00place"
"""The column that tells rows apart where nothing else does; no file can hold one called so."""


class Arranged(NamedTuple):
    """The places of the rows shown (None: all, as they are), and the marks among the rows of the frame."""

    order: pl.Series | None
    marks: Marks


def arrange(frame: pl.DataFrame, within: pl.Series | None, asked: Asked, marked: Set[str], keys: pl.Series) -> Arranged:
    """Filter and sort a frame, or its rows at the places `within`, and find what is marked in it."""
    return Arranged(ordered(frame, within, asked), Marks.of(marked, keys))


def with_places(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose rows are told apart by their places."""
    return frame.with_columns(pl.int_range(pl.len()).cast(pl.String).alias(PLACE))
