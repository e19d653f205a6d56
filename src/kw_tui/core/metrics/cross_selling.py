"""What could be sold besides: the product group that promises most (SPEC 4)."""

import polars as pl

from kw_tui.core.metrics.metric import Metric, money
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
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
                "Nicht gekaufte Warengruppe, die oft zu gekauften kommt: die mit dem größten zu erwartenden Beitrag.",
                "Product group not bought that often goes with those bought: the one with most contribution to expect.",
            ),
            source="SPEC 4",
            absent=_NONE,
            settings=CROSS_SETTINGS,
        ),
        Metric(
            "cross_sell_value",
            Text("Cross-Selling im Jahr", "Cross-selling a year"),
            Kind.MONEY,
            money(pl.col("cross_value").clip(0)),
            Text(
                "DB I im Jahr, der zu erwarten ist: Chance x üblicher DB I ihrer Käufer je Umsatz x Jahresumsatz.",
                "DB I to expect of it in a year: chance x its buyers' usual DB I by what they spend x yearly revenue.",
            ),
            source="SPEC 4",
            absent=_NONE,
            settings=CROSS_SETTINGS,
            better="high",
        ),
    )
