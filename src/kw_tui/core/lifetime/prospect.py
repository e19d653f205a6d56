"""What is to come: orders and their discounted number over a horizon."""

import numpy as np

from kw_tui.core.lifetime.histories import Array, Histories
from kw_tui.core.lifetime.models import Predictor

PERIODS = 12
"""Parts of the horizon; within one, all orders count as made in its middle."""


def orders_until(model: Predictor, one: Histories, horizon: float) -> Array:
    """Orders of the living within `horizon`; the same as `expected_of_living`, sooner."""
    total: Array = weighted_orders(model, one, np.array([horizon]), np.ones((1, 1)))[0]
    return total


def discounting(horizon: float, annual_rate: float, year: float) -> tuple[Array, Array]:
    """The times until which orders are expected, and what those count (a row) so that the sum is discounted: each
    order divided by (1 + annual rate) to the power of its years from now. `year` is its length in the unit of time.
    """
    edges = np.linspace(0.0, horizon, PERIODS + 1)
    value = (1 + annual_rate) ** (-(edges[:-1] + edges[1:]) / 2 / year)
    return edges[1:], (value - np.append(value[1:], 0.0))[np.newaxis]


def weighted_orders(model: Predictor, one: Histories, times: Array, weights: Array) -> Array:
    """For each row of weights: the sum, over the times, of the orders of the living until then.

    What is expected depends on repeats and age, and for each history only on how likely its stages are: there are far
    fewer pairs of repeats and age than histories.
    """
    few, places = one.without_last()
    by_stage = sum(
        weight[:, np.newaxis, np.newaxis] * model.expected_by_stage(few, float(time))
        for time, weight in zip(times, weights.T, strict=True)
    )
    total = np.zeros((len(weights), len(places)))
    for stage, share in enumerate(model.stages(one)):
        total += share * np.asarray(by_stage)[:, stage, :][:, places]
    return total
