"""Ways to cut the portfolio into named segments, and what each segment is worth (SPEC 3, 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from kw_tui.core.metrics.kinds import CUSTOMER_KINDS
from kw_tui.core.metrics.metric import ratio
from kw_tui.core.metrics.rfm import RFM_SEGMENTS
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text

UNASSIGNED = Text("nicht eingeordnet", "not assigned")
SUMS = ("revenue", "db1", "db4", "relevant_contribution")


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class Segment:
    """A named condition: the customers whose column `by` is `id`."""

    by: str
    id: str
    label: Text

    @property
    def holds(self) -> pl.Expr:
        """Whether a customer belongs to it."""
        return pl.col(self.by) == self.id


@dataclass(frozen=True, slots=True)
class Segmentation:
    """One way to cut the portfolio: a column and its segments, in the order they are shown."""

    by: str
    label: Text
    segments: tuple[Segment, ...]


def _class(id_: str) -> Segment:
    return Segment("abc", id_, Text("{id}-Kunden", "{id} customers").format(id=id_))


def _sub_class(id_: str) -> Segment:
    return Segment("abc_sub", id_, Text(id_, id_))


def _named(by: str, rows: Iterable[_Named]) -> tuple[Segment, ...]:
    return tuple(Segment(by, row.id, row.label) for row in rows)


_CLASSES = ("A", "B", "C", "N")
_SUB_CLASSES = tuple(f"{letter}{third}" for letter in _CLASSES for third in (1, 2, 3))
SEGMENTATIONS: tuple[Segmentation, ...] = (
    Segmentation("abc", Text("Klassen", "Classes"), tuple(map(_class, _CLASSES))),
    Segmentation("abc_sub", Text("Unterklassen", "Sub-classes"), tuple(map(_sub_class, _SUB_CLASSES))),
    Segmentation("rfm_segment", Text("RFM-Segmente", "RFM segments"), _named("rfm_segment", RFM_SEGMENTS)),
    Segmentation("kind", Text("Kundenarten", "Kinds of customer"), _named("kind", CUSTOMER_KINDS)),
)


def segmentation_by(column: str) -> Segmentation:
    """Return the segmentation of a column; KeyError if there is none."""
    return {one.by: one for one in SEGMENTATIONS}[column]


def segment_label(by: str, segment: str | None) -> Text:
    """What a segment is called; customers in none, and names from elsewhere, keep a label too."""
    if segment is None:
        return UNASSIGNED
    known = {one.id: one.label for one in segmentation_by(by).segments}
    return known.get(segment, Text(segment, segment))


def segment_table(portfolio: pl.LazyFrame, by: str) -> pl.LazyFrame:
    """One row a segment that has customers, in their order, null (not assigned) last.

    Columns: segmentation, segment, customers, customers_share, revenue, revenue_share, db1, db4,
    relevant_contribution, relevant_ratio. A sum is null where none of its customers' figures is known;
    the ratio sets what is known against the revenue of the same customers.
    """
    known = pl.col("relevant_contribution").is_not_null()
    grouped = portfolio.group_by(segment=pl.col(by)).agg(
        pl.len().cast(pl.Int64).alias("customers"),
        *map(_sum, SUMS),
        known_revenue=pl.col("revenue").filter(known).sum(),
    )
    order = {segment.id: place for place, segment in enumerate(segmentation_by(by).segments)}
    place = pl.col("segment").replace_strict(order, default=None, return_dtype=pl.Int64)
    return grouped.sort(place, "segment", nulls_last=True).select(
        pl.lit(by).alias("segmentation"),
        "segment",
        "customers",
        (pl.col("customers") / pl.col("customers").sum()).alias("customers_share"),
        "revenue",
        ratio(pl.col("revenue"), pl.col("revenue").sum()).alias("revenue_share"),
        *SUMS[1:],
        ratio(pl.col("relevant_contribution"), pl.col("known_revenue")).alias("relevant_ratio"),
    )


def _sum(measure: str) -> pl.Expr:
    column = pl.col(measure)
    return pl.when(column.count() > 0).then(column.sum()).cast(MONEY).alias(measure)
