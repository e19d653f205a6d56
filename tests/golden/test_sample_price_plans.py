"""Price plans and batches on the sample data: worked out by hand from what was bought, beside the queue's columns."""

from datetime import date
from math import ceil, floor
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.shipped import shipped
from kw_tui.workbench import Workbench
from kw_tui.workbench.batches import Wish

FILES = sorted(shipped("sample_data").glob("*.csv"))
LARGE, SMALL = "0015391", "0010869"
"""A customer of class A with a thin margin, and one of class C who pays almost list price."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    made = Workbench.open_or_new(Path(tmp_path_factory.mktemp("sample")) / "sample.kw.toml")
    made.import_files(FILES)
    return made


def bought(bench: Workbench, customer: str) -> dict[str, float]:
    """What the invoice lines of the period come to."""
    first, last = bench.period.first, bench.period.last
    lines = bench.store.customer_lines(customer).filter(pl.col("invoice_date").is_between(first, last))
    net = pl.col("net_amount") - pl.col("cash_discount").fill_null(0) - pl.col("bonus").fill_null(0)
    sums = lines.select(revenue=net.sum(), goods=pl.col("cost_amount").sum()).row(0, named=True)
    return {name: float(value) for name, value in sums.items()}


def half_per_cents_up(step: float) -> float:
    return ceil(round(step * 200, 9)) / 200


def test_a_large_customer_by_hand(bench: Workbench) -> None:
    row = bench.portfolio().filter(pl.col("customer_id") == LARGE).row(0, named=True)
    revenue, served = float(row["revenue"]), float(row["avoidable_cost"] - row["goods"])
    assert revenue == pytest.approx(bought(bench, LARGE)["revenue"])
    assert float(row["goods"]) == pytest.approx(bought(bench, LARGE)["goods"])
    cost = float(row["goods"]) + served
    needed = cost / (revenue * 0.9) - 1  # so that a tenth of the new price is left
    plan = bench.price_plan(LARGE)
    assert plan.first["needed_step"] == pytest.approx(needed)
    steps = [0.04, half_per_cents_up(needed - 0.04)]  # class A bears 4 % at once
    assert plan.steps["step"].to_list() == pytest.approx(steps)
    assert plan.steps["effective_date"].to_list() == [date(2026, 12, 31), date(2027, 12, 31)]  # 60 days, a year apart
    after = [revenue * (1 + sum(steps[: count + 1])) for count in range(2)]
    assert [float(one) for one in plan.steps["revenue"]] == pytest.approx(after)
    assert [float(one) for one in plan.steps["relevant_contribution"]] == pytest.approx([one - cost for one in after])
    ratio = (revenue - cost) / revenue
    assert plan.break_even_loss == pytest.approx(0.04 / (0.04 + ratio))
    lost = plan.outcomes[25]
    assert float(lost.contribution) == pytest.approx(0.75 * (after[0] - cost))
    assert float(lost.change) == pytest.approx(0.75 * (after[0] - cost) - (revenue - cost))
    earned = (revenue - float(row["goods"])) / revenue
    assert float(plan.fees["minimum_order"]) == pytest.approx(15 / earned, abs=0.01)


def test_a_small_customer_near_list_price_by_hand(bench: Workbench) -> None:
    row = bench.portfolio().filter(pl.col("customer_id") == SMALL).row(0, named=True)
    listed, discount = float(row["list_revenue"]), float(row["line_discount"])
    room = discount / (listed - discount)
    needed = float(row["avoidable_cost"]) / (float(row["revenue"]) * 0.9) - 1
    assert room < needed
    plan = bench.price_plan(SMALL)
    assert plan.steps["step"].to_list() == pytest.approx([floor(room * 200) / 200])  # 8.2 % to list price: 8 %
    assert plan.bounds == (0.005, pytest.approx(floor(room * 200) / 200))
    assert plan.steps["communication"].to_list() == ["letter_call"]
    gain = float(row["revenue"]) * plan.steps["step"][0]
    assert float(plan.steps["change"][0]) == pytest.approx(gain)
    assert plan.break_even_loss == 1.0  # every order loses money


def test_every_plan_is_that_of_the_queue(bench: Workbench) -> None:
    for row in bench.queue().filter(pl.col("proposal") == "reprice").head(30).iter_rows(named=True):
        plan = bench.price_plan(row["customer_id"])
        first = plan.steps.row(0, named=True)
        same = ("step", "effective_date", "communication", "break_even_loss")
        assert {name: first[name] for name in same} == {name: row[name] for name in same}
        assert (plan.steps_needed, plan.first["channel_to"]) == (row["steps"], row["channel_to"])
        assert first["change"] == row["profit_change"]


def test_all_of_class_c_three_per_cent_more_is_planned_done_and_undone_as_one(bench: Workbench) -> None:
    before = bench.queue()
    wish = Wish("reprice", 0.03, reason="Preisrunde")
    preview = bench.batch(wish, "abc = 'C' and price_age_months > 6")
    assert 0 < preview.count < preview.matched
    portfolio = bench.portfolio()
    own = portfolio.filter((pl.col("abc") == "C") & (pl.col("price_age_months") > 6))
    room = pl.col("line_discount").cast(pl.Float64) / (pl.col("list_revenue") - pl.col("line_discount")).cast(
        pl.Float64
    )
    step = pl.min_horizontal(pl.lit(0.03), (room * 200 + 1e-7).floor() / 200)
    by_hand = own.with_columns(step=step).filter((pl.col("step") >= 0.005) & (pl.col("revenue") > 0))
    assert preview.count == by_hand.height
    gained = by_hand.select((pl.col("revenue").cast(pl.Float64) * pl.col("step")).sum()).item()
    assert float(preview.total["effect"]) == pytest.approx(gained, abs=0.05)
    applied = bench.apply_batch(preview)
    assert len(applied.decisions) == preview.count
    assert bench.batch(wish, "abc = 'C' and price_age_months > 6").count == 0
    assert len(bench.undo()) == preview.count
    assert bench.queue().equals(before)


def test_a_larger_step_for_all_never_brings_less(bench: Workbench) -> None:
    effects = [bench.batch(Wish("reprice", step), "true").total["effect"] for step in (0.01, 0.03, 0.06, 0.12, 0.25)]
    assert effects == sorted(effects)
    assert len(set(effects)) > 3
