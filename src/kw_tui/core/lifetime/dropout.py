"""Customers who may leave for good after any order: BG/NBD, MBG/NBD and, with regular buying, MBG/CNBD-k.

Orders come as every k-th event of a Poisson process whose rate differs between customers (Gamma: r, alpha); after an
order a customer leaves with a probability of its own (Beta: a, b). In BG/NBD nobody leaves after the first order.
Fader/Hardie/Lee 2005, Batislam et al. 2007, Reutterer/Platzer/Schroeder 2021.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaln, expit, gammaln, psi

from kw_tui.core.lifetime.beta_nodes import beta_nodes
from kw_tui.core.lifetime.histories import Array, Histories, Times

NAMES = ("r", "alpha", "a", "b")
_NODES = 24
_LEAST = 1e-10
"""Chance of still more orders below which they are not counted."""
_DEEPEST = 600.0
"""Logarithm of the smallest chance, without its sign, from which a sum of chances can begin."""
_LOOK_EVERY = 16


@dataclass(frozen=True, slots=True)
class Dropout:
    """The model with its parameters. `k`: how regular; `leaves_at_first`: one may leave after the first order."""

    r: float
    alpha: float
    a: float
    b: float
    k: int = 1
    leaves_at_first: bool = True

    def p_alive(self, one: Histories) -> Array:
        """The chance that a customer has not left."""
        gone, there = _sides(self, one)
        alive: Array = expit(np.log(there.sum(axis=0)) - gone)
        return alive

    def expected(self, one: Histories, horizon: Times) -> Array:
        """Orders expected of each customer in the time `horizon` (one for all, or one each) from now."""
        return self.p_alive(one) * self.expected_of_living(one, horizon)

    def expected_of_living(self, one: Histories, horizon: Times) -> Array:
        """Orders expected in the time `horizon` of a customer who is known not to have left."""
        if self.k == 1:
            return _expected_by_nodes(self, one, horizon)
        return _expected_by_events(self, one, horizon)

    def probability(self, orders: Array, horizon: float) -> Array:
        """The chance of exactly so many repeat orders within a time after the first."""
        x, zero = np.asarray(orders, dtype=np.float64), float(self.leaves_at_first)
        q = horizon / (self.alpha + horizon)
        at_least, more = (_reached(self.k * count, self.r, q) for count in (x, x + 1))
        none = betaln(self.a, self.b)
        stayed: Array = np.exp(betaln(self.a, self.b + x + zero) - none) * (at_least - more)
        is_possible = (x > 0) | self.leaves_at_first
        left = np.exp(betaln(self.a + 1, np.where(is_possible, self.b + x - 1 + zero, 1.0)) - none) * at_least
        return stayed + np.where(is_possible, left, 0.0)


def likelihood(parameters: Array, one: Histories, *, k: int = 1, leaves_at_first: bool = True) -> tuple[float, Array]:
    """Log-likelihood of all customers, and its gradient by r, alpha, a and b; nan for k > 1 where no gaps are known."""
    r, alpha, a, b = parameters
    model = Dropout(r, alpha, a, b, k, leaves_at_first)
    zero = float(leaves_at_first)
    counts, where = np.unique(one.repeats, return_inverse=True)
    shape, observed, stopped = r + k * one.repeats, alpha + one.age, alpha + one.last
    gone, there = _sides(model, one)
    stages = there.sum(axis=0)
    total = np.logaddexp(gone, np.log(stages))
    p_gone, per_stage = np.exp(gone - total), np.exp(-total)
    by_count = gammaln(r + k * counts) - gammaln(r) + betaln(a, b + counts + zero) - betaln(a, b)
    by_count -= counts * gammaln(k)
    value = by_count[where] + r * np.log(alpha) - shape * np.log(observed) + total
    stage = np.arange(k)[:, np.newaxis]
    steps = np.concatenate([np.zeros((1, len(shape))), np.cumsum(1 / (shape + stage[:-1]), axis=0)])
    both = psi(a + b) - psi(a + b + counts + zero)
    left = b + one.repeats - 1 + zero
    gradient = (
        (psi(r + k * counts) - psi(r))[where]
        + np.log(alpha / observed)
        + p_gone * np.log(observed / stopped)
        + per_stage * (there * steps).sum(axis=0),
        r / alpha
        - shape / observed
        + p_gone * shape * (1 / observed - 1 / stopped)
        - per_stage * (there * stage).sum(axis=0) / observed,
        both[where] + p_gone / a,
        (both + psi(b + counts + zero) - psi(b))[where] - np.where(p_gone > 0, p_gone / np.where(left > 0, left, 1), 0),
    )
    gaps = (k - 1) * one.log_gaps if k > 1 else 0.0
    return float(one.weight @ value) + gaps, np.array([one.weight @ part for part in gradient])


def _sides(model: Dropout, one: Histories) -> tuple[Array, Array]:
    """How likely it is that the customer left at its last order (logarithm), and that it is there and so many events
    after it (a row for each number of events below k), up to a common factor.
    """
    shape, zero = model.r + model.k * one.repeats, float(model.leaves_at_first)
    observed, stopped = model.alpha + one.age, model.alpha + one.last
    is_possible = (one.repeats > 0) | model.leaves_at_first
    left = np.where(is_possible, model.b + one.repeats - 1 + zero, 1.0)
    gone = np.log(model.a / left) + shape * np.log(observed / stopped)
    since = (one.age - one.last) / observed
    there = np.ones((model.k, len(shape)))
    for stage in range(1, model.k):
        there[stage] = there[stage - 1] * (shape + stage - 1) / stage * since
    return np.where(is_possible, gone, -np.inf), there


def _expected_by_nodes(model: Dropout, one: Histories, horizon: Times) -> Array:
    """Averaged over the chance p of leaving: with p known, orders until a departure have a closed form."""
    counts, where = np.unique(one.repeats, return_inverse=True)
    nodes, weights = beta_nodes(model.a, model.b + counts + float(model.leaves_at_first), _NODES)
    times = horizon / (model.alpha + one.age)
    shape = model.r + one.repeats
    expected = np.zeros(len(shape))
    for place in range(_NODES):
        p = nodes[where, place]
        expected += weights[where, place] * -np.expm1(-shape * np.log1p(p * times)) / p
    return expected


def _expected_by_events(model: Dropout, one: Histories, horizon: Times) -> Array:
    """Sum over orders to come: the chance that their event is reached, times that of not having left before.

    The n-th event from now is an order of those who are `stage` events behind their last, with stage = -n modulo k.
    """
    _, there = _sides(model, one)
    stage = np.arange(model.k)[:, np.newaxis]
    shares = there / there.sum(axis=0)
    shape = model.r + model.k * one.repeats + stage
    observed = model.alpha + one.age
    stays = model.b + one.repeats + float(model.leaves_at_first)
    is_deep = shape[-1] * np.log1p(horizon / observed) > _DEEPEST
    reached = horizon / (observed + horizon)
    expected = np.empty(len(observed))
    for rows, reach in ((~is_deep, _Counted), (is_deep, _Reached)):
        if rows.any():
            chances = reach(shape[:, rows], reached[rows])
            expected[rows] = _summed(chances, shares[:, rows], stays[rows], model)
    return expected


def _summed(chances: "_Counted | _Reached", shares: Array, stays: Array, model: Dropout) -> Array:
    total, rows = np.zeros(len(stays)), np.arange(len(stays))
    survives, event = np.ones(len(stays)), 0
    while len(rows):
        event += 1
        chances.advance()
        stage = -event % model.k
        total[rows] += survives * shares[stage] * chances.reached[stage]
        order = (event + stage) // model.k
        if stage == 0:
            survives = survives * (stays + order - 1) / (model.a + stays + order - 1)
        if event % _LOOK_EVERY == 0:
            more = chances.reached.max(axis=0) * survives > _LEAST
            rows, shares, stays, survives = rows[more], shares[:, more], stays[more], survives[more]
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


def _reached(count: Array, shape: float, q: float) -> Array:
    """The chance that a negative binomial count is at least `count`."""
    return np.where(count > 0, betainc(np.maximum(count, 1.0), shape, q), 1.0)
