"""The ledger on disk: sales lines in buckets by customer, each sorted by customer and day.

A customer lies in one bucket, so every reduction runs bucket by bucket and memory never holds more than a few.
"""

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from kw_tui.storage.engines import BUCKETS_AT_ONCE, Progress
from kw_tui.storage.spans import joined, spans_of
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged, parts_for, stage
from kw_tui.vocabulary.sources import SALES_LINE

ROW_GROUP = 131_072
CUSTOMERS_A_BUCKET = 1 << 22
"""Customer codes of a bucket start at a multiple of this, so that buckets are coded independently."""
_KEYS = (LINE_KEY, SOURCE_KEY)
_EMPTY = pl.DataFrame(
    schema=dict.fromkeys(_KEYS, pl.UInt32)
    | {column.id: column.kind.dtype for column in SALES_LINE.columns if column.required}
)
"""A ledger without a line; one whose file came in parts has no other to take its columns from."""
_KEY = "key"
_A_DAY, _A_CUSTOMER = 1 << 24, 1 << 42
"""What a day and a customer weigh in the number that sorts rows: 22 bits, 18 bits, and 24 for likeness."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How to write: which sources may not repeat a line, and who is told of each bucket and may stop it all."""

    without_repeats: frozenset[int] = frozenset()
    progress: Progress | None = None


AS_IT_IS = Wish()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was written: number of lines and buckets, the columns that hold values, the last invoice date.

    `repeats` counts lines that repeat another exactly, and sums their amounts; `dropped` those of them left out.
    """

    rows: int
    buckets: int
    columns: tuple[str, ...]
    last_invoice_date: date | None
    repeats: int = 0
    repeated_sum: Decimal = Decimal(0)
    dropped: int = 0


def file_of(folder: Path, what: str, bucket: int) -> Path:
    """Where a bucket keeps its lines, words, or one of its digests."""
    return folder / f"{what}-{bucket:02}.parquet"


def write_ledger(incoming: Sequence[Staged], folder: Path, wish: Wish = AS_IT_IS) -> Ledger:
    """Write canonical sales lines into an empty folder."""
    staged = [one for one in incoming if one.files]
    nothing = pl.concat([one.scan().limit(0).collect() for one in staged] or [_EMPTY], how="diagonal")
    count = sum(one.scan().select(pl.len()).collect().item() for one in staged)
    buckets = _buckets(staged, count, folder / "parts")
    written = list(_written(buckets, partial(_write_bucket, folder, nothing, wish.without_repeats), wish.progress))
    shutil.rmtree(folder / "parts", ignore_errors=True)
    told, people = (pl.concat(frames, how="diagonal") for frames in zip(*written, strict=True))
    _write(people, folder / "customers.parquet")
    last = told["last_invoice_date"].max()
    total = told.drop("last_invoice_date").sum().row(0, named=True)
    rows, *repeats = (total.pop(name) for name in ("len", "repeats", "repeated_sum", "dropped"))
    columns = tuple(name for name, values in total.items() if values or not rows)
    return Ledger(rows, len(buckets), columns, last if isinstance(last, date) else None, *repeats)


Told = tuple[pl.DataFrame, pl.DataFrame]


def _written(
    buckets: Sequence[Sequence[Path]], write: Callable[[int, Sequence[Path]], Told], progress: Progress | None
) -> Iterator[Told]:
    """Write some buckets at once; where somebody stops it, those not yet begun are not."""
    with ThreadPoolExecutor(BUCKETS_AT_ONCE, thread_name_prefix="bucket") as pool:
        if progress:
            progress(0, len(buckets))
        tasks = [pool.submit(write, number, files) for number, files in enumerate(buckets)]
        try:
            for done, task in enumerate(tasks, 1):
                yield task.result()
                if progress:
                    progress(done, len(tasks))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _buckets(staged: Sequence[Staged], count: int, folder: Path) -> list[list[Path]]:
    """The files of each bucket; few lines are one. Those not yet in parts are brought there on the way."""
    parts = parts_for(count)
    if parts == 1:
        return [[file for one in staged for file in one.files]]
    parted = [
        one if one.parts == parts else stage(one.scan(), folder / str(number), parts)
        for number, one in enumerate(staged)
    ]
    return [[file for one in parted for file in one.part(number)] for number in range(parts)]


def _write_bucket(
    folder: Path, nothing: pl.DataFrame, without_repeats: Collection[int], bucket: int, files: Sequence[Path]
) -> Told:
    """Write one bucket; return how many values its columns hold, and where each of its customers lies."""
    target = file_of(folder, "lines", bucket)
    spans = spans_of(files)
    if not spans:
        ordered, told = _settled(_read(files, nothing), without_repeats)
        _write(ordered, target)
        return told, _people([_counted(ordered)], bucket)
    parts, counts, tolds = [], [], []
    for number, span in enumerate(spans):
        ordered, told = _settled(_read(files, nothing, span), without_repeats)
        parts.append(target.with_suffix(f".{number}"))
        _write(ordered, parts[-1])
        counts.append(_counted(ordered))
        tolds.append(told)
    joined(parts, target, ROW_GROUP)
    return pl.concat(tolds), _people(counts, bucket)


def _settled(rows: pl.DataFrame, without_repeats: Collection[int]) -> Told:
    """Lines in their order, repeats that are not wanted left out, and how many values their columns hold."""
    rows = _ordered(rows)
    again = _repeated(rows, without_repeats)
    repeats, repeated_sum = again.sum(), rows["net_amount"].filter(again).sum()
    ordered = rows
    if repeats and without_repeats:
        ordered = rows.filter(~(again & rows[SOURCE_KEY].is_in(list(without_repeats)).fill_null(value=False)))
    ordered = ordered.drop(_KEY)
    told = ordered.select(
        pl.len(),
        pl.exclude(_KEYS).count(),
        last_invoice_date=pl.col("invoice_date").max(),
        repeats=pl.lit(repeats, dtype=pl.Int64),
        repeated_sum=pl.lit(repeated_sum or 0, dtype=pl.Decimal(38, 4)),
        dropped=pl.lit(len(again) - ordered.height, dtype=pl.Int64),
    )
    return ordered, told


def _read(files: Sequence[Path], nothing: pl.DataFrame, span: pl.Expr | None = None) -> pl.DataFrame:
    """Stack files under all columns of the ledger. In one chunk: gathering from many is several times slower."""
    lines = [pl.scan_parquet(file, glob=False, hive_partitioning=False) for file in files]
    if span is None:
        frames = [each.collect(engine="in-memory") for each in lines]
    else:
        frames = [each.filter(span).collect(engine="streaming") for each in lines]
    return pl.concat([nothing, *frames], how="diagonal").rechunk()


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    """Sort by customer in text order and day, and add the number that stands for both: texts sort far slower.

    Its last bits are a hash of invoice and amount, which brings rows that may be the same side by side.
    """
    likeness = pl.col("invoice_no").hash() ^ pl.col("net_amount").to_physical().hash()
    day = pl.col("invoice_date").to_physical() - pl.col("invoice_date").to_physical().min()
    low = rows.select(day.cast(pl.UInt64) * _A_DAY + likeness % _A_DAY).to_series()
    key = (_ranks(rows["customer_id"]) * _A_CUSTOMER + low).alias(_KEY)
    order = key.arg_sort()
    return rows.with_columns(key).select(pl.all().gather(order))


def _ranks(customers: pl.Series) -> pl.Series:
    """The rank of each row's customer in text order. Codes are given in order of appearance, so a new one is larger."""
    codes = customers.cast(pl.Categorical(pl.Categories.random())).to_physical()
    highest = codes.cum_max()
    words = customers.filter(highest.ne_missing(highest.shift(1)))
    order = words.arg_sort()
    ranks = pl.Series(np.argsort(order.to_numpy()), dtype=pl.UInt64)
    return ranks.gather(codes)


