"""The space in which customers lie near to or far from each other: standardised features, robust against giants."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kw_tui.core.similar.features import CATEGORIES, FEATURES, Feature
from kw_tui.core.similar.names import category_trait, trait

Points = NDArray[np.float32]
LEAST_KNOWN = 0.5
"""Share of the customers that must be known by a feature; the others then count as the middle of it."""
FARTHEST = 3.0
"""Robust standard deviations (by quartiles) from the median beyond which a customer counts as no farther away."""
MOST_VALUES = 6
"""Different values up to which a category counts."""
CATEGORY_WEIGHT = 0.5
"""Variance all values of a category have together; that of a number is 1."""
READ = frozenset(
    ("customer_id", "lines", *CATEGORIES, *(name for one in FEATURES for name in one.value.meta.root_names()))
)
"""Columns of the portfolio that are looked at."""
_NORMAL_IQR = 1.349
"""Interquartile range of a normal distribution with standard deviation 1."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension: the trait of those who have much of it, and of those who have little (none of a category).

    Axes of one family say much the same.
    """

    high: str
    low: str | None
    family: str


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Customers as points, a row each in the order of their ids, a column an axis."""

    ids: pl.Series
    axes: tuple[Axis, ...]
    points: Points

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return len(self.ids)


def space(portfolio: pl.DataFrame) -> Space:
    """Place the customers with sales in the period; what is unknown of most, or the same for all, makes no axis."""
    told = portfolio.select("lines", *sorted(READ & set(portfolio.columns) - {"lines"}))
    active = told.filter(pl.col("lines") > 0).sort("customer_id")
    numbers, number_axes = _numbers(active)
    shares, share_axes = _categories(active)
    axes = (*number_axes, *share_axes)
    columns = [*numbers, *shares]
    if not columns:
        return Space(active["customer_id"], (), np.empty((active.height, 0), np.float32))
    return Space(active["customer_id"], axes, np.column_stack(columns).astype(np.float32, order="C"))


def _numbers(active: pl.DataFrame) -> tuple[list[Points], list[Axis]]:
    there = [one for one in FEATURES if set(one.value.meta.root_names()) <= set(active.columns)]
    values = active.select(one.value.cast(pl.Float64).fill_nan(None).alias(one.id) for one in there)
    middle, low, high, spread, known = (
        values.select(made).row(0)
        for made in (
            pl.all().median(),
            pl.all().quantile(0.25, interpolation="linear"),
            pl.all().quantile(0.75, interpolation="linear"),
            pl.all().std(),
            pl.all().count(),
        )
    )
    columns, axes = [], []
    told = [bool(spread[place]) and known[place] >= LEAST_KNOWN * active.height for place in range(len(there))]
    families = Counter(_family(one) for one, is_told in zip(there, told, strict=True) if is_told)
    for place, one in enumerate(there):
        if not told[place]:
            continue
        weight = families[_family(one)] ** -0.5
        scale = max((high[place] - low[place]) / _NORMAL_IQR, spread[place] / FARTHEST)
        robust = ((pl.col(one.id) - middle[place]) / scale).clip(-FARTHEST, FARTHEST).fill_null(0.0)
        columns.append(values.select((robust / robust.std() * weight).cast(pl.Float32)).to_series().to_numpy())
        axes.append(Axis(trait(one.id, is_high=True), trait(one.id, is_high=False), _family(one)))
    return columns, axes


def _family(one: Feature) -> str:
    return one.family or one.id


def _categories(active: pl.DataFrame) -> tuple[list[Points], list[Axis]]:
    """A column for each value of a category that has few of them; an unknown value is none of them."""
    columns, axes = [], []
    for name in CATEGORIES:
        values = _values(active, name)
        shares = [float((active[name] == value).sum() or 0) / active.height for value in values]
        whole = sum(share * (1 - share) for share in shares)
        if whole <= 0:
            continue
        scale = (CATEGORY_WEIGHT / whole) ** 0.5
        for value, share in zip(values, shares, strict=True):
            is_it = (active[name] == value).fill_null(False).to_numpy()
            columns.append(((is_it - share) * scale).astype(np.float32))
            axes.append(Axis(category_trait(name, value), None, name))
    return columns, axes


def _values(active: pl.DataFrame, name: str) -> Sequence[str]:
    """The values of a category in order; none where they are too many or mostly unknown."""
    if name not in active.columns or active[name].count() < LEAST_KNOWN * max(active.height, 1):
        return ()
    values = active[name].drop_nulls().unique().sort().to_list()
    return values if 2 <= len(values) <= MOST_VALUES else ()
