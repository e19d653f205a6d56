"""Orders to come where each k-th event of a customer is an order: summed over the events that may still be reached."""

import numpy as np
from scipy.special import betainc

from kw_tui.core.lifetime.histories import Array

_LEAST = 1e-10
"""Chance of still more orders below which they are not counted."""
_DEEPEST = 600.0
"""Logarithm of the smallest chance, without its sign, from which a sum of chances can begin."""
_LOOK_EVERY = 16


def orders_by_stage(shape: Array, q: Array, a: float, stays: Array) -> Array:
    """Sum over orders to come: the chance that their event is reached, times that of not having left before.

    A row a stage: the customer is so many events behind its last order, so that the n-th event from now is an order of
    those with stage = -n modulo k. Events are negative binomial (`shape`, `q`), leaving is Beta (a, `stays`).
    """
    expected = np.empty_like(shape)
    is_deep = -shape[-1] * np.log1p(-q) > _DEEPEST
    for rows, reach in ((~is_deep, _Counted), (is_deep, _Reached)):
        if rows.any():
            expected[:, rows] = _summed(reach(shape[:, rows], q[rows]), a, stays[rows])
    return expected


def _summed(chances: "_Counted | _Reached", a: float, stays: Array) -> Array:
    k = len(chances.reached)
    total, rows = np.zeros_like(chances.reached), np.arange(len(stays))
    survives, event = np.ones(len(stays)), 0
    while len(rows):
        event += 1
        chances.advance()
        stage = -event % k
        total[stage, rows] += survives * chances.reached[stage]
        order = (event + stage) // k
        if stage == 0:
            survives = survives * (stays + order - 1) / (a + stays + order - 1)
        if event % _LOOK_EVERY == 0:
            more = chances.reached.max(axis=0) * survives > _LEAST
            rows, stays, survives = rows[more], stays[more], survives[more]
            chances.keep(more)
    return total


class _Counted:
    """Chances that a negative binomial count reaches n = 1, 2, ...: summed up from 0."""

    def __init__(self, shape: Array, q: Array) -> None:
        self._shape, self._q, self._event = shape, q, 0
        self._chance = np.exp(shape * np.log1p(-q))
        self.reached = np.ones_like(shape)

    def advance(self) -> None:
        """Go on to the next event."""
        self.reached = np.maximum(self.reached - self._chance, 0.0)
        self._chance *= (self._shape + self._event) / (self._event + 1) * self._q
        self._event += 1

    def keep(self, rows: Array) -> None:
        """Go on with some customers only."""
        self._shape, self._q, self._chance = self._shape[:, rows], self._q[rows], self._chance[:, rows]
        self.reached = self.reached[:, rows]


class _Reached:
    """The same for very many orders, where the chance of none is too small to begin with."""

    def __init__(self, shape: Array, q: Array) -> None:
        self._shape, self._q, self._event = shape, q, 0
        self.reached = np.ones_like(shape)

    def advance(self) -> None:
        """Go on to the next event."""
        self._event += 1
        self.reached = betainc(self._event, self._shape, self._q)

    def keep(self, rows: Array) -> None:
        """Go on with some customers only."""
        self._shape, self._q, self.reached = self._shape[:, rows], self._q[rows], self.reached[:, rows]
