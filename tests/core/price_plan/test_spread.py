from datetime import date

import polars as pl
import pytest

from kw_tui.core.price_plan.first_step import first_steps
from kw_tui.core.price_plan.spread import MOST_STEPS, spread, still_needed
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, portfolio

SETTINGS = Settings()


def firsts(settings: Settings = SETTINGS, **changes: object) -> pl.LazyFrame:
    return first_steps(portfolio(customer("K", **changes)), settings, AS_OF)


def told(settings: Settings = SETTINGS, **changes: object) -> pl.DataFrame:
    return spread(firsts(settings, **changes), settings).collect()


def test_an_a_customer_pays_what_is_needed_in_several_steps() -> None:
    """Cost 945 of 1,000 and a target of 10 %: 945 / 900 - 1 = 5 %; class A bears 4 % at once, then what is left."""
    found = told(abc="A", abc_sub="A2", goods=885, handling=60)
    assert found["step"].to_list() == pytest.approx([0.04, 0.01])
    assert found["index"].to_list() == pytest.approx([1.04, 1.05])
    assert found["rise"].to_list() == pytest.approx([0.04, 0.01 / 1.04])
    assert found["effective_date"].to_list() == [date(2026, 12, 31), date(2027, 12, 31)]
    assert found["communication"].to_list() == ["visit", "letter_call"]
    assert [float(one) for one in found["revenue"]] == [1040, 1050]
    assert [float(one) for one in found["relevant_contribution"]] == [95, 105]
    assert [float(one) for one in found["change"]] == [40, 50]
    assert found["break_even_loss"].to_list() == pytest.approx([0.04 / 0.095, 0.05 / 0.105])


def test_the_last_step_ends_at_list_price() -> None:
    found = told(abc="A", abc_sub="A2", goods=940, handling=60, list_revenue=1063, line_discount=63)
    assert found["step"].to_list() == pytest.approx([0.04, 0.02])  # 63 of 1,000 are 6 % and a bit
    assert found["index"].to_list()[-1] == pytest.approx(1.06)


def test_less_than_half_a_per_cent_below_list_price_asks_for_no_further_step() -> None:
    found = told(abc="C", goods=1140, handling=60, list_revenue=1053, line_discount=53)
    assert found["step"].to_list() == pytest.approx([0.05])


def test_one_step_where_it_is_not_known_what_is_needed() -> None:
    found = told(goods=None, stale_price=True, list_revenue=1100, line_discount=100)
    assert found["step"].to_list() == [0.02]


def test_the_interval_is_a_setting() -> None:
    settings = SETTINGS.with_(step_interval_months=6)
    assert told(settings, abc="A", goods=885, handling=60)["effective_date"].to_list()[1] == date(2027, 6, 30)


@pytest.mark.parametrize(
    "changes", [{"list_revenue": 1000, "line_discount": 0}, {"revenue": 0, "goods": 0}, {"revenue": -10, "goods": 0}]
)
def test_nobody_at_list_price_or_without_revenue_has_a_plan(changes: dict[str, object]) -> None:
    assert told(**changes).is_empty()


def test_a_plan_without_end_is_cut_off_and_says_what_is_left() -> None:
    settings = SETTINGS.with_(max_step_a=0.005)
    first = firsts(settings, abc="A", goods=1060, handling=60)
    found = spread(first, settings).collect()
    assert found.height == MOST_STEPS
    left = still_needed(first, found.lazy()).collect()["open"].item()
    assert left == pytest.approx(1120 / 900 - 1 - MOST_STEPS * 0.005)


def test_what_is_reached_leaves_nothing() -> None:
    first = firsts(goods=885, handling=60)
    assert still_needed(first, spread(first, SETTINGS)).collect()["open"].to_list() == [0.0]


def test_an_unknown_ratio_leaves_the_tolerated_loss_unknown() -> None:
    found = told(goods=None, stale_price=True)
    assert found["step"].to_list() == [0.02]
    assert found["break_even_loss"].to_list() == [None]
    assert found["relevant_contribution"].to_list() == [None]
    assert float(found["change"][0]) == 20
