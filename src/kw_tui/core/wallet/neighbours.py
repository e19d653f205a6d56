"""The quantile of the customers nearest to each one, itself left out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from kw_tui.core.wallet.quantile import Floats, Indices, quantile_without
from kw_tui.core.wallet.space import Space


def nearest_quantile(
    one: Space, revenue: Floats, is_peer: NDArray[np.bool_], is_asked: NDArray[np.bool_], alike: int, tau: float
) -> tuple[Floats, Indices]:
    """For each customer asked about: the quantile of its `alike` nearest peers' revenue, and how many peers these were.

    Where more than so many stand at its very point, all of them count. NaN and 0 where there is no peer at all.
    """
    found, counted = np.full(len(revenue), np.nan), np.zeros(len(revenue), np.int64)
    crowd = _crowd(one, revenue, np.flatnonzero(is_peer))
    is_crowded = crowd.count[one.point_of] > alike
    for chosen, runs in (
        (np.flatnonzero(is_asked & is_crowded), _same_point),
        (np.flatnonzero(is_asked & ~is_crowded), _around),
    ):
        if len(chosen) and len(crowd.peers):
            values, start, count, place = runs(one, revenue, crowd, chosen, alike)
            found[chosen] = quantile_without(values, start, count, place, tau)
            counted[chosen] = count - (place < count)
    return found, counted


@dataclass(frozen=True)
class _Crowd:
    """Peers ordered by point and, there, by revenue; where those of each point begin, and how many there are."""

    peers: Indices
    start: Indices
    count: Indices
    place: Indices
    """Of each peer within its point, in the order of `peers`."""


def _crowd(one: Space, revenue: Floats, peers: Indices) -> _Crowd:
    by_revenue = peers[np.argsort(revenue[peers], kind="stable")]
    points = one.point_of[by_revenue]
    order = np.argsort(points, kind="stable")
    count = np.bincount(points, minlength=len(one.points))
    start = np.cumsum(count) - count
    return _Crowd(by_revenue[order], start, count, np.arange(len(peers)) - start[points[order]])


Runs = tuple[Floats, Indices, Indices, Indices]


def _same_point(one: Space, revenue: Floats, crowd: _Crowd, chosen: Indices, _: int) -> Runs:
    """The peers at the very point of each customer."""
    place = crowd.count[one.point_of]
    place[crowd.peers] = crowd.place
    at = one.point_of[chosen]
    return revenue[crowd.peers], crowd.start[at], crowd.count[at], place[chosen]


def _around(one: Space, revenue: Floats, crowd: _Crowd, chosen: Indices, alike: int) -> Runs:
    """The nearest peers of each point, one more than asked for, so that a customer may leave itself out.

    A point with no more peers than that has all of them among its nearest: each of its customers finds itself.
    """
    asked, row_of = np.unique(one.point_of[chosen], return_inverse=True)
    peers = _thinned(one, crowd, alike)
    width = min(alike + 1, len(peers))
    _, near = cKDTree(one.points[one.point_of[peers]]).query(one.points[asked], k=np.arange(1, width + 1), workers=-1)
    values = revenue[peers[near]]
    order = np.argsort(values, axis=1, kind="stable")
    near = np.take_along_axis(near, order, axis=1)
    place = np.full(len(revenue), width, np.int64)
    rows, places = np.nonzero(one.point_of[peers[near]] == asked[:, None])
    place[peers[near[rows, places]]] = places
    count = np.full(len(chosen), width, np.int64)
    return np.take_along_axis(values, order, axis=1).ravel(), row_of * width, count, place[chosen]


def _thinned(one: Space, crowd: _Crowd, alike: int) -> Indices:
    """The peers without most of those at crowded points, of whom some, evenly by revenue, stand for all."""
    width, count = alike + 1, crowd.count[one.point_of[crowd.peers]]
    share = np.maximum(count, width)
    is_kept = crowd.place * width // share != (crowd.place - 1) * width // share
    kept: Indices = np.sort(crowd.peers[is_kept | (count <= alike)])
    return kept
