"""Sales facts: what each customer bought, returned and was given, in the period, the one before, and ever."""

from collections.abc import Collection, Mapping

import narwhals as nw

from kw_tui.core.reduction.fact import Fact, Frame, Scope, known, needs, reduced, within, zeroed
from kw_tui.core.reduction.lines import GOODS_SOURCES, LIST_SOURCES
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind

PERIOD_FACTS = (
    Fact("revenue_invoiced", Kind.MONEY),
    Fact("list_revenue", Kind.MONEY),
    Fact("credit_notes", Kind.MONEY),
    Fact("cash_discount", Kind.MONEY, needs=needs("cash_discount")),
    Fact("bonus", Kind.MONEY, needs=needs("bonus")),
    Fact("goods", Kind.MONEY, needs=GOODS_SOURCES),
    Fact("freight", Kind.MONEY, needs=needs("freight")),
    Fact("lines", Kind.COUNT),
    Fact("lines_without_cost", Kind.COUNT),
    Fact("return_lines", Kind.COUNT),
    Fact("orders", Kind.COUNT),
    Fact("occasions", Kind.COUNT),
)
LINE_DISCOUNT = Fact("line_discount", Kind.MONEY, needs=LIST_SOURCES)
PRODUCTS = Fact("products", Kind.COUNT, column="is_first_purchase", needs=needs("product_id"))
HISTORY_FACTS = (
    Fact("first_order", Kind.DATE, "min", "occasion_date"),
    Fact("last_order", Kind.DATE, "max", "occasion_date"),
    Fact("orders_all", Kind.COUNT, column="orders"),
    Fact("occasions_all", Kind.COUNT, column="occasions"),
    Fact("revenue_all", Kind.MONEY, column="revenue_invoiced"),
    Fact("gap_count", Kind.SCORE, "count", "gap"),
    Fact("gap_sum", Kind.SCORE, column="gap"),
    Fact("gap_sum_sq", Kind.SCORE, column="gap_sq"),
)
SALES_FACTS = (*PERIOD_FACTS, LINE_DISCOUNT, PRODUCTS)


def sales_facts(digests: Mapping[str, Frame], scope: Scope, columns: Collection[str]) -> Frame:
    """Reduce the digests of a ledger, whose `columns` hold values, to one row per customer with its sales facts.

    `split_invoices` may be left out when it has no rows.
    """
    facts = digests["identities"]
    for suffix, period in scope.spans:
        facts = _joined(facts, _period_facts(digests["daybook"], period, columns, suffix))
        facts = zeroed(facts, known(PERIOD_FACTS, columns), suffix)
        facts = facts.with_columns(_line_discount(columns, suffix))
        if PRODUCTS.is_known(columns):
            facts = zeroed(_joined(facts, _products(digests["baskets"], period, suffix)), [PRODUCTS], suffix)
        facts = _with_split_orders(facts, digests, period, f"orders{suffix}")
    facts = zeroed(_joined(facts, _history(digests["daybook"], scope.history)), HISTORY_FACTS)
    return _with_split_orders(facts, digests, scope.history, "orders_all")


def _period_facts(daybook: Frame, period: Period, columns: Collection[str], suffix: str) -> Frame:
    return reduced(daybook.filter(within("invoice_date", period)), known(PERIOD_FACTS, columns), suffix)


def _line_discount(columns: Collection[str], suffix: str) -> list[nw.Expr]:
    """List less invoiced: what is left of the list value when credits are taken out of the revenue."""
    if not LINE_DISCOUNT.is_known(columns):
        return []
    invoiced = nw.col(f"revenue_invoiced{suffix}") + nw.col(f"credit_notes{suffix}")
    return [(nw.col(f"list_revenue{suffix}") - invoiced).alias(f"line_discount{suffix}")]


def _products(baskets: Frame, period: Period, suffix: str) -> Frame:
    """Count distinct products without a distinct count: the first purchase of each within the period."""
    bought = baskets.filter(within("invoice_date", period))
    is_first = nw.col("last_bought").is_null()
    if period.first is not None:
        is_first = is_first | (nw.col("last_bought") < period.first)
    return reduced(bought.with_columns(is_first_purchase=is_first.cast(nw.Int64)), [PRODUCTS], suffix)


def _history(daybook: Frame, period: Period) -> Frame:
    days = daybook.filter(within("invoice_date", period))
    return reduced(
        days.with_columns(
            occasion_date=nw.when(nw.col("occasions") == 1).then(nw.col("invoice_date")),
            gap_sq=nw.col("gap") * nw.col("gap"),
        ),
        HISTORY_FACTS,
    )


def _with_split_orders(facts: Frame, digests: Mapping[str, Frame], period: Period, orders: str) -> Frame:
    if "split_invoices" not in digests:
        return facts
    parts = digests["split_invoices"].filter(within("invoice_date", period))
    invoices = parts.group_by("customer_id", "invoice_no").agg(nw.col("revenue_invoiced").sum())
    counted = invoices.filter(nw.col("revenue_invoiced") > 0).group_by("customer_id").agg(split_orders=nw.len())
    total = nw.col(orders) + nw.col("split_orders").fill_null(0)
    return _joined(facts, counted).with_columns(total.alias(orders)).drop("split_orders")


def _joined(facts: Frame, more: Frame) -> Frame:
    return facts.join(more, on="customer_id", how="left")
