"""Orders to come, discounted."""

import numpy as np
import pytest

from kw_tui.core.lifetime.dropout import Dropout
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.pareto import Nbd
from kw_tui.core.lifetime.prospect import PERIODS, orders_until
from tests.core.lifetime.to_come import discounted_orders

YEAR = 365.25 / 7
SOME = Histories.of([0, 4, 30], [0.0, 20, 38], 39.0)


@pytest.mark.parametrize("model", [Dropout(0.5, 6.0, 0.9, 1.6), Dropout(0.5, 3.0, 0.9, 1.6, 2)])
def test_without_interest_they_are_the_orders_expected(model: Dropout) -> None:
    assert discounted_orders(model, SOME, 3 * YEAR, 0.0, YEAR) == pytest.approx(
        model.expected_of_living(SOME, 3 * YEAR), rel=1e-12
    )


def test_a_steady_buyer_is_worth_an_annuity() -> None:
    model, one = Nbd(10.0, 5.0), Histories.of(10, 5.0, 5.0)
    yearly = 2.0 * YEAR
    annuity = yearly * (1 - 1.1**-3) / np.log(1.1)
    assert discounted_orders(model, one, 3 * YEAR, 0.1, YEAR).item() == pytest.approx(annuity, rel=1e-4)


def test_a_higher_rate_is_worth_less() -> None:
    model = Dropout(0.5, 6.0, 0.9, 1.6)
    values = [discounted_orders(model, SOME, 3 * YEAR, rate, YEAR) for rate in (0.0, 0.05, 0.2)]
    assert np.all(values[0] > values[1])
    assert np.all(values[1] > values[2])


@pytest.mark.parametrize("k", [1, 2, 3])
def test_work_shared_between_histories_and_horizons_changes_nothing(k: int) -> None:
    chance, model = np.random.default_rng(4), Dropout(0.8, 3.0, 0.9, 1.7, k)
    repeats, age = chance.integers(0, 30, 500), chance.integers(1, 60, 500)
    one = Histories.of(repeats, np.where(repeats > 0, age * chance.random(500), 0.0), age)
    edges = np.linspace(0.0, 3 * YEAR, PERIODS + 1)
    orders = np.array([model.expected_of_living(one, float(edge)) for edge in edges])
    value = 1.1 ** (-(edges[1:] + edges[:-1]) / 2 / YEAR)
    assert discounted_orders(model, one, 3 * YEAR, 0.1, YEAR) == pytest.approx(
        value @ np.diff(orders, axis=0), rel=1e-9
    )
    assert orders_until(model, one, YEAR) == pytest.approx(model.expected_of_living(one, YEAR), rel=1e-12)
