from datetime import date
from decimal import Decimal

import pytest

from kw_tui.core.reduction.accounts import NEVER, NOT_YET
from kw_tui.core.reduction.digests import digests
from tests.core.reduction.ledgers import ENGINES, rows, sales

each_engine = pytest.mark.parametrize("engine", ENGINES)


@each_engine
def test_accounts_run_from_day_to_day(engine) -> None:
    days = [date(2025, 1, 1), date(2025, 1, 4), date(2025, 1, 4), date(2025, 1, 10)]
    lines = sales(net_amount=["10", "20", "5", "-1"], invoice_date=days, invoice_no=["1", "2", "3", "4"])
    accounts = rows(digests(engine(lines))["accounts"], "since")
    assert [row["since"] for row in accounts] == [days[0], days[1], days[3]]
    assert [row["until"] for row in accounts] == [days[1], days[3], NOT_YET]
    assert [row["revenue_invoiced"] for row in accounts] == [Decimal(10), Decimal(35), Decimal(34)]
    assert [row["orders"] for row in accounts] == [1, 3, 3]
    assert [row["occasions"] for row in accounts] == [1, 2, 2]
    assert [row["gap_sum"] for row in accounts] == [0, 3, 3]
    assert [row["last_order"] for row in accounts] == [days[0], days[1], days[1]]


@each_engine
def test_a_moment_is_net_revenue_times_the_number_of_its_month(engine) -> None:
    days = [date(2000, 1, 9), date(2000, 2, 9), date(1999, 11, 30)]
    lines = sales(net_amount=["10", "20", "4"], bonus=["1", None, "2"], invoice_date=days)
    accounts = rows(digests(engine(lines))["accounts"], "since")
    assert [row["revenue_moment"] for row in accounts] == [-2, 7, 47]


@each_engine
def test_a_customer_of_returns_alone_never_had_an_occasion(engine) -> None:
    (account,) = rows(digests(engine(sales(net_amount=["-7"])))["accounts"])
    assert (account["first_order"], account["last_order"]) == (NOT_YET, NEVER)
    assert (account["orders"], account["credit_notes"], account["return_lines"]) == (0, Decimal(7), 1)


@each_engine
def test_invoices_over_several_days_are_kept_apart(engine) -> None:
    lines = sales(net_amount=["10", "-3", "4"], invoice_no=["1", "1", "2"])
    parts = digests(engine(lines))
    assert [row["revenue_invoiced"] for row in rows(parts["split_invoices"], "invoice_date")] == [
        Decimal(10),
        Decimal(-3),
    ]
    assert rows(parts["accounts"], "since")[-1]["orders"] == 1


@each_engine
def test_purchases_remember_when_the_product_was_last_bought(engine) -> None:
    first, second = date(2025, 1, 1), date(2025, 2, 1)
    lines = sales(
        net_amount=["1", "1", "1", "1", "-1"],
        product_id=["P", "P", "P", "Q", "P"],
        invoice_date=[first, second, second, second, date(2025, 3, 1)],
    )
    purchases = rows(digests(engine(lines))["purchases"], "invoice_date", "last_bought")
    assert [(row["invoice_date"], row["last_bought"], row["products"]) for row in purchases] == [
        (first, None, 1),
        (second, None, 1),
        (second, first, 1),
    ]


@each_engine
def test_the_name_is_that_of_the_latest_day_which_gives_one(engine) -> None:
    lines = sales(name=["alt", "neu", None], region=[None, None, "Nord"])
    assert rows(digests(engine(lines))["identities"]) == [{"customer_id": "K1", "name": "neu", "region": "Nord"}]


def test_without_products_there_are_no_purchases() -> None:
    assert "purchases" not in digests(ENGINES[0](sales(net_amount=["1"])))
