"""Published likelihoods and parameters, and parameters that are found again in simulated customers."""

import numpy as np
import pytest

from kw_tui.core.lifetime import models
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.models import BG_NBD, MBG_NBD, NBD, PARETO_NBD, fit, fit_regular
from tests.core.lifetime.cdnow import cdnow
from tests.core.lifetime.simulated import leaving_after_orders, leaving_any_time
from tests.golden.shared_data import needs_real_files

PUBLISHED = {
    BG_NBD: ((0.2425945, 4.4136019, 0.7929199, 2.4258881), 2e-5, -9582.429),
    MBG_NBD: ((0.525, 6.183, 0.891, 1.614), 1e-3, -9582.136),
    PARETO_NBD: ((0.55315, 10.57633, 0.60625, 11.67150), 1e-3, -9594.976),
    NBD: ((0.384766, 12.07202), 1e-6, -9763.658),
}


@needs_real_files
def test_the_sample_is_the_one_of_the_literature() -> None:
    sample = cdnow()
    assert (sample.each.customers, sample.each.occasions, sample.held_out) == (2357, 2457, 1882)
    assert (len(sample.compressed.repeats), int((sample.each.repeats > 0).sum())) == (1016, 946)


@needs_real_files
@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model.id)
def test_published_parameters_are_found(model) -> None:
    parameters, precision, likelihood = PUBLISHED[model]
    found = fit(model, cdnow().compressed)
    assert found.converged
    assert found.log_likelihood == pytest.approx(likelihood, abs=1e-3)
    assert list(found.parameters.values()) == pytest.approx(parameters, rel=precision)


@needs_real_files
def test_compression_changes_nothing() -> None:
    few, all_ = fit(MBG_NBD, cdnow().compressed), fit(MBG_NBD, cdnow().each)
    assert few.log_likelihood == pytest.approx(all_.log_likelihood, abs=1e-6)
    assert (few.customers, few.unique, all_.unique) == (2357, 1016, 2357)


@needs_real_files
def test_music_is_bought_at_random() -> None:
    assert fit_regular(cdnow().compressed).k == 1


@pytest.mark.parametrize("k", [1, 2, 3])
def test_regular_buying_is_recognised_and_its_parameters_found_again(k: int) -> None:
    true = (0.8, 6.0 / k, 0.9, 2.5)
    found = fit_regular(leaving_after_orders(true, k, 20_000))
    assert found.converged
    assert found.k == k
    assert list(found.parameters.values()) == pytest.approx(true, rel=0.12)


def test_customers_that_cannot_leave_at_first_are_recognised() -> None:
    true = (0.8, 6.0, 0.9, 2.5)
    found = fit(BG_NBD, leaving_after_orders(true, 1, 20_000, leaves_at_first=False))
    assert list(found.parameters.values()) == pytest.approx(true, rel=0.15)


def test_parameters_of_customers_that_leave_at_any_time_are_found_again() -> None:
    true = (0.8, 8.0, 0.7, 12.0)
    found = fit(PARETO_NBD, leaving_any_time(true, 20_000))
    assert list(found.parameters.values()) == pytest.approx(true, rel=0.15)


def test_without_gaps_only_random_buying_can_be_fitted() -> None:
    regular = leaving_after_orders((0.8, 3.0, 0.9, 2.5), 2, 2_000)
    unknown = Histories.of(regular.repeats, regular.last, regular.age)
    assert fit_regular(unknown).k == 1


def test_a_change_of_unit_scales_times_only() -> None:
    weeks = leaving_after_orders((0.8, 3.0, 0.9, 2.5), 2, 5_000)
    days = weeks.scaled(1 / 7)
    one, other = fit_regular(weeks), fit_regular(days)
    assert other.parameters["alpha"] == pytest.approx(7 * one.parameters["alpha"], rel=1e-4)
    for name in ("r", "a", "b"):
        assert other.parameters[name] == pytest.approx(one.parameters[name], rel=1e-4)
    assert other.log_likelihood == pytest.approx(one.log_likelihood - one_occasions(weeks) * np.log(7), abs=1e-4)


def one_occasions(histories: Histories) -> float:
    return histories.occasions


DEGENERATE = {
    "one customer": Histories.of([3], [20], [30], 1.0, 2.0),
    "all alike": Histories.of([2] * 5, [10] * 5, [20] * 5, 1.0, 3.0),
    "one of them heavy": Histories.of([500, 3, 0], [200, 40, 0], [200, 200, 100], [1, 5, 9], -900.0),
    "bought just now": Histories.of([1, 4, 2], [10, 40, 30], [10, 40, 30], 1.0, 5.0),
}


@pytest.mark.parametrize("kind", DEGENERATE)
@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model.id)
def test_odd_portfolios_give_finite_values(model, kind: str) -> None:
    one = DEGENERATE[kind]
    predictor = fit(model, one).predictor
    alive, orders = predictor.p_alive(one), predictor.expected_of_living(one, 52.0)
    assert np.all((alive >= 0) & (alive <= 1))
    assert np.all(np.isfinite(orders) & (orders >= 0))


@pytest.mark.parametrize("model", [BG_NBD, MBG_NBD, PARETO_NBD], ids=lambda model: model.id)
def test_many_kinds_are_fitted_by_way_of_coarse_ones_to_the_same_optimum(model, monkeypatch) -> None:
    one = leaving_after_orders((0.5, 6.0, 0.8, 2.0), 1, 20_000)
    monkeypatch.setattr(models, "MANY_KINDS", 10**9)
    slow = fit(model, one)
    monkeypatch.setattr(models, "MANY_KINDS", 1000)
    quick = fit(model, one)
    assert quick.converged
    assert quick.log_likelihood == pytest.approx(slow.log_likelihood, abs=1e-4)
