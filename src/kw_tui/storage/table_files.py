"""Canonical rows written into the folder of a table: a ledger in buckets, any other table as one file."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.storage.buckets import Ledger, Wish, write_ledger
from kw_tui.storage.engines import Reduction, native, portable
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged, stage
from kw_tui.vocabulary.sources import table_by_id

LEDGER = "sales_line"
FRAME_PARTS = 16
"""Parts for rows whose number is not known before they are written."""
Rows = pl.LazyFrame | Staged
"""Canonical rows, as a plan or already on the disk."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is remembered of a written table, and of a ledger what was found on the way."""

    entry: dict[str, Any]
    ledger: Ledger | None = None


def write_lines(rows: Sequence[Rows], folder: Path, wish: Wish, reduction: Reduction | None) -> Written:
    """Write the sales lines of one or more files; the reduction completes amounts where they lack."""
    frames = [one for one in rows if isinstance(one, pl.LazyFrame)]
    staged = [one for one in rows if isinstance(one, Staged)]
    if frames or not staged:
        lines = _canonical(LEDGER, frames)
        if reduction is not None and "net_amount" not in lines.collect_schema():
            lines = native(reduction.with_net(portable(lines)))
        staged.append(stage(lines, folder / "frames", FRAME_PARTS))
    ledger = write_ledger(staged, folder, wish)
    shutil.rmtree(folder / "frames", ignore_errors=True)
    last = ledger.last_invoice_date
    return Written(
        {
            "rows": ledger.rows,
            "buckets": ledger.buckets,
            "columns": ledger.columns,
            "last_invoice_date": last.isoformat() if last else None,
        },
        ledger,
    )


def write_rows(table_id: str, rows: Sequence[Rows], folder: Path) -> Written:
    """Write any other table; of a customer listed twice the last row counts."""
    frames = [one.scan() if isinstance(one, Staged) else one for one in rows]
    frame = _canonical(table_id, frames).collect()
    if table_id == "customer":
        frame = frame.unique("customer_id", keep="last", maintain_order=True)
    frame.write_parquet(folder / "rows.parquet")
    counts = frame.drop(LINE_KEY, SOURCE_KEY, strict=False).count().row(0, named=True)
    filled = [name for name, count in counts.items() if count or not frame.height]
    return Written({"rows": frame.height, "columns": filled})


def _canonical(table_id: str, frames: Iterable[pl.LazyFrame]) -> pl.LazyFrame:
    """Stack the rows of several files; columns of the table get their types, further ones of customers become text."""
    schema = table_by_id(table_id).schema | {LINE_KEY: pl.UInt32, SOURCE_KEY: pl.UInt32}
    typed = []
    for frame in frames:
        names = frame.collect_schema().names()
        known = [pl.col(name).cast(kind) for name, kind in schema.items() if name in names]
        further = [pl.col(name).cast(pl.String) for name in names if name not in schema and table_id == "customer"]
        typed.append(frame.select(*known, *further))
    return pl.concat(typed, how="diagonal") if typed else pl.LazyFrame(schema=table_by_id(table_id).schema)
