from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.workbench.story import monthly_amounts

AS_OF = date(2026, 4, 1)
LINE = {"invoice_date": pl.Date, "net_amount": pl.Decimal(18, 4)}
lines = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.decimals(-9999, 9999, places=2)), min_size=1
)


@given(lines)
def test_months_without_gaps_that_sum_to_the_lines_before_the_reference_day(rows: list[tuple[date, Decimal]]) -> None:
    months = monthly_amounts(pl.DataFrame(rows, schema=LINE, orient="row"), AS_OF)
    assert months["net_amount"].sum() == sum(amount for day, amount in rows if day < AS_OF)
    if months.is_empty():
        return
    first, last = months["month"].min(), months["month"].max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    assert (last.year, last.month) == (2026, 3)
    assert months.height == (last.year - first.year) * 12 + last.month - first.month + 1


def test_a_month_without_a_line_is_a_known_zero() -> None:
    rows = [(date(2026, 1, 5), Decimal(10)), (date(2026, 3, 5), Decimal(20))]
    months = monthly_amounts(pl.DataFrame(rows, schema=LINE, orient="row"), AS_OF)
    assert months["net_amount"].to_list() == [10, 0, 20]


def test_no_lines_no_months() -> None:
    assert monthly_amounts(pl.DataFrame(schema=LINE), AS_OF).is_empty()


def test_what_is_left_of_a_month_is_known_as_far_as_its_lines_tell_their_cost() -> None:
    rows = [
        (date(2026, 1, 5), Decimal(10), Decimal(6)),
        (date(2026, 1, 9), Decimal(10), None),
        (date(2026, 2, 5), Decimal(7), None),
    ]
    told = pl.DataFrame(rows, schema=LINE | {"cost_amount": pl.Decimal(18, 4)}, orient="row")
    months = monthly_amounts(told, AS_OF)
    assert months["contribution"].to_list() == [14, None, 0]
    assert months["costed"].to_list() == [0.5, 0.0, None]
    assert monthly_amounts(told.drop("cost_amount"), AS_OF)["contribution"].to_list() == [None, None, 0]


def test_db1_of_a_month_is_less_cash_discount_and_bonus_as_everywhere() -> None:
    schema = LINE | dict.fromkeys(("cost_amount", "cash_discount", "bonus"), pl.Decimal(18, 4))
    rows = [
        (date(2026, 3, 5), Decimal(100), Decimal(60), Decimal(2), None),
        (date(2026, 3, 9), Decimal(100), Decimal(50), Decimal(3), Decimal("0.5")),
    ]
    assert monthly_amounts(pl.DataFrame(rows, schema=schema, orient="row"), AS_OF)["contribution"].to_list() == [
        Decimal("84.5")
    ]
