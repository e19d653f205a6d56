import numpy as np
import pytest

from kw_tui.core.wallet.quantile import each_without_itself, evenly, pinball_loss, quantile_without


def test_a_quantile_leaves_out_one_of_its_run() -> None:
    """Of 1 2 3 4 100 without 100: 0.8 x 3 = 2.4 steps from 1: 3.4; without 1: 4 + 0.4 x 96 = 42.4."""
    values = np.array([9.0, 1, 2, 3, 4, 100])
    start, count = np.full(3, 1), np.full(3, 5)
    found = quantile_without(values, start, count, np.array([4, 0, 5]), 0.8)
    assert found == pytest.approx([3.4, 42.4, np.quantile(values[1:], 0.8)])


def test_nothing_is_left_of_one() -> None:
    one = np.array([1])
    assert np.isnan(quantile_without(np.array([5.0]), one - 1, one, one - 1, 0.5)).all()
    assert np.isnan(quantile_without(np.array([]), one - 1, one - 1, one - 1, 0.5)).all()


@pytest.mark.parametrize("tau", [0.5, 0.8, 0.99])
def test_each_without_itself_is_the_quantile_of_the_others(tau: float) -> None:
    values = np.array([5.0, 1, 5, 3, 9, 2])
    others = [np.quantile(np.delete(values, place), tau) for place in range(len(values))]
    assert each_without_itself(values, tau) == pytest.approx(others)


def test_loss_by_hand() -> None:
    """0.8 x 10 too low, 0.2 x 5 too high: (8 + 1) / 2."""
    assert pinball_loss(np.array([20.0, 5]), np.array([10.0, 10]), 0.8) == pytest.approx(4.5)


def test_places_are_spread_and_never_more_than_there_are() -> None:
    assert evenly(5, 9).tolist() == [0, 1, 2, 3, 4]
    assert evenly(101, 3).tolist() == [0, 50, 100]
