"""Customers who may leave for good after any order: BG/NBD, MBG/NBD and, with regular buying, MBG/CNBD-k.

Orders come as every k-th event of a Poisson process whose rate differs between customers (Gamma: r, alpha); after an
order a customer leaves with a probability of its own (Beta: a, b). In BG/NBD nobody leaves after the first order.
Fader/Hardie/Lee 2005, Batislam et al. 2007, Reutterer/Platzer/Schroeder 2021.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaln, expit, gammaln, psi

from kw_tui.core.lifetime.beta_nodes import beta_nodes
from kw_tui.core.lifetime.events import orders_by_stage
from kw_tui.core.lifetime.histories import Array, Histories, Times

NAMES = ("r", "alpha", "a", "b")
_NODES = 24


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

    def stages(self, one: Histories) -> Array:
        """How likely it is, of the living, that so many events (rows: 0 ... k - 1) came since the last order."""
        _, there = _sides(self, one)
        shares: Array = there / there.sum(axis=0)
        return shares

    def expected_by_stage(self, one: Histories, horizon: Times) -> Array:
        """Orders expected of the living in the time `horizon`, a row a stage; it does not depend on the last order."""
        if self.k == 1:
            return _expected_by_nodes(self, one, horizon)[np.newaxis]
        stays = self.b + one.repeats + float(self.leaves_at_first)
        shape = self.r + self.k * one.repeats + np.arange(self.k)[:, np.newaxis]
        return orders_by_stage(shape, horizon / (self.alpha + one.age + horizon), self.a, stays)

    def expected_of_living(self, one: Histories, horizon: Times) -> Array:
        """Orders expected in the time `horizon` of a customer who is known not to have left."""
        orders: Array = (self.stages(one) * self.expected_by_stage(one, horizon)).sum(axis=0)
        return orders

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
    counts, customers, weight = one.counts, one.counts.weight, one.weight
    stays = b + counts.values + float(leaves_at_first)
    shape, observed = r + k * one.repeats, alpha + one.age
    gone, there = _sides(model, one)
    stages = there.sum(axis=0)
    total, p_gone = _either(gone, np.log(stages) if k > 1 else 0.0)
    by_count = gammaln(r + k * counts.values) - gammaln(r) - counts.values * gammaln(k)
    by_count += betaln(a, stays) - betaln(a, b)
    seen, events = np.log(observed), weight * shape
    value = customers @ by_count + one.customers * r * np.log(alpha) - events @ seen + weight @ total
    both = psi(a + b) - psi(a + stays)
    left, others = weight * p_gone, weight * (1 - p_gone) / stages
    left_by_count = np.bincount(counts.places, left)
    is_possible = (counts.values > 0) | leaves_at_first
    gradient = (
        customers @ (psi(r + k * counts.values) - psi(r))
        + one.customers * np.log(alpha)
        - weight @ seen
        + left @ (seen - np.log(alpha + one.last)),
        one.customers * r / alpha - (events - left * shape) @ (1 / observed) - left @ (shape / (alpha + one.last)),
        customers @ both + left.sum() / a,
        customers @ (both + psi(stays) - psi(b)) - (left_by_count / np.where(is_possible, stays - 1, 1.0)).sum(),
    )
    gaps = (k - 1) * one.log_gaps if k > 1 else 0.0
    return float(value) + gaps, np.array(gradient) + _slopes_of_stages(shape, observed, there, others)


def _either(gone: Array, log_there: Array | float) -> tuple[Array, Array]:
    """Logarithm of the sum of two chances, and the share of the first."""
    odds = gone - log_there
    small = np.exp(-np.abs(odds))
    share = np.where(odds > 0, 1.0, small) / (1 + small)
    return log_there + np.maximum(odds, 0.0) + np.log1p(small), share


def _slopes_of_stages(shape: Array, observed: Array, there: Array, weight: Array) -> Array:
    """What events since the last order add to the gradient by r, alpha, a and b."""
    by_r, by_alpha, step = 0.0, 0.0, np.zeros_like(shape)
    for stage in range(1, len(there)):
        step += 1 / (shape + stage - 1)
        weighted = weight * there[stage]
        by_r += float(weighted @ step)
        by_alpha -= float(stage * (weighted @ (1 / observed)))
    return np.array([by_r, by_alpha, 0.0, 0.0])


def _sides(model: Dropout, one: Histories) -> tuple[Array, Array]:
    """How likely it is that the customer left at its last order (logarithm), and that it is there and so many events
    after it (a row for each number of events below k), up to a common factor.
    """
    counts, zero = one.counts, float(model.leaves_at_first)
    shape = model.r + model.k * one.repeats
    observed = model.alpha + one.age
    is_possible = (counts.values > 0) | model.leaves_at_first
    left = np.where(is_possible, model.b + counts.values - 1 + zero, 1.0)
    odds = np.where(is_possible, np.log(model.a / left), -np.inf)
    gone = odds[counts.places] + shape * np.log(observed / (model.alpha + one.last))
    there = np.ones((model.k, len(shape)))
    since = (one.age - one.last) / observed if model.k > 1 else 0.0
    for stage in range(1, model.k):
        there[stage] = there[stage - 1] * (shape + stage - 1) / stage * since
    return gone, there


def _expected_by_nodes(model: Dropout, one: Histories, horizon: Times) -> Array:
    """Averaged over the chance p of leaving: with p known, orders until a departure have a closed form."""
    counts, where = one.counts.values, one.counts.places
    nodes, weights = beta_nodes(model.a, model.b + counts + float(model.leaves_at_first), _NODES)
    times = horizon / (model.alpha + one.age)
    shape = model.r + one.repeats
    expected = np.zeros(len(shape))
    for place in range(_NODES):
        p = nodes[where, place]
        expected += weights[where, place] * -np.expm1(-shape * np.log1p(p * times)) / p
    return expected


def _reached(count: Array, shape: float, q: float) -> Array:
    """The chance that a negative binomial count is at least `count`."""
    return np.where(count > 0, betainc(np.maximum(count, 1.0), shape, q), 1.0)
