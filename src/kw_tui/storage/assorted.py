"""What customers bought of each product, bucket by bucket, with texts as Enums: these are compared as numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.storage.buckets import file_of
from kw_tui.storage.digested import CODED, coded_lines, decoded
from kw_tui.storage.engines import Reduction, at_once, native, portable
from kw_tui.vocabulary.session import Period

View = Callable[[pl.LazyFrame], pl.LazyFrame]
"""Takes all rows of some customers; what it makes of them is stacked."""
_TEXTS = ("customer_id", *CODED)
_CODE, _NAME = "customer_id_key", "customer_id_text"


@dataclass(frozen=True, slots=True)
class Buckets:
    """A ledger on disk: the folder with its lines, that with its digests, and how many buckets there are."""

    home: Path
    digests: Path
    count: int


def assorted(reduction: Reduction, period: Period, of: Buckets, views: Sequence[View]) -> list[pl.DataFrame]:
    """What each view makes of the reduction's ASSORTMENT of a period."""
    words = _words(of)
    people = pl.read_parquet(of.home / "customers.parquet", columns=[_CODE, "customer_id"], glob=False)
    kind = pl.Enum(people["customer_id"].sort())
    names = people.select(pl.col(_CODE).alias("customer_id"), pl.col("customer_id").cast(kind).alias(_NAME))

    def of_bucket(bucket: int) -> list[pl.DataFrame]:
        lines = portable(coded_lines(of.home, of.digests, bucket))
        bought = decoded(native(reduction.assortment(lines, period)), words[bucket]).join(
            names.lazy(), on="customer_id"
        )
        rows = _complete(bought.drop("customer_id").rename({_NAME: "customer_id"}), reduction).collect()
        return [view(rows.lazy()).collect() for view in views]

    parts = at_once(of_bucket, range(of.count))
    return [pl.concat(frames) for frames in zip(*parts, strict=True)]


def products(of: Buckets) -> pl.Series:
    """The products of the ledger in order; the place of one is its code in what `assorted` makes."""
    files = (file_of(of.digests, "words", bucket) for bucket in range(of.count))
    return _different([pl.read_parquet(file, columns=["product_id"], glob=False) for file in files], "product_id")


def nothing_assorted(reduction: Reduction, views: Sequence[View]) -> list[pl.DataFrame]:
    """What the views make of no row."""
    nothing = pl.LazyFrame(schema=dict.fromkeys(_TEXTS, pl.Enum([])))
    return [view(_complete(nothing, reduction)).collect() for view in views]


def _words(of: Buckets) -> list[pl.DataFrame]:
    """The words of each bucket, as Enums of the words of all of them in order."""
    words = [pl.read_parquet(file_of(of.digests, "words", bucket), glob=False) for bucket in range(of.count)]
    kinds = {name: pl.Enum(_different(words, name)) for name in words[0].columns}
    return [each.with_columns(pl.col(name).cast(pl.List(kind)) for name, kind in kinds.items()) for each in words]


def _different(words: Sequence[pl.DataFrame], name: str) -> pl.Series:
    return pl.concat([each[name].explode() for each in words]).drop_nulls().unique().sort()


def _complete(bought: pl.LazyFrame, reduction: Reduction) -> pl.LazyFrame:
    """All columns of the reduction's ASSORTMENT in order and with their types, texts as they are."""
    present = bought.collect_schema()
    columns = []
    for name, kind in reduction.ASSORTMENT.items():
        found = pl.col(name) if name in present else pl.lit(None).cast(pl.Enum([]) if name in _TEXTS else kind.dtype)
        columns.append((found if name in _TEXTS else found.cast(kind.dtype)).alias(name))
    return bought.select(columns)
