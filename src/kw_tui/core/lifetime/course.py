"""How likely it was, day after day, that one customer had not left: its history seen from each of these days."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.models import Predictor


def p_alive_on(days: Sequence[date], occasions: Sequence[date], model: Predictor, unit: float) -> list[float | None]:
    """P(alive) at the end of each of `days`, by a model of today; None before the first of the `occasions`.

    `occasions` are days with positive net, in order; times of the model are in units of so many days.
    """
    bought = np.array([day.toordinal() for day in occasions], dtype=np.float64)
    asked = np.array([day.toordinal() for day in days], dtype=np.float64)
    so_far = np.searchsorted(bought, asked, side="right")
    known = so_far > 0
    if not known.any():
        return [None] * len(days)
    first, last = bought[0], bought[so_far[known] - 1]
    one = Histories.of(so_far[known] - 1, last - first, asked[known] - first).scaled(unit)
    told = np.full(len(days), np.nan)
    told[known] = model.p_alive(one)
    return [float(value) if np.isfinite(value) else None for value in told]
