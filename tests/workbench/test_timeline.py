from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.workbench.timeline import months

AS_OF = date(2026, 4, 1)
LINE = {"invoice_no": pl.String, "invoice_date": pl.Date, "net_amount": pl.Decimal(18, 4)}
Lines = list[tuple[str, date, Decimal]]


def alive(days: Sequence[date], occasions: Sequence[date]) -> list[Any]:
    return [float(sum(one <= day for one in occasions)) for day in days]


def told(rows: Lines) -> pl.DataFrame:
    return months(pl.DataFrame(rows, schema=LINE, orient="row"), AS_OF, alive)


def test_orders_are_invoices_with_positive_net_in_the_month_they_begin() -> None:
    rows = [
        ("R1", date(2026, 1, 31), Decimal(10)),
        ("R1", date(2026, 2, 1), Decimal(10)),
        ("R2", date(2026, 1, 5), Decimal(10)),
        ("R2", date(2026, 1, 5), Decimal(-10)),
        ("R3", date(2026, 3, 31), Decimal(7)),
    ]
    found = told(rows)
    assert found["month"].to_list() == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert found["orders"].to_list() == [1, 0, 1]
    assert found["net_amount"].to_list() == [10, 10, 7]
    assert found["p_alive"].to_list() == [1, 2, 3]


def test_the_running_month_ends_with_the_day_before() -> None:
    rows = [("R1", date(2026, 3, 20), Decimal(5)), ("R2", date(2026, 4, 5), Decimal(5))]
    seen: list[date] = []

    def ask(days: Sequence[date], _occasions: Sequence[date]) -> list[Any]:
        seen.extend(days)
        return [None] * len(days)

    assert months(pl.DataFrame(rows, schema=LINE, orient="row"), date(2026, 4, 3), ask)["orders"].to_list() == [1, 0]
    assert seen == [date(2026, 3, 31), date(2026, 4, 2)]


def test_no_lines_no_months() -> None:
    assert told([]).is_empty()


lines = st.lists(
    st.tuples(st.sampled_from("ABC"), st.dates(date(2024, 1, 1), date(2026, 3, 31)), st.decimals(-99, 99, places=2))
)


@settings(deadline=None)
@given(lines)
def test_the_order_of_lines_does_not_matter(rows: Lines) -> None:
    assert told(rows).equals(told(rows[::-1]))
