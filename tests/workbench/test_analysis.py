from datetime import timedelta

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, state_of


def test_a_customers_story_adds_up(bench: Workbench) -> None:
    story = bench.customer("E3")
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
