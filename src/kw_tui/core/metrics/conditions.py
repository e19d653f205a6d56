"""Discounts beside those of others, and habits: the standing check of every customer's conditions (SPEC 5)."""

import polars as pl

from kw_tui.core.metrics.findings import NAMES, flag
from kw_tui.core.metrics.leakage import leakage
from kw_tui.core.metrics.metric import Metric, has_sales, known_sum, ratio
from kw_tui.core.metrics.potential import yearly
from kw_tui.core.metrics.price_age import price_age
from kw_tui.core.metrics.waived import waived
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

BRACKETS = (0.0, 10_000.0, 25_000.0, 50_000.0, 100_000.0, 250_000.0, 1_000_000.0)
LEAST_IN_BRACKET = 8
LEAST_SPREAD = 1e-4  # a median deviation below a hundredth of a point is rounding, not a spread
_EVEN = -0.0005  # less than a tenth of a point below is as good: amounts are rounded to cents

NO_LIST = Text("kein Listenumsatz bekannt", "no list revenue known")
NO_COMPARISON = Text("keine A-Kunden mit bekanntem Rabatt", "no A customers with known discount")
NO_BRACKET = Text(
    "zu wenige Kunden oder keine Streuung in der Größenklasse", "too few customers or no spread in its size"
)


def conditions(settings: Settings) -> tuple[Metric, ...]:
    """Discount figures with what they are compared to, a flag for each finding, and their number."""
    over_time = (*price_age(settings), _habit(settings))
    return (*_against_a(), *_within_bracket(settings), *leakage(settings), *over_time, *waived(settings), _count())


def better_than_a() -> pl.Expr:
    """Whether a C customer with a discount at all has at least the A customers' median discount."""
    is_as_good = (pl.col("discount_vs_a") >= _EVEN) & (pl.col("discount_compared") > 0)
    is_comparable = pl.col("abc").is_not_null() & pl.col("discount_vs_a").is_not_null()
    return pl.when(is_comparable).then((pl.col("abc") == "C") & is_as_good)


def revenue_bracket() -> pl.Expr:
    """The number of the bracket of yearly revenue, 0 below zero revenue; null without sales."""
    revenue = yearly(pl.col("revenue"))
    return pl.when(has_sales()).then(pl.lit(pl.Series(BRACKETS)).search_sorted(revenue, side="right"))


def robust_deviation() -> pl.Expr:
    """0.6745 (x - median) / MAD within the bracket; null for fewer than eight customers or no spread."""
    distance = pl.col("discount_rate") - pl.col("discount_usual")
    spread = distance.abs().median().over("revenue_bracket")
    is_measurable = (distance.count().over("revenue_bracket") >= LEAST_IN_BRACKET) & (spread >= LEAST_SPREAD)
    return pl.when(is_measurable).then(0.6745 * distance / spread)


def _against_a() -> tuple[Metric, ...]:
    own, of_a = pl.col("discount_compared"), pl.col("discount_of_a")
    a_median = pl.col("discount_rate").filter(pl.col("abc") == "A").median()
    has_both = pl.col("discount_own_shared").is_not_null() & pl.col("discount_a_shared").is_not_null()
    return (
        Metric(
            "discount_rate",
            Text("Rabattquote", "Discount rate"),
            Kind.RATIO,
            ratio(pl.col("line_discount"), pl.col("list_revenue")),
            Text("Zeilenrabatt geteilt durch den Listenumsatz.", "Line discount divided by list revenue."),
            source="SPEC 5",
            absent=NO_LIST,
            better="low",
        ),
        Metric(
            "discount_compared",
            Text("Rabatt im Vergleich", "Discount compared"),
            Kind.RATIO,
            pl.when(has_both).then("discount_own_shared").otherwise("discount_rate"),
            Text(
                "Eigene Rabattquote auf Artikel, die mindestens drei A-Kunden kaufen, sonst insgesamt.",
                "Own discount rate on products at least three A customers buy, else overall.",
            ),
            source="SPEC 5",
            absent=NO_LIST,
        ),
        Metric(
            "discount_of_a",
            Text("Rabatt der A-Kunden", "Discount of A customers"),
            Kind.RATIO,
            pl.when(has_both).then("discount_a_shared").otherwise(a_median),
            Text(
                "Median der A-Kunden auf dieselben Artikel, nach eigenem Listenumsatz gewichtet, sonst insgesamt.",
                "Median of the A customers on the same products, weighted by own list revenue, else overall.",
            ),
            source="SPEC 5",
            absent=NO_COMPARISON,
        ),
        Metric(
            "discount_vs_a",
            Text("Rabatt gegenüber A", "Discount against A"),
            Kind.RATIO,
            own - of_a,
            Text("Eigener Rabatt minus Rabatt der A-Kunden.", "Own discount minus the A customers' discount."),
            source="SPEC 5",
            absent=NO_COMPARISON,
            better="low",
        ),
        flag(
            "c_better_than_a",
            better_than_a(),
            Text(
                "C-Kunde mit Rabatt, und zwar mindestens dem Median der A-Kunden (bis auf 0,05 Punkte).",
                "C customer with a discount, and at least the A customers' median (within 0.05 points).",
            ),
            NO_COMPARISON,
        ),
    )


