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

import polars as pl

from kw_tui.storage.engines import BUCKETS_AT_ONCE
from kw_tui.storage.staged import LINE_KEY, PARTS, SMALL, SOURCE_KEY, Staged, stage
from kw_tui.vocabulary.sources import SALES_LINE

ROW_GROUP = 131_072
CUSTOMERS_A_BUCKET = 1 << 26
"""Customer codes of a bucket start at a multiple of this, so that buckets are coded independently."""
_EMPTY = pl.DataFrame(schema={column.id: column.kind.dtype for column in SALES_LINE.columns if column.required})
_KEYS = (LINE_KEY, SOURCE_KEY)
_A_DAY = 1 << 32
"""Makes room for a day below the code of a customer, so that one number sorts both."""


Progress = Callable[[int, int], None]


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
    if count <= SMALL:
        return [[file for one in staged for file in one.files]]
    parted = [
        one if one.parts is not None else stage(one.scan(), folder / str(number), is_parted=True)
        for number, one in enumerate(staged)
    ]
    return [[file for one in parted for file in one.part(number)] for number in range(PARTS)]


def _write_bucket(
    folder: Path, nothing: pl.DataFrame, without_repeats: Collection[int], bucket: int, files: Sequence[Path]
) -> Told:
    """Write one bucket; return how many values its columns hold, and where each of its customers lies."""
    rows = _read(files, nothing)
    again = _repeated(rows)
    repeats, repeated_sum = again.sum(), rows["net_amount"].filter(again).sum()
    if again.any() and without_repeats:
        may_go = again & rows[SOURCE_KEY].is_in(list(without_repeats)).fill_null(value=False)
        rows = rows.filter(~may_go)
    ordered = _ordered(rows)
    _write(ordered, file_of(folder, "lines", bucket))
    told = ordered.select(
        pl.len(),
        pl.exclude(_KEYS).count(),
        last_invoice_date=pl.col("invoice_date").max(),
        repeats=pl.lit(repeats, dtype=pl.Int64),
        repeated_sum=pl.lit(repeated_sum or 0, dtype=pl.Decimal(38, 4)),
        dropped=pl.lit(len(again) - ordered.height, dtype=pl.Int64),
    )
    return told, _people(ordered, bucket)


def _read(files: Sequence[Path], nothing: pl.DataFrame) -> pl.DataFrame:
    """Stack files under all columns of the ledger. In one chunk: gathering from many is several times slower."""
    frames = [pl.read_parquet(file, glob=False, hive_partitioning=False) for file in files]
    return pl.concat([nothing, *frames], how="diagonal").rechunk()


def _repeated(rows: pl.DataFrame) -> pl.Series:
    """Which rows repeat an earlier one in every column, whatever line or file they come from."""
    row = rows.select(pl.struct(pl.exclude(_KEYS)).hash().alias("row")).to_series()
    if row.n_unique() == len(row):
        return pl.Series("again", [False], dtype=pl.Boolean).new_from_index(0, len(row))
    return ~row.is_first_distinct()


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    """Sort by customer in text order and day. One number stands for both: sorting texts takes several times longer."""
    appearance = pl.col("customer_id").cast(pl.Categorical(pl.Categories.random())).to_physical()
    coded = rows.select(appearance.alias("code"), "customer_id")
    words = coded.unique("code").sort("customer_id").with_row_index("rank").sort("code")
    rank = words["rank"].gather(coded["code"]).cast(pl.UInt64)
    order = (rank * _A_DAY + rows["invoice_date"].to_physical().cast(pl.UInt64)).arg_sort()
    return rows.select(pl.all().gather(order))


def _people(ordered: pl.DataFrame, bucket: int) -> pl.DataFrame:
    """One row per customer: its code, id and bucket, and at which row its lines begin there."""
    first_rows = ordered.select(customer_code(bucket), "customer_id").with_row_index("offset")
    people = first_rows.group_by("customer_id_key", maintain_order=True).agg(
        pl.col("customer_id", "offset").first(), rows=pl.len()
    )
    return people.with_columns(bucket=pl.lit(bucket, pl.UInt8))


def customer_code(bucket: int) -> pl.Expr:
    """The code of the customer of each line of a bucket: numbered across buckets, in text order within one."""
    return (pl.col("customer_id").rle_id() + bucket * CUSTOMERS_A_BUCKET).cast(pl.UInt32).alias("customer_id_key")


def _write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="lz4", statistics=False, row_group_size=ROW_GROUP)
