"""What an order is worth: Gamma-Gamma, fitted to single orders or to their mean by customer (Fader/Hardie 2013)."""

from abc import ABC, abstractmethod
from collections.abc import Callable
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


class Spending(ABC):
    """Customers with `orders` (> 0) of a `total` value (> 0); of how many `customers` each of the `counts` is."""

    def __init__(self, orders: Array, total: Array) -> None:
        self.orders, self.total = orders, total
        counts, customers = np.unique(orders, return_counts=True)
        self.counts, self.customers = counts, customers.astype(np.float64)

    @property
    def mean(self) -> Array:
        """The value of an order, by customer."""
        return self.total / self.orders

    @abstractmethod
    def of_shape(self, p: float) -> tuple[float, float]:
        """The part of the log-likelihood that p alone tells, over all customers, and its slope."""

    @abstractmethod
    def scaled(self, unit: float) -> "Spending":
        """The same with values in such units."""


class Means(Spending):
    """Of each customer only the mean is known: what the literature fits."""

    def __init__(self, orders: Array, mean: Array) -> None:
        super().__init__(orders, orders * mean)
        logs = np.log(mean)
        self._logs = float(logs.sum())
        self._weighted = float(orders @ (logs + np.log(orders)))

    def of_shape(self, p: float) -> tuple[float, float]:
        """Of a mean of n orders, Gamma with shape pn."""
        counts, customers = self.counts, self.customers
        value = p * self._weighted - self._logs - customers @ gammaln(p * counts)
        return float(value), float(self._weighted - customers @ (counts * psi(p * counts)))

    def scaled(self, unit: float) -> "Means":
        """The same with values in such units."""
        return Means(self.orders, self.mean / unit)


class Orders(Spending):
    """Of each customer the sum of its orders' logarithms is known too: all there is to know, if they are Gamma.

    What orders of one customer vary tells p; from means alone it is mixed up with how customers differ.
    """

    def __init__(self, orders: Array, total: Array, logs: Array) -> None:
        super().__init__(orders, total)
        self._by_customer, self._logs, self._count = logs, float(logs.sum()), float(orders.sum())

    def of_shape(self, p: float) -> tuple[float, float]:
        """Of single orders, each Gamma with shape p."""
        return float((p - 1) * self._logs - self._count * gammaln(p)), float(self._logs - self._count * psi(p))

    def scaled(self, unit: float) -> "Orders":
        """The same with values in such units."""
        return Orders(self.orders, self.total / unit, self._by_customer - self.orders * np.log(unit))


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


def fit_spend(known: Spending) -> SpendFit:
    """Fit to customers with orders of a positive value, in any unit; the likelihood told is that of their own."""
    scale, customers = float(known.mean.mean()), len(known.orders)
    found: Optimum = maximise(_average(known.scaled(scale), customers), map(np.array, _STARTS))
    p, q, gamma = (found.parameters * np.array([1.0, 1.0, scale])).tolist()
    value = likelihood(np.array([p, q, gamma]), known)[0]
    correlation = _correlation(known.orders, known.mean)
    return SpendFit(GammaGamma(p, q, gamma), value, found.converged, customers, correlation)


def likelihood(parameters: Array, of: Spending) -> tuple[float, Array]:
    """Log-likelihood of all customers, and its gradient by p, q and gamma."""
    p, q, gamma = parameters
    counts, weight, customers = of.counts, of.customers, len(of.orders)
    both = gamma + of.total
    log_both = np.log(both)
    logs, orders_logs = log_both.sum(), of.orders @ log_both
    shape, slope = of.of_shape(p)
    value = weight @ (gammaln(p * counts + q) - gammaln(q)) + customers * q * np.log(gamma) - q * logs
    by_p = weight @ (counts * psi(p * counts + q))
    by_q = weight @ (psi(p * counts + q) - psi(q)) + customers * np.log(gamma) - logs
    by_gamma = customers * q / gamma - ((p * of.orders + q) / both).sum()
    return float(value + shape - p * orders_logs), np.array([by_p + slope - orders_logs, by_q, by_gamma])


def _average(known: Spending, customers: int) -> Callable[[Array], tuple[float, Array]]:
    def average(parameters: Array) -> tuple[float, Array]:
        value, gradient = likelihood(parameters, known)
        return value / customers, gradient / customers

    return average


def _correlation(orders: Array, mean: Array) -> float:
    """Pearson's r; 0 where one of them does not vary."""
    if orders.std() == 0 or mean.std() == 0:
        return 0.0
    return float(np.corrcoef(orders, mean)[0, 1])
