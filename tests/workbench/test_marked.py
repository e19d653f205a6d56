"""Marked lines are found again, whatever batches they pass in."""

from concurrent.futures import ThreadPoolExecutor

import polars as pl

from kw_tui.workbench.marked import Marked


def cells(*lines: int) -> pl.DataFrame:
    return pl.DataFrame(
        {"line": lines, "raw:a": [f"a{line}" for line in lines]}, {"line": pl.Int64, "raw:a": pl.String}
    )


def test_marked_lines_are_counted_and_found_again() -> None:
    marked = Marked(6, 10)
    marked.mark("line", cells(2, 6))
    marked.mark("line", cells(3))
    lines = pl.LazyFrame({"line": [6, 5, 4, 3, 2, 1]}, schema={"line": pl.Int64})
    assert marked.count == 3
    assert lines.filter(marked.among(pl.col("line"))).collect(engine="streaming")["line"].to_list() == [6, 3, 2]


def test_the_cells_of_few_lines_are_kept() -> None:
    marked = Marked(6, 3)
    marked.mark("line", cells(2, 6))
    marked.mark("line", cells(3))
    kept = marked.cells
    assert kept is not None
    assert kept.rows() == [(2, "a2"), (6, "a6"), (3, "a3")]


def test_those_of_many_are_not() -> None:
    marked = Marked(6, 2)
    marked.mark("line", cells(2, 6))
    marked.mark("line", cells(3))
    marked.mark("line", cells())
    assert marked.cells is None
    assert marked.count == 3


def test_where_none_is_marked_none_is_found() -> None:
    marked = Marked(3, 10)
    assert (marked.count, marked.cells) == (0, None)
    assert pl.LazyFrame({"line": [1, 2, 3]}).filter(marked.among(pl.col("line"))).collect().is_empty()


def test_many_threads_at_once_lose_no_line_and_no_count() -> None:
    marked = Marked(40_000, 20_000)
    batches = [cells(*range(first, first + 50)) for first in range(1, 40_000, 50)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda batch: marked.mark("line", batch), batches))
    assert marked.count == 40_000
    assert marked.cells is None


def test_few_lines_of_many_threads_are_all_kept() -> None:
    marked = Marked(40_000, 40_000)
    batches = [cells(*range(first, first + 50)) for first in range(1, 40_000, 50)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda batch: marked.mark("line", batch), batches))
    kept = marked.cells
    assert kept is not None
    assert sorted(kept["line"]) == list(range(1, 40_001))
