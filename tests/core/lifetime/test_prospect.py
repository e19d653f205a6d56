"""Orders to come, discounted."""

import numpy as np
import pytest

from kw_tui.core.lifetime.dropout import Dropout
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.pareto import Nbd
from kw_tui.core.lifetime.prospect import discounted_orders

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
