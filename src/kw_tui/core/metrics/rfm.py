"""RFM points by value cuts, and the named segments they make (SPEC 3, VALUE: RFM)."""

from collections.abc import Sequence
from itertools import product

import polars as pl

from kw_tui.core.metrics.metric import DAYS, POINTS, Metric, has_sales
from kw_tui.vocabulary.rfm import DIMENSIONS, RFM_SEGMENTS, RfmSegment
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


def rfm(settings: Settings) -> tuple[Metric, ...]:
    """Points 1..k for recency (k is the latest), frequency and monetary, their sum and the named segment."""
    r, f, m = (Cuts(settings, dimension) for dimension in DIMENSIONS)
    return (
        Metric(
            "recency_days",
            Text("Tage seit letztem Kauf", "Days since last order"),
            Kind.COUNT,
            (pl.col("as_of") - pl.col("last_order")).dt.total_days(),
            Text("Tage vom letzten Kauf bis zum Stichtag.", "Days from the last order to the reference date."),
            absent=Text("nie gekauft", "never ordered"),
            better="low",
            unit=DAYS,
        ),
        _points(
            "r",
            Text("R", "R"),
            recency_points(r),
            Text("wie kurz der letzte Kauf her ist", "how recent the last order is"),
            r,
        ),
        _points(
            "f",
            Text("F", "F"),
            value_points("orders", f),
            Text("wie viele Aufträge im Zeitraum", "how many orders in the period"),
            f,
        ),
        _points(
            "m",
            Text("M", "M"),
            value_points("revenue", m),
            Text("wie viel Umsatz im Zeitraum", "how much revenue in the period"),
            m,
        ),
        Metric(
            "rfm",
            Text("RFM", "RFM"),
            Kind.COUNT,
            pl.col("r") + pl.col("f") + pl.col("m"),
            Text(
                "Summe der Punkte für Aktualität, Häufigkeit und Umsatz.",
                "Sum of the points for recency, frequency and monetary.",
            ),
            source="VALUE RFM",
            better="high",
            unit=POINTS,
        ),
        Metric(
            "rfm_segment",
            Text("RFM-Segment", "RFM segment"),
            Kind.CATEGORY,
            rfm_segment((r.classes, f.classes, m.classes), settings.rfm.table),
            Text(
                "Erstes benanntes Segment, in dem R, F und M liegen (auf 1 bis 5 gestreckt).",
                "First named segment R, F and M lie in (stretched to 1 to 5).",
            ),
            source="VALUE RFM",
            settings=("rfm_classes",),
        ),
    )


class Cuts:
    """How one dimension is cut: by the session's own limits, else by quantiles."""

    def __init__(self, settings: Settings, dimension: str) -> None:
        self.own = settings.rfm.of(dimension)
        self.classes = len(self.own) + 1 if self.own else round(settings.number("rfm_classes"))

    def limits(self, known: pl.Expr) -> pl.Expr:
        """The limits, rising; a value above one gets the next point."""
        if self.own:
            return pl.lit(pl.Series(self.own, dtype=pl.Float64))
        steps = [step / self.classes for step in range(1, self.classes)]
        return known.filter(has_sales()).quantile(steps, interpolation="linear").explode()


def value_points(column: str, cuts: Cuts) -> pl.Expr:
    """1 plus the number of cuts a value exceeds, over the customers with sales: equal values, equal points.

    With few distinct values some of the points stay empty.
    """
    known = pl.col(column).cast(pl.Float64)
    exceeded = cuts.limits(known).search_sorted(known, side="left")
    return pl.when(has_sales() & known.is_not_null()).then(exceeded.cast(pl.Int64) + 1)


def recency_points(cuts: Cuts) -> pl.Expr:
    """Value points of recency turned round: the most the latest. Whoever only returned goods, never bought, has 1."""
    return pl.when(has_sales()).then((cuts.classes + 1 - value_points("recency_days", cuts)).fill_null(1))


def rfm_segment(classes: Sequence[int], table: Sequence[RfmSegment] = RFM_SEGMENTS) -> pl.Expr:
    """The id of the first segment that covers the points. The table is in fifths: other k are stretched to 1..5."""
    cube = (first_segment(r, f, m, table) for r, f, m in product(range(1, 6), repeat=3))
    points = [_fifth(pl.col(name), k) - 1 for name, k in zip(DIMENSIONS, classes, strict=True)]
    return pl.lit(pl.Series([segment.id for segment in cube])).gather(points[0] * 25 + points[1] * 5 + points[2])


def first_segment(r: int, f: int, m: int, table: Sequence[RfmSegment] = RFM_SEGMENTS) -> RfmSegment:
    """The first segment that covers these points, in fifths."""
    return next(segment for segment in table if segment.covers(r, f, m))


def classes_of(settings: Settings) -> dict[str, int]:
    """How many classes each dimension is cut into."""
    return {dimension: Cuts(settings, dimension).classes for dimension in DIMENSIONS}


def _fifth(points: pl.Expr, k: int) -> pl.Expr:
    return points if k == 5 else ((points - 1) * 4 / (k - 1) + 1.5).floor().cast(pl.Int64)


def _points(id_: str, label: Text, expr: pl.Expr, what: Text, cuts: Cuts) -> Metric:
    meaning = Text("1 bis {k} Punkte dafür, {what}: {by}.", "1 to {k} points for {what}: {by}.")
    meaning = meaning.format(k=cuts.classes, what=what, by=_OWN_CUTS if cuts.own else _QUANTILES)
    settings = () if cuts.own else ("rfm_classes",)
    return Metric(
        id_, label, Kind.COUNT, expr, meaning, source="VALUE RFM", settings=settings, better="high", unit=POINTS
    )


_OWN_CUTS = Text("nach eigenen Grenzen", "by limits of one's own")
_QUANTILES = Text("nach Quantilen aller mit Umsatz", "by quantiles of all with sales")
