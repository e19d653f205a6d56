"""The ledger on disk: sales lines in buckets by customer, each sorted by customer, day and invoice.

A customer lies in one bucket, so every reduction runs bucket by bucket and memory never holds more than a few.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.storage.engines import Reduction, native, portable

PARTS = 32
SMALL = 300_000
"""Lines up to which one bucket is enough."""
CODED = ("product_id", "product_group")
"""Columns that the digests hold as codes in text order; `words` has the texts."""
KEYS = ("customer_id", "invoice_no", *CODED)
ROW_GROUP = 65_536


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was written: number of lines and buckets, the columns that hold values, the last invoice date."""

    rows: int
    buckets: int
    columns: tuple[str, ...]
    last_invoice_date: date | None


def file_of(folder: Path, what: str, bucket: int) -> Path:
    """Where a bucket keeps its lines, words, or one of its digests."""
    return folder / f"{what}-{bucket:02}.parquet"


def digest_folder(folder: Path, version: int) -> Path:
    """Where the digests of one reduction version lie."""
    return folder / f"digests-v{version}"


def write_ledger(lines: pl.LazyFrame, folder: Path, reduction: Reduction | None) -> Ledger:
    """Write canonical sales lines, and their digests if there is a reduction, into an empty folder."""
    if reduction is not None:
        (digests := digest_folder(folder, reduction.REDUCTION_VERSION)).mkdir()
    counts, customers, last, seen = [], [], [], 0
    for bucket, part in enumerate(_parts(lines, folder / "parts")):
        ordered, people = _ordered(part, seen)
        seen += people.height
        _write(ordered, file_of(folder, "lines", bucket))
        _write(_words(part), file_of(folder, "words", bucket))
        customers.append(people.with_columns(bucket=pl.lit(bucket, pl.UInt8)))
        counts.append(ordered.select(pl.len(), pl.exclude(*map(_key, KEYS)).count()))
        last.append(ordered["invoice_date"].max())
        if reduction is not None:
            write_digests(_coded(ordered.lazy()), digests, bucket, reduction)
    shutil.rmtree(folder / "parts")
    _write(pl.concat(customers), folder / "customers.parquet")
    total = pl.concat(counts).sum().row(0, named=True)
    rows = total.pop("len")
    columns = tuple(name for name, count in total.items() if count or not rows)
    days = [day for day in last if isinstance(day, date)]
    return Ledger(rows, len(counts), columns, max(days, default=None))


def coded_lines(folder: Path, bucket: int) -> pl.LazyFrame:
    """Read the lines of a bucket with codes for customers, invoices, products and groups."""
    return _coded(pl.scan_parquet(file_of(folder, "lines", bucket)))


def write_digests(lines: pl.LazyFrame, folder: Path, bucket: int, reduction: Reduction) -> None:
    """Boil one bucket of coded lines down."""
    parts = reduction.digests(portable(lines))
    for name, frame in zip(parts, pl.collect_all([native(part) for part in parts.values()]), strict=True):
        _write(frame.sort(frame.columns[:2]), file_of(folder, name, bucket))


def _coded(lines: pl.LazyFrame) -> pl.LazyFrame:
    present = [name for name in KEYS if name in lines.collect_schema().names()]
    return lines.with_columns(pl.col(_key(name)).alias(name) for name in present).drop(map(_key, present))


def _parts(lines: pl.LazyFrame, folder: Path) -> Iterator[pl.DataFrame]:
    """Stream the lines into parts by customer, then give them back one by one - all at once if they are few."""
    folder.mkdir()
    lines.sink_parquet(
        pl.PartitionBy(
            folder,
            key=(pl.col("customer_id").hash() % PARTS).cast(pl.UInt8).alias("part"),
            include_key=False,
            approximate_bytes_per_file=1 << 50,
        ),
        compression="lz4",
        statistics=False,
    )
    files = sorted(folder.rglob("*.parquet"))
    if not files:
        yield lines.head(0).collect()
    elif pl.scan_parquet(files).select(pl.len()).collect().item() <= SMALL:
        yield pl.read_parquet(files)
    else:
        for file in files:
            yield pl.read_parquet(file)
            file.unlink()


def _ordered(part: pl.DataFrame, seen: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sort by customer, day and invoice, lines of an invoice in file order; also return where each customer lies.

    Customers are numbered across buckets, `seen` of them so far; invoices and products within their bucket.
    """
    coded = part.with_columns(
        (pl.col(name).rank("dense") - 1).cast(pl.UInt32).alias(_key(name)) for name in KEYS if name in part.columns
    )
    coded = coded.with_columns(pl.col(_key("customer_id")) + seen)
    ordered = coded.sort(_key("customer_id"), "invoice_date", _key("invoice_no"), maintain_order=True)
    people = (
        ordered.lazy()
        .with_row_index("offset")
        .group_by(_key("customer_id"))
        .agg(pl.col("customer_id", "offset").first(), rows=pl.len())
        .sort(_key("customer_id"))
        .collect()
    )
    return ordered, people


def _words(part: pl.DataFrame) -> pl.DataFrame:
    """The texts of the coded columns, as one list each: the code is the place in it."""
    texts: dict[str, Any] = {name: [part[name].drop_nulls().unique().sort()] for name in CODED if name in part.columns}
    return pl.DataFrame(texts, schema={name: pl.List(pl.String) for name in texts})


def decoded(frame: pl.LazyFrame, words: pl.DataFrame) -> pl.LazyFrame:
    """Replace the codes of products and groups by their texts."""
    present = frame.collect_schema().names()
    return frame.with_columns(
        pl.lit(words[name].explode()).gather(pl.col(name)).alias(name) for name in words.columns if name in present
    )


def _key(name: str) -> str:
    return f"{name}_key"


def _write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="lz4", row_group_size=ROW_GROUP)
