from datetime import timedelta

import numpy as np
import pytest

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, state_of


def test_a_customers_story_adds_up(fresh: Workbench) -> None:
    story = fresh.customer("E3")
    assert story.lines.height == 24
    assert story.monthly["net_amount"].sum() == story.lines["net_amount"].sum()
    amounts = {step.id: step.amount for step in story.ladder}
    assert amounts["revenue"] - amounts["goods"] == amounts["db1"]
    assert amounts["db1"] == story.row["db1"]


def test_a_claim_ends_after_its_time(bench: Workbench) -> None:
    customer = bench.queue()["customer_id"][0]
    bench.decide(customer, "claim")
    assert state_of(bench, customer) == "claimed"
    later = Workbench.open(bench.path, clock=lambda: NOW + timedelta(minutes=16))
    assert state_of(later, customer) == "open"


def test_the_trend_is_the_slope_of_the_months_shown(bench: Workbench) -> None:
    """What is traced on the screen: least squares over the monthly amounts of the story."""
    bench.set(as_of="2026-11-01")
    story = bench.customer("E3")
    months = story.monthly.tail(12)["net_amount"].cast(float).to_numpy()
    slope = np.polyfit(np.arange(12), months, 1)[0]
    assert story.row["trend"] == pytest.approx(12 * slope / months.mean(), abs=1e-6)
    assert story.overstated == {}
