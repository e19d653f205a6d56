"""What a ledger boils down to before any period is chosen, so that every period is then a difference of two rows.

Exact and few: `accounts` (running totals by customer and day), `split_invoices` (invoices over several days),
`orders` (invoices one by one), `purchases` and `prices` (by customer and day) and `identities` (by customer). A store
keeps them; elsewhere they stay lazy.
"""

from collections.abc import Collection, Mapping

import narwhals as nw

from kw_tui.core.reduction.accounts import PROFITABLE, PROFITABLE_LOG, PROFITABLE_SUM, accounts
from kw_tui.core.reduction.fact import Frame
from kw_tui.core.reduction.lines import told_lines
from kw_tui.core.reduction.orders import orders, terms
from kw_tui.core.reduction.payments import AMOUNT_DAYS, payments
from kw_tui.core.reduction.prices import prices, tells_prices

IDENTITY = ("name", "region", "industry")
"""What a sales line tells about the customer where there is no customer master."""
PASSED_ON = ("cash_discount", "bonus", "freight")
"""Amounts that are summed as they stand."""
FIRST_YEAR = 2000
"""Months are counted from its January, which is 1, so that moments stay small."""


def digests(lines: Frame) -> Mapping[str, Frame]:
    """Boil canonical sales lines down; ids of customers, invoices and products may be texts or codes."""
    told = told_lines(lines)
    vouchers = _vouchers(told)
    parts = {
        "identities": _identities(lines),
        "accounts": accounts(_days(vouchers)),
        "split_invoices": _split_invoices(vouchers),
        "orders": orders(vouchers),
    }
    if "product_id" in lines.collect_schema().names():
        parts["purchases"] = _purchases(told)
    if tells_prices(lines.collect_schema().names()):
        parts["prices"] = prices(told)
    return parts


def with_amounts(lines: Frame) -> Frame:
    """Add to told lines what facts of sales sum, line by line; null where a line does not count."""
    columns = lines.collect_schema().names()
    net, is_credit = nw.col("net_amount"), nw.col("is_credit")
    return lines.with_columns(
        sold_at_list=nw.when(~is_credit).then(nw.coalesce(nw.col("list_value"), net)),
        credited=nw.when(is_credit).then(0 - net),
        is_return_line=is_credit.cast(nw.Int32),
        is_without_cost=nw.col("goods_value").is_null().cast(nw.Int32),
        **payments(columns),
        **terms(columns)[0],
    )


def _vouchers(lines: Frame) -> Frame:
    """One row per customer, invoice and day with the sums of its lines."""
    columns = lines.collect_schema().names()
    paid, (_, aggregated) = payments(columns), terms(columns)
    net, flagged = nw.col("net_amount"), with_amounts(lines)
    vouchers = flagged.group_by("customer_id", "invoice_no", "invoice_date").agg(
        revenue_invoiced=net.sum(),
        list_revenue=nw.col("sold_at_list").sum(),
        credit_notes=nw.col("credited").sum(),
        goods=nw.col("goods_value").sum(),
        **{name: nw.col(name).sum() for name in (*PASSED_ON, *paid) if name in {*columns, *paid}},
        lines=nw.len(),
        return_lines=nw.col("is_return_line").sum(),
        lines_without_cost=nw.col("is_without_cost").sum(),
        **aggregated,
    )
    # an invoice has one row a day, so that more than one are several days
    return vouchers.with_columns(is_split=nw.len().over("customer_id", "invoice_no") > 1)


def _days(vouchers: Frame) -> Frame:
    """One row per customer and day: sums, `orders` (invoices that are not split), `occasions` 0 or 1."""
    is_order = ~nw.col("is_split") & (nw.col("revenue_invoiced") > 0)
    keys = {"customer_id", "invoice_no", "invoice_date", "is_split", "surcharges", "discount_days"}
    sums = [name for name in vouchers.collect_schema().names() if name not in keys]
    days = (
        vouchers.with_columns(orders=is_order.cast(nw.Int32))
        .group_by("customer_id", "invoice_date")
        .agg(*(nw.col(name).sum().fill_null(0) for name in (*sums, "orders")))
    )
    moment = net_revenue(sums).cast(nw.Float64) * month_number(nw.col("invoice_date"))
    days = days.with_columns(occasions=(nw.col("revenue_invoiced") > 0).cast(nw.Int32), **profit(sums))
    return days.with_columns(
        # floats from here on, where the order of the days is settled: sums of lines are exact
        *(nw.col(name).cast(nw.Float64) for name in AMOUNT_DAYS if name in sums),
        revenue_moment=moment,
    )


