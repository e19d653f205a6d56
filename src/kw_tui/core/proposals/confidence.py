"""How far a proposal's money can be relied on: 1 if every input is confirmed, less for each thing that is not."""

from dataclasses import dataclass

import polars as pl

from kw_tui.core.proposals.condition import known
from kw_tui.vocabulary.settings import SETTINGS, Settings
from kw_tui.vocabulary.texts import Text

FEW_ORDERS = 3
_COST_PREFIXES = ("rate_", "avoidable_")


@dataclass(frozen=True)
class Doubt:
    """One thing that is not known for sure, and the factor it costs (assumptions)."""

    id: str
    label: Text
    factor: float
    present: pl.Expr


def doubts(settings: Settings) -> tuple[Doubt, ...]:
    """Return what may weaken a proposal; `proposal` and `handling_cost` must be columns of the frame."""
    confirmed = settings_confirmed(settings)
    rests_on_rates = pl.lit(not confirmed) & (pl.col("handling_cost") > 0)
    unknown_potential = (pl.col("proposal") == "let_go") & pl.col("potential").is_null()
    modelled_potential = (pl.col("proposal") == "let_go") & (pl.col("potential_basis") == "wallet")
    has_gaps = known("lines_without_cost") > 0
    return (
        Doubt("assumed_rates", Text("Kostensätze sind Annahmen", "Cost rates are assumptions"), 0.9, rests_on_rates),
        Doubt("unknown_potential", Text("Potenzial unbekannt", "Potential unknown"), 0.8, unknown_potential),
        Doubt("modelled_potential", Text("Potenzial geschätzt", "Potential modelled"), 0.9, modelled_potential),
        Doubt("few_orders", Text("wenige Aufträge", "Few orders"), 0.8, known("orders") < FEW_ORDERS),
        Doubt("goods_missing", Text("Wareneinsatz lückenhaft", "Goods incomplete"), 0.8, has_gaps),
        Doubt(
            "no_comparison",
            Text("kein Vergleichszeitraum", "No period to compare with"),
            0.9,
            pl.col("relevant_contribution_prev").is_null(),
        ),
    )  # fmt: skip


def settings_confirmed(settings: Settings) -> bool:
    """Whether every cost rate and avoidable share was set in the session rather than assumed."""
    assumed = (setting.id for setting in SETTINGS if setting.is_assumption and setting.id.startswith(_COST_PREFIXES))
    return all(id_ in settings.overrides for id_ in assumed)


def confidence(settings: Settings) -> pl.Expr:
    """Return the product of all factors: Float64 in 0..1."""
    result = pl.lit(1.0)
    for doubt in doubts(settings):
        result *= pl.when(doubt.present.fill_null(value=False)).then(doubt.factor).otherwise(1.0)
    return result
