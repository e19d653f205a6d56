"""What an order is worth: Gamma-Gamma on the mean value of a customer's orders (Fader/Hardie 2013)."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, psi

from kw_tui.core.lifetime.histories import Array
from kw_tui.core.lifetime.optimum import Optimum, maximise

NAMES = ("p", "q", "gamma")
MOST_RELATED = 0.3
"""Correlation of an order's value with the number of orders above which the model's independence does not hold."""
_STARTS = ((1.0, 2.0, 1.0), (5.0, 4.0, 1.0))
"""With values in units of their mean."""


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The model with its parameters; it has a mean only if q > 1."""

    p: float
    q: float
    gamma: float

    @property
    def has_mean(self) -> bool:
        """Whether the expected value of an order is finite."""
        return self.q > 1

    def expected_value(self, orders: Array, mean: Array) -> Array:
        """The value expected of an order of a customer with so many orders of this mean: pulled towards everybody's.

        A customer without orders gets everybody's. Raise ValueError where the model has no mean.
        """
        if not self.has_mean:
            raise ValueError("q must be above 1")
        worth = np.where(orders > 0, orders * mean, 0.0)
        return self.p * (self.gamma + worth) / (self.p * orders + self.q - 1)


@dataclass(frozen=True, slots=True, eq=False)
class Spending:
    """Customers with `orders` (> 0) of a `mean` value (> 0); of how many `customers` each of the `counts` is.

    What no parameter changes is summed once: the logarithm of the mean, by itself and times the orders.
    """

    orders: Array
    total: Array
    counts: Array
    customers: Array
    log_mean: float
    orders_log_mean: float

    @classmethod
    def of(cls, orders: Array, mean: Array) -> "Spending":
        """Make it from numbers of orders and their means."""
        counts, customers = np.unique(orders, return_counts=True)
        logs = np.log(mean)
        return cls(orders, orders * mean, counts, customers.astype(np.float64), float(logs.sum()), float(orders @ logs))


@dataclass(frozen=True, slots=True)
class SpendFit:
    """A fitted model, in units of the values; `correlation` of an order's value with the number of orders."""

    model: GammaGamma
    log_likelihood: float
    converged: bool
    customers: int
    correlation: float

    @property
    def aic(self) -> float:
        """Akaike's criterion; smaller is better."""
        return 2 * len(NAMES) - 2 * self.log_likelihood


def fit_spend(orders: Array, mean: Array) -> SpendFit:
    """Fit to customers with orders of a positive mean. Values are scaled meanwhile; the likelihood told is unscaled."""
    scale, customers = float(mean.mean()), len(orders)
    spending = Spending.of(orders, mean / scale)

    def average(parameters: Array) -> tuple[float, Array]:
        value, gradient = likelihood(parameters, spending)
        return value / customers, gradient / customers

    found: Optimum = maximise(average, map(np.array, _STARTS))
    p, q, gamma = (found.parameters * np.array([1.0, 1.0, scale])).tolist()
    value = likelihood(np.array([p, q, gamma]), Spending.of(orders, mean))[0]
    return SpendFit(GammaGamma(p, q, gamma), value, found.converged, customers, _correlation(orders, mean))


def likelihood(parameters: Array, of: Spending) -> tuple[float, Array]:
    """Log-likelihood of all customers, and its gradient by p, q and gamma."""
    p, q, gamma = parameters
    counts, weight, customers = of.counts, of.customers, len(of.orders)
    both = gamma + of.total
    log_both = np.log(both)
    logs, orders_logs = log_both.sum(), of.orders @ log_both
    by_count = gammaln(p * counts + q) - gammaln(p * counts) - gammaln(q) + p * counts * np.log(counts)
    value = weight @ by_count + customers * q * np.log(gamma) - q * logs
    value += p * (of.orders_log_mean - orders_logs) - of.log_mean
    by_p = weight @ (counts * (psi(p * counts + q) - psi(p * counts) + np.log(counts)))
    by_q = weight @ (psi(p * counts + q) - psi(q)) + customers * np.log(gamma) - logs
    by_gamma = customers * q / gamma - ((p * of.orders + q) / both).sum()
    return float(value), np.array([by_p + of.orders_log_mean - orders_logs, by_q, by_gamma])


def _correlation(orders: Array, mean: Array) -> float:
    """Pearson's r; 0 where one of them does not vary."""
    if orders.std() == 0 or mean.std() == 0:
        return 0.0
    return float(np.corrcoef(orders, mean)[0, 1])
