"""Orders to come, discounted, as the forecast adds them up."""

from kw_tui.core.lifetime.histories import Array, Histories
from kw_tui.core.lifetime.models import Predictor
from kw_tui.core.lifetime.prospect import discounting, weighted_orders


def discounted_orders(model: Predictor, one: Histories, horizon: float, annual_rate: float, year: float) -> Array:
    total: Array = weighted_orders(model, one, *discounting(horizon, annual_rate, year))[0]
    return total
