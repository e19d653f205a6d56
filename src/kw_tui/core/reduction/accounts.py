"""Running totals by customer and day, so that what any period holds is the difference of two rows."""

from datetime import date

import narwhals as nw

from kw_tui.core.reduction.fact import AMOUNT, Frame, days_between
from kw_tui.core.reduction.payments import AMOUNT_DAYS

NEVER, NOT_YET = date(1, 1, 1), date(9999, 12, 31)
"""Last and first occasion before there was one: running extremes need a value in every row."""
MOMENT = "revenue_moment"
"""Net revenue x number of its calendar month: what the slope of any months is the difference of."""
PROFITABLE, PROFITABLE_SUM, PROFITABLE_LOG = "profitable_occasions", "profitable_sum", "profitable_sum_log"
"""Occasions of known and positive contribution, its sum, and the sum of its logarithms: what a model of single orders
is fitted to."""
COUNTS = ("lines", "return_lines", "lines_without_cost", "orders", "occasions", PROFITABLE)
FLOATS = (MOMENT, PROFITABLE_LOG, *AMOUNT_DAYS)
_PLACE = "place"


def accounts(days: Frame) -> Frame:
    """Running totals per customer, each row in force from `since` until before `until`, from sums by customer and day.

    Amounts, counts, moments, first and last occasion, and of the gaps between occasions in days their number, their
    sum and the sums of their squares and logarithms.
    """
    sums = [name for name in days.collect_schema().names() if name not in {"customer_id", "invoice_date"}]
    floats = [name for name in sums if name in FLOATS]
    amounts = [name for name in sums if name not in {*COUNTS, *FLOATS}]
    told = _gaps(_occasions(_in_order(days)))
    # Of floats the last digits rest on where a sum begins; whole numbers and amounts add up in any way.
    told = told.with_columns(
        nw.col(*floats, "gap_sum_log").cum_sum().over("customer_id", order_by=_PLACE),
    )
    running = _running(told, [*amounts, *COUNTS, "gap_count", "gap_sum", "gap_sum_sq"])
    kept = [name for name in running.collect_schema().names() if name not in {_PLACE, "is_first", "earlier"}]
    typed = running.select(*kept).with_columns(
        nw.col(amounts).cast(AMOUNT), nw.col(*COUNTS, "gap_count").cast(nw.Int32)
    )
    return typed.rename({"invoice_date": "since"})


def _in_order(days: Frame) -> Frame:
    """Number the rows by customer and day, and tell the first of each customer, and until when each is in force."""
    keys = ("customer_id", "invoice_date")
    ordered = days.with_row_index(_PLACE, order_by=keys).sort(_PLACE)
    customer, day = nw.col("customer_id"), nw.col("invoice_date")
    beside = ordered.with_columns(
        is_first=(_by_place(customer.shift(1)) != customer).fill_null(value=True),
        is_next=_by_place(customer.shift(-1)) == customer,
        until=_by_place(day.shift(-1)),
    )
    until = nw.when(nw.col("is_next")).then(nw.col("until")).otherwise(nw.lit(NOT_YET))
    return beside.with_columns(until=until).drop("is_next")


def _occasions(days: Frame) -> Frame:
    """Add the first and the last occasion so far, and the last one `earlier` than the row, null in a first row."""
    is_occasion, is_first, day = nw.col("occasions") == 1, nw.col("is_first"), nw.col("invoice_date")
    last = nw.when(is_occasion).then(day).otherwise(nw.when(is_first).then(nw.lit(NEVER)))
    told = days.with_columns(last_order=_carried(last))
    told = told.with_columns(earlier=nw.when(~is_first).then(_by_place(nw.col("last_order").shift(1))))
    begins = is_occasion & (is_first | (nw.col("earlier") == nw.lit(NEVER)))
    first = nw.when(begins).then(day).otherwise(nw.when(is_first).then(nw.lit(NOT_YET)))
    return told.with_columns(first_order=_carried(first))


def _gaps(days: Frame) -> Frame:
    """Add what the gap since the earlier occasion adds up to, 0 where there is none."""
    is_gap = (nw.col("occasions") == 1) & (nw.col("earlier") > nw.lit(NEVER))
    since = days_between(nw.col("earlier"), nw.col("invoice_date")).cast(nw.Float64)
    gap, gaps = nw.col("gap"), days.with_columns(gap=nw.when(is_gap).then(since))
    return gaps.with_columns(
        gap_count=(~gap.is_null()).cast(nw.Int32),
        gap_sum=gap.fill_null(0),
        gap_sum_sq=(gap * gap).fill_null(0),
        gap_sum_log=gap.log().fill_null(0),
    ).drop("gap")


def _running(days: Frame, names: list[str]) -> Frame:
    """Sum up by customer what is exact: totals over everything, less what they were before the customer's first row.

    One sum over everything is far sooner told than one for each of many customers.
    """
    total = {name: _by_place(nw.col(name).cum_sum()) for name in names}
    summed = days.with_columns(each.alias(f"total {name}") for name, each in total.items())
    before = {name: nw.when(nw.col("is_first")).then(nw.col(f"total {name}") - nw.col(name)) for name in names}
    told = summed.with_columns((nw.col(f"total {name}") - _carried(before[name])).alias(name) for name in names)
    return told.drop(*(f"total {name}" for name in names))


def _carried(told: nw.Expr) -> nw.Expr:
    """What the row tells, or the one before it that does; the first row of each customer tells something."""
    return _by_place(told.fill_null(strategy="forward"))


def _by_place(expr: nw.Expr) -> nw.Expr:
    return expr.over(order_by=_PLACE)
