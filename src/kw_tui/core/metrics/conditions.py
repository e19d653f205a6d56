"""Discounts, stale prices and habits: the standing check of every customer's conditions (SPEC 5)."""

import polars as pl

from kw_tui.core.metrics.leakage import leakage
from kw_tui.core.metrics.metric import MONTHS, Metric, has_sales, known_sum, ratio
from kw_tui.core.metrics.potential import yearly
from kw_tui.core.metrics.waived import waived
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

BRACKETS = (0.0, 10_000.0, 25_000.0, 50_000.0, 100_000.0, 250_000.0, 1_000_000.0)
LEAST_IN_BRACKET = 8
LEAST_SPREAD = 1e-4  # a median deviation below a hundredth of a point is rounding, not a spread
_EVEN = -0.0005  # less than a tenth of a point below is as good: amounts are rounded to cents

FLAGS = (
    "c_better_than_a", "discount_outlier", "leakage", "stale_price", "free_service_habit", "waived_small_orders",
    "waived_cash_discount", "waived_bonus", "waived_concession",
)  # fmt: skip
NO_LIST = Text("kein Listenumsatz bekannt", "no list revenue known")
NO_COMPARISON = Text("keine A-Kunden mit bekanntem Rabatt", "no A customers with known discount")
NO_BRACKET = Text(
    "zu wenige Kunden oder keine Streuung in der Größenklasse", "too few customers or no spread in its size"
)
NO_PRICE_DATE = Text(
    "letzte Preisänderung nicht bekannt, und zu wenig wurde mit Menge oder Preis wiederholt gekauft",
    "last price change not known, and too little was bought again with a quantity or price",
)
NO_CHANGE_SEEN = Text(
    "keine Verkäufe im Zeitraum, oder letzte Preisänderung nicht bekannt und die Rechnungen reichen nicht weit genug "
    "zurück",
    "no sales in the period, or last price change not known and the invoices do not reach back far enough",
)


def conditions(settings: Settings) -> tuple[Metric, ...]:
    """Discount figures with what they are compared to, a flag for each finding, and their number."""
    over_time = _over_time(settings)
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


def realised_since() -> pl.Expr:
    """The day its realised prices have on average been unchanged since, weighed by revenue.

    Null where what was bought again is less than half of the revenue of twelve months: too little to judge by.
    """
    days = ratio(pl.col("price_days"), pl.col("priced_amount")).round(0)
    is_telling = pl.col("priced_amount") * 2 >= pl.col("trend_revenue")
    return pl.when(is_telling).then(pl.col("as_of") - pl.duration(days=days.cast(pl.Int64)))


def price_age_months() -> pl.Expr:
    """Whole months from the day prices are unchanged since to the reference date."""
    changed, as_of = pl.col("price_since"), pl.col("as_of")
    years = as_of.dt.year().cast(pl.Int64) - changed.dt.year()
    return years * 12 + as_of.dt.month() - changed.dt.month() - (as_of.dt.day() < changed.dt.day()).cast(pl.Int64)


def is_stale(months: float) -> pl.Expr:
    """Whether the price of a customer with sales has not changed for more than `months`.

    A ledger tells how long prices have been the same at least: that they are not stale only where a change was seen,
    for more than half of the revenue.
    """
    is_old = pl.col("price_since") < pl.col("as_of").dt.offset_by(f"-{round(months)}mo")
    is_seen = pl.col("repriced_amount") > pl.col("priced_amount") - pl.col("repriced_amount")
    is_told = is_old | pl.col("last_price_change").is_not_null() | is_seen
    return pl.when(has_sales() & is_told).then(is_old)


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
        _flag(
            "c_better_than_a",
            Text("C besser als A", "C better than A"),
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
        _flag(
            "discount_outlier",
            Text("Rabattausreißer", "Discount outlier"),
            pl.col("discount_deviation").abs() > settings.number("outlier_limit"),
            Text(
                "Die Abweichung vom üblichen Rabatt liegt über der Grenze, nach oben oder unten.",
                "The deviation from the usual discount is beyond the limit, upwards or downwards.",
            ),
            NO_BRACKET,
            ("outlier_limit",),
        ),
    )


def _over_time(settings: Settings) -> tuple[Metric, ...]:
    return (
        Metric(
            "price_since",
            Text("Preise unverändert seit", "Prices unchanged since"),
            Kind.DATE,
            pl.coalesce("last_price_change", realised_since()),
            Text(
                "Letzte Preisänderung laut Kundenstamm; sonst aus den berechneten Stückpreisen der in zwölf Monaten "
                "wieder gekauften Artikel, im Mittel nach Umsatz.",
                "Last price change by the customer master; else from the realised unit prices of the products bought "
                "again in twelve months, on average by revenue.",
            ),
            source="SPEC 5",
            absent=NO_PRICE_DATE,
        ),
        Metric(
            "price_age_months",
            Text("Preisalter (Monate)", "Price age (months)"),
            Kind.COUNT,
            price_age_months(),
            Text(
                "Volle Monate, die die Preise unverändert sind, soweit die Daten zurückreichen.",
                "Whole months the prices have not changed, as far back as the data reach.",
            ),
            source="SPEC 5",
            absent=NO_PRICE_DATE,
            better="low",
            unit=MONTHS,
        ),
        _flag(
            "stale_price",
            Text("Preis veraltet", "Stale price"),
            is_stale(settings.number("stale_months")),
            Text(
                "Kunde mit Umsatz, dessen Preise länger unverändert sind als die eingestellten Monate.",
                "Customer with sales whose prices have not changed for more than the months set.",
            ),
            NO_CHANGE_SEEN,
            ("stale_months",),
        ),
        _flag(
            "free_service_habit",
            Text("Gratisleistung als Gewohnheit", "Free service as a habit"),
            pl.col("concession_habit") >= settings.number("habit_count"),
            Text(
                "Dieselbe Art von Kulanz in zwölf Monaten mindestens so oft wie eingestellt.",
                "The same kind of concession within twelve months at least as often as set.",
            ),
            Text("keine Kulanz importiert", "no concessions imported"),
            ("habit_count",),
            "concession",
        ),
    )


def _count() -> Metric:
    return Metric(
        "condition_findings",
        Text("Befunde", "Findings"),
        Kind.COUNT,
        known_sum(pl.col(flag).cast(pl.Int64) for flag in FLAGS),
        Text("Anzahl der Befunde zu den Konditionen.", "Number of findings about the conditions."),
        source="SPEC 5",
        absent=Text("keine Kondition war prüfbar", "no condition could be checked"),
        better="low",
    )


def _flag(
    id_: str, label: Text, expr: pl.Expr, meaning: Text, absent: Text, settings: tuple[str, ...] = (), table: str = ""
) -> Metric:
    needs = (table or "sales_line",)
    return Metric(id_, label, Kind.FLAG, expr, meaning, source="SPEC 5", needs=needs, absent=absent, settings=settings)
