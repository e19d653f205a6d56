"""k-means with k chosen by silhouette; the same points in the same order give the same groups (Rousseeuw 1987)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kw_tui.core.similar.space import Points

Labels = NDArray[np.intp]
FEWEST, MOST = 2, 8
"""Numbers of groups that are tried."""
LEAST_SHARE = 0.02
"""Share of the customers below which a group is no group but a few strangers."""
SAMPLE, JUDGED = 4000, 1500
"""Customers by whom groups are found and judged where there are more."""
STARTS, STEPS, LAST_STEPS = 4, 30, 4
_SEED = 20
_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Centres, the group of each point, and how well the groups are told apart (silhouette, -1 to 1)."""

    centres: Points
    labels: Labels
    silhouette: float


def grouped(points: Points) -> Grouping | None:
    """Group the points; None where no number of groups leaves each of them large enough."""
    dice = np.random.default_rng(_SEED)
    sample = points[_some(dice, len(points), SAMPLE)]
    judged = _some(dice, len(sample), JUDGED)
    apart = distances(sample[judged], sample[judged])
    best: Grouping | None = None
    for k in range(FEWEST, MOST + 1):
        found = _best_start(sample, k, dice)
        if found is None:
            continue
        labels = nearest(sample, found)
        score = silhouette(apart, labels[judged], k)
        if best is None or score > best.silhouette + 1e-9:
            best = Grouping(found, labels, score)
    if best is None:
        return None
    centres, _ = lloyd(points, best.centres, LAST_STEPS if len(points) > len(sample) else 0)
    return Grouping(centres, nearest(points, centres), best.silhouette)


def distances(some: Points, others: Points) -> Points:
    """Euclidean distance of each to each of the others."""
    squares = (some**2).sum(axis=1)[:, np.newaxis] + (others**2).sum(axis=1) - 2 * some @ others.T
    apart: Points = np.sqrt(np.maximum(squares, 0))
    return apart


def nearest(points: Points, centres: Points) -> Labels:
    """The place of the nearest centre; the first of several."""
    labels = np.empty(len(points), np.intp)
    lengths = (centres**2).sum(axis=1) / 2
    for start in range(0, len(points), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        labels[part] = np.argmax(points[part] @ centres.T - lengths, axis=1)
    return labels


def lloyd(points: Points, centres: Points, steps: int) -> tuple[Points, float]:
    """Move centres to the mean of their points until nothing changes; return them with the mean squared distance."""
    for _ in range(steps):
        moved = means(points, nearest(points, centres), centres)
        if np.array_equal(moved, centres):
            break
        centres = moved
    labels = nearest(points, centres)
    return centres, float(((points - centres[labels]) ** 2).sum(dtype=np.float64) / len(points))


def means(points: Points, labels: Labels, centres: Points) -> Points:
    """The mean of each group; where one is empty, its centre stays."""
    sums, counts = np.zeros(centres.shape), np.zeros(len(centres))
    for start in range(0, len(points), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        is_in = labels[part] == np.arange(len(centres))[:, np.newaxis]
        sums += is_in.astype(np.float32) @ points[part]
        counts += is_in.sum(axis=1)
    moved = np.where(counts[:, np.newaxis] > 0, sums / np.maximum(counts, 1)[:, np.newaxis], centres)
    return moved.astype(np.float32)


def silhouette(apart: Points, labels: Labels, k: int) -> float:
    """Mean over the points of (b - a) / max(a, b): a the mean distance within the group, b to the nearest other one."""
    is_in = (labels[:, np.newaxis] == np.arange(k)).astype(np.float32)
    counts = is_in.sum(axis=0)
    sums, rows = apart @ is_in, np.arange(len(labels))
    own = counts[labels]
    within = sums[rows, labels] / np.maximum(own - 1, 1)
    others = np.where(counts > 0, sums / np.maximum(counts, 1), np.inf)
    others[rows, labels] = np.inf
    beyond = others.min(axis=1)
    larger = np.maximum(within, beyond)
    told = (own > 1) & (larger > 0) & np.isfinite(beyond)
    return float(np.where(told, (beyond - within) / np.where(told, larger, 1), 0.0).mean())


def _best_start(sample: Points, k: int, dice: np.random.Generator) -> Points | None:
    """The centres with the least spread of several starts; None where a group of theirs is too small."""
    tried = [lloyd(sample, _spread_out(sample, k, dice), STEPS) for _ in range(STARTS)]
    centres, _ = min(tried, key=lambda each: each[1])
    counts = np.bincount(nearest(sample, centres), minlength=k)
    return centres if counts.min() >= max(LEAST_SHARE * len(sample), 1) else None


def _spread_out(sample: Points, k: int, dice: np.random.Generator) -> Points:
    """k points to start from, each chosen with a chance that grows with its squared distance from those chosen."""
    chosen = [int(dice.integers(len(sample)))]
    squares = ((sample - sample[chosen[0]]) ** 2).sum(axis=1, dtype=np.float64)
    while len(chosen) < k:
        so_far = np.cumsum(squares)
        chosen.append(min(int(np.searchsorted(so_far, dice.random() * so_far[-1], side="right")), len(sample) - 1))
        squares = np.minimum(squares, ((sample - sample[chosen[-1]]) ** 2).sum(axis=1, dtype=np.float64))
    return sample[chosen]


def _some(dice: np.random.Generator, count: int, most: int) -> Labels:
    """The places of at most so many, in order."""
    return np.arange(count) if count <= most else np.sort(dice.choice(count, most, replace=False))
