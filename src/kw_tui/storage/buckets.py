"""The ledger on disk: sales lines in buckets by customer, each sorted by customer, day and invoice.

A customer lies in one bucket, so every reduction runs bucket by bucket and memory never holds more than a few.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.storage.engines import BUCKETS_AT_ONCE, Reduction, native, portable

PARTS = 32
SMALL = 300_000
"""Lines up to which one bucket is enough."""
CODED = ("product_id", "product_group")
"""Columns that the digests hold as codes in text order; `words` has the texts."""
KEYS = ("customer_id", "invoice_no", *CODED)
ROW_GROUP = 65_536
PART_ROW_GROUP = 16_384
"""Every part holds back this many lines while streaming: four times as many cost 0.2 GB more and save no time."""
CUSTOMERS_A_BUCKET = 1 << 26
"""Customer codes of a bucket start at a multiple of this, so that buckets are coded independently."""


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
        digest_folder(folder, reduction.REDUCTION_VERSION).mkdir()
    parts = _parts(lines, folder / "parts")
    with ThreadPoolExecutor(BUCKETS_AT_ONCE, thread_name_prefix="bucket") as pool:
        write = partial(_write_bucket, folder, reduction)
        written = list(pool.map(write, range(len(parts)), parts))
    shutil.rmtree(folder / "parts")
    counts, customers = (pl.concat(frames) for frames in zip(*written, strict=True))
    _write(customers, folder / "customers.parquet")
    last = counts["last_invoice_date"].max()
    total = counts.drop("last_invoice_date").sum().row(0, named=True)
    rows = total.pop("len")
    columns = tuple(name for name, count in total.items() if count or not rows)
    return Ledger(rows, len(written), columns, last if isinstance(last, date) else None)


def _write_bucket(
    folder: Path, reduction: Reduction | None, bucket: int, read: Callable[[], pl.DataFrame]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Write one bucket; return how many values its columns hold, and where each of its customers lies."""
    ordered, words = _ordered(read(), bucket)
    _write(ordered, file_of(folder, "lines", bucket))
    _write(words, file_of(folder, "words", bucket))
    if reduction is not None:
        digests = digest_folder(folder, reduction.REDUCTION_VERSION)
        write_digests(_coded(ordered.lazy()), digests, bucket, reduction)
    values = pl.exclude("^.*_key$").count()
    return ordered.select(pl.len(), values, last_invoice_date=pl.col("invoice_date").max()), _people(ordered, bucket)


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


def _parts(lines: pl.LazyFrame, folder: Path) -> list[Callable[[], pl.DataFrame]]:
    """Stream the lines into parts by customer; return how to read each - or all at once, if they are few."""
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
        row_group_size=PART_ROW_GROUP,
    )
    files = sorted(folder.rglob("*.parquet"))
    if not files:
        return [lines.head(0).collect]
    if pl.scan_parquet(files).select(pl.len()).collect().item() <= SMALL:
        return [partial(pl.read_parquet, files)]
    return [partial(pl.read_parquet, file) for file in files]


def _ordered(part: pl.DataFrame, bucket: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sort by customer, day and invoice, lines of an invoice in file order; also return the words behind the codes.

    Customers are numbered across buckets, in text order within one; invoices and products within their bucket.
    """
    texts = {name: part[name].drop_nulls().unique().sort() for name in ("customer_id", *CODED) if name in part.columns}
    coded = part.with_columns(
        pl.col("invoice_no").cast(pl.Categorical(pl.Categories.random())).to_physical().alias(_key("invoice_no")),
        *(_codes(name, words).alias(_key(name)) for name, words in texts.items()),
    ).with_columns(pl.col(_key("customer_id")) + bucket * CUSTOMERS_A_BUCKET)
    ordered = coded.sort(_key("customer_id"), "invoice_date", _key("invoice_no"), maintain_order=True)
    lists: dict[str, Any] = {name: [words] for name, words in texts.items() if name in CODED}
    return ordered, pl.DataFrame(lists, schema={name: pl.List(pl.String) for name in lists})


def _codes(name: str, words: pl.Series) -> pl.Expr:
    return pl.col(name).cast(pl.Enum(words)).to_physical().cast(pl.UInt32)


def _people(ordered: pl.DataFrame, bucket: int) -> pl.DataFrame:
    """One row per customer: its code, id and bucket, and at which row its lines begin there."""
    first_rows = ordered.select(_key("customer_id"), "customer_id").with_row_index("offset")
    people = first_rows.group_by(_key("customer_id"), maintain_order=True).agg(
        pl.col("customer_id", "offset").first(), rows=pl.len()
    )
    return people.with_columns(bucket=pl.lit(bucket, pl.UInt8))


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
