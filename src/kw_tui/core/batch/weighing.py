"""Each customer of a batch weighed: whether the decision can be taken, by which step, and what it brings a year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.batch import exclusions
from kw_tui.core.decisions import Budget
from kw_tui.core.decisions.decision import MEASURES
from kw_tui.core.price_plan.first_step import first_steps
from kw_tui.core.proposals.break_even import tolerated_loss
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text

FROM_QUEUE = ("customer_id", "rank", "proposal", "alternatives", "at_stake", "profit_change", "step")
FROM_STATE = ("customer_id", "state", "action", "decided_at", "decision_id", "claimed_by")
WEIGHED: tuple[str, ...] = (
    "customer_id", "name", "abc", "proposal", "at_stake", "revenue", "relevant_contribution", "relevant_ratio", "step",
    "break_even_loss", "effective_date", "effect", "effect_tolerated", "excluded", "claimed_by", "limited_class",
    "limited_list", "contract_later", "other_proposal", "decision_id",
)  # fmt: skip
"""Money is Decimal of a year: `effect` at unchanged volume, `effect_tolerated` if each loses what is tolerated.

`excluded` names why the decision cannot be taken about a customer, null where it can; `decision_id` is the one that
stands.
"""

NOTES: dict[str, Text] = {
    "limited_class": Text("Schritt auf den der Klasse begrenzt", "step limited to that of the class"),
    "limited_list": Text("Schritt bis zum Listenpreis begrenzt", "step limited to list price"),
    "contract_later": Text("laufender Vertrag ohne Preisklausel: später gültig", "running contract: effective later"),
    "other_proposal": Text("anderes vorgeschlagen", "something else is proposed"),
}
"""What is to be known of customers the decision can be taken about."""
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be decided about all of them; `step` (reprice) is the one asked for, None the one proposed."""

    action: str
    step: float | None = None
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a batch is weighed on: frames of those concerned, and who decides. `budget` is what is left for keeping."""

    portfolio: pl.LazyFrame
    queue: pl.LazyFrame
    state: pl.LazyFrame
    who: str
    budget: Budget | None = None


def weighed(ground: Ground, wish: Wish, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return `WEIGHED` for every customer of the ground's portfolio, in its order."""
    first = first_steps(ground.portfolio, settings, as_of).rename({"step": "own_step"})
    known = first.join(_proposed(ground.queue), on="customer_id", how="left", maintain_order="left").join(
        ground.state.select(FROM_STATE), on="customer_id", how="left", maintain_order="left"
    )
    stepped = known.with_columns(step=_step(wish)) if wish.action == "reprice" else known.with_columns(step=_nothing())
    told = stepped.with_columns(
        excluded=exclusions.excluded(wish.action, wish.step, ground.who, settings, as_of),
        effect=_effect(wish.action, settings),
        break_even_loss=tolerated_loss(pl.col("step"), pl.col("relevant_ratio")),
        **_notes(wish),
    )
    if wish.action == "keep" and ground.budget is not None:
        told = told.with_columns(excluded=_within(ground.budget))
    return told.with_columns(effect_tolerated=_at_tolerated(wish.action)).select(_as_money())


def _proposed(queue: pl.LazyFrame) -> pl.LazyFrame:
    return queue.select(FROM_QUEUE).rename({"step": "proposed_step"})


def _step(wish: Wish) -> pl.Expr:
    """The step asked for, within what class and list price allow; else the one proposed."""
    if wish.step is None:
        return pl.when(pl.col("proposal") == "reprice").then("proposed_step")
    return pl.min_horizontal(pl.lit(wish.step), "most_step")


def _nothing() -> pl.Expr:
    return pl.lit(None, pl.Float64)


def _effect(action: str, settings: Settings) -> pl.Expr:
    """What it brings a year at unchanged volume: as the queue says where it proposes it, else by its arithmetic."""
    if action == "reprice":
        return pl.col("revenue") * pl.col("step")
    proposed = pl.when(pl.col("proposal") == action).then(pl.col("profit_change").cast(pl.Float64))
    otherwise = {
        "service": pl.col("service_saving"),
        "channel": pl.col("channel_saving"),
        "let_go": -pl.col("relevant_contribution") + settings.number("capacity_reuse"),
    }.get(action)
    return pl.lit(0.0) if otherwise is None else pl.coalesce(proposed, otherwise)


def _at_tolerated(action: str) -> pl.Expr:
    """What is left of it if a customer loses the volume that is tolerated: nothing, or the loss that goes with it."""
    if action != "reprice":
        return pl.col("effect")
    kept = pl.col("revenue") * (1 - pl.col("break_even_loss")) * (pl.col("relevant_ratio") + pl.col("step"))
    return kept - pl.col("relevant_contribution")


def _notes(wish: Wish) -> dict[str, pl.Expr]:
    """The columns of `NOTES`: Boolean without nulls."""
    asked = pl.lit(wish.step, pl.Float64)
    is_price = pl.lit(wish.action == "reprice")
    by_list = (pl.col("list_room") < asked) & (pl.col("step") < pl.col("largest_step") - _DUST)
    is_less = pl.col("step") < asked - _DUST
    flags = {
        "limited_class": is_price & is_less & ~by_list.fill_null(value=False),
        "limited_list": is_price & is_less & by_list,
        "contract_later": pl.col("contract_later") & is_price,
        "other_proposal": pl.col("proposal") != wish.action if wish.action in MEASURES else pl.lit(value=False),
    }
    return {name: flag.fill_null(value=False) for name, flag in flags.items()}


def _within(budget: Budget) -> pl.Expr:
    """Those beyond the budget for keeping against a proposal are excluded; it goes to those first in the queue."""
    counts = pl.col("excluded").is_null()
    place = pl.col("rank").fill_null(pl.len()).arg_sort().arg_sort()
    ranked = pl.struct(counts.alias("counts"), pl.col("at_stake").fill_null(0).alias("stake")).sort_by("rank")
    taken, stake = ranked.struct.field("counts"), ranked.struct.field("stake")
    fits = taken.cast(pl.Int64).cum_sum() <= budget.cases_limit - budget.cases
    if budget.stake_limit is not None:
        fits &= pl.when(taken).then(stake).otherwise(Decimal(0)).cum_sum() <= budget.stake_limit - budget.stake
    is_beyond = counts & ~fits.gather(place)
    return pl.when(is_beyond).then(pl.lit("budget")).otherwise("excluded")


def _as_money() -> list[pl.Expr]:
    amounts = {"revenue", "relevant_contribution", "effect", "effect_tolerated", "at_stake"}
    return [pl.col(name).cast(MONEY) if name in amounts else pl.col(name) for name in WEIGHED]
