"""Serving less, or billing what was free (SPEC 4 kinds of customer, 5 habituation, 6)."""

from datetime import date

import polars as pl

from kw_tui.core.proposals import ladder
from kw_tui.core.proposals.condition import Condition, known, number
from kw_tui.core.proposals.price_step import UNREACHABLE
from kw_tui.core.proposals.rule import Rule
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


def rules(settings: Settings, as_of: date) -> tuple[Rule, ...]:
    """Return the reasons to serve differently; what it brings is the cost that falls away, or the service billed."""
    common = (ladder.established(settings, as_of), ladder.waited(settings, as_of, "reprice_since"))
    heavy = (ladder.low_ratio(settings), _heavy_service(settings), ladder.cured_by_migration(), *common)
    cut = pl.col("service_saving")
    return (
        Rule("service_heavy", "service", Text("Service zehrt den DB auf", "Service eats the contribution"), heavy, cut),
        Rule(
            "service_squeezed",
            "service",
            Text("Großkunde mit ausgezehrter Marge", "Key account with a squeezed margin"),
            (_squeezed(), _saves(cut), *common),
            cut,
        ),
        Rule(
            "service_habit",
            "service",
            Text("Gratisleistung zur Gewohnheit geworden", "Free service has become a habit"),
            (_habit(settings), *common),
            billable(),
        ),
    )


def handling_cost(settings: Settings) -> pl.Expr:
    """Return avoidable selling and service cost: avoidable cost less goods and marketing; Float64 money."""
    marketing = known("marketing_cost") * settings.number("avoidable_marketing")
    return (number("avoidable_cost") - known("goods") - marketing).clip(lower_bound=0.0)


def share_of_db1(cost: pl.Expr) -> pl.Expr:
    """Return a cost as share of DB I; `UNREACHABLE` where DB I does not carry any cost."""
    db1 = number("db1")
    share = pl.when(db1 > 0).then(cost / db1).when(cost > 0).then(UNREACHABLE).otherwise(0.0)
    return pl.when(db1.is_not_null() & cost.is_not_null()).then(share.clip(0.0, UNREACHABLE))


def billable() -> pl.Expr:
    """Return what the free services of the period cost, or their list value where no cost is known."""
    cost = known("concession_cost")
    return pl.when(cost > 0).then(cost).otherwise(known("concession_list_value"))


def _heavy_service(settings: Settings) -> Condition:
    share = share_of_db1(pl.col("handling_cost"))
    label = Text("Vertrieb, Service: Anteil am DB I ab", "Selling, service: share of DB I from")
    limit = settings.number("heavy_service_share")
    return Condition("heavy_service", label, Kind.RATIO, share, pl.lit(limit), share >= limit)


def _squeezed() -> Condition:
    is_squeezed = pl.col("kind") == "squeezed_key_account"
    label = Text("A-Kunde, DB-Quote im untersten Viertel", "A customer, contribution ratio in the lowest quarter")
    return Condition("squeezed", label, Kind.RATIO, pl.col("relevant_ratio"), pl.lit(None), is_squeezed)


def _saves(saving: pl.Expr) -> Condition:
    return Condition("saves", Text("Ersparnis über", "Saving above"), Kind.MONEY, saving, pl.lit(0.0), saving > 0)


def _habit(settings: Settings) -> Condition:
    return Condition(
        "habit",
        Text("Dieselbe Gratisleistung in 12 Monaten mindestens", "The same free service in 12 months at least"),
        Kind.COUNT,
        number("concession_habit"),
        pl.lit(settings.number("habit_count")),
        pl.col("free_service_habit"),
    )
