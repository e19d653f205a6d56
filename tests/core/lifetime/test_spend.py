"""Gamma-Gamma against the published fit and values."""

import numpy as np
import pytest

from kw_tui.core.lifetime.spend import GammaGamma, Spending, fit_spend, likelihood
from tests.core.lifetime.cdnow import cdnow
from tests.golden.shared_data import needs_real_files

PUBLISHED = GammaGamma(6.25, 3.74, 15.44)


@needs_real_files
def test_published_parameters_are_found() -> None:
    sample = cdnow()
    is_known = sample.means > 0
    found = fit_spend(sample.counts[is_known], sample.means[is_known])
    assert (found.converged, found.customers) == (True, 946)
    assert found.log_likelihood == pytest.approx(-4055.92, abs=5e-3)
    assert [found.model.p, found.model.q, found.model.gamma] == pytest.approx([6.25, 3.74, 15.44], abs=5e-3)
    assert found.correlation == pytest.approx(0.11, abs=0.02)


def test_orders_and_values_of_the_same_size_are_told_apart_from_a_correlation() -> None:
    orders = np.array([1.0, 2, 3, 4, 5])
    assert fit_spend(orders, 10 * orders).correlation == pytest.approx(1.0)
    assert fit_spend(orders, np.full(5, 10.0)).correlation == 0.0


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


def test_the_gradient_is_the_slope_of_the_likelihood() -> None:
    orders, means, at, step = np.array([1.0, 3, 8, 1]), np.array([20.0, 5, 70, 33]), np.array([5.0, 3, 20]), 1e-6
    of = Spending.of(orders, means)
    slopes = [
        (likelihood(at + step * axis, of)[0] - likelihood(at - step * axis, of)[0]) / (2 * step) for axis in np.eye(3)
    ]
    assert likelihood(at, of)[1] == pytest.approx(slopes, rel=1e-5)