def profit(columns: Collection[str]) -> Mapping[str, nw.Expr]:
    """What a day adds to the profitable occasions: 1, its DB I and the logarithm of that; 0 for any other day."""
    contribution = net_revenue(columns) - nw.col("goods")
    is_known = (nw.col("revenue_invoiced") > 0) & (nw.col("lines_without_cost") == 0)
    earned = nw.when(is_known & (contribution > 0)).then(contribution)
    return {
        PROFITABLE: (~earned.is_null()).cast(nw.Int32),
        PROFITABLE_SUM: earned.fill_null(0),
        PROFITABLE_LOG: earned.cast(nw.Float64).log().fill_null(0),
    }


def net_revenue(columns: Collection[str]) -> nw.Expr:
    """Invoiced revenue less the deductions made later, as far as the columns tell them."""
    net = nw.col("revenue_invoiced")
    for name in ("cash_discount", "bonus"):
        net = net - nw.col(name) if name in columns else net
    return net


def month_number(day: nw.Expr) -> nw.Expr:
    """How many calendar months a day lies after the last one before `FIRST_YEAR`."""
    return (day.dt.year() - FIRST_YEAR) * 12 + day.dt.month()


def _split_invoices(vouchers: Frame) -> Frame:
    """The parts of invoices whose lines bear different dates: only a period tells whether such a one is positive."""
    return vouchers.filter(nw.col("is_split")).select("customer_id", "invoice_no", "invoice_date", "revenue_invoiced")


def _purchases(lines: Frame) -> Frame:
    """How many `products` a customer bought on a day, by the day they were `last_bought` before (null: never).

    Distinct products of a period are then a plain sum: of the purchases whose `last_bought` lies before it.
    """
    order = ("customer_id", "product_id", "invoice_date")
    sold = lines.filter(nw.col("is_sale"), ~nw.col("product_id").is_null()).select(*order)
    # Only what was bought more than once is put in order, and once over everything: windows per customer and product
    # would be as many as lines.
    counted = sold.with_columns(times=nw.len().over("customer_id", "product_id"))
    ordered = counted.filter(nw.col("times") > 1).with_columns(
        nw.col(name).shift(1).over(order_by=order).alias(f"last_{name}") for name in order
    )
    is_same = (nw.col("last_customer_id") == nw.col("customer_id")) & (
        nw.col("last_product_id") == nw.col("product_id")
    )
    bought = ordered.with_columns(last_bought=nw.when(is_same).then(nw.col("last_invoice_date")))
    is_first_of_day = nw.col("last_bought").is_null() | (nw.col("last_bought") < nw.col("invoice_date"))
    once = counted.filter(nw.col("times") == 1).with_columns(last_bought=nw.lit(None, nw.Date()))
    told = [
        each.select("customer_id", "invoice_date", "last_bought") for each in (once, bought.filter(is_first_of_day))
    ]
    return nw.concat(told).group_by("customer_id", "invoice_date", "last_bought").agg(products=nw.len())


def _identities(lines: Frame) -> Frame:
    """One row per customer with the name, region and industry of the latest line that gives one."""
    customers = lines.select("customer_id").unique()
    columns = lines.collect_schema().names()
    for name in IDENTITY:
        if name in columns:
            customers = customers.join(_latest(lines, name), on="customer_id", how="left")
    return customers


def _latest(lines: Frame, name: str) -> Frame:
    """The value on a customer's latest day; the greatest where that day has several."""
    told = lines.filter(~nw.col(name).is_null())
    latest = told.group_by("customer_id").agg(nw.col("invoice_date").max())
    return told.join(latest, on=["customer_id", "invoice_date"]).group_by("customer_id").agg(nw.col(name).max())
