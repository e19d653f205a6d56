"""Clusters of customers, each named by what sets it apart from all others (SPEC 4)."""

from collections.abc import Iterator
from itertools import chain, combinations, count
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kw_tui.core.similar.grouping import Labels, grouped
from kw_tui.core.similar.names import AVERAGE, joined, numbered
from kw_tui.core.similar.space import Axis, Space

LEAST_CUSTOMERS, LEAST_AXES = 30, 3
"""With sales in the period, and what is known of them; from less, no clusters are made."""
APART = 0.5
"""Standard deviations between a cluster and all others from which the difference gives it a name."""
SECOND = 0.6
"""Part of the largest difference that the second one has to reach to be named too."""


class _Trait(NamedTuple):
    """What sets a cluster apart: how far, in which axis, and of which family."""

    size: float
    name: str
    family: str


def clusters(of: Space, revenue: pl.Series) -> pl.Series:
    """The cluster of each customer of the space, null where there are none; `revenue` in the same order ranks them."""
    none = pl.Series("cluster", [None] * of.customers, pl.String)
    if of.customers < LEAST_CUSTOMERS or len(of.axes) < LEAST_AXES:
        return none
    found = grouped(of.points)
    if found is None:
        return none
    amounts = revenue.cast(pl.Float64).fill_null(0.0).to_numpy()
    ranked = _ranked(found.labels, amounts)
    names = pl.Series("cluster", _names(_differences(of, ranked), of.axes), pl.String)
    return names.gather(ranked)


def _ranked(labels: Labels, amounts: NDArray[np.float64]) -> Labels:
    """The same groups, numbered by their mean amount, the largest first."""
    counts = np.bincount(labels)
    mean = np.bincount(labels, amounts) / np.maximum(counts, 1)
    order = np.argsort(np.where(counts > 0, -mean, np.inf), kind="stable")[: int((counts > 0).sum())]
    rank = np.empty(len(counts), np.intp)
    rank[order] = np.arange(len(order))
    return rank[labels]


def _differences(of: Space, labels: Labels) -> NDArray[np.float64]:
    """For each cluster and axis: its mean less that of all others, in standard deviations."""
    points, sizes = of.points, np.bincount(labels)
    sums = np.array([points[labels == group].sum(axis=0, dtype=np.float64) for group in range(len(sizes))])
    here = sums / sizes[:, np.newaxis]
    elsewhere = (sums.sum(axis=0) - sums) / np.maximum(len(points) - sizes, 1)[:, np.newaxis]
    spread = points.std(axis=0, dtype=np.float64)
    apart: NDArray[np.float64] = (here - elsewhere) / np.where(spread > 0, spread, 1.0)
    return apart


def _names(differences: NDArray[np.float64], axes: tuple[Axis, ...]) -> list[str]:
    """A name for each cluster, no two alike; earlier clusters choose first."""
    taken: dict[str, None] = {}
    for apart in differences:
        name = next(each for each in _proposals(apart, axes) if each not in taken)
        taken[name] = None
    return list(taken)


def _proposals(apart: NDArray[np.float64], axes: tuple[Axis, ...]) -> Iterator[str]:
    """Names for a cluster, the best first; the last ones are numbered."""
    strong = _traits(apart, axes)
    if not strong:
        return chain([AVERAGE], (numbered(AVERAGE, number) for number in count(2)))
    pairs = [pair for pair in combinations(strong, 2) if pair[0].family != pair[1].family]
    is_alone = not pairs or pairs[0][1].size < SECOND * pairs[0][0].size
    named = [joined(*(each.name for each in pair)) for pair in pairs]
    best = [strong[0].name, *named] if is_alone else [*named, strong[0].name]
    return chain(best, (numbered(best[0], number) for number in count(2)))


def _traits(apart: NDArray[np.float64], axes: tuple[Axis, ...]) -> list[_Trait]:
    """What sets a cluster apart, the largest difference first."""
    names = [axis.high if value > 0 else axis.low for value, axis in zip(apart, axes, strict=True)]
    traits = [
        _Trait(abs(float(value)), name, axis.family)
        for value, name, axis in zip(apart, names, axes, strict=True)
        if name and abs(value) >= APART
    ]
    return sorted(traits, key=lambda each: -each.size)
