"""What sales lines tell of payment, as amounts and amounts x days that add up (SPEC 3).

Only sales count, and by the day of their invoice: a credit note is not paid, and an unpaid line says nothing yet.
"""

from collections.abc import Collection

import narwhals as nw

from kw_tui.core.reduction.fact import Fact, days_between, needs
from kw_tui.vocabulary.table import Kind

AMOUNT_DAYS = ("paid_days", "late_days")
"""Amounts x days, which soon leave the range of an amount."""
AMOUNT_DAY = nw.Decimal(28, 4)
"""Room for an amount times the days of centuries."""
PAYMENT_FACTS = (
    Fact("paid_amount", Kind.MONEY, needs=needs("paid_date")),
    Fact("paid_days", Kind.SCORE, needs=needs("paid_date")),
    Fact("due_amount", Kind.MONEY, needs=needs("paid_date due_date")),
    Fact("late_days", Kind.SCORE, needs=needs("paid_date due_date")),
    Fact("late_cash_discount", Kind.MONEY, needs=needs("paid_date due_date cash_discount")),
)


def payments(columns: Collection[str]) -> dict[str, nw.Expr]:
    """Amounts of told lines by name, null where a line says nothing: paid, paid and due, and each times its days.

    Cash discount is late where the line was paid after it was due altogether: the day of the discount is not known.
    """
    if "paid_date" not in columns:
        return {}
    net, paid = nw.col("net_amount"), nw.col("paid_date")
    wide = net.cast(AMOUNT_DAY)
    is_paid = nw.col("is_sale") & ~paid.is_null()
    told: dict[str, nw.Expr] = {"paid_amount": nw.when(is_paid).then(net)}
    told["paid_days"] = nw.when(is_paid).then(wide * days_between(nw.col("invoice_date"), paid))
    if "due_date" in columns:
        due = nw.col("due_date")
        is_due = is_paid & ~due.is_null()
        told["due_amount"] = nw.when(is_due).then(net)
        told["late_days"] = nw.when(is_due).then(wide * days_between(due, paid))
        if "cash_discount" in columns:
            told["late_cash_discount"] = nw.when(is_due & (paid > due)).then(nw.col("cash_discount"))
    return told
