"""Where revenue and margin are heading, and the points for it (SPEC 3; points: PRACTICE)."""

import polars as pl

from kw_tui.core.metrics.contribution import NO_RATIO, net_revenue
from kw_tui.core.metrics.metric import POINTS, Metric, ratio
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

MONTHS = 12
SQUARES = MONTHS * (MONTHS**2 - 1) / 12  # sum of the squared distances of twelve months from their middle
HEALTH_POINTS = ((0.15, 75), (0.05, 60), (-0.05, 50), (-0.15, 40), (-0.25, 25))
"""Points from a change on, in falling order; above 25 % there are 100, below -25 % none."""
HEALTH_LIMITS = (75, 50, 25)
HEALTH_CLASSES = {
    "healthy": Text("gesund", "Healthy"),
    "good": Text("gut", "Good"),
    "fair": Text("mäßig", "Fair"),
    "critical": Text("kritisch", "Critical"),
}
"""Above each of the limits, and the rest. The source has the limits; the names are ours."""
NO_TREND = Text(
    "die Umsätze reichen keine 12 vollen Monate zurück, oder diese brachten keinen positiven Umsatz",
    "sales do not reach back 12 full months, or these brought no positive revenue",
)
NO_MARGIN_POINTS = Text(
    "kein Wareneinsatz oder kein positiver Umsatz in einem der beiden Zeiträume, oder DB-I-Quote davor nicht positiv",
    "no cost of goods or no positive revenue in one of the two periods, or the DB I ratio before not positive",
)
NO_CHANGE = Text(
    "kein Wareneinsatz oder kein positiver Umsatz in einem der beiden Zeiträume",
    "no cost of goods, or no positive revenue in one of the two periods",
)


def trend(_settings: Settings) -> tuple[Metric, ...]:
    """Slope of the monthly revenues, change of the DB I ratio, and the health points of both."""
    return (
        Metric(
            "trend",
            Text("Trend", "Trend"),
            Kind.RATIO,
            slope(),
            Text(
                "Steigung der letzten 12 vollen Monatsumsätze (kleinste Quadrate), je Jahr, geteilt durch ihr Mittel.",
                "Slope of the last 12 full monthly revenues (least squares), per year, divided by their mean.",
            ),
            absent=NO_TREND,
            better="high",
        ),
        Metric(
            "db1_ratio_prev",
            Text("DB I % Vorzeitraum", "DB I % before"),
            Kind.RATIO,
            ratio(net_revenue("_prev") - pl.col("goods_prev"), net_revenue("_prev")),
            Text("DB I geteilt durch Nettoumsatz, im Zeitraum davor.", "DB I by net revenue, in the period before."),
            absent=NO_RATIO,
            better="high",
        ),
        Metric(
            "db1_ratio_change",
            Text("Änderung DB I %", "Change of DB I %"),
            Kind.RATIO,
            pl.col("db1_ratio") - pl.col("db1_ratio_prev"),
            Text(
                "DB I % minus DB I % im Zeitraum davor, in Prozentpunkten.",
                "DB I % minus DB I % of the period before, in percentage points.",
            ),
            absent=NO_CHANGE,
            better="high",
        ),
        Metric(
            "season_share",
            Text("Anteil der Saison", "Share of the season"),
            Kind.RATIO,
            pl.when(is_covered()).then(ratio(pl.col("season_revenue"), pl.col("trend_revenue")).round(9)),
            Text(
                "Anteil der drei Kalendermonate, die nun wiederkehren, am Umsatz der letzten 12 vollen Monate.",
                "Share of the three calendar months that now come again in the revenue of the last 12 full months.",
            ),
            absent=NO_TREND,
        ),
        *_health(),
    )


def slope() -> pl.Expr:
    """12 x slope / mean of the twelve monthly revenues; null where the ledger begins after the first of the months."""
    a_year = (MONTHS * MONTHS / SQUARES) * pl.col("trend_moment")
    # rounded: what is even over the months shall not be a last digit of a float
    return pl.when(is_covered()).then((ratio(a_year, pl.col("trend_revenue"))).round(9))


def is_covered() -> pl.Expr:
    """Whether the ledger tells of the first of the twelve months."""
    second_month = pl.col("as_of").dt.month_start().dt.offset_by(f"-{MONTHS - 1}mo")
    return pl.col("first_order").min() < second_month


def health_points(change: pl.Expr) -> pl.Expr:
    """0 to 100 points for a relative change: 50 for one within 5 %, which is none; 75 from 15 % on."""
    points = [
        pl.when(change > least if least == 0.05 else change >= least).then(points) for least, points in HEALTH_POINTS
    ]
    return pl.coalesce(pl.when(change > 0.25).then(100), *points, pl.when(change.is_not_null()).then(0))


def health_class() -> pl.Expr:
    """The class of the points."""
    points = pl.col("health")
    *above, below = HEALTH_CLASSES
    named = [pl.when(points > limit).then(pl.lit(name)) for name, limit in zip(above, HEALTH_LIMITS, strict=True)]
    return pl.coalesce(*named, pl.when(points.is_not_null()).then(pl.lit(below)))


def _health() -> tuple[Metric, ...]:
    # relative, as the trend is: from 20 to 22 % is +10 %
    margin = ratio(pl.col("db1_ratio_change"), pl.col("db1_ratio_prev")).round(9)
    absent = Text(
        "kein Trend, oder keine DB-I-Quote in beiden Zeiträumen, davor positiv",
        "no trend, or no DB I ratio in both periods, positive in the one before",
    )
    return (
        Metric(
            "health_revenue",
            Text("Gesundheit: Umsatz", "Health: revenue"),
            Kind.SCORE,
            health_points(pl.col("trend")),
            Text(
                "0 bis 100 Punkte für den Umsatztrend: 50 bei gleichbleibendem Umsatz.",
                "0 to 100 points for the revenue trend: 50 where revenue stays as it is.",
            ),
            source="PRACTICE: health",
            absent=NO_TREND,
            better="high",
        ),
        Metric(
            "health_margin",
            Text("Gesundheit: Marge", "Health: margin"),
            Kind.SCORE,
            health_points(margin),
            Text(
                "0 bis 100 Punkte für die relative Änderung der DB-I-Quote gegenüber dem Zeitraum davor.",
                "0 to 100 points for the relative change of the DB I ratio against the period before.",
            ),
            source="PRACTICE: health",
            absent=NO_MARGIN_POINTS,
            better="high",
        ),
        Metric(
            "health",
            Text("Gesundheit", "Health"),
            Kind.SCORE,
            (pl.col("health_revenue") + pl.col("health_margin")) / 2,
            Text(
                "0 bis 100 Punkte: je zur Hälfte für den Umsatztrend und die relative Änderung der DB-I-Quote.",
                "0 to 100 points: half for the revenue trend, half for the relative change of the DB I ratio.",
            ),
            source="PRACTICE: health",
            absent=absent,
            better="high",
            unit=POINTS,
        ),
        Metric(
            "health_class",
            Text("Gesundheitsklasse", "Health class"),
            Kind.CATEGORY,
            health_class(),
            Text(
                "Über 75 Punkte gesund, über 50 gut, über 25 mäßig, sonst kritisch.",
                "Above 75 points healthy, above 50 good, above 25 fair, else critical.",
            ),
            source="PRACTICE: health",
            absent=absent,
        ),
    )
