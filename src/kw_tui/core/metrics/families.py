"""All families of metrics, and the whole way from facts to a portfolio."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache, partial

import polars as pl

from kw_tui.core.metrics.assortment import SHARED, add_discount_vs_a
from kw_tui.core.metrics.classes import classes
from kw_tui.core.metrics.clusters import clusters
from kw_tui.core.metrics.conditions import conditions
from kw_tui.core.metrics.contribution import contribution, net_revenue
from kw_tui.core.metrics.costs import COSTS, costs
from kw_tui.core.metrics.coverage import coverage
from kw_tui.core.metrics.cross_selling import cross_selling
from kw_tui.core.metrics.effort import effort
from kw_tui.core.metrics.fields import fields
from kw_tui.core.metrics.kinds import kinds
from kw_tui.core.metrics.lifetime import lifetime
from kw_tui.core.metrics.metric import Metric, add_metrics
from kw_tui.core.metrics.migration import migration
from kw_tui.core.metrics.new_need import new_need
from kw_tui.core.metrics.order_terms import order_terms
from kw_tui.core.metrics.payment import payment
from kw_tui.core.metrics.potential import potential, yearly, years_in_period
from kw_tui.core.metrics.recipe import Made, Recipe
from kw_tui.core.metrics.regularity import regularity
from kw_tui.core.metrics.rfm import rfm
from kw_tui.core.metrics.scoring import OWN, POINTS, WEIGHT, add_score, scoring
from kw_tui.core.metrics.stratum import stratum
from kw_tui.core.metrics.trend import trend
from kw_tui.vocabulary.rfm import RfmRules
from kw_tui.vocabulary.scoring import DEFAULT_SCORING, Criterion
from kw_tui.vocabulary.session import Period, add_months, months_before, parse_period
from kw_tui.vocabulary.settings import Settings, Value, setting_by_id

Family = Callable[[Settings], tuple[Metric, ...]]

CUSTOMER_FAMILIES: tuple[Family, ...] = (
    costs,
    contribution,
    coverage,
    trend,
    classes,
    migration,
    rfm,
    regularity,
    potential,
    lifetime,
    fields,
    stratum,
    effort,
    payment,
    cross_selling,
    kinds,
    new_need,
    clusters,
)
FAMILIES: tuple[Family, ...] = (*CUSTOMER_FAMILIES, conditions, scoring)
COMPANY = ("employees", "annual_revenue", "sites", "industry", "region", "country")
"""What is known of a customer that does not come from its orders."""
CLOCK = ("as_of", "period_first", "period_last", "period_length", "before_first", "before_last")
"""Columns of the reference day and the period, the same for all; metrics read them, nobody else does."""


def all_metrics(settings: Settings) -> tuple[Metric, ...]:
    """Every metric, in the order they are shown."""
    return _metrics(FAMILIES, settings)


def recipe(
    settings: Settings,
    paid: pl.DataFrame | None,
    criteria: tuple[Criterion, ...] = DEFAULT_SCORING,
    orders: pl.DataFrame | None = None,
) -> Recipe:
    """How a portfolio is made of facts with a clock; `paid` is what was paid for products (`core.like_for_like`),
    `orders` are `placed` (`order_terms`).
    """
    read = frozenset(name for one in criteria for name in (one.column, OWN + one.column))
    rated, score = scoring(settings), partial(_add_scoring, criteria=criteria, settings=settings)
    return Recipe(
        (
            _metrics(CUSTOMER_FAMILIES, settings),
            Made(SHARED, frozenset({"abc"}), (paid,), partial(add_discount_vs_a, paid=paid)),
            order_terms(orders, settings),
            conditions(settings),
            Made(tuple(metric.id for metric in rated), read, (repr(criteria),), score),
        )
    )


def portfolio_metrics(
    facts: pl.LazyFrame,
    paid: pl.DataFrame | None,
    settings: Settings,
    as_of: date,
    period: Period | None = None,
    criteria: tuple[Criterion, ...] = DEFAULT_SCORING,
    orders: pl.DataFrame | None = None,
) -> pl.LazyFrame:
    """The facts and every metric, one row a customer. `period` is what the facts cover (12 months before `as_of`)."""
    timed = facts.pipe(add_clock, as_of, period or parse_period("12m", as_of))
    return recipe(settings, paid, criteria, orders).made_of(timed).drop(CLOCK)


def previous_ladder(portfolio: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """The costs and contributions of the period before, under the names of this one; null where it is unknown."""
    before = [name for name in portfolio.collect_schema().names() if name.endswith("_prev")]
    shifted = portfolio.with_columns(pl.col(name).alias(name.removesuffix("_prev")) for name in before)
    return add_ladder(shifted, settings)


def add_ladder(facts: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """Add costs and contributions alone, to facts of whatever days."""
    return facts.pipe(add_metrics, _metrics((costs, contribution), settings))


def assumptions(settings: Settings, tables: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Per metric the unconfirmed settings it rests on, itself or through its inputs; metrics without any are left out.

    Confirmed is what the session sets. The rates of costs whose table is not among the imported `tables` do not count.
    """
    idle = {rate for cost in COSTS if cost.table not in tables for rate in (cost.rate, cost.avoidable)}
    is_open = [id_ for id_ in settings if setting_by_id(id_).is_assumption and id_ not in {*idle, *settings.overrides}]
    metrics = {metric.id: metric for metric in all_metrics(settings)}
    inputs = {id_: metric.inputs & set(metrics) for id_, metric in metrics.items()}
    found: dict[str, tuple[str, ...]] = {}
    for id_ in metrics:
        read = {setting for below in _below(inputs, id_, set()) for setting in metrics[below].settings}
        if rests := tuple(setting for setting in is_open if setting in read):
            found[id_] = rests
    return found


