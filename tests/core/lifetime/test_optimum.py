"""Maxima found from any start, and an honest word where there is none."""

import numpy as np
import pytest

from kw_tui.core.lifetime.optimum import maximise, refine


def hill(parameters: np.ndarray) -> tuple[float, np.ndarray]:
    """Highest, at 1, where the parameters are 3 and 0.01."""
    off = np.log(parameters) - np.log([3.0, 0.01])
    return 1 - float(off @ off), -2 * off / parameters


def test_the_top_is_found_from_far_away() -> None:
    found = maximise(hill, [np.array([500.0, 40.0])])
    assert found.converged
    assert found.mean == pytest.approx(1)
    assert found.parameters == pytest.approx([3.0, 0.01], rel=1e-5)


def test_the_higher_of_two_tops_is_taken() -> None:
    def two(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        at = np.log(parameters)
        low, high = 0.5 * np.exp(-((at + 3) ** 2)), np.exp(-((at - 3) ** 2))
        return float((low + high)[0]), (-2 * (at + 3) * low - 2 * (at - 3) * high) / parameters

    found = maximise(two, [np.exp([-3.1]), np.exp([3.4])])
    assert found.parameters == pytest.approx(np.exp([3.0]), rel=1e-3)


def test_a_slope_that_never_ends_is_not_called_a_top_unless_it_is_flat() -> None:
    rising = maximise(lambda at: (float(np.log(at).sum()), 1 / at), [np.array([1.0])])
    assert rising.slope == 0
    assert rising.parameters[0] > 1e6


def test_a_wrong_gradient_is_not_believed() -> None:
    found = maximise(lambda at: (hill(at)[0], np.full(2, 5.0)), [np.array([1.0, 1.0])])
    assert not found.converged


def test_what_is_no_number_is_no_top() -> None:
    found = maximise(lambda at: (float("nan"), np.full(1, np.nan)), [np.array([1.0])])
    assert not found.converged


def test_newtons_steps_with_a_rough_curvature_reach_the_top() -> None:
    def rough(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = hill(parameters)
        return 0.8 * value, 0.8 * gradient

    found = refine(hill, rough, np.array([3.5, 0.009]))
    assert found.converged
    assert found.parameters == pytest.approx([3.0, 0.01], rel=1e-5)


def test_where_the_rough_likelihood_has_no_top_it_climbs() -> None:
    def flat(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        return 0.0, np.zeros_like(parameters)

    assert refine(hill, flat, np.array([9.0, 0.5])).parameters == pytest.approx([3.0, 0.01], rel=1e-4)
