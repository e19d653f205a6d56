"""What could be sold besides: the product group that promises most (SPEC 4)."""

import polars as pl

from kw_tui.core.metrics.metric import Metric
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text

_NONE = Text(
    "keine Warengruppen in den Umsätzen, oder keine passt oft genug dazu",
    "no product groups in the sales, or none goes with what it buys often enough",
)
CROSS_SETTINGS = ("cross_lift", "cross_support")


def cross_selling(_settings: Settings) -> tuple[Metric, ...]:
    """The best group the customer does not buy, and the contribution to expect of it."""
    return (
        Metric(
            "cross_sell_group",
            Text("Cross-Selling", "Cross-selling"),
            Kind.CATEGORY,
            pl.col("cross_group"),
            Text(
                "Warengruppe, die Kunden mit ähnlichem Sortiment kaufen und dieser nicht: die mit dem größten Beitrag.",
                "Product group customers with a like assortment buy and this one does not: the one that promises most.",
            ),
            source="SPEC 4",
            absent=_NONE,
            settings=CROSS_SETTINGS,
        ),
        Metric(
            "cross_sell_value",
            Text("Cross-Selling im Jahr", "Cross-selling a year"),
            Kind.MONEY,
            pl.col("cross_value").clip(0, 9.9e13).cast(MONEY),
            Text(
                "DB I, der von dieser Warengruppe im Jahr zu erwarten ist: Chance x üblicher Anteil x Jahresumsatz.",
                "DB I to expect of that group in a year: chance x its usual share x yearly revenue.",
            ),
            source="SPEC 4",
            absent=_NONE,
            settings=CROSS_SETTINGS,
            better="high",
        ),
    )