def _within_bracket(settings: Settings) -> tuple[Metric, ...]:
    return (
        Metric(
            "revenue_bracket",
            Text("Größenklasse", "Size bracket"),
            Kind.COUNT,
            revenue_bracket(),
            Text(
                "Klasse des Jahresumsatzes: 1 ab 0, 2 ab 10, 3 ab 25, 4 ab 50, 5 ab 100, "
                "6 ab 250 Tausend, 7 ab 1 Million.",
                "Bracket of yearly revenue: 1 from 0, 2 from 10, 3 from 25, 4 from 50, 5 from 100, "
                "6 from 250 thousand, 7 from 1 million.",
            ),
            source="PRACTICE: brackets",
            unit=Text("Klasse", "bracket"),
        ),
        Metric(
            "discount_usual",
            Text("Üblicher Rabatt", "Usual discount"),
            Kind.RATIO,
            pl.when(has_sales()).then(pl.col("discount_rate").median().over("revenue_bracket")),
            Text("Median der Rabattquote in der Größenklasse.", "Median discount rate in the size bracket."),
            source="IH",
            absent=NO_LIST,
        ),
        Metric(
            "discount_deviation",
            Text("Abweichung (robustes z)", "Deviation (robust z)"),
            Kind.SCORE,
            robust_deviation(),
            Text(
                "0,6745 x Abstand zum üblichen Rabatt / Median der Abstände in der Größenklasse; plus heißt mehr.",
                "0.6745 x distance from the usual discount / median of the distances in the bracket; plus is more.",
            ),
            source="IH",
            absent=NO_BRACKET,
        ),
        flag(
            "discount_outlier",
            pl.col("discount_deviation").abs() > settings.number("outlier_limit"),
            Text(
                "Die Abweichung vom üblichen Rabatt liegt über der Grenze, nach oben oder unten.",
                "The deviation from the usual discount is beyond the limit, upwards or downwards.",
            ),
            NO_BRACKET,
            ("outlier_limit",),
        ),
    )


def _habit(settings: Settings) -> Metric:
    return flag(
        "free_service_habit",
        pl.col("concession_habit") >= settings.number("habit_count"),
        Text(
            "Dieselbe Art von Kulanz in zwölf Monaten mindestens so oft wie eingestellt.",
            "The same kind of concession within twelve months at least as often as set.",
        ),
        Text("keine Kulanz importiert", "no concessions imported"),
        ("habit_count",),
        "concession",
    )


def _count() -> Metric:
    return Metric(
        "condition_findings",
        Text("Befunde", "Findings"),
        Kind.COUNT,
        known_sum(pl.col(finding).cast(pl.Int64) for finding in NAMES),
        Text("Anzahl der Befunde zu den Konditionen.", "Number of findings about the conditions."),
        source="SPEC 5",
        absent=Text("keine Kondition war prüfbar", "no condition could be checked"),
        better="low",
    )
