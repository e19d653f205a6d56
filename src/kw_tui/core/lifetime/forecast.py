"""What each kind of history leads to: still there or not, orders of the next year, and discounted ones."""

import numpy as np
import polars as pl

from kw_tui.core.lifetime.cohort import KIND
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.models import Predictor
from kw_tui.core.lifetime.prospect import discounting, weighted_orders

DAYS_A_YEAR = 365.25


def forecast(
    kinds: pl.DataFrame, one: Histories, model: Predictor, unit: float, years: float, annual_rate: float
) -> pl.DataFrame:
    """The kinds with `life_alive` (0..1), `life_orders` of the next year, and `life_discounted` ones of some years.

    Times of the histories are in units of so many days; orders are occasions, the chance of having left included.
    """
    year = DAYS_A_YEAR / unit
    times, discounted = discounting(years * year, annual_rate, year)
    both = np.zeros((2, len(times) + 1))
    both[0, 0], both[1, 1:] = 1.0, discounted[0]
    alive, orders = model.p_alive(one), weighted_orders(model, one, np.append(year, times), both)
    told = {"life_alive": alive, "life_orders": alive * orders[0], "life_discounted": alive * orders[1]}
    finite = {name: np.where(np.isfinite(values), values, np.nan) for name, values in told.items()}
    return kinds.select(*KIND).with_columns(pl.Series(name, each).fill_nan(None) for name, each in finite.items())
