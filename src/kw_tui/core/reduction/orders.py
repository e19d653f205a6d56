"""The orders of a period one by one: what their size, a surcharge and the day of payment say about terms (SPEC 5)."""

from collections.abc import Collection, Mapping

import narwhals as nw

from kw_tui.core.reduction.fact import Frame, days_between, within
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind

ORDERS = {
    "customer_id": Kind.ID,
    "amount": Kind.MONEY,
    "surcharges": Kind.COUNT,
    "cash_discount": Kind.MONEY,
    "discount_days": Kind.COUNT,
}
"""Net amount of an order, how many of its lines are surcharges (null: no product is named), cash discount, and after
how many days it was paid with it."""
SURCHARGE = "(?i)mindermenge|mindestmenge|kleinmenge|mindestbestell|kleinauftrag|small[ -]order|minimum[ -]order"
"""How the products are called that make up for a small order."""


def terms(columns: Collection[str]) -> tuple[dict[str, nw.Expr], dict[str, nw.Expr]]:
    """Columns to prepare on told lines, and their aggregates by invoice; as far as the columns tell them."""
    prepared, aggregated = {}, {}
    if "product_name" in columns:
        is_surcharge = nw.col("product_name").str.contains(SURCHARGE).fill_null(value=False)
        prepared["surcharge"] = is_surcharge.cast(nw.Int32)
        aggregated["surcharges"] = nw.col("surcharge").sum()
    if {"paid_date", "cash_discount"} <= set(columns):
        is_discounted = nw.col("cash_discount") > 0
        days = days_between(nw.col("invoice_date"), nw.col("paid_date"))
        prepared["discount_day"] = nw.when(is_discounted).then(days)
        # of several days the first: nobody is blamed for the rest of an invoice paid in parts
        aggregated["discount_days"] = nw.col("discount_day").min()
    return prepared, aggregated


def orders(vouchers: Frame) -> Frame:
    """One row per order from invoices; those whose lines bear different dates are left out."""
    is_order = ~nw.col("is_split") & (nw.col("revenue_invoiced") > 0)
    named = vouchers.filter(is_order).with_columns(amount=nw.col("revenue_invoiced"))
    present = [name for name in ORDERS if name in named.collect_schema().names()]
    return named.select("invoice_date", *present)


def orders_within(digests: Mapping[str, Frame], period: Period) -> Frame:
    """The orders of a period."""
    return digests["orders"].filter(within("invoice_date", period)).drop("invoice_date")
