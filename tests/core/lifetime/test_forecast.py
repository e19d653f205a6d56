"""What each kind of history leads to, as a table."""

from datetime import date

import polars as pl
import pytest

from kw_tui.core.lifetime.dropout import Dropout
from kw_tui.core.lifetime.forecast import DAYS_A_YEAR, forecast
from kw_tui.core.lifetime.histories import Histories
from tests.core.lifetime.to_come import discounted_orders

SOME = Histories.of([0, 3, 12], [0.0, 20, 38], [5.0, 39, 39])
KINDS = pl.DataFrame(
    {"gap_count": [0.0, 3, 12], "gap_sum": [0.0, 140, 266], "first_order": [date(2025, 1, 1)] * 3, "customers": 1}
)


@pytest.mark.parametrize("k", [1, 2])
@pytest.mark.parametrize("years", [1.0, 3.0])
def test_columns_are_what_the_model_says(k: int, years: float) -> None:
    model, year = Dropout(0.8, 3.0, 0.9, 1.7, k), DAYS_A_YEAR / 7
    told = forecast(KINDS, SOME, model, 7.0, years, 0.1)
    alive = model.p_alive(SOME)
    assert told.columns == ["gap_count", "gap_sum", "first_order", "life_alive", "life_orders", "life_discounted"]
    assert told["life_alive"].to_list() == pytest.approx(alive)
    assert told["life_orders"].to_list() == pytest.approx(model.expected(SOME, year), rel=1e-9)
    discounted = alive * discounted_orders(model, SOME, years * year, 0.1, year)
    assert told["life_discounted"].to_list() == pytest.approx(discounted, rel=1e-9)


def test_what_a_model_cannot_tell_is_null() -> None:
    told = forecast(KINDS, SOME, Dropout(float("nan"), 3.0, 0.9, 1.7), 7.0, 3.0, 0.1)
    assert told.select(pl.col("^life_.*$").null_count()).row(0) == (3, 3, 3)
