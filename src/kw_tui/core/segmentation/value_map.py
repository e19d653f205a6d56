"""Value against potential as a map: how many customers stand where, on axes on which ten times as much is as far."""

import math

import polars as pl

from kw_tui.core.metrics.fields import PORTFOLIO_FIELDS
from kw_tui.core.metrics.metric import has_sales
from kw_tui.vocabulary.table import MONEY

UNIT = 100.0
"""Below this much an axis runs evenly, so that zero and losses have their place; above, by powers of ten."""
STEPS = 36
"""Places for each power of ten."""
AXES = ("value", "potential")
_LEVELS: dict[str, dict[str, int]] = {
    "value": {one.id: one.value for one in PORTFOLIO_FIELDS},
    "potential": {one.id: one.potential for one in PORTFOLIO_FIELDS},
}


def amount_at(place: int) -> float:
    """Return the amount at which a place begins."""
    size = UNIT * (10 ** (abs(place) / STEPS) - 1)
    return math.copysign(size, place) if place else 0.0


def place_of(amount: float) -> int:
    """Return the place of an amount."""
    return math.floor(math.copysign(math.log10(1 + abs(amount) / UNIT) * STEPS, amount))


def placed(amount: pl.Expr) -> pl.Expr:
    """The place of an amount: the whole number of steps from zero, lower for losses."""
    size = (1 + amount.cast(pl.Float64).abs() / UNIT).log10() * STEPS
    return (size * amount.cast(pl.Float64).sign()).floor().cast(pl.Int64)


def value_map(portfolio: pl.LazyFrame, measure: str) -> pl.LazyFrame:
    """One row a place that has customers of one field: value_place, potential_place, portfolio_field, customers,
    revenue, and `customer_id`, `name` of the one with most revenue.

    Customers in no field have no place.
    """
    rows = portfolio.filter(has_sales() & pl.col("portfolio_field").is_not_null()).select(
        "customer_id", "name", "revenue", "portfolio_field",
        value_place=placed(pl.col(measure)), potential_place=placed(pl.col("potential")),
    )  # fmt: skip
    largest = pl.col("revenue").arg_max()
    keys = ("value_place", "potential_place", "portfolio_field")
    told = rows.group_by(keys).agg(
        customers=pl.len().cast(pl.Int64),
        revenue=pl.col("revenue").sum().cast(MONEY),
        customer_id=pl.col("customer_id").get(largest),
        name=pl.col("name").get(largest),
    )
    return told.sort(keys)


def limits(portfolio: pl.LazyFrame, measure: str) -> pl.LazyFrame:
    """One row: `value_1`, `value_2`, `potential_1`, `potential_2`, the least amount of each level of the fields.

    Null where nobody has reached a level.
    """
    of = {"value": measure, "potential": "potential"}
    levels = {axis: _level(axis) for axis in AXES}
    return portfolio.select(
        pl.col(of[axis]).filter(levels[axis] == level).min().cast(MONEY).alias(f"{axis}_{level}")
        for axis in AXES
        for level in (1, 2)
    )


def unplaced() -> pl.Expr:
    """How many customers with sales have no place, since value or potential is not known; to be selected."""
    return (has_sales() & pl.col("portfolio_field").is_null()).sum().cast(pl.Int64)


def level_of(field: str, axis: str) -> int:
    """Return the level of a field on an axis, 0 the lowest."""
    return _LEVELS[axis][field]


def _level(axis: str) -> pl.Expr:
    return pl.col("portfolio_field").replace_strict(_LEVELS[axis], default=None, return_dtype=pl.Int64)
