"""Ways to cut the portfolio into named segments, and what each segment is worth (SPEC 3, 4)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from kw_tui.core.metrics import fields, stratum
from kw_tui.core.metrics.coverage import COVERAGE
from kw_tui.core.metrics.kinds import CUSTOMER_KINDS
from kw_tui.core.metrics.metric import ratio
from kw_tui.core.similar.names import cluster_label
from kw_tui.vocabulary.rfm import USUAL, RfmRules
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
    strategy: str | None = None
    """The norm strategy, where its field has one."""

    @property
    def holds(self) -> pl.Expr:
        """Whether a customer belongs to it."""
        return pl.col(self.by) == self.id


def _as_written(segment: str) -> Text:
    return Text(segment, segment)


@dataclass(frozen=True, slots=True)
class Segmentation:
    """One way to cut the portfolio: a column and its segments, in the order they are shown.

    Segments beyond those follow by their mean revenue, the largest first; `label_of` tells what they are called.
    """

    by: str
    label: Text
    segments: tuple[Segment, ...] = ()
    label_of: Callable[[str], Text] = _as_written


def _class(id_: str) -> Segment:
    return Segment("abc", id_, Text("{id}-Kunden", "{id} customers").format(id=id_))


def _sub_class(id_: str) -> Segment:
    return Segment("abc_sub", id_, Text(id_, id_))


def _named(by: str, rows: Iterable[_Named]) -> tuple[Segment, ...]:
    return tuple(Segment(by, row.id, row.label, getattr(row, "strategy", None)) for row in rows)


_CLASSES = ("A", "B", "C", "N")
_SUB_CLASSES = tuple(f"{letter}{third}" for letter in _CLASSES for third in (1, 2, 3))
OWN = "own"
"""The way that is no column: segments the session names by a condition; a customer may be in several."""
STRATEGIES = {**fields.STRATEGIES, **stratum.STRATEGIES}


def segmentations(rules: RfmRules = USUAL) -> tuple[Segmentation, ...]:
    """Every way by a column, with the RFM segments the session names."""
    return (
        Segmentation("abc", Text("Klassen", "Classes"), tuple(map(_class, _CLASSES))),
        Segmentation("abc_sub", Text("Unterklassen", "Sub-classes"), tuple(map(_sub_class, _SUB_CLASSES))),
        Segmentation("rfm_segment", Text("RFM-Segmente", "RFM segments"), _named("rfm_segment", rules.table)),
        Segmentation("kind", Text("Kundenarten", "Kinds of customer"), _named("kind", CUSTOMER_KINDS)),
        Segmentation(
            "portfolio_field", Text("Portfolio", "Portfolio"), _named("portfolio_field", fields.PORTFOLIO_FIELDS)
        ),
        Segmentation("stratum", Text("Schichten", "Strata"), _named("stratum", stratum.STRATA)),
        Segmentation("cluster", Text("Ähnliche", "Similar"), label_of=cluster_label),
    )


SEGMENTATIONS = segmentations()
OWN_SEGMENTS = Segmentation(OWN, Text("Eigene", "Own"), ())


def segmentation_by(column: str, rules: RfmRules = USUAL) -> Segmentation:
    """Return the segmentation of a column; KeyError if there is none."""
    return {one.by: one for one in (*segmentations(rules), OWN_SEGMENTS)}[column]


def segment_label(by: str, segment: str | None) -> Text:
    """What a segment is called; customers in none, and names from elsewhere, keep a label too."""
    if segment is None:
        return UNASSIGNED
    way = segmentation_by(by)
    known = {one.id: one.label for one in way.segments}
    return known.get(segment) or way.label_of(segment)


def segment_table(portfolio: pl.LazyFrame, by: str, rules: RfmRules = USUAL) -> pl.LazyFrame:
    """One row a segment that has customers, in their order, null (not assigned) last.

    Columns: segmentation, segment, customers, customers_share, revenue, revenue_share, db1, db4,
    relevant_contribution, relevant_ratio, strategy, cost_coverage (of customers whose DB I is known).
    A sum is null where none of its customers' figures is known; the ratio sets what is known against the revenue of
    the same customers.
    """
    segments = segmentation_by(by, rules).segments
    grouped = _covered(portfolio).group_by(segment=pl.col(by)).agg(*_sums())
    order = {segment.id: place for place, segment in enumerate(segments)}
    place = pl.col("segment").replace_strict(order, default=None, return_dtype=pl.Int64)
    strategies = {segment.id: segment.strategy for segment in segments}
    mean = pl.col("revenue").cast(pl.Float64) / pl.col("customers")
    told = grouped.sort(pl.col("segment").is_null(), place, -mean, "segment", nulls_last=True).with_columns(
        all_customers=pl.col("customers").sum(),
        all_revenue=pl.col("revenue").sum(),
        strategy=pl.col("segment").replace_strict(strategies, default=None, return_dtype=pl.String),
    )
    return told.select(*_columns(by))


def own_table(
    portfolio: pl.LazyFrame, members: pl.LazyFrame, names: Sequence[str], broken: Sequence[str] = ()
) -> pl.LazyFrame:
    """The same table of own segments, in the order named, also of those without customers.

    `members` holds a row per segment and customer in it: segment, customer_id. Shares are those of the portfolio, and
    so may add up to more than all of it. How many are in `broken` ones, whose condition does not work, is not known.
    """
    inside = members.join(_covered(portfolio), on="customer_id", how="inner")
    whole = portfolio.select(all_customers=pl.len().cast(pl.Int64), all_revenue=pl.col("revenue").sum())
    named = pl.LazyFrame({"segment": names}, schema={"segment": pl.String}).with_row_index("place")
    summed = named.join(inside.group_by("segment").agg(*_sums()), on="segment", how="left").sort("place")
    told = summed.join(whole, how="cross").with_columns(
        customers=pl.when(~pl.col("segment").is_in(list(broken))).then(pl.col("customers").fill_null(0)),
        strategy=pl.lit(None, pl.String),
    )
    return told.select(*_columns(OWN))


def _covered(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """Add the lines of customers whose DB I is known, all of them and those that tell their cost."""
    known = {"lines": pl.Int64, COVERAGE: pl.Float64}
    absent = known.keys() - set(portfolio.collect_schema())
    lines = pl.when(pl.col("db1").is_not_null()).then(pl.col("lines"))
    there = portfolio.with_columns(pl.lit(None, known[name]).alias(name) for name in absent)
    return there.with_columns(known_lines=lines, told_lines=lines * pl.col(COVERAGE))


def _sums() -> tuple[pl.Expr, ...]:
    known = pl.col("relevant_contribution").is_not_null()
    revenue = pl.col("revenue").filter(known).sum().alias("known_revenue")
    lines = pl.col("known_lines").sum(), pl.col("told_lines").sum()
    return (pl.len().cast(pl.Int64).alias("customers"), *map(_sum, SUMS), revenue, *lines)


def _columns(by: str) -> tuple[pl.Expr, ...]:
    return (
        pl.lit(by).alias("segmentation"),
        pl.col("segment"),
        pl.col("customers"),
        (pl.col("customers") / pl.col("all_customers")).alias("customers_share"),
        pl.col("revenue"),
        ratio(pl.col("revenue"), pl.col("all_revenue")).alias("revenue_share"),
        *map(pl.col, SUMS[1:]),
        ratio(pl.col("relevant_contribution"), pl.col("known_revenue")).alias("relevant_ratio"),
        pl.col("strategy"),
        ratio(pl.col("told_lines"), pl.col("known_lines")).alias(COVERAGE),
    )


def _sum(measure: str) -> pl.Expr:
    column = pl.col(measure)
    return pl.when(column.count() > 0).then(column.sum()).cast(MONEY).alias(measure)
