from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.reduction.digests import digests
from kw_tui.core.reduction.prices import PRICE_FACTS, tells_prices
from kw_tui.core.reduction.sales import sales_facts
from tests.core.reduction.ledgers import AS_OF, ENGINES, SCOPE, rows, sales

each_engine = pytest.mark.parametrize("engine", ENGINES)
OLD, LAST_YEAR, MARCH, JUNE = date(2022, 1, 1), date(2024, 3, 1), date(2025, 3, 1), date(2025, 6, 1)


def told(engine, **columns) -> list[tuple[object, ...]]:
    """Amount that tells prices, its mean age in days, and the part whose change was seen, by customer."""
    lines = sales(**columns)
    facts = rows(sales_facts(digests(engine(lines)), SCOPE, frozenset(lines.columns)), "customer_id")
    amounts = [[fact[one.id] for one in PRICE_FACTS] for fact in facts]
    return [(amount, amount and days / float(amount), seen) for amount, days, seen in amounts]


def age(day: date) -> int:
    return (AS_OF - day).days


def bought(days: list[date], amounts: list[str], quantities: list[str], **columns) -> dict[str, list[object]]:
    return {
        "invoice_date": days,
        "net_amount": amounts,
        "quantity": quantities,
        "product_id": ["A"] * len(days),
        **columns,
    }


@each_engine
def test_a_price_is_as_old_as_its_first_day(engine) -> None:
    """10 a piece in 2022, 11 since 2024: bought at it again in 2025 for 110 + 22."""
    lines = bought([OLD, LAST_YEAR, MARCH, JUNE], ["100", "110", "110", "22"], ["10", "10", "10", "2"])
    assert told(engine, **lines) == [(Decimal(132), age(LAST_YEAR), Decimal(132))]


@each_engine
def test_a_price_that_never_changed_is_as_old_as_the_ledger_and_no_change_was_seen(engine) -> None:
    assert told(engine, **bought([OLD, MARCH], ["100", "50"], ["10", "5"])) == [(Decimal(50), age(OLD), 0)]


@each_engine
def test_products_weigh_by_what_was_paid_in_twelve_months(engine) -> None:
    """A for 300 at the price of 2022, B for 100 at that of March 2025; C was not bought in 2025 any more."""
    lines = bought(
        [OLD, MARCH, OLD, MARCH, OLD, LAST_YEAR],
        ["100", "300", "100", "100", "900", "950"],
        ["10", "30", "10", "9", "9", "9"],
        product_id=["A", "A", "B", "B", "C", "C"],
    )
    ((amount, days, seen),) = told(engine, **lines)
    assert (amount, seen) == (400, 100)
    assert days == pytest.approx((300 * age(OLD) + 100 * age(MARCH)) / 400)


@each_engine
def test_rounding_is_no_change_and_one_per_cent_is(engine) -> None:
    """0.113 a piece: 3 pieces come to 0.34 (0.1133), 1,000 to 113.00; 1 % more is 114.13."""
    lines = bought([OLD, LAST_YEAR, MARCH], ["0.34", "113.00", "113.00"], ["3", "1000", "1000"])
    assert told(engine, **lines) == [(113, age(OLD), 0)]
    lines = bought([OLD, LAST_YEAR, MARCH], ["113.00", "113.00", "114.13"], ["1000"] * 3)
    assert told(engine, **lines) == [(Decimal("114.13"), age(MARCH), Decimal("114.13"))]


@each_engine
def test_returns_gifts_and_lines_without_quantity_tell_no_price(engine) -> None:
    days = [OLD, LAST_YEAR, LAST_YEAR, LAST_YEAR, LAST_YEAR, MARCH]
    lines = bought(days, ["100", "-80", "0", "70", "60", "100"], ["10", "-10", "10", None, "0", "10"])
    assert told(engine, **lines) == [(100, age(OLD), 0)]


@each_engine
def test_another_unit_is_another_price(engine) -> None:
    lines = bought([OLD, LAST_YEAR, MARCH], ["100", "5", "100"], ["10", "10", "10"], unit=["kg", "Stk", "kg"])
    assert told(engine, **lines) == [(100, age(OLD), 0)]


@each_engine
def test_the_price_of_one_unit_stays_old_where_that_of_another_changes(engine) -> None:
    """By the piece 10 since 2022, by the box 90 until 2025 and 100 since."""
    lines = bought([OLD, OLD, MARCH, MARCH], ["100", "90", "100", "100"], ["10", "1", "10", "1"], unit=["St", "Kt"] * 2)
    ((amount, days, seen),) = told(engine, **lines)
    assert (amount, seen) == (200, 100)
    assert days == pytest.approx((age(OLD) + age(MARCH)) / 2)


@each_engine
def test_lines_of_a_day_are_one_price_in_any_order(engine) -> None:
    """100 for 10 and 12 for 1 make 112 for 11; the same mix again is no change."""
    lines = bought([OLD, OLD, MARCH, MARCH], ["100", "12", "12", "100"], ["10", "1", "1", "10"])
    assert told(engine, **lines) == [(112, age(OLD), 0)]


@each_engine
def test_without_quantities_the_unit_price_is_compared(engine) -> None:
    lines = {"unit_price": ["10", "10", "12"], "product_id": ["A"] * 3, "invoice_date": [OLD, LAST_YEAR, JUNE]}
    assert told(engine, **lines) == [(100, age(JUNE), 100)]


@each_engine
def test_one_purchase_tells_nothing_nor_does_that_of_another_customer(engine) -> None:
    lines = bought([OLD, MARCH], ["100", "110"], ["10", "10"], customer_id=["K1", "K2"])
    assert told(engine, **lines) == [(None, None, None)] * 2
    assert told(engine, **bought([MARCH], ["-5"], ["-1"])) == [(None, None, None)]


@each_engine
def test_what_comes_after_the_day_asked_for_is_not_known_yet(engine) -> None:
    lines = bought([OLD, MARCH, AS_OF], ["100", "100", "150"], ["10", "10", "10"])
    assert told(engine, **lines) == [(100, age(OLD), 0)]


def test_prices_need_products_with_a_quantity_or_a_price() -> None:
    assert tells_prices({"product_id", "quantity"})
    assert tells_prices({"product_id", "unit_price"})
    assert not tells_prices({"product_id"})
    assert not tells_prices({"quantity", "unit_price"})
