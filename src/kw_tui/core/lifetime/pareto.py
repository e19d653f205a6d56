"""Customers who may leave at any time: Pareto/NBD, and NBD, in which nobody ever leaves.

Orders come at random at a rate of the customer's own (Gamma: r, alpha) until it leaves, at a rate of its own too
(Gamma: s, beta). Schmittlein/Morrison/Colombo 1987, Fader/Hardie 2005; Ehrenberg 1959 for NBD.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, expit, gammaln, psi

from kw_tui.core.lifetime.histories import Array, Histories, Times

PARETO_NAMES = ("r", "alpha", "s", "beta")
NBD_NAMES = ("r", "alpha")
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(32)


@dataclass(frozen=True, slots=True)
class Pareto:
    """Pareto/NBD with its parameters."""

    r: float
    alpha: float
    s: float
    beta: float

    def p_alive(self, one: Histories) -> Array:
        """The chance that a customer has not left."""
        alive: Array = expit(-_departure(self, one))
        return alive

    def stages(self, one: Histories) -> Array:
        """One stage only: every event is an order."""
        return np.ones((1, len(one.repeats)))

    def expected_by_stage(self, one: Histories, horizon: Times) -> Array:
        """Orders expected of the living, as the only row."""
        return self.expected_of_living(one, horizon)[np.newaxis]

    def expected_of_living(self, one: Histories, horizon: Times) -> Array:
        """Orders expected in the time `horizon` of a customer who is known not to have left."""
        later = np.log1p(horizon / (self.beta + one.age))
        rate = (self.r + one.repeats) * (self.beta + one.age) / (self.alpha + one.age)
        less = self.s - 1
        return rate * (later if less == 0 else -np.expm1(-less * later) / less)

    def expected(self, one: Histories, horizon: Times) -> Array:
        """Orders expected of each customer in the time `horizon` from now."""
        return self.p_alive(one) * self.expected_of_living(one, horizon)


@dataclass(frozen=True, slots=True)
class Nbd:
    """NBD with its parameters."""

    r: float
    alpha: float

    def p_alive(self, one: Histories) -> Array:
        """1 for everybody."""
        return np.ones_like(one.repeats)

    def stages(self, one: Histories) -> Array:
        """One stage only: every event is an order."""
        return np.ones((1, len(one.repeats)))

    def expected_by_stage(self, one: Histories, horizon: Times) -> Array:
        """Orders expected, as the only row."""
        return self.expected_of_living(one, horizon)[np.newaxis]

    def expected_of_living(self, one: Histories, horizon: Times) -> Array:
        """Orders expected of each customer in the time `horizon`."""
        return (self.r + one.repeats) / (self.alpha + one.age) * horizon

    def expected(self, one: Histories, horizon: Times) -> Array:
        """The same: nobody leaves."""
        return self.expected_of_living(one, horizon)

    def probability(self, orders: Array, horizon: float) -> Array:
        """The chance of exactly so many orders within a time."""
        x = np.asarray(orders, dtype=np.float64)
        q = horizon / (self.alpha + horizon)
        more: Array = betainc(x + 1, self.r, q)
        return np.where(x > 0, betainc(np.maximum(x, 1), self.r, q), 1.0) - more


def nbd_likelihood(parameters: Array, one: Histories) -> tuple[float, Array]:
    """Log-likelihood of all customers, and its gradient by r and alpha."""
    r, alpha = parameters
    counts, where = one.counts.values, one.counts.places
    shape, observed = r + one.repeats, alpha + one.age
    value = (gammaln(r + counts) - gammaln(r))[where] + r * np.log(alpha) - shape * np.log(observed)
    by_r = (psi(r + counts) - psi(r))[where] + np.log(alpha / observed)
    by_alpha = r / alpha - shape / observed
    return float(one.weight @ value), np.array([one.weight @ by_r, one.weight @ by_alpha])


def pareto_likelihood(parameters: Array, one: Histories) -> tuple[float, Array]:
    """Log-likelihood of all customers, and its gradient by r, alpha, s and beta."""
    r, alpha, s, beta = parameters
    model = Pareto(r, alpha, s, beta)
    counts, where = one.counts.values, one.counts.places
    shape, seen, there = r + one.repeats, np.log(alpha + one.age), np.log(beta + one.age)
    log_gone, slopes = _departure_with_slopes(model, one)
    total = np.logaddexp(0.0, log_gone)
    p_gone = np.exp(log_gone - total)
    value = (gammaln(r + counts) - gammaln(r))[where]
    value += r * np.log(alpha) + s * np.log(beta) - shape * seen - s * there + total
    gradient = (
        (psi(r + counts) - psi(r))[where] + np.log(alpha) - seen + p_gone * slopes[0],
        r / alpha - shape / (alpha + one.age) + p_gone * slopes[1],
        np.log(beta) - there + p_gone * slopes[2],
        s / beta - s / (beta + one.age) + p_gone * slopes[3],
    )
    return float(one.weight @ value), np.array([one.weight @ part for part in gradient])


def _departure(model: Pareto, one: Histories) -> Array:
    """Logarithm of the odds that the customer left since its last order; minus infinity where that was just now."""
    return _departure_with_slopes(model, one)[0]


def _departure_with_slopes(model: Pareto, one: Histories) -> tuple[Array, tuple[Array, ...]]:
    """The same, and its derivatives by r, alpha, s and beta.

    The odds are s (alpha+T)^(r+x) (beta+T)^s times the integral from t_x to T of (alpha+u)^-(r+x) (beta+u)^-(s+1) du.
    In v = ((alpha+t_x)/(alpha+u))^(r+x) the integrand is nearly flat however many orders there were, so that few nodes
    do; a hypergeometric series would need cases of its own for large x, t_x = T and alpha = beta.
    """
    r, alpha, s, beta = model.r, model.alpha, model.s, model.beta
    shape = r + one.repeats
    observed, stopped = alpha + one.age, alpha + one.last
    ahead = np.log(observed / stopped)
    # by log(alpha+u) = log(alpha+t_x) - log(v)/shape, with v from exp(-shape * ahead) to 1
    reach = -np.expm1(-shape * ahead)
    total = np.zeros_like(shape)
    sums = [np.zeros_like(shape) for _ in range(4)]
    base = np.log(beta + one.age)
    for node, weight in zip((_NODES + 1) / 2, _WEIGHTS / 2, strict=True):
        v = 1 - reach * node
        later = -np.log(v) / shape
        purchase = stopped * np.exp(later)
        departure = beta - alpha + purchase
        part = weight * reach / shape * purchase * np.exp(-(s + 1) * (np.log(departure) - base))
        total += part
        sums[0] += part * later
        sums[1] += part / purchase
        sums[2] += part * (np.log(departure) - base)
        sums[3] += part / departure
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(s) + shape * ahead - base + np.log(total)
        means = [np.where(total > 0, each / total, 0.0) for each in sums]
    slopes = (
        ahead - means[0],
        shape / observed - shape * means[1],
        1 / s - means[2],
        s / (beta + one.age) - (s + 1) * means[3],
    )
    return odds, slopes
