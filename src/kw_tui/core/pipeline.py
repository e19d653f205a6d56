"""The whole story on one page: facts become a portfolio, a portfolio becomes a queue.

reader -> raw text -> intake (map, type, check) -> canonical store -> one reduction -> **facts**
-> metrics -> segments -> findings -> proposals -> queue, minus what people decided.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from kw_tui.core import queue as queueing
from kw_tui.core.cross_selling.sums import basket_sums
from kw_tui.core.like_for_like.paid import paid, priced
from kw_tui.core.metrics.brackets import bracket_table
from kw_tui.core.metrics.capacity import capacity as capacity_table
from kw_tui.core.metrics.capacity import untimed
from kw_tui.core.metrics.clusters import without_clusters
from kw_tui.core.metrics.estimates import NO_ESTIMATES, Estimates, add_claims, add_estimates
from kw_tui.core.metrics.families import (
    CLOCK,
    add_clock,
    clock,
    portfolio_metrics,
    previous_ladder,
    recipe,
    year_of_business,
)
from kw_tui.core.metrics.findings import finding_totals, findings
from kw_tui.core.metrics.lifetime import add_forecast
from kw_tui.core.metrics.new_need import add_recent
from kw_tui.core.metrics.order_terms import placed as placed_orders
from kw_tui.core.metrics.recipe import Recipe
from kw_tui.core.metrics.regularity import LEAST_GAPS, cohort_shape
from kw_tui.core.metrics.scoring import criteria_told
from kw_tui.core.metrics.spending import order_means, single_orders, value_error, value_outcomes
from kw_tui.core.proposals.group_share import group_revenue as revenue_of_groups
from kw_tui.core.proposals.group_share import of_group
from kw_tui.core.segmentation.covered import covered as covered_by_channel
from kw_tui.core.segmentation.done import untimed as untimed_activities
from kw_tui.core.segmentation.done import with_booked
from kw_tui.core.segmentation.migration import migration_table
from kw_tui.core.segmentation.rfm_map import rfm_map as map_of_rfm
from kw_tui.core.segmentation.segments import SEGMENTATIONS, own_table, segment_table
from kw_tui.core.segmentation.served import served as served_by_channel
from kw_tui.core.segmentation.value_map import limits as limits_of_fields
from kw_tui.core.segmentation.value_map import unplaced
from kw_tui.core.segmentation.value_map import value_map as map_of_value
from kw_tui.vocabulary.scoring import DEFAULT_SCORING, Criterion
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings

if TYPE_CHECKING:
    from kw_tui.core.lifetime.spend import GammaGamma


__all__ = [
    "CLOCK",
    "Estimates",
    "add_claims",
    "add_clock",
    "basket_sums",
    "clock",
    "order_means",
    "paid",
    "placed_orders",
    "priced",
    "recipe",
    "single_orders",
    "unplaced",
    "untimed",
    "untimed_activities",
    "value_error",
    "value_outcomes",
    "with_booked",
    "year_of_business",
]


class Reduced(NamedTuple):
    """What the ledger was reduced to: facts of the period and of the last months, what products were paid, orders."""

    facts: pl.LazyFrame
    recent: pl.LazyFrame
    paid: pl.DataFrame | None
    orders: pl.DataFrame | None = None


class Outlook(NamedTuple):
    """What fitted lifetime models say: of each kind of history, and of what an order is worth. None: no model holds."""

    forecast: pl.LazyFrame | None = None
    spending: "GammaGamma | None" = None


NO_OUTLOOK = Outlook()


def told(facts: pl.LazyFrame, recent: pl.LazyFrame, outlook: Outlook, estimates: Estimates) -> pl.LazyFrame:
    """The facts with what is told of each customer besides: by its last months, by models and by people."""
    facts = facts.pipe(add_recent, recent).pipe(add_forecast, *outlook).pipe(without_clusters)
    return facts.pipe(add_estimates, estimates)


def portfolio(
    reduced: Reduced,
    settings: Settings,
    as_of: date,
    period: Period,
    outlook: Outlook = NO_OUTLOOK,
    estimates: Estimates = NO_ESTIMATES,
    criteria: tuple[Criterion, ...] = DEFAULT_SCORING,
) -> pl.LazyFrame:
    """One row a customer: the facts and every metric. Clusters are found when all of it is known."""
    facts = told(reduced.facts, reduced.recent, outlook, estimates)
    return facts.pipe(portfolio_metrics, reduced.paid, settings, as_of, period, criteria, reduced.orders)


def made(facts: pl.LazyFrame, recipe: Recipe) -> pl.LazyFrame:
    """One row a customer, from facts with all that metrics read besides (`told`, `add_clock`)."""
    return recipe.made_of(facts).drop(CLOCK)


def cohort_regularity(facts: pl.LazyFrame) -> pl.LazyFrame:
    """How regular all customers together buy: k, and the number of `customers` that tell it."""
    return facts.select(k=cohort_shape(), customers=(pl.col("gap_count") >= LEAST_GAPS).sum())


def previous(customers: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """The contribution ladder of the period before."""
    return customers.pipe(previous_ladder, settings)


def scored(customers: pl.LazyFrame, criteria: tuple[Criterion, ...]) -> pl.LazyFrame:
    """One row a customer and criterion of the scoring: value, band and points."""
    return customers.pipe(criteria_told, criteria)


def segments(customers: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """One row a segment, for every way of cutting the portfolio by a column: customers and money."""
    return pl.concat([customers.pipe(segment_table, one.by, settings.rfm) for one in SEGMENTATIONS])


def own_segments(
    customers: pl.LazyFrame, members: pl.LazyFrame, names: Sequence[str], broken: Sequence[str]
) -> pl.LazyFrame:
    """One row a segment the session names, in its order."""
    return customers.pipe(own_table, members, names, broken)


def migration(customers: pl.LazyFrame) -> pl.LazyFrame:
    """One row a class before and class now: customers and revenue."""
    return customers.pipe(migration_table)


def rfm_map(customers: pl.LazyFrame) -> pl.LazyFrame:
    """One row a pair of points of recency and frequency: customers and revenue."""
    return customers.pipe(map_of_rfm)


def served(customers: pl.LazyFrame) -> pl.LazyFrame:
    """One row a class and channel: who is served how."""
    return customers.pipe(served_by_channel)


def covered(customers: pl.LazyFrame) -> pl.LazyFrame:
    """One row a channel: how many of its customers are in contact, how often, and the hours it takes."""
    return customers.pipe(covered_by_channel)


def value_map(customers: pl.LazyFrame, measure: str) -> pl.LazyFrame:
    """One row a place of the map of value and potential: how many customers stand there."""
    return customers.pipe(map_of_value, measure)


def field_limits(customers: pl.LazyFrame, measure: str) -> pl.LazyFrame:
    """One row: the amounts from which on value and potential are of a higher level."""
    return customers.pipe(limits_of_fields, measure)


def capacity(customers: pl.LazyFrame, untimed: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """One row a resource: cost rate by time, minutes used, what nobody used, and the `untimed` events."""
    return customers.pipe(capacity_table, untimed, settings)


def conditions(customers: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """One row a finding of the standing check: customer, finding, value and limit."""
    return customers.pipe(findings, settings)


def condition_totals(customers: pl.LazyFrame) -> pl.LazyFrame:
    """One row a check of conditions: customers it found something at, and their money."""
    return customers.pipe(finding_totals)


def brackets(customers: pl.LazyFrame) -> pl.LazyFrame:
    """One row a bracket of revenue: the discounts its customers get."""
    return customers.pipe(bracket_table)


def verdicts(customers: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """One row a customer, rule and condition, met or not: why, and why not."""
    return customers.pipe(queueing.explanations, state, settings, as_of)


def rungs_passed(state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """One row a customer somebody has acted on: the earlier rungs that proposals rest on."""
    return state.pipe(queueing.rungs_passed, settings, as_of)


def queue_conditions(
    queued: pl.LazyFrame, customers: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date
) -> pl.LazyFrame:
    """One row a proposal of the queue: the conditions it rests on, with value and limit."""
    return queued.pipe(queueing.conditions, customers, state, settings, as_of)


def options(
    queued: pl.LazyFrame, customers: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date
) -> pl.LazyFrame:
    """One row a customer and action that comes into question, the recommended one first, with the reason why."""
    return queued.pipe(queueing.options, customers, state, settings, as_of)


def risk_basis(queued: pl.LazyFrame, customers: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """One row a proposal and risk: what the risk rests on."""
    return queued.pipe(queueing.risk_basis, customers, settings, as_of)


def group_revenue(lines: pl.LazyFrame, period: Period) -> pl.LazyFrame:
    """One row a customer and product group: its net revenue in the period."""
    first = pl.lit(value=True) if period.first is None else pl.col("invoice_date") >= period.first
    return lines.filter(first, pl.col("invoice_date") <= period.last).pipe(revenue_of_groups)


def queue_of_group(queued: pl.LazyFrame, bought: pl.LazyFrame, customers: pl.LazyFrame) -> pl.LazyFrame:
    """One row a proposal to customers who buy a product group, ranked by the money that falls to it."""
    return queued.pipe(of_group, bought, customers)


def ranking(customers: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """One row a proposal, ranked by money at stake a year."""
    return customers.pipe(queueing.ranking, state, settings, as_of)


def queue(ranked: pl.LazyFrame, state: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """One row a proposal, in order of the ranking, with what people decided about it."""
    return ranked.pipe(queueing.with_state, state, settings, as_of)
