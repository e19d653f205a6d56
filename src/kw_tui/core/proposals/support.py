"""What else speaks for a price step: findings that are no reason by themselves, shown beside the reason (SPEC 5, 6)."""

from collections.abc import Sequence

import polars as pl

from kw_tui.core.proposals.condition import Condition, number, verdicts
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

AMOUNTS = (
    ("waived_small_orders", "small_order_cost", Text("Kosten der Kleinaufträge ab", "Cost of small orders from")),
    ("waived_cash_discount", "cash_discount_late", Text("Skonto nach Frist ab", "Cash discount after its days from")),
    ("waived_bonus", "bonus_unearned", Text("Bonus ohne Leistung ab", "Bonus not earned from")),
    ("waived_concession", "concession_expired", Text("Kulanz nach Ablauf ab", "Concessions past their end from")),
)
"""Flag, amount a year, and the claim up to its limit."""
SUPPORT_INPUTS = ("leakage", "margin_rank", *(column for flag, amount, _ in AMOUNTS for column in (flag, amount)))
"""The columns of the portfolio it rests on."""


def support(settings: Settings) -> tuple[Condition, ...]:
    """Return one condition a finding; a proposal lists those that hold."""
    rank, waived = settings.number("leakage_margin"), pl.lit(settings.number("waived_limit"))
    label = Text("Viel Umsatz bei Margenrang unter", "Much revenue at a margin rank below")
    leak = Condition("leakage", label, Kind.RATIO, number("margin_rank"), pl.lit(rank), pl.col("leakage"))
    return (
        _not_carried_out(),
        leak,
        *(Condition(id_, label, Kind.MONEY, number(amount), waived, pl.col(id_)) for id_, amount, label in AMOUNTS),
    )


def _not_carried_out() -> Condition:
    """The step asked before did not come, so that it is asked again; columns of the state, not of the portfolio."""
    label = Text("Letzter Preisschritt nicht umgesetzt: statt", "Last price step not carried out: instead of")
    came, asked = pl.col("reprice_realised"), pl.col("reprice_asked")
    return Condition("reprice_not_carried_out", label, Kind.RATIO, came, asked, asked.is_not_null())


def has_support(settings: Settings) -> pl.Expr:
    """Whether any finding holds: Boolean without nulls."""
    return pl.any_horizontal(one.is_met for one in support(settings))


def with_support(own: Sequence[Condition], settings: Settings) -> pl.Expr:
    """The verdicts of a rule's own conditions, and of the findings that hold: List(Struct{id, value, limit, holds}).

    There are few combinations of findings: their places are made once and looked up.
    """
    found = support(settings)
    places = [
        [*range(len(own)), *(len(own) + place for place in range(len(found)) if mask >> place & 1)]
        for mask in range(2 ** len(found))
    ]
    mask = pl.sum_horizontal(one.is_met.cast(pl.UInt32) * 2**place for place, one in enumerate(found))
    kept = pl.lit(pl.Series(places, dtype=pl.List(pl.UInt32))).gather(mask)
    return verdicts((*own, *found)).list.gather(kept)
