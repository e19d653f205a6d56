"""Averages over a Beta distribution."""

import numpy as np
import pytest

from kw_tui.core.lifetime.beta_nodes import beta_nodes

SHAPES = np.array([0.3, 1.0, 2.5, 40.0, 900.0])


@pytest.mark.parametrize("a", [0.05, 0.8, 1.0, 3.0])
def test_mean_and_variance_are_those_of_the_distribution(a: float) -> None:
    nodes, weights = beta_nodes(a, SHAPES, 12)
    mean = (weights * nodes).sum(axis=1)
    variance = (weights * nodes**2).sum(axis=1) - mean**2
    assert weights.sum(axis=1) == pytest.approx(1)
    assert mean == pytest.approx(a / (a + SHAPES), rel=1e-9)
    assert variance == pytest.approx(a * SHAPES / ((a + SHAPES) ** 2 * (a + SHAPES + 1)), rel=1e-6)


def test_all_nodes_are_chances() -> None:
    nodes, weights = beta_nodes(0.01, SHAPES, 24)
    assert np.all((nodes > 0) & (nodes <= 1) & (weights >= 0))
