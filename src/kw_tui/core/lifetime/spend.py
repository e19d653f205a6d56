"""What an order is worth: Gamma-Gamma on the mean value of a customer's orders (Fader/Hardie 2013)."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, psi

from kw_tui.core.lifetime.histories import Array

NAMES = ("p", "q", "gamma")


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


def likelihood(parameters: Array, orders: Array, mean: Array) -> tuple[float, Array]:
    """Log-likelihood of customers with `orders` (> 0) of a `mean` value (> 0), and its gradient by p, q and gamma."""
    p, q, gamma = parameters
    counts, where = np.unique(orders, return_inverse=True)
    both = gamma + mean * orders
    log_mean, log_both = np.log(mean), np.log(both)
    by_count = gammaln(p * counts + q) - gammaln(p * counts) - gammaln(q) + p * counts * np.log(counts)
    value = by_count[where] + q * np.log(gamma) + (p * orders - 1) * log_mean - (p * orders + q) * log_both
    by_p = (counts * (psi(p * counts + q) - psi(p * counts) + np.log(counts)))[where] + orders * (log_mean - log_both)
    by_q = (psi(p * counts + q) - psi(q))[where] + np.log(gamma) - log_both
    by_gamma = q / gamma - (p * orders + q) / both
    return float(value.sum()), np.array([by_p.sum(), by_q.sum(), by_gamma.sum()])
