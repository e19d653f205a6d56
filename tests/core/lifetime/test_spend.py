"""Gamma-Gamma against the published fit and values."""

import numpy as np
import pytest

from kw_tui.core.lifetime.optimum import maximise
from kw_tui.core.lifetime.spend import GammaGamma, likelihood
from tests.core.lifetime.cdnow import cdnow
from tests.golden.shared_data import needs_real_files

PUBLISHED = GammaGamma(6.25, 3.74, 15.44)


@needs_real_files
def test_published_parameters_are_found() -> None:
    sample = cdnow()
    is_known = sample.means > 0
    orders, means = sample.counts[is_known], sample.means[is_known]
    found = maximise(lambda at: likelihood(at, orders, means), [np.array([1.0, 2.0, 20.0])])
    assert found.mean == pytest.approx(-4055.92, abs=5e-3)
    assert found.parameters == pytest.approx([6.25, 3.74, 15.44], abs=5e-3)


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
    slopes = [
        (likelihood(at + step * axis, orders, means)[0] - likelihood(at - step * axis, orders, means)[0]) / (2 * step)
        for axis in np.eye(3)
    ]
    assert likelihood(at, orders, means)[1] == pytest.approx(slopes, rel=1e-5)
