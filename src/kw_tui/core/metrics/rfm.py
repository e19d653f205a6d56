"""RFM points by value cuts, and the named segments they make (SPEC 3, VALUE: RFM)."""

from dataclasses import dataclass
from itertools import product

import polars as pl

from kw_tui.core.metrics.metric import Metric, has_sales
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

Points = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RfmSegment:
    """A named corner of the RFM cube: first and last point of recency, frequency and monetary, in fifths."""

    id: str
    label: Text
    r: Points = (1, 5)
    f: Points = (1, 5)
    m: Points = (1, 5)

    def covers(self, *points: int) -> bool:
        """Whether recency, frequency and monetary points lie in this corner."""
        ranges = (self.r, self.f, self.m)
        return all(low <= point <= high for point, (low, high) in zip(points, ranges, strict=True))


RFM_SEGMENTS: tuple[RfmSegment, ...] = (
    RfmSegment("champions", Text("Spitzenkunden", "Champions"), (5, 5), (5, 5), (5, 5)),
    RfmSegment("potential_loyalist", Text("Bald treu", "Potential Loyalist"), (3, 5), (3, 5), (2, 5)),
    RfmSegment("loyal", Text("Treu", "Loyal"), (2, 4), (2, 4), (2, 4)),
    RfmSegment("promising", Text("Vielversprechend", "Promising"), (3, 4), (1, 3), (3, 5)),
    RfmSegment("new", Text("Neu", "New"), (4, 5), (1, 3), (1, 5)),
    RfmSegment("cant_lose", Text("Nicht verlieren", "Can't Lose"), (1, 2), (3, 4), (4, 5)),
    RfmSegment("at_risk", Text("Gefährdet", "At Risk"), (1, 2), (2, 5), (4, 5)),
    RfmSegment("need_attention", Text("Braucht Aufmerksamkeit", "Need Attention"), (1, 3), (3, 5), (3, 5)),
    RfmSegment("about_to_sleep", Text("Schläft bald ein", "About To Sleep"), (2, 3), (1, 3), (1, 4)),
    RfmSegment("lost", Text("Verloren", "Lost"), (1, 1)),
    RfmSegment("others", Text("Übrige", "Others")),
)


def rfm(settings: Settings) -> tuple[Metric, ...]:
    """Points 1..k for recency (k is the latest), frequency and monetary, their sum and the named segment."""
    k = round(settings.number("rfm_classes"))
    return (
        Metric(
            "recency_days",
            Text("Tage seit letztem Kauf", "Days since last order"),
            Kind.COUNT,
            (pl.col("as_of") - pl.col("last_order")).dt.total_days(),
            Text("Tage vom letzten Kauf bis zum Stichtag.", "Days from the last order to the reference date."),
            absent=Text("nie gekauft", "never ordered"),
            better="low",
        ),
        _points(
            "r",
            Text("R", "R"),
            recency_points(k),
            Text("wie kurz der letzte Kauf her ist", "how recent the last order is"),
        ),
        _points(
            "f",
            Text("F", "F"),
            value_points("orders", k),
            Text("wie viele Aufträge im Zeitraum", "how many orders in the period"),
        ),
        _points(
            "m",
            Text("M", "M"),
            value_points("revenue", k),
            Text("wie viel Umsatz im Zeitraum", "how much revenue in the period"),
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
        ),
        Metric(
            "rfm_segment",
            Text("RFM-Segment", "RFM segment"),
            Kind.CATEGORY,
            rfm_segment(k),
            Text("Erstes benanntes Segment, in dem die Punkte liegen.", "First named segment the points lie in."),
            source="VALUE RFM",
        ),
    )


def value_points(column: str, k: int) -> pl.Expr:
    """1 plus the number of quantile cuts a value exceeds, over the customers with sales: equal values, equal points.

    With few distinct values some of the k points stay empty.
    """
    known = pl.col(column).cast(pl.Float64)
    cuts = known.filter(has_sales()).quantile([step / k for step in range(1, k)], interpolation="linear")
    exceeded = cuts.explode().search_sorted(known, side="left")
    return pl.when(has_sales() & known.is_not_null()).then(exceeded.cast(pl.Int64) + 1)


def recency_points(k: int) -> pl.Expr:
    """Value points of recency turned round: k the latest. Whoever only returned goods, never bought, has 1."""
    return pl.when(has_sales()).then((k + 1 - value_points("recency_days", k)).fill_null(1))


def rfm_segment(k: int) -> pl.Expr:
    """The id of the first segment that covers the points. The table is in fifths: other k are stretched to 1..5."""
    cube = (first_segment(*points) for points in product(range(1, 6), repeat=3))
    r, f, m = (_fifth(pl.col(name), k) - 1 for name in ("r", "f", "m"))
    return pl.lit(pl.Series([segment.id for segment in cube])).gather(r * 25 + f * 5 + m)


def first_segment(r: int, f: int, m: int) -> RfmSegment:
    """The first segment that covers these points, in fifths."""
    return next(segment for segment in RFM_SEGMENTS if segment.covers(r, f, m))


def _fifth(points: pl.Expr, k: int) -> pl.Expr:
    return points if k == 5 else ((points - 1) * 4 / (k - 1) + 1.5).floor().cast(pl.Int64)


def _points(id_: str, label: Text, expr: pl.Expr, what: Text) -> Metric:
    meaning = Text("Punkte dafür, {what}.", "Points for {what}.").format(what=what)
    return Metric(id_, label, Kind.COUNT, expr, meaning, source="VALUE RFM", settings=("rfm_classes",), better="high")
