"""The map of value and potential, collected: where customers stand, and stretches of both axes parted by limits."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.segmentation.value_map import amount_at, level_of, place_of
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench.kept import computed


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an axis, from `low` to below `high`, and the level of the fields it belongs to."""

    level: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ValueMap:
    """Customers by value (upwards) and potential (to the right).

    `cells` has a row a place with customers: x, y (numbers of the stretches), portfolio_field, customers, revenue, and
    customer_id, name of the largest. `limits` are the amounts at which levels begin, by axis. `unplaced` customers have
    sales, but no known value or potential.
    """

    measure: str
    across: tuple[Stretch, ...]
    up: tuple[Stretch, ...]
    cells: pl.DataFrame
    limits: dict[str, tuple[float, ...]]
    unplaced: int


def value_map_of(portfolio: pl.DataFrame, settings: Settings) -> ValueMap:
    """Collect the map of a portfolio."""
    measure = settings.choice("portfolio_value")
    cells = computed(pipeline.value_map(portfolio.lazy(), measure))
    least = computed(pipeline.field_limits(portfolio.lazy(), measure)).row(0, named=True)
    limits = {axis: _limits(axis, least, settings) for axis in ("value", "potential")}
    for axis in limits:
        of = {field: level_of(field, axis) for field in cells["portfolio_field"].unique()}
        level = pl.col("portfolio_field").replace_strict(of, return_dtype=pl.Int64)
        cells = cells.with_columns(level.alias(f"{axis}_level"))
    up, across = (_stretches(cells, axis, limits[axis]) for axis in ("value", "potential"))
    for name, axis, known in (("x", "potential", across), ("y", "value", up)):
        begins = {(one.level, place): number for number, (place, one) in enumerate(known)}
        keys = zip(cells[f"{axis}_level"], cells[f"{axis}_place"], strict=True)
        cells = cells.with_columns(pl.Series(name, [begins[key] for key in keys], dtype=pl.Int64))
    told = ("x", "y", "portfolio_field", "customers", "revenue", "customer_id", "name")
    axes = [tuple(stretch for _, stretch in known) for known in (across, up)]
    return ValueMap(measure, axes[0], axes[1], cells.select(told), limits, portfolio.select(pipeline.unplaced()).item())


def _limits(axis: str, least: dict[str, Any], settings: Settings) -> tuple[float, ...]:
    """Where a higher level begins: the limit that is set, else the least amount of its customers."""
    given = settings.number(f"portfolio_{axis}_limit") if settings.choice("portfolio_grid") == "four" else 0.0
    found = [least[f"{axis}_{level}"] for level in (1, 2)]
    return tuple(given or float(one) for one in found if one is not None)


def _stretches(cells: pl.DataFrame, axis: str, limits: tuple[float, ...]) -> list[tuple[int, Stretch]]:
    """The places of an axis from the lowest to the highest, each with its stretch; one cut by a limit counts twice."""
    if cells.is_empty():
        return []
    places, levels = cells[f"{axis}_place"], cells[f"{axis}_level"]
    known = sorted(levels.unique())
    # the levels above the lowest begin at the last limits: one that nobody is in has none
    begins = dict(zip(known[1:], limits[-(len(known) - 1) :] if len(known) > 1 else (), strict=True))
    found: list[tuple[int, Stretch]] = []
    for level, following in pairwise([*known, None]):
        own = places.filter(levels == level)
        low, high = begins.get(level or 0), None if following is None else begins[following]
        first = _least(own) if low is None else min(place_of(low), _least(own))
        last = _most(own) if high is None else max(place_of(high), _most(own))
        for place in range(first, last + 1):
            start, end = amount_at(place), amount_at(place + 1)
            start = start if low is None else max(start, low)
            end = end if high is None else min(end, high)
            if start < end or place in own:
                found.append((place, Stretch(level or 0, start, max(start, end))))
    return found


def _least(places: pl.Series) -> int:
    return int(places.min())  # type: ignore[arg-type]


def _most(places: pl.Series) -> int:
    return int(places.max())  # type: ignore[arg-type]
