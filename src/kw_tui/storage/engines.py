"""What the store asks of a reduction, and how it runs one on Polars, bucket by bucket."""

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Protocol

import narwhals as nw
import polars as pl

from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind

Frame = nw.LazyFrame[Any]
BUCKETS_AT_ONCE = 2
"""More would not run faster on few cores, and hold more buckets in memory."""


class Reduction(Protocol):
    """The part of the core that turns a ledger into facts; the store gets it handed in, so that it knows no domain."""

    @property
    def REDUCTION_VERSION(self) -> int: ...  # noqa: N802, D102
    @property
    def FACTS(self) -> Mapping[str, Kind]: ...  # noqa: N802, D102
    @property
    def ASSORTMENT(self) -> Mapping[str, Kind]: ...  # noqa: N802, D102
    @property
    def Scope(self) -> Callable[[Period, Period | None, date], Any]: ...  # noqa: N802, D102

    def with_net(self, lines: Frame) -> Frame: ...  # noqa: D102
    def digests(self, lines: Frame) -> Mapping[str, Frame]: ...  # noqa: D102
    def sales_facts(self, digests: Mapping[str, Frame], scope: Any, columns: Collection[str]) -> Frame: ...  # noqa: D102
    def facts(  # noqa: D102
        self,
        sales: Frame | None,
        tables: Mapping[str, Frame],
        scope: Any,
        columns: Mapping[str, frozenset[str]],
    ) -> Frame: ...
    def assortment(self, lines: Frame, period: Period) -> Frame: ...  # noqa: D102


def portable(frame: pl.LazyFrame) -> Frame:
    """Hand a Polars frame to the reduction."""
    return nw.from_native(frame)


def native(frame: Frame) -> pl.LazyFrame:
    """Take a Polars frame back from the reduction."""
    polars_frame: pl.LazyFrame = frame.to_native()
    return polars_frame


def arrived(frame: pl.LazyFrame, kinds: Mapping[str, Kind]) -> pl.LazyFrame:
    """Give the columns their order and types; those that are missing are null."""
    present = set(frame.collect_schema().names())
    return frame.select(
        (pl.col(name) if name in present else pl.lit(None)).cast(kind.dtype).alias(name) for name, kind in kinds.items()
    )


def collected(frames: Iterable[pl.LazyFrame]) -> pl.DataFrame:
    """Run one plan per bucket, a few at once, and stack the results in order."""
    with ThreadPoolExecutor(BUCKETS_AT_ONCE, thread_name_prefix="bucket") as pool:
        return pl.concat(pool.map(_collected, frames), how="vertical")


def _collected(frame: pl.LazyFrame) -> pl.DataFrame:
    return frame.collect()
