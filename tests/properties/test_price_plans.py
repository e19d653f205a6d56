"""What must hold of every price plan, whatever the figures."""

from itertools import pairwise
from math import floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.core.price_plan.first_step import first_steps
from kw_tui.core.price_plan.spread import MOST_STEPS, spread, steps_needed
from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, no_state, portfolio
from tests.properties.test_rules import portfolios

few = settings(max_examples=25, deadline=None)
DUST = 1e-9
limits = st.sampled_from([{}, {"max_step_a": 0.02}, {"target_ratio": 0.3}, {"step_interval_months": 1}])


@few
@given(portfolios(), limits)
def test_plans_keep_the_limits(rows: list[dict[str, object]], changed: dict[str, Any]) -> None:
    used = Settings().with_(**changed)
    first = first_steps(portfolio(*rows), used, AS_OF)
    found, firsts = spread(first, used).collect(), first.with_columns(steps=steps_needed()).collect()
    by_id = {row["customer_id"]: row for row in firsts.to_dicts()}
    for (customer,), steps in found.group_by("customer_id", maintain_order=True):
        row = by_id[customer]
        assert steps.height == min(row["steps"], MOST_STEPS)
        assert steps["number"].to_list() == list(range(1, steps.height + 1))
        days = steps["effective_date"].to_list()
        assert all(before < after for before, after in pairwise(days))
        assert steps["step"].max() <= row["largest_step"] + DUST
        assert steps["step"].min() > 0
        assert steps["index"].to_list() == pytest.approx((1 + steps["step"].cum_sum()).to_list())
        room, needed = row["list_room"], row["needed_step"]
        raised = steps["index"].max() - 1
        assert room is None or raised <= room + DUST
        if row["steps"] <= MOST_STEPS and needed is not None:
            to_list = needed if room is None else floor(room / 0.005 + DUST) * 0.005
            assert raised >= min(needed, to_list) - DUST


@few
@given(portfolios())
def test_a_plan_is_that_of_the_queue(rows: list[dict[str, object]]) -> None:
    used = Settings()
    proposed = queue(portfolio(*rows), no_state(), used, AS_OF).collect().filter(proposal="reprice").sort("customer_id")
    begun = spread(first_steps(portfolio(*rows), used, AS_OF), used).collect().filter(number=1)
    begun = begun.join(proposed.select("customer_id"), on="customer_id", how="semi").sort("customer_id")
    same = ["customer_id", "step", "effective_date", "communication", "break_even_loss"]
    assert begun.select(same).equals(proposed.select(same))
    years = {row["customer_id"]: row["period_years"] for row in rows}
    assert set(years.values()) <= {1.0}
    assert begun["change"].to_list() == proposed["profit_change"].to_list()


@few
@given(portfolios())
def test_a_larger_step_brings_more(rows: list[dict[str, object]]) -> None:
    from polars import lit

    used = Settings()
    first = first_steps(portfolio(*rows), used, AS_OF)
    small, large = (
        spread(first.with_columns(step=lit(step)), used).collect().filter(number=1) for step in (0.02, 0.025)
    )
    assert small["customer_id"].equals(large["customer_id"])
    assert (large["change"] > small["change"]).all()
    assert (large["break_even_loss"] >= small["break_even_loss"]).fill_null(value=True).all()
