from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.reduction.digests import digests
from kw_tui.core.reduction.fact import Scope
from kw_tui.core.reduction.sales import sales_facts
from kw_tui.vocabulary.session import Period
from tests.core.reduction.ledgers import AS_OF, ENGINES, SCOPE, YEAR, rows, sales

each_engine = pytest.mark.parametrize("engine", ENGINES)


def facts(engine, lines: pl.DataFrame, scope: Scope = SCOPE) -> list[dict]:
    told = frozenset(name for name in lines.columns if lines[name].count())
    return rows(sales_facts(digests(engine(lines)), scope, told), "customer_id")


@each_engine
def test_the_ladder_closes(engine) -> None:
    lines = sales(net_amount=["90", "80", "-20", "40"], list_amount=["100", "100", "-25", None])
    (fact,) = facts(engine, lines)
    assert fact["list_revenue"] == Decimal(240)
    assert fact["line_discount"] == Decimal(30)
    assert fact["credit_notes"] == Decimal(20)
    assert fact["revenue_invoiced"] == Decimal(190)


@each_engine
def test_both_ends_of_a_period_count_and_the_day_before_belongs_to_the_previous_one(engine) -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), AS_OF]
    (fact,) = facts(engine, sales(net_amount=["1", "2", "4", "8", "16", "32"], invoice_date=days))
    assert (fact["revenue_invoiced"], fact["revenue_invoiced_prev"]) == (Decimal(24), Decimal(6))
    assert fact["revenue_all"] == Decimal(31)
    assert (fact["first_order"], fact["last_order"]) == (days[0], days[4])


@each_engine
def test_a_customer_of_the_future_is_there_with_zeros(engine) -> None:
    (fact,) = facts(engine, sales(net_amount=["5"], invoice_date=[date(2026, 5, 1)], product_id=["P"]))
    assert (fact["revenue_invoiced"], fact["orders"], fact["products"], fact["lines"]) == (0, 0, 0, 0)
    assert fact["first_order"] is None


@each_engine
def test_products_that_were_not_bought_in_the_period_before_are_new(engine) -> None:
    days = [date(2023, 6, 1), date(2024, 6, 1), date(2025, 2, 1), date(2025, 3, 1), date(2025, 3, 2), date(2025, 3, 3)]
    bought = ["long ago", "before", "before", "long ago", "never", "never"]
    (fact,) = facts(engine, sales(net_amount=["5"] * 6, invoice_date=days, product_id=bought))
    assert (fact["products"], fact["products_prev"], fact["products_new"]) == (3, 1, 2)


@each_engine
def test_an_invoice_over_two_periods_counts_in_each_where_it_is_positive(engine) -> None:
    lines = sales(net_amount=["10", "-4"], invoice_no=["1", "1"], invoice_date=[date(2024, 12, 30), date(2025, 1, 2)])
    (fact,) = facts(engine, lines)
    assert (fact["orders"], fact["orders_prev"], fact["orders_all"]) == (0, 1, 1)


@each_engine
def test_what_the_ledger_does_not_hold_is_no_fact(engine) -> None:
    (fact,) = facts(engine, sales(net_amount=["10"], bonus=[None]), Scope(Period(None, AS_OF), None, AS_OF))
    assert not {"goods", "bonus", "freight", "cash_discount", "products", "line_discount"} & set(fact)
    assert not [name for name in fact if name.endswith("_prev")]


@each_engine
def test_a_trend_is_of_the_twelve_calendar_months_that_are_over(engine) -> None:
    """On 15 January the months are January to December; what came before and after is none of them."""
    scope = Scope(YEAR, None, date(2026, 1, 15))
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), date(2025, 12, 31), date(2026, 1, 3)]
    lines = sales(
        net_amount=["900", "10", "20", "40", "900"], invoice_date=days, cash_discount=[None, "1", "0", "0", "0"]
    )
    (fact,) = facts(engine, lines, scope)
    assert fact["trend_revenue"] == 69
    assert fact["trend_moment"] == pytest.approx(9 * -5.5 + 20 * -0.5 + 40 * 5.5)


@each_engine
def test_a_season_is_of_the_three_months_that_come_again(engine) -> None:
    """On 15 January it is January to March of the year before, net of what was deducted later."""
    scope = Scope(YEAR, None, date(2026, 1, 15))
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 1), date(2026, 1, 3)]
    lines = sales(
        net_amount=["900", "10", "20", "40", "900"], invoice_date=days, cash_discount=[None, "1", "0", "0", "0"]
    )
    (fact,) = facts(engine, lines, scope)
    assert (fact["season_revenue"], fact["trend_revenue"]) == (29, 69)


@each_engine
def test_whoever_bought_nothing_in_these_months_has_a_known_zero(engine) -> None:
    first, second = facts(
        engine, sales(customer_id=["K1", "K2"], net_amount=["5", "7"], invoice_date=[date(2020, 5, 1), AS_OF])
    )
    assert [(one["trend_revenue"], one["trend_moment"]) for one in (first, second)] == [(0, 0)] * 2
    assert [one["season_revenue"] for one in (first, second)] == [0, 0]


@each_engine
def test_gaps_lie_between_days_with_positive_net(engine) -> None:
    days = [date(2025, 1, 1), date(2025, 1, 3), date(2025, 1, 8), date(2025, 1, 20)]
    (fact,) = facts(engine, sales(net_amount=["1", "-1", "1", "1"], invoice_date=days))
    assert (fact["gap_count"], fact["gap_sum"], fact["gap_sum_sq"]) == (2, 19, 7**2 + 12**2)
