from datetime import date

import polars as pl
import pytest

from kw_tui.core.proposals.price_step import UNREACHABLE
from kw_tui.core.proposals.service import share_of_db1
from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, no_state, portfolio, state_row, states


def found(row: dict[str, object], state: pl.LazyFrame | None = None) -> list[tuple[str, float]]:
    queued = queue(portfolio(row), no_state() if state is None else state, Settings(), AS_OF).collect()
    return [(rule, float(change)) for rule, change in queued.select("rule", "profit_change").rows()]


def test_service_that_eats_the_contribution_is_cut() -> None:
    assert found(customer("1", goods=400, handling=1000, abc="C")) == [("service_heavy", 500.0)]


def test_a_habit_is_billed_at_what_it_cost() -> None:
    habit = {"free_service_habit": True, "concession_habit": 4}
    assert found(customer("1", **habit, concession_cost=250)) == [("service_habit", 250.0)]
    assert found(customer("1", **habit, concession_cost=0, concession_list_value=90)) == [("service_habit", 90.0)]


def test_a_squeezed_key_account_above_target_is_served_differently() -> None:
    squeezed = customer("1", goods=600, handling=280, abc="A", kind="squeezed_key_account")
    assert found(squeezed) == [("service_squeezed", 140.0)]


def test_nothing_is_cut_while_a_price_step_still_works() -> None:
    recent = states(state_row("1", reprice_since=date(2026, 10, 1)))
    assert found(customer("1", goods=400, handling=1000, abc="C"), recent) == []


def test_service_that_cannot_cure_is_not_proposed() -> None:
    beyond = customer("1", goods=900, handling=1000, abc="C", relevant_contribution_prev=10)
    assert found(beyond) == []


@pytest.mark.parametrize(
    ("db1", "cost", "share"), [(200, 50, 0.25), (-10, 50, UNREACHABLE), (0, 0, 0.0), (None, 5, None), (5, None, None)]
)
def test_share_of_db1(db1: float | None, cost: float | None, share: float | None) -> None:
    frame = pl.DataFrame({"db1": [db1], "cost": [cost]}, schema={"db1": pl.Float64, "cost": pl.Float64})
    assert frame.select(share_of_db1(pl.col("cost"))).item() == share
