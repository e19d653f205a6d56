"""What is to come: orders and their discounted number over a horizon."""

from itertools import pairwise

import numpy as np

from kw_tui.core.lifetime.histories import Array, Histories
from kw_tui.core.lifetime.models import Predictor

PERIODS = 12
"""Parts of the horizon; within one, all orders count as made in its middle."""


def discounted_orders(model: Predictor, one: Histories, horizon: float, annual_rate: float, year: float) -> Array:
    """Orders of the living within `horizon`, each divided by (1 + annual rate) to the power of its years from now.

    `year` is the length of a year in the unit of time.
    """
    edges = np.linspace(0.0, horizon, PERIODS + 1)
    until, total = np.zeros_like(one.age), np.zeros_like(one.age)
    for start, end in pairwise(edges):
        later = model.expected_of_living(one, float(end))
        total += (later - until) * (1 + annual_rate) ** (-(start + end) / 2 / year)
        until = later
    return total
