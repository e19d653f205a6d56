"""Marked lines are found again, whatever batches they pass in."""

import polars as pl

from kw_tui.workbench.marked import Marked


def test_marked_lines_are_counted_and_found_again() -> None:
    marked = Marked(6)
    marked.mark(pl.Series([2, 6], dtype=pl.Int64))
    marked.mark(pl.Series([3], dtype=pl.Int64))
    lines = pl.LazyFrame({"line": [6, 5, 4, 3, 2, 1]}, schema={"line": pl.Int64})
    assert marked.count == 3
    assert lines.filter(marked.among(pl.col("line"))).collect(engine="streaming")["line"].to_list() == [6, 3, 2]


def test_where_none_is_marked_none_is_found() -> None:
    marked = Marked(3)
    assert marked.count == 0
    assert pl.LazyFrame({"line": [1, 2, 3]}).filter(marked.among(pl.col("line"))).collect().is_empty()
