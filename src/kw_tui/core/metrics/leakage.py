"""Where margin leaks: customers that buy much and leave hardly any margin, by their ranks (PRACTICE)."""

import polars as pl

from kw_tui.core.metrics.findings import flag
from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

LEAST_CUSTOMERS = 10
"""With fewer the lowest tenth is nobody."""
NO_RANK = Text(
    "DB-I-Quote unbekannt, oder weniger als zehn Kunden, von denen sie bekannt ist",
    "DB I ratio unknown, or known of fewer than ten customers",
)


def leakage(settings: Settings) -> tuple[Metric, ...]:
    """The ranks by revenue and by margin, and a flag where the one is high and the other low."""
    is_large = pl.col("revenue_rank") > settings.number("leakage_revenue")
    return (
        _rank(
            "revenue_rank",
            Text("Umsatzrang", "Revenue rank"),
            "revenue",
            Text(
                "Anteil der Kunden mit weniger Umsatz; wer gleich viel hat, zählt halb, auch der Kunde selbst.",
                "Share of the customers with less revenue; equal ones count half, the customer itself too.",
            ),
        ),
        _rank(
            "margin_rank",
            Text("Margenrang", "Margin rank"),
            "db1_ratio",
            Text(
                "Anteil der Kunden mit niedrigerer DB-I-Quote; wer gleich viel hat, zählt halb, auch der Kunde selbst.",
                "Share of the customers with a lower DB I ratio; equal ones count half, the customer itself too.",
            ),
        ),
        flag(
            "leakage",
            is_large & (pl.col("margin_rank") < settings.number("leakage_margin")),
            Text(
                "Viel Umsatz bei einer der niedrigsten DB-I-Quoten aller Kunden.",
                "Much revenue at one of the lowest DB I ratios of all customers.",
            ),
            NO_RANK,
            ("leakage_revenue", "leakage_margin"),
            source="PRACTICE: leakage",
        ),
    )


def _rank(id_: str, label: Text, column: str, meaning: Text) -> Metric:
    known = pl.col("db1_ratio").is_not_null()
    value = pl.when(known).then(pl.col(column))
    among = known.sum()
    # the middle of its place: the lowest of n is at 1/2n, the highest as far from 1
    rank = ((value.rank("average") - 0.5) / among).round(9)
    return Metric(
        id_,
        label,
        Kind.RATIO,
        pl.when(among >= LEAST_CUSTOMERS).then(rank),
        meaning,
        source="PRACTICE: leakage",
        absent=NO_RANK,
    )
