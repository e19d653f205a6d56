"""What each customer bought of each product in the period: the sales lines with a positive net."""

from collections.abc import Collection

import narwhals as nw

from kw_tui.core.reduction.fact import Fact, Frame, within
from kw_tui.core.reduction.lines import told_lines
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind

ASSORTMENT = {
    "customer_id": Kind.ID,
    "product_id": Kind.ID,
    "product_group": Kind.CATEGORY,
    "list_revenue": Kind.MONEY,
    "revenue_invoiced": Kind.MONEY,
    "quantity": Kind.NUMBER,
    "goods": Kind.MONEY,
}
_TOLD_BY = {"list_revenue": "list_value", "quantity": "quantity", "goods": "goods_value"}


def assortment(lines: Frame, period: Period) -> Frame:
    """Sum sales lines by customer and product; list revenue, quantity and goods are null where a line lacks them."""
    columns: Collection[str] = lines.collect_schema().names()
    told = {fact: column for fact, column in _TOLD_BY.items() if column != "quantity" or column in columns}
    bought = told_lines(lines.filter(within("invoice_date", period), ~nw.col("product_id").is_null()))
    bought = bought.filter(nw.col("is_sale")).with_columns(
        **{f"{fact}_untold": nw.col(column).is_null().cast(nw.Int32) for fact, column in told.items()}
    )
    group = [Fact("product_group", Kind.CATEGORY, "max").expr] if "product_group" in columns else []
    sums = bought.group_by("customer_id", "product_id").agg(
        *group,
        nw.col("net_amount").sum().alias("revenue_invoiced"),
        *(nw.col(column).sum().alias(fact) for fact, column in told.items()),
        *(nw.col(f"{fact}_untold").sum() for fact in told),
    )
    complete = {fact: nw.when(nw.col(f"{fact}_untold") == 0).then(nw.col(fact)) for fact in told}
    return sums.with_columns(**complete).drop(*(f"{fact}_untold" for fact in told))