def year_of_business(facts: pl.LazyFrame, as_of: date, period: Period) -> pl.LazyFrame:
    """Each customer with its `revenue` of a year, Float64, and what is known of the company."""
    told = facts.pipe(add_clock, as_of, period).with_columns(revenue=net_revenue(), period_years=years_in_period())
    return told.select("customer_id", *COMPANY, revenue=yearly(pl.col("revenue")))


def years(period: Period) -> float | None:
    """The length of a period in years, exact for whole months; None where it has no start."""
    if period.first is None:
        return None
    days, end = (period.last - period.first).days + 1, period.last + timedelta(days=1)
    months = round(days / 30.4375)
    is_whole = months and (add_months(period.first, months) == end or months_before(end, months) == period.first)
    return months / 12 if is_whole else days / 365.25


def clock(portfolio: pl.LazyFrame, as_of: date, period: Period) -> pl.LazyFrame:
    """The days all metrics look from, in one row."""
    return portfolio.pipe(add_clock, as_of, period).select(pl.col(CLOCK).first())


def _metrics(families: tuple[Family, ...], settings: Settings) -> tuple[Metric, ...]:
    return _made(families, frozenset(settings.overrides.items()), settings.rfm)


@lru_cache(maxsize=64)
def _made(families: tuple[Family, ...], overrides: frozenset[tuple[str, Value]], rules: RfmRules) -> tuple[Metric, ...]:
    """Metrics of these settings; a command asks for them several times, and expressions take their time to be made."""
    settings = Settings(dict(overrides), rules)
    return tuple(metric for family in families for metric in family(settings))


def add_clock(facts: pl.LazyFrame, as_of: date, period: Period) -> pl.LazyFrame:
    """Add `CLOCK`."""
    length, before = years(period), period.previous
    since_first = (pl.lit(as_of) - pl.col("first_order").min()).dt.total_days().clip(lower_bound=1) / 365.25
    return facts.with_columns(
        as_of=pl.lit(as_of, pl.Date),
        period_first=pl.lit(period.first, pl.Date),
        period_last=pl.lit(period.last, pl.Date),
        before_first=pl.lit(before.first if before else None, pl.Date),
        before_last=pl.lit(before.last if before else None, pl.Date),
        period_length=since_first if length is None else pl.lit(length),
    )


def _add_scoring(frame: pl.LazyFrame, criteria: tuple[Criterion, ...], settings: Settings) -> pl.LazyFrame:
    return frame.pipe(add_score, criteria).pipe(add_metrics, scoring(settings)).drop(POINTS, WEIGHT)


def _below(inputs: Mapping[str, frozenset[str]], metric_id: str, seen: set[str]) -> set[str]:
    """The metric and all metrics it reads, directly or not."""
    seen.add(metric_id)
    for below in inputs[metric_id]:
        if below not in seen:
            _below(inputs, below, seen)
    return seen
