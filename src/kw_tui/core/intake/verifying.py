"""What was decided on the first lines, compared with all of them: canonical sales lines as they will be stored."""

from collections.abc import Collection, Mapping

import polars as pl

from kw_tui.core.intake.identities import Facts, equal, float_of
from kw_tui.core.intake.signs import CREDITS
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text, percent

_FEW = 0.1
"""Share of lines that may differ before it is worth a word."""


def control_facts(fields: Collection[str], table: Table) -> Facts:
    """Counts over stored lines: credits that are positive, and prices that do not give the net amount."""
    if table.id != "sales_line":
        return {}
    facts: Facts = {}
    net = float_of("net_amount")
    if "doc_type" in fields:
        is_credit = pl.col("doc_type").is_in(CREDITS).fill_null(value=False) & (net != 0)
        facts |= {"credits|tested": is_credit.sum(), "credits|differ": (is_credit & (net > 0)).sum()}
    if {"quantity", "unit_price"} <= set(fields):
        value = (float_of("quantity") * float_of("unit_price")).abs()
        values = (
            [value, value * (1 - float_of("discount_pct").fill_null(0) / 100)] if "discount_pct" in fields else [value]
        )
        tested = (value > 0) & (net != 0)
        holds = pl.any_horizontal(equal(one, net.abs()) for one in values)
        facts |= {"prices|tested": tested.sum(), "prices|differ": (tested & ~holds).sum()}
    return {name: expr.fill_null(0).alias(name) for name, expr in facts.items()}


def contradictions(counts: Mapping[str, int]) -> list[Text]:
    """Say what all lines contradict; nothing where they agree."""
    notes = []
    for name, words in _WORDS.items():
        tested, differ = counts.get(f"{name}|tested", 0), counts.get(f"{name}|differ", 0)
        if tested and differ > _FEW * tested:
            share = Text(percent(differ / tested, "de"), percent(differ / tested, "en"))
            notes.append(words.format(count=differ, share=share))
    return notes


_WORDS = {
    "credits": Text(
        "Gutschriften mit positivem Betrag: {count} Zeilen ({share} der Gutschriften)",
        "credit memos with a positive amount: {count} lines ({share} of the credits)",
    ),
    "prices": Text(
        "Menge × Einzelpreis ergibt nicht den Nettobetrag: {count} Zeilen ({share})",
        "quantity × unit price is not the net amount: {count} lines ({share})",
    ),
}
