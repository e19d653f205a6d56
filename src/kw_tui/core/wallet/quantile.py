"""Sample quantiles that leave the asking customer out, and the loss by which a quantile is judged."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


def quantile_without(values: Floats, start: Indices, count: Indices, place: Indices, tau: float) -> Floats:
    """Linear quantiles of runs of sorted values, each without the value at `place` (place = count leaves none out).

    A run is `values[start : start + count]`. NaN where nothing is left.
    """
    left = count - (place < count)
    at = np.maximum(left - 1, 0) * tau
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, np.maximum(left - 1, 0))
    last = len(values) - 1
    first = values[np.minimum(start + low + (low >= place), last)] if len(values) else at * np.nan
    second = values[np.minimum(start + high + (high >= place), last)] if len(values) else at * np.nan
    found: Floats = np.where(left > 0, first + (at - low) * (second - first), np.nan)
    return found


def pinball_loss(actual: Floats, told: Floats, tau: float) -> float:
    """Mean check loss of a quantile: tau a unit too low, 1 - tau a unit too high."""
    off = actual - told
    return float(np.maximum(tau * off, (tau - 1) * off).mean())


def each_without_itself(values: Floats, tau: float) -> Floats:
    """For each value the quantile of all the others."""
    order = np.argsort(values, kind="stable")
    place = np.empty(len(values), np.int64)
    place[order] = np.arange(len(values))
    count = np.full(len(values), len(values), np.int64)
    return quantile_without(values[order], np.zeros_like(count), count, place, tau)


def evenly(count: int, most: int) -> Any:
    """At most so many places out of `count`, evenly spread and always the same."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))
