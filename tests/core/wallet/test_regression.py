import numpy as np
import pytest
from scipy.optimize import linprog

from kw_tui.core.wallet.regression import fitted, told


def by_linear_programme(design: np.ndarray, answer: np.ndarray, tau: float) -> np.ndarray:
    n, p = design.shape
    cost = np.concatenate([np.zeros(p), np.full(n, tau), np.full(n, 1 - tau)])
    equal = np.hstack([design, np.eye(n), -np.eye(n)])
    bounds = [(None, None)] * p + [(0, None)] * (2 * n)
    return linprog(cost, A_eq=equal, b_eq=answer, bounds=bounds).x[:p]


@pytest.mark.parametrize("tau", [0.5, 0.8, 0.9])
def test_it_finds_what_a_linear_programme_finds(tau: float) -> None:
    dice = np.random.default_rng(4)
    features = dice.normal(size=(150, 2))
    answer = 3 + features @ np.array([1.5, -0.5]) + dice.exponential(size=150)
    best = by_linear_programme(np.column_stack([features, np.ones(150)]), answer, tau)
    assert fitted(features, answer, tau, steps=2000, enough=1e-9) == pytest.approx(best, abs=0.01)


def test_without_features_it_is_the_quantile() -> None:
    answer = np.arange(101.0)
    found = fitted(np.empty((101, 0)), answer, 0.8, steps=500, enough=1e-9)
    assert told(np.empty((1, 0)), found) == pytest.approx([80], abs=0.6)
