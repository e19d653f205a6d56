"""What a ledger boils down to before any period is chosen, so that every period is then a sum over few rows.

The digests are small, exact and additive by day: `daybook` (customer, day), `split_invoices` (invoices over several
days), `baskets` (customer, product, day), `identities` (customer). A store keeps them; elsewhere they stay lazy.
"""

from collections.abc import Mapping

import narwhals as nw

from kw_tui.core.reduction.fact import Frame
from kw_tui.core.reduction.lines import told_lines

MINUTES_A_DAY = 24 * 60
IDENTITY = ("name", "region", "industry")
"""What a sales line tells about the customer where there is no customer master."""


def digests(lines: Frame) -> Mapping[str, Frame]:
    """Boil canonical sales lines down; ids of customers, invoices and products may be texts or codes."""
    identities = _identities(lines)
    told = told_lines(lines)
    vouchers = _vouchers(told)
    parts = {"identities": identities, "daybook": _daybook(vouchers), "split_invoices": _split_invoices(vouchers)}
    if "product_id" in lines.collect_schema().names():
        parts["baskets"] = _baskets(told)
    return parts


def _vouchers(lines: Frame) -> Frame:
    """One row per customer, invoice and day with the sums of its lines."""
    columns = lines.collect_schema().names()
    net, is_credit = nw.col("net_amount"), nw.col("is_credit")
    flagged = lines.with_columns(
        sold_at_list=nw.when(~is_credit).then(nw.coalesce(nw.col("list_value"), net)),
        credited=nw.when(is_credit).then(0 - net),
        is_return_line=is_credit.cast(nw.Int64),
        is_without_cost=nw.col("goods_value").is_null().cast(nw.Int64),
    )
    vouchers = flagged.group_by("customer_id", "invoice_no", "invoice_date").agg(
        revenue_invoiced=net.sum(),
        list_revenue=nw.col("sold_at_list").sum(),
        credit_notes=nw.col("credited").sum(),
        goods=nw.col("goods_value").sum(),
        **{name: nw.col(name).sum() for name in ("cash_discount", "bonus", "freight") if name in columns},
        lines=nw.len(),
        return_lines=nw.col("is_return_line").sum(),
        lines_without_cost=nw.col("is_without_cost").sum(),
    )
    return vouchers.with_columns(
        is_split=nw.col("invoice_date").min().over("customer_id", "invoice_no")
        < nw.col("invoice_date").max().over("customer_id", "invoice_no")
    )


def _daybook(vouchers: Frame) -> Frame:
    """One row per customer and day: sums, `orders` (unsplit invoices), `occasions` 0/1, `gap` in days to the last one."""
    is_order = ~nw.col("is_split") & (nw.col("revenue_invoiced") > 0)
    keys = {"customer_id", "invoice_no", "invoice_date", "is_split"}
    sums = [name for name in vouchers.collect_schema().names() if name not in keys]
    days = (
        vouchers.with_columns(orders=is_order.cast(nw.Int64))
        .group_by("customer_id", "invoice_date")
        .agg(*(nw.col(name).sum() for name in (*sums, "orders")))
        .with_columns(occasions=(nw.col("revenue_invoiced") > 0).cast(nw.Int64))
    )
    last = nw.col("invoice_date").shift(1).over("customer_id", "occasions", order_by="invoice_date")
    return days.with_columns(
        last_occasion=nw.when(nw.col("occasions") == 1).then(last),
    ).with_columns(gap=_days_between("last_occasion", "invoice_date"))


def _days_between(earlier: str, later: str) -> nw.Expr:
    between = nw.col(later).cast(nw.Datetime()) - nw.col(earlier).cast(nw.Datetime())
    return between.dt.total_minutes().cast(nw.Float64) / MINUTES_A_DAY


def _split_invoices(vouchers: Frame) -> Frame:
    """The parts of invoices whose lines bear different dates: only a period tells whether such a one is positive."""
    return vouchers.filter(nw.col("is_split")).select("customer_id", "invoice_no", "invoice_date", "revenue_invoiced")


def _baskets(lines: Frame) -> Frame:
    """One row per customer, product and day of sale, with the day that product was last bought (`last_bought`).

    `quantity`, `list_value` and `goods_value` are null where a line does not tell them.
    """
    columns = lines.collect_schema().names()
    extras = [name for name in ("list_value", "goods_value", "quantity") if name in columns]
    group = [nw.col("product_group").max()] if "product_group" in columns else []
    sums = {name: nw.col(name).sum() for name in ("net_amount", *extras)}
    counts = {f"{name}_told": nw.col(name).count() for name in extras}
    baskets = (
        lines.filter(nw.col("is_sale"), ~nw.col("product_id").is_null())
        .group_by("customer_id", "product_id", "invoice_date")
        .agg(*group, **sums, **counts, lines=nw.len())
    )
    complete = {name: nw.when(nw.col(f"{name}_told") == nw.col("lines")).then(nw.col(name)) for name in extras}
    return baskets.with_columns(
        **complete,
        last_bought=nw.col("invoice_date").shift(1).over("customer_id", "product_id", order_by="invoice_date"),
    ).drop("lines", *counts)


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
