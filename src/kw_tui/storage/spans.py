"""A bucket too large to be sorted at once, as all lines of a customer lie in one: cut by customer and day."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl

TOO_MANY = 3_000_000
"""Lines beyond which a bucket is cut; several times what is usual, so that only very large customers get there."""
LINES_A_SPAN = 1_000_000
_KEYS = ("customer_id", "invoice_date")


def spans_of(files: Sequence[Path]) -> list[pl.Expr]:
    """Conditions that cut the lines of some files into spans, in order of customer and day; none where they are few.

    The lines of a customer on a day lie in one span, however many they are.
    """
    lines = [pl.scan_parquet(file, glob=False, hive_partitioning=False).select(_KEYS) for file in files]
    count = sum(each.select(pl.len()).collect().item() for each in lines)
    if count <= TOO_MANY:
        return []
    days = pl.concat(lines).group_by(_KEYS).agg(lines=pl.len()).collect(engine="streaming").sort(_KEYS)
    begins = pl.col("lines").cast(pl.Int64).cum_sum() - pl.col("lines")
    ends = days.group_by(span=begins // LINES_A_SPAN, maintain_order=True).agg(pl.col(_KEYS).last())
    bounds = ends.select(_KEYS).rows()
    return [_after(before) & ~_after(end) for before, end in pairwise([None, *bounds])]


def _after(bound: tuple[str, date] | None) -> pl.Expr:
    """Lines behind all those of a customer up to a day; all lines where there is no bound."""
    if bound is None:
        return pl.lit(value=True)
    customer, day = pl.col("customer_id"), pl.col("invoice_date")
    return (customer > bound[0]) | ((customer == bound[0]) & (day > bound[1]))


def joined(parts: Sequence[Path], target: Path, row_group: int) -> None:
    """Write the rows of some files one after the other to one, and remove those."""
    rows = pl.concat([pl.scan_parquet(part, glob=False, hive_partitioning=False) for part in parts])
    rows.sink_parquet(
        target,
        compression="uncompressed",
        statistics=False,
        row_group_size=row_group,
        maintain_order=True,
        engine="streaming",
    )
    for part in parts:
        part.unlink()
