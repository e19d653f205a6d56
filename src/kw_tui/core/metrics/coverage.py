"""How much of the goods is known: a line without its cost makes the contribution look better than it is."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from kw_tui.core.metrics.metric import Metric, ratio
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text, percent

COVERAGE = "cost_coverage"
RESTING_ON_GOODS = (
    "db1", "db1_ratio", "db2", "db3", "db4", "relevant_contribution", "relevant_ratio", "pocket_margin",
)  # fmt: skip
"""Figures that are told to be too high where goods are only known in part."""
_OVERSTATED = Text(
    "zu hoch: Wareneinsatz nur bei {share} der Zeilen bekannt", "too high: cost of goods known on {share} of lines only"
)


def coverage(_settings: Settings) -> tuple[Metric, ...]:
    """The share of a customer's lines that tell their cost."""
    return (
        Metric(
            COVERAGE,
            Text("Wareneinsatz bekannt", "Cost known"),
            Kind.RATIO,
            ratio(pl.col("lines") - pl.col("lines_without_cost"), pl.col("lines")),
            Text(
                "Anteil der Rechnungszeilen mit Wareneinsatz; bei weniger als 100 % ist der DB I zu hoch.",
                "Share of the invoice lines with a cost of goods; below 100 %, DB I is too high.",
            ),
            source="SPEC 2",
            better="high",
        ),
    )


def is_partly(share: float | None) -> bool:
    """Whether goods are known on some lines, and not on all."""
    return share is not None and 0 < share < 1


def any_partly(shares: pl.Series) -> bool:
    """Whether any of these shares is of that kind."""
    return bool(((shares > 0) & (shares < 1)).any())


def overstated(row: Mapping[str, Any]) -> dict[str, Text]:
    """Why figures of a portfolio row are higher than they would be if every line told its cost; none if all do."""
    share = row.get(COVERAGE)
    if share is None or not is_partly(share):
        return {}
    # cut, not rounded: 99.96 % are not all
    shown = min(int(share * 1000) / 1000, 0.999)
    why = _OVERSTATED.format(share=Text(percent(shown, "de", 1), percent(shown, "en", 1)))
    return dict.fromkeys(RESTING_ON_GOODS, why)
