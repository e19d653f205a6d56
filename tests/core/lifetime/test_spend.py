"""Gamma-Gamma against the published fit and values."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from kw_tui.core.lifetime.spend import GammaGamma, Means, Orders, Spending, fit_spend, likelihood
from tests.core.lifetime.cdnow import cdnow
from tests.golden.shared_data import needs_real_files

PUBLISHED = GammaGamma(6.25, 3.74, 15.44)


@needs_real_files
def test_published_parameters_are_found() -> None:
    sample = cdnow()
    is_known = sample.means > 0
    found = fit_spend(Means(sample.counts[is_known], sample.means[is_known]))
    assert (found.converged, found.customers) == (True, 946)
    assert found.log_likelihood == pytest.approx(-4055.92, abs=5e-3)
    assert [found.model.p, found.model.q, found.model.gamma] == pytest.approx([6.25, 3.74, 15.44], abs=5e-3)
    assert found.correlation == pytest.approx(0.11, abs=0.02)


def test_orders_and_values_of_the_same_size_are_told_apart_from_a_correlation() -> None:
    orders = np.array([1.0, 2, 3, 4, 5])
    assert fit_spend(Means(orders, 10 * orders)).correlation == pytest.approx(1.0)
    assert fit_spend(Means(orders, np.full(5, 10.0))).correlation == 0.0


@needs_real_files
def test_published_values_of_the_first_ten_customers() -> None:
    sample = cdnow()
    values = PUBLISHED.expected_value(sample.counts[:10], sample.means[:10])
    assert values.round(2).tolist() == [24.66, 18.92, 35.22, 35.22, 35.22, 71.47, 18.92, 35.22, 27.29, 35.22]


def test_few_orders_are_pulled_towards_everybody_many_stay_where_they_are() -> None:
    values = PUBLISHED.expected_value(np.array([0.0, 1, 10, 1000]), np.array([0.0, 100, 100, 100]))
    assert values[0] == pytest.approx(PUBLISHED.p * PUBLISHED.gamma / (PUBLISHED.q - 1))
    assert list(values) == sorted(values)
    assert values[3] == pytest.approx(100, rel=1e-2)


def test_without_a_finite_mean_it_refuses() -> None:
    model = GammaGamma(6.0, 0.9, 15.0)
    assert not model.has_mean
    with pytest.raises(ValueError, match="above 1"):
        model.expected_value(np.array([1.0]), np.array([5.0]))


COUNTS, TOTALS = np.array([1.0, 3, 8, 1]), np.array([20.0, 15, 560, 33])


@pytest.mark.parametrize("of", [Means(COUNTS, TOTALS / COUNTS), Orders(COUNTS, TOTALS, np.log([20.0, 120, 1e13, 33]))])
def test_the_gradient_is_the_slope_of_the_likelihood(of: Spending) -> None:
    at, step = np.array([5.0, 3, 20]), 1e-6
    slopes = [
        (likelihood(at + step * axis, of)[0] - likelihood(at - step * axis, of)[0]) / (2 * step) for axis in np.eye(3)
    ]
    assert likelihood(at, of)[1] == pytest.approx(slopes, rel=1e-5)


def test_the_likelihood_of_single_orders_is_their_density_over_all_customers_like_these() -> None:
    """Two orders of one customer: the product of their densities, integrated over the customer's own rate."""
    p, q, gamma, values = 3.0, 2.5, 40.0, (30.0, 55.0)

    def density(rate: float) -> float:
        own = math.prod(stats.gamma.pdf(value, p, scale=1 / rate) for value in values)
        return float(own * stats.gamma.pdf(rate, q, scale=1 / gamma))

    truth = math.log(integrate.quad(density, 0, 2, limit=200)[0])
    one = Orders(np.array([2.0]), np.array([sum(values)]), np.array([sum(map(math.log, values))]))
    assert likelihood(np.array([p, q, gamma]), one)[0] == pytest.approx(truth, abs=1e-7)


def simulated(p: float, q: float, gamma: float, customers: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How many orders, their sum and the sum of their logarithms, by customer."""
    rng = np.random.default_rng(11)
    counts = rng.integers(1, 30, customers)
    owner = np.repeat(np.arange(customers), counts)
    values = rng.gamma(p, size=len(owner)) / (rng.gamma(q, size=customers) / gamma)[owner]
    return counts.astype(float), np.bincount(owner, values), np.bincount(owner, np.log(values))


@pytest.mark.parametrize("truth", [(17.0, 1.8, 60.0), (2.0, 4.0, 15.0), (0.8, 3.0, 900.0)])
def test_single_orders_tell_the_parameters_they_were_made_with(truth: tuple[float, float, float]) -> None:
    found = fit_spend(Orders(*simulated(*truth, 20_000)))
    assert found.converged
    assert [found.model.p, found.model.q, found.model.gamma] == pytest.approx(truth, rel=0.05)


def test_the_unit_of_money_changes_only_gamma() -> None:
    orders, total, logs = simulated(3.0, 2.5, 40.0, 500)
    here, cents = fit_spend(Orders(orders, total, logs)), fit_spend(Orders(orders, total, logs).scaled(0.01))
    assert (cents.model.p, cents.model.q) == pytest.approx((here.model.p, here.model.q), rel=1e-4)
    assert cents.model.gamma == pytest.approx(100 * here.model.gamma, rel=1e-4)
    assert cents.log_likelihood == pytest.approx(here.log_likelihood - orders.sum() * math.log(100), abs=1e-3)
