"""Sales facts: what each customer bought, returned and was given, in the period, the one before, and ever."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import narwhals as nw

from kw_tui.core.reduction.fact import Fact, Frame, Scope, known, needs, reduced, within, zeroed
from kw_tui.core.reduction.lines import GOODS_SOURCES, LIST_SOURCES
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind

BALANCES = (
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
"""Running totals of the accounts: a period is the balance at its end less the one before its start."""
LINE_DISCOUNT = Fact("line_discount", Kind.MONEY, needs=LIST_SOURCES)
PRODUCTS = Fact("products", Kind.COUNT, column="is_first_purchase", needs=needs("product_id"))
SALES_FACTS = (*BALANCES, LINE_DISCOUNT, PRODUCTS)
HISTORY_FACTS = (
    Fact("first_order", Kind.DATE, "min"),
    Fact("last_order", Kind.DATE, "max"),
    Fact("orders_all", Kind.COUNT, column="orders"),
    Fact("occasions_all", Kind.COUNT, column="occasions"),
    Fact("revenue_all", Kind.MONEY, column="revenue_invoiced"),
    Fact("gap_count", Kind.SCORE),
    Fact("gap_sum", Kind.SCORE),
    Fact("gap_sum_sq", Kind.SCORE),
)
"""The balance before `as_of`."""


def sales_facts(digests: Mapping[str, Frame], scope: Scope, columns: Collection[str]) -> Frame:
    """Reduce the digests of a ledger, whose `columns` hold values, to one row per customer with its sales facts."""
    told = known(BALANCES, columns)
    facts = _with_history(digests["identities"], digests["accounts"], scope)
    closings = {day for _, period in scope.spans for day in _bounds(period)}
    for day in sorted(closings):
        facts = _joined(facts, _balance(digests["accounts"], day, told))
    facts = facts.with_columns(change for suffix, period in scope.spans for change in _changes(told, period, suffix))
    facts = facts.drop(*(_at(fact.id, day) for day in closings for fact in told))
    for suffix, period in scope.spans:
        facts = facts.with_columns(_line_discount(columns, suffix))
        facts = _with_split_orders(facts, digests["split_invoices"], period, f"orders{suffix}")
        if PRODUCTS.is_known(columns):
            facts = zeroed(_joined(facts, _products(digests["purchases"], period, suffix)), [PRODUCTS], suffix)
    return _with_split_orders(facts, digests["split_invoices"], scope.history, "orders_all")


def _bounds(period: Period) -> list[date]:
    """The days whose closing balances tell the period; without a start it begins at nothing."""
    has_start = period.first is not None and period.first > date.min
    return [period.last, *([period.first - timedelta(days=1)] if has_start and period.first else [])]


def _at(name: str, day: date) -> str:
    return f"{name} {day}"


def _in_force(accounts: Frame, day: date) -> Frame:
    """The one row per customer whose totals hold at the end of a day."""
    return accounts.filter(nw.col("since") <= day, nw.col("until").is_null() | (nw.col("until") > day))


def _balance(accounts: Frame, day: date, told: Collection[Fact]) -> Frame:
    balances = [nw.col(fact.id).alias(_at(fact.id, day)) for fact in told]
    return _in_force(accounts, day).select("customer_id", *balances)


def _changes(told: Collection[Fact], period: Period, suffix: str) -> list[nw.Expr]:
    """Closing less opening balance of each fact; a customer without a row by then has a balance of 0."""
    closing, *opening = _bounds(period)
    changes = []
    for fact in told:
        change = nw.col(_at(fact.id, closing)).fill_null(0)
        for day in opening:
            change = change - nw.col(_at(fact.id, day)).fill_null(0)
        changes.append(change.alias(fact.id + suffix))
    return changes


def _with_history(facts: Frame, accounts: Frame, scope: Scope) -> Frame:
    """Add what is known before `as_of`; first and last order only where there was an occasion."""
    history = _in_force(accounts, scope.history.last).select(
        "customer_id",
        *(nw.col(fact.column or fact.id).alias(fact.id) for fact in HISTORY_FACTS),
    )
    days = [fact.id for fact in HISTORY_FACTS if fact.kind is Kind.DATE]
    was_there = nw.col("occasions_all") > 0
    ordered = history.with_columns(nw.when(was_there).then(nw.col(name)).alias(name) for name in days)
    return zeroed(_joined(facts, ordered), HISTORY_FACTS)


def _line_discount(columns: Collection[str], suffix: str) -> list[nw.Expr]:
    """List less invoiced: what is left of the list value when credits are taken out of the revenue."""
    if not LINE_DISCOUNT.is_known(columns):
        return []
    invoiced = nw.col(f"revenue_invoiced{suffix}") + nw.col(f"credit_notes{suffix}")
    return [(nw.col(f"list_revenue{suffix}") - invoiced).alias(f"line_discount{suffix}")]


def _products(purchases: Frame, period: Period, suffix: str) -> Frame:
    """Count distinct products: the purchases of the period that are the first of their product in it."""
    is_first = nw.col("last_bought").is_null()
    if period.first is not None:
        is_first = is_first | (nw.col("last_bought") < period.first)
    bought = purchases.filter(within("invoice_date", period) & is_first)
    return reduced(bought.with_columns(is_first_purchase=nw.lit(1)), [PRODUCTS], suffix)


def _with_split_orders(facts: Frame, split_invoices: Frame, period: Period, orders: str) -> Frame:
    parts = split_invoices.filter(within("invoice_date", period))
    invoices = parts.group_by("customer_id", "invoice_no").agg(nw.col("revenue_invoiced").sum())
    counted = invoices.filter(nw.col("revenue_invoiced") > 0).group_by("customer_id").agg(split_orders=nw.len())
    total = nw.col(orders) + nw.col("split_orders").fill_null(0)
    return _joined(facts, counted).with_columns(total.alias(orders)).drop("split_orders")


def _joined(facts: Frame, more: Frame) -> Frame:
    return facts.join(more, on="customer_id", how="left")
