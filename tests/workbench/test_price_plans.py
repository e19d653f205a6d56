from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.vocabulary.errors import DecisionError, UsageError
from kw_tui.workbench import Workbench
from kw_tui.workbench.price_plans import NO_REASON, NOT_FEASIBLE, POINTS
from tests.workbench.ledgers import loser, write_ledger

L1 = "L1"  # 12 x 100 a year at a cost of 108, no list prices


@pytest.fixture
def narrow(fresh: Workbench, tmp_path: Path) -> Workbench:
    """Beside the others, three customers with too little left: 5, 6 and 8 % of what they pay."""
    lines = [line for n, cost in enumerate((0.95, 0.94, 0.92)) for line in loser(f"N{n}", 800 + n, (800 + n) * cost)]
    fresh.import_files([write_ledger(tmp_path / "more.csv", lines)])
    return fresh


def test_a_plan_is_the_queue_s(narrow: Workbench) -> None:
    proposed = narrow.queue().filter(pl.col("proposal") == "reprice")
    assert proposed.height == 3
    for row in proposed.iter_rows(named=True):
        plan = narrow.price_plan(row["customer_id"])
        first = plan.steps.row(0, named=True)
        assert (plan.rule, plan.proposal, plan.steps_needed) == (row["rule"], "reprice", row["steps"])
        for column in ("step", "effective_date", "communication", "break_even_loss"):
            assert first[column] == row[column], column
        assert plan.first["channel_to"] == row["channel_to"]
        assert first["change"] == row["profit_change"]


def test_what_if_is_that_of_the_customer_s_story(narrow: Workbench) -> None:
    row = narrow.queue().filter(pl.col("proposal") == "reprice").row(0, named=True)
    story, plan = narrow.customer(row["customer_id"]), narrow.price_plan(row["customer_id"], loss=0.37)
    assert len(plan.outcomes) == POINTS
    assert plan.outcomes[::10] == story.outcomes
    assert plan.at_loss is not None
    assert plan.at_loss.loss == 0.37
    even = plan.break_even_loss or 0
    assert [one.change > 0 for one in plan.outcomes] == [one.loss < even for one in plan.outcomes]


def test_another_step_takes_more_or_fewer_steps(bench: Workbench) -> None:
    usual, small = bench.price_plan(L1), bench.price_plan(L1, step=0.05)
    assert small.step == 0.05
    assert small.proposed == usual.step
    assert small.steps_needed > usual.steps_needed
    assert small.steps["index"][-1] == pytest.approx(usual.steps["index"][-1], abs=0.005)


def test_a_step_out_of_bounds_is_refused_with_the_bounds(bench: Workbench) -> None:
    for step in (0.0, 0.004, 0.3):
        with pytest.raises(UsageError, match="not possible here") as refused:
            bench.price_plan(L1, step=step)
        assert refused.value.hint.en.startswith("0.5 % to ")


def test_a_step_above_that_of_the_class_is_planned_and_decided_on_with_a_reason(narrow: Workbench) -> None:
    customer = narrow.queue().filter(pl.col("proposal") == "reprice")["customer_id"][0]
    usual = narrow.price_plan(customer)
    above = usual.first["largest_step"] + 0.01
    plan = narrow.price_plan(customer, step=above)
    assert (usual.why_reason, plan.step) == (None, above)
    with pytest.raises(DecisionError) as refused:
        narrow.decide(customer, "reprice", step=above)
    assert plan.why_reason == refused.value.message
    assert narrow.decide(customer, "reprice", step=above, reason="agreed by phone").step == above


def test_nobody_without_a_reason_is_told_one(bench: Workbench) -> None:
    plan = bench.price_plan("E7")
    assert (plan.rule, plan.reason) == (None, NO_REASON)
    assert plan.steps.height == 1
    bench.set(feasible_step=0.1)
    beyond = bench.price_plan(L1)
    assert beyond.first["needed_step"] > 0.1
    assert (beyond.rule, beyond.reason) == (None, NOT_FEASIBLE)


def test_an_unknown_customer_is_refused(bench: Workbench) -> None:
    with pytest.raises(DecisionError, match="no customer"):
        bench.price_plan("nobody")


def test_money_is_of_a_year_whatever_the_period(bench: Workbench) -> None:
    usual = bench.price_plan(L1)
    two_years = Workbench.open(bench.path, period="all", clock=bench._clock).price_plan(L1)
    assert two_years.first["period_years"] > 1.5
    assert float(two_years.outcomes[0].revenue) == pytest.approx(float(usual.outcomes[0].revenue), rel=0.1)


def test_the_plan_names_the_settings_it_used(bench: Workbench) -> None:
    bench.set(target_ratio=0.15, step_interval_months=6)
    plan = bench.price_plan(L1)
    assert plan.used["target_ratio"] == 0.15
    assert plan.used["step_interval_months"] == 6
    months = plan.steps["effective_date"].dt.month_end().dt.month()
    assert (months[1] - months[0]) % 12 == 6


def test_fees_are_told_from_the_orders(bench: Workbench) -> None:
    told = bench.price_plan("E0").fees
    assert told["minimum_order"] == Decimal("37.50")  # 15 for handling at a DB I ratio of 40 %
    assert told["small_orders"] in {0, None}