def _repeated(ordered: pl.DataFrame, single: Collection[int]) -> pl.Series:
    """Which rows repeat another one in every column, whatever line or file they come from; the first of them is not,
    files that may not repeat a line coming after all others.

    Only neighbours with the same number can, and those are few.
    """
    key = ordered[_KEY]
    is_like_next = (key == key.shift(-1)).fill_null(value=False)
    alike = (
        ordered.select(pl.int_range(pl.len()).alias("place"))
        .to_series()
        .filter(is_like_next | is_like_next.shift(1, fill_value=False))
    )
    nothing = pl.repeat(value=False, n=ordered.height, dtype=pl.Boolean, eager=True)
    if alike.is_empty():
        return nothing
    few = ordered[alike].with_columns(place=alike)
    origin = [pl.col(name) for name in _KEYS if name in few.columns]
    if single and SOURCE_KEY in few.columns:
        origin.insert(0, pl.col(SOURCE_KEY).is_in(list(single)))
    by_origin = few.sort(origin, maintain_order=True)
    row = pl.struct(pl.exclude(*_KEYS, _KEY, "place"))
    again = by_origin.filter(~by_origin.select(row.is_first_distinct()).to_series())["place"]
    return nothing.scatter(again, values=True)


def _counted(ordered: pl.DataFrame) -> pl.DataFrame:
    """The customers in their order with the number of their lines."""
    return ordered.group_by("customer_id", maintain_order=True).agg(rows=pl.len())


def _people(counts: Sequence[pl.DataFrame], bucket: int) -> pl.DataFrame:
    """One row per customer: its code, id and bucket, and at which row its lines begin there.

    A customer may be in several of the counts, which are in order.
    """
    people = pl.concat(counts).group_by("customer_id", maintain_order=True).agg(pl.col("rows").sum())
    return people.select(
        (pl.int_range(pl.len()) + bucket * CUSTOMERS_A_BUCKET).cast(pl.UInt32).alias("customer_id_key"),
        "customer_id",
        (pl.col("rows").cum_sum() - pl.col("rows")).cast(pl.UInt32).alias("offset"),
        "rows",
        bucket=pl.lit(bucket, pl.UInt16),
    )


def customer_code(bucket: int) -> pl.Expr:
    """The code of the customer of each line of a bucket: numbered across buckets, in text order within one."""
    return (pl.col("customer_id").rle_id() + bucket * CUSTOMERS_A_BUCKET).cast(pl.UInt32).alias("customer_id_key")


def _write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="uncompressed", statistics=False, row_group_size=ROW_GROUP)
