from decimal import Decimal

import pytest

from kw_tui.vocabulary.settings import SETTINGS, Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of

FREE = {one.id: 0 for one in SETTINGS if one.id.startswith("rate_")}


def one(portfolio_column: str, *, settings: Settings | None = None, **sums: object) -> object:
    return column_of(portfolio_of([ledger(**sums)], settings or Settings(FREE)), portfolio_column)[0]  # type: ignore[arg-type]


def test_revenue_is_what_is_left_after_cash_discount_and_bonus() -> None:
    sums = {"first": 1000, "cash_discount": 20, "bonus": "30.50", "line_discount": 100, "credit_notes": 50}
    assert one("revenue", **sums) == Decimal("949.5000")
    assert one("deductions", **sums) == Decimal("200.5000")
    assert one("list_revenue", **sums) == Decimal(1150)


def test_list_revenue_less_deductions_is_revenue() -> None:
    sums = {"first": 1000, "cash_discount": 20, "bonus": 30, "line_discount": 100, "credit_notes": 50}
    assert one("list_revenue", **sums) - one("deductions", **sums) == one("revenue", **sums)  # type: ignore[operator]


def test_deductions_nobody_recorded_are_unknown_and_leave_revenue_alone() -> None:
    assert one("deductions", first=1000) is None
    assert one("revenue", first=1000) == Decimal(1000)


@pytest.mark.parametrize(
    ("revenue", "income"),
    [(1_054_826, 379_448), (1_544_680, 593_011), (2_210_162, 692_267), (480_332, 214_274)],
)
def test_the_published_multi_level_statement_is_reproduced(revenue: int, income: int) -> None:
    """Four customers of a distributor; what lies between revenue and income is spread over all rungs here."""
    between = revenue - income
    goods, marketing, visits = between // 2, between // 10, between // 5
    tickets = between - goods - marketing - visits
    sums = {"goods": goods, "activity_marketing_cost": marketing, "activity_visit_cost": visits, "ticket_cost": tickets}
    assert one("db4", first=revenue, **sums) == Decimal(income)


def test_each_rung_takes_off_its_own_costs() -> None:
    sums = {
        "first": 1000,
        "goods": 600,
        "activity_marketing_cost": 10,
        "activity_visit_cost": 50,
        "activity_call_cost": 5,
        "ticket_cost": 20,
        "freight": 30,
        "concession_cost": 15,
        "activity_return_cost": 2,
    }
    rungs = {rung: one(rung, **sums) for rung in ("db1", "db2", "db3", "db4")}
    assert rungs == {"db1": Decimal(400), "db2": Decimal(390), "db3": Decimal(335), "db4": Decimal(268)}
    assert one("db1_ratio", **sums) == pytest.approx(0.4)


HORNGREN = {
    "first": 440,
    "goods": 340,
    "activity_other_cost": 33,  # labour
    "activity_delivery_cost": 8,  # equipment
    "activity_visit_cost": 14,  # rent
    "activity_marketing_cost": 10,
    "activity_order_cost": 12,
    "activity_call_cost": 16,  # administration
}
AVOIDABLE = {"avoidable_other": 1, "avoidable_marketing": 1, "avoidable_order": 1}
UNAVOIDABLE = {"avoidable_delivery": 0, "avoidable_visit": 0, "avoidable_call": 0}


def test_dropping_a_customer_that_full_cost_calls_barely_worth_it_costs_45() -> None:
    settings = Settings({**FREE, **AVOIDABLE, **UNAVOIDABLE})
    assert one("db4", settings=settings, **HORNGREN) == Decimal(7)
    assert one("avoidable_cost", settings=settings, **HORNGREN) == Decimal(395)
    assert one("relevant_contribution", settings=settings, **HORNGREN) == Decimal(45)
    assert one("relevant_contribution_prev", settings=settings, **HORNGREN) == Decimal(45)
    assert one("relevant_ratio", settings=settings, **HORNGREN) == pytest.approx(45 / 440)


def test_without_goods_no_rung_is_claimed() -> None:
    for column in ("goods", "db1", "db1_ratio", "db2", "db3", "db4", "avoidable_cost", "relevant_contribution"):
        assert one(column, first=1000, activity_visit=1) is None


def test_without_activities_order_handling_is_still_charged() -> None:
    portfolio = portfolio_of([ledger(1000, goods=600, orders=4)], Settings({"rate_order": 15, "avoidable_order": 0.5}))
    assert column_of(portfolio, "selling_cost") == [Decimal(60)]
    assert column_of(portfolio, "service_cost") == [None]
    assert column_of(portfolio, "db4") == [Decimal(340)]
    assert column_of(portfolio, "relevant_contribution") == [Decimal(370)]


def test_without_a_previous_period_its_figures_are_null() -> None:
    portfolio = portfolio_of([ledger(1000, goods=600, prev=False)])
    assert column_of(portfolio, "revenue_prev") == [None]
    assert column_of(portfolio, "relevant_contribution_prev") == [None]


@pytest.mark.parametrize("revenue", [0, -100])
def test_ratios_need_positive_revenue(revenue: int) -> None:
    assert one("db1_ratio", first=revenue, goods=10) is None
    assert one("relevant_ratio", first=revenue, goods=10) is None


def test_the_largest_amounts_the_store_holds_do_not_overflow() -> None:
    portfolio = portfolio_of([ledger("99999999999999", goods="1", activity_visit=3)])
    assert column_of(portfolio, "db1") == [Decimal(99999999999998)]
