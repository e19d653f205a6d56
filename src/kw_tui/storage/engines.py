"""What the store asks of a reduction, and how it runs one on Polars, bucket by bucket."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any, Protocol, TypeVar

import narwhals as nw
import polars as pl

from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

Frame = nw.LazyFrame[Any]
T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Takes how much is done, and how much there is."""
BUCKETS_AT_ONCE = 2
"""More would not run faster on few cores, and hold more buckets in memory."""


_TOO_LARGE = re.compile(r"overflow in decimal|conversion from `decimal\[\d+,\d+\]` to `decimal")
"""How the engine says that a sum or a product of amounts does not fit Decimal(18,4)."""


class Reduction(Protocol):
    """The part of the core that turns a ledger into facts; the store gets it handed in, so that it knows no domain."""

    @property
    def REDUCTION_VERSION(self) -> int: ...  # noqa: N802, D102
    @property
    def FACTS(self) -> Mapping[str, Kind]: ...  # noqa: N802, D102
    @property
    def ASSORTMENT(self) -> Mapping[str, Kind]: ...  # noqa: N802, D102
    @property
    def ORDERS(self) -> Mapping[str, Kind]: ...  # noqa: N802, D102
    @property
    def ARRIVALS(self) -> Mapping[str, Kind]: ...  # noqa: N802, D102
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
    def orders_within(self, digests: Mapping[str, Frame], period: Period) -> Frame: ...  # noqa: D102
    def arrivals(self, digests: Mapping[str, Frame]) -> Frame: ...  # noqa: D102


@contextmanager
def fitting_amounts() -> Iterator[None]:
    """Turn sums that leave the range of Kind.MONEY into SourceError: no figure is better than a cut one."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        if not _TOO_LARGE.search(str(error)):
            raise
        message = Text("die Beträge sind zu groß, um sie zu summieren", "the amounts are too large to add up")
        hint = Text("Beträge und Preise der Datei prüfen", "check the amounts and prices of the file")
        raise SourceError(message, hint) from error


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


def at_once(work: Callable[[int], T], buckets: Sequence[int], progress: Progress | None = None) -> list[T]:
    """Do a piece of work for each bucket, a few at once, and tell how many are done.

    Where it is stopped, those not yet begun are not; who is told may raise to stop it.
    """
    with ThreadPoolExecutor(BUCKETS_AT_ONCE, thread_name_prefix="bucket") as pool:
        tasks = [pool.submit(work, bucket) for bucket in buckets]
        results: list[T] = []
        try:
            for task in tasks:
                if progress:
                    progress(len(results), len(tasks))
                results.append(task.result())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return results
