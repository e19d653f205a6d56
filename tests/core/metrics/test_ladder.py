from decimal import Decimal

from kw_tui.core.metrics.ladder import Step, ladder_steps, relevant_steps, waterfall_steps
from kw_tui.vocabulary.settings import SETTINGS, Settings
from tests.core.facts_frames import ledger, portfolio_of


def row(**sums: object) -> dict[str, object]:
    free = Settings({one.id: 0 for one in SETTINGS if one.id.startswith("rate_")})
    return portfolio_of([ledger(**sums)], free).row(0, named=True)  # type: ignore[arg-type]


def amounts(steps: list[Step]) -> dict[str, Decimal | None]:
    return {step.id: step.amount for step in steps}


FULL = {
    "first": 900,
    "line_discount": 60,
    "credit_notes": 40,
    "cash_discount": 10,
    "bonus": 20,
    "goods": 500,
    "activity_marketing_cost": 5,
    "activity_visit_cost": 25,
    "ticket_cost": 15,
    "concession_cost": 30,
}


def test_every_sum_of_the_ladder_is_the_one_before_less_the_steps_between() -> None:
    reached = Decimal(0)
    for step in ladder_steps(row(**FULL)):
        if not step.is_sum:
            reached -= step.amount or 0
        elif step.id == "list_revenue":
            reached = step.amount or Decimal(0)
        else:
            assert step.amount == reached, step.id
    assert reached == Decimal(295)


def test_the_ladder_names_its_sums_in_order() -> None:
    sums = [step.id for step in ladder_steps(row(**FULL)) if step.is_sum]
    assert sums == ["list_revenue", "revenue", "db1", "db2", "db3", "db4"]


def test_what_is_not_known_stands_as_unknown_not_as_zero() -> None:
    steps = amounts(ladder_steps(row(first=1000)))
    assert steps["goods"] is None
    assert steps["db1"] is None
    assert steps["cost_ticket"] is None


def test_the_waterfall_of_the_textbook() -> None:
    steps = amounts(waterfall_steps(row(first=85, line_discount=15, cash_discount=3, bonus=5, goods=40)))
    assert steps["list_revenue"] == 100
    assert steps["invoice_price"] == 85
    assert steps["pocket_price"] == 77
    assert steps["pocket_margin"] == 37


def test_a_waterfall_without_goods_ends_at_the_pocket_price() -> None:
    steps = amounts(waterfall_steps(row(first=85, line_discount=15)))
    assert steps["pocket_price"] == 85
    assert steps["pocket_margin"] is None


def test_the_pocket_price_is_net_revenue() -> None:
    whole = row(**FULL)
    assert amounts(waterfall_steps(whole))["pocket_price"] == whole["revenue"]


def test_the_relevant_contribution_opens_into_its_shares() -> None:
    settings = Settings({"avoidable_visit": 0.5})
    row = {"revenue": Decimal(440), "goods": Decimal(340), "cost_visit": Decimal(40), "cost_freight": Decimal(35),
           "relevant_contribution": Decimal(45), "cost_call": Decimal(0), "cost_ticket": None}  # fmt: skip
    steps = relevant_steps(row, settings)
    assert [step.id for step in steps] == ["revenue", "goods", "cost_visit", "cost_freight", "relevant_contribution"]
    taken = sum((step.amount for step in steps if not step.is_sum and step.amount), Decimal(0))
    assert steps[0].amount - taken == steps[-1].amount
    assert steps[2].label.en == "Visits, 50 % of it"
