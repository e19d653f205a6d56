"""All rules in the order they are read, the figures they rest on, and the one rule a customer is given."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import polars as pl

from kw_tui.core.proposals import channel, ladder, let_go, price_step, reprice, service
from kw_tui.core.proposals.condition import Condition, named, number
from kw_tui.core.proposals.ladder import has_waited
from kw_tui.core.proposals.rule import MIGRATE_RUNG, REPRICE_RUNG, Rule
from kw_tui.core.proposals.support import has_support, support, with_support
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

FAMILIES = (reprice.rules, service.rules, channel.rules, let_go.rules)

TRIED = 10
"""What a rung lies behind all others once a decision of it has waited its time."""

PROPOSALS: dict[str, Text] = {
    "reprice": Text("Preis anpassen", "Reprice"),
    "service": Text("Service kürzen oder berechnen", "Cut or bill service"),
    "channel": Text("Günstigerer Kanal", "Cheaper channel"),
    "let_go": Text("Beziehung beenden", "Let go"),
}


def all_rules(settings: Settings, as_of: date) -> tuple[Rule, ...]:
    """Return every rule, lowest rung first."""
    return tuple(rule for family in FAMILIES for rule in family(settings, as_of))


def may_hold(settings: Settings, as_of: date) -> pl.Expr:
    """Whether any rule might hold, told from the portfolio alone: whom no reason concerns need not be weighed.

    Beside a reason it asks for being an established customer, as every rule does.
    """
    reasons = pl.any_horizontal(rule.reason.is_met for rule in all_rules(settings, as_of))
    return reasons & ladder.is_established(settings, as_of)


def add_basis(frame: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """Add what the rules weigh: price steps, what serving costs, and what is left after migration; Float64."""
    revenue, rate = number("revenue"), settings.number("service_reduction")
    level = channel.channel_level(
        pl.col("abc_sub"), number("potential"), service.share_of_db1(pl.col("handling_cost")), settings
    )
    both = pl.col("channel_saving") + rate * (pl.col("handling_cost") - pl.col("channel_saving")).clip(lower_bound=0.0)
    return (
        frame.with_columns(
            needed_for_ratio=price_step.needed_for_ratio(
                revenue, number("avoidable_cost"), settings.number("target_ratio")
            ),
            handling_cost=service.handling_cost(settings),
            largest_step=price_step.largest_step(pl.col("abc"), settings),
            list_room=price_step.list_room(number("list_revenue"), number("line_discount")),
        )
        .with_columns(needed_step=price_step.needed_step(), channel_level=level)
        .with_columns(
            step=price_step.price_step(pl.col("needed_step"), pl.col("largest_step"), pl.col("list_room"), settings),
            channel_saving=channel.channel_saving(pl.col("channel_level"), settings),
            service_saving=rate * pl.col("handling_cost"),
        )
        .with_columns(after_migration=number("relevant_contribution") + both)
    )


def add_proposal(frame: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Keep the customers some rule holds for; add its `place` among them, `rule`, `proposal`, `gain`, `alternatives`.

    The order is that of `options`, of which this is the first; `alternatives` are the other actions.
    """
    rules = all_rules(settings, as_of)
    stages = {rule.id: stage(rule, settings, as_of) for rule in rules}
    best_stage = pl.min_horizontal(pl.when(_holds(rule)).then(stages[rule.id]) for rule in rules)
    in_stage = {rule.id: _holds(rule) & (stages[rule.id] == pl.col("stage")) for rule in rules}
    best_gain = pl.max_horizontal(pl.when(in_stage[rule.id]).then(gain(rule)) for rule in rules)
    is_best = (in_stage[rule.id] & (gain(rule) == pl.col("gain")) for rule in rules)
    chosen = (pl.when(best).then(pl.lit(place, pl.UInt32)) for place, best in enumerate(is_best))
    return (
        frame.with_columns(rule.holds.alias(_flag(rule)) for rule in rules)
        .filter(pl.any_horizontal(_flag(rule) for rule in rules))
        .with_columns(stage=best_stage)
        .with_columns(gain=best_gain)
        .with_columns(place=pl.coalesce(*chosen))
        .with_columns(rule=_at_place(rule.id for rule in rules), proposal=_at_place(rule.action for rule in rules))
        .with_columns(alternatives=_alternatives(rules))
        .drop("stage", *(_flag(rule) for rule in rules))
    )


def conditions_of(weighed: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return rank, customer_id and the `conditions` of each customer's own `rule`, in order of `rank`.

    Conditions are List(Struct{id, value, limit, holds}). A price step also lists the findings that speak for it. Each
    rule's rows are taken by themselves, so that nobody's list is built for a rule that is not its own, and of few a
    finding is looked for.
    """
    kept, of_all, lists = ("rank", "customer_id"), weighed.cache(), []
    for rule in all_rules(settings, as_of):
        own, lists_findings = pl.col("rule") == rule.id, has_support(settings) & (rule.action == "reprice")
        lists.append(of_all.filter(own & ~lists_findings).select(*kept, conditions=rule.verdicts))
        if rule.action == "reprice":
            listed = with_support(rule.conditions, settings)
            lists.append(of_all.filter(own & lists_findings).select(*kept, conditions=listed))
    return pl.concat(lists).sort("rank")


def gain(rule: Rule) -> pl.Expr:
    """What an action brings in the period; what is not known counts as nothing."""
    return rule.gain.fill_null(0.0)


def stage(rule: Rule, settings: Settings, as_of: date) -> pl.Expr:
    """Its rung, or one beyond the ladder's end (`TRIED` more) if a decision of that rung has waited its time."""
    since = {REPRICE_RUNG: "reprice_since", MIGRATE_RUNG: "migrate_since"}.get(rule.rung)
    if since is None:
        return pl.lit(rule.rung)
    return pl.lit(rule.rung) + TRIED * has_waited(pl.col(since), settings, as_of).cast(pl.Int32)


@cache
def rules_by_id() -> dict[str, Rule]:
    """Return the rules by id, under default settings: for their labels."""
    return {rule.id: rule for rule in all_rules(Settings(), date(2000, 1, 1))}


@cache
def conditions_by_id() -> dict[str, Condition]:
    """Return the conditions by id, under default settings: for their labels and kinds."""
    found = {condition.id: condition for rule in rules_by_id().values() for condition in rule.conditions}
    return found | {condition.id: condition for condition in support(Settings())}


def condition_by_id(condition_id: str) -> Condition:
    """Return a condition for its label and kind; KeyError if there is none."""
    return conditions_by_id()[condition_id]


def rule_by_id(rule_id: str) -> Rule:
    """Return a rule for its label and action; KeyError if there is none."""
    return rules_by_id()[rule_id]


def _flag(rule: Rule) -> str:
    return f"{rule.id} holds"


def _holds(rule: Rule) -> pl.Expr:
    return pl.col(_flag(rule))


def _at_place(words: Iterable[str]) -> pl.Expr:
    """The word of the rule at each `place`."""
    return pl.lit(pl.Series(words, dtype=pl.String)).gather("place")


def _alternatives(rules: tuple[Rule, ...]) -> pl.Expr:
    others = {
        action: pl.any_horizontal(_holds(rule) for rule in rules if rule.action == action)
        & (pl.col("proposal") != action)
        for action in PROPOSALS
    }
    return named(others)
