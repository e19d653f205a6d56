"""The rows behind one fact of a customer: of which table and days, and what each adds to it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import narwhals as nw

from kw_tui.core.reduction.accounts import PROFITABLE, PROFITABLE_LOG, PROFITABLE_SUM
from kw_tui.core.reduction.digests import FIRST_YEAR, month_number, profit, with_amounts
from kw_tui.core.reduction.fact import MONTHS, PREVIOUS, Fact, Frame, Scope, days_between, within
from kw_tui.core.reduction.lines import told_lines
from kw_tui.core.reduction.prices import PRICE_FACTS, priced_products, prices
from kw_tui.core.reduction.sales import (
    BALANCES,
    EVER,
    HISTORY_FACTS,
    LINE_DISCOUNT,
    PRODUCTS,
    PRODUCTS_NEW,
    SEASON,
    TREND_FACTS,
)
from kw_tui.core.reduction.service import (
    CONCESSION_HABIT,
    HABIT_MONTHS,
    SERVICE,
    expired,
    told_activities,
    told_tickets,
)
from kw_tui.vocabulary.session import Period, add_months

ADDS = "adds"
"""The column of what a row adds to the fact."""
Made = Literal["sum", "count", "mean", "min", "max"]
_DAYS = {"sales_line": "invoice_date", "ticket": "opened_at", "activity": "date", "concession": "date"}
_LINE_AMOUNTS = {
    "revenue_invoiced": "net_amount",
    "list_revenue": "sold_at_list",
    "credit_notes": "credited",
    "goods": "goods_value",
    "lines": "is_line",
    "return_lines": "is_return_line",
    "lines_without_cost": "is_without_cost",
    "line_discount": "below_list",
}
_NAMED_OTHERWISE = {"revenue_all": "revenue_invoiced_all"}
_GAPS: Mapping[str, Callable[[nw.Expr], nw.Expr]] = {
    "gap_count": lambda gap: gap * 0 + 1,
    "gap_sum": lambda gap: gap,
    "gap_sum_sq": lambda gap: gap * gap,
    "gap_sum_log": lambda gap: gap.log(),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a fact comes of its rows: `made` of the column `adds` of rows of the table whose day lies in the period.

    `base` is the fact without its span: `goods` of `goods_prev` and of `goods_all`.
    """

    table: str
    base: Fact
    period: Period
    since: date | None = None
    """Only what came for the first time on this day or later counts."""

    @property
    def day(self) -> str:
        """The column that tells the day of a row."""
        return _DAYS[self.table]

    @property
    def made(self) -> Made:
        """How the rows make the fact."""
        if self.base.id in {"first_order", "last_order"}:
            return "min" if self.base.id == "first_order" else "max"
        return self.base.aggregate

    def rows(self, frame: Frame, columns: Collection[str]) -> Frame:
        """The customer's rows of the table that count, in the order of their days; `columns` hold values."""
        told = _ROWS[self.table](frame.filter(within(self.day, self.period)), self, columns)
        counted = told.filter(~nw.col(ADDS).is_null())
        return counted.filter(nw.col(ADDS) != 0) if self.made == "sum" else counted


def evidence(fact_id: str, scope: Scope) -> Evidence | None:
    """Where a fact comes from; None where it is no fact of rows with days, or its period is not known."""
    fact_id = _NAMED_OTHERWISE.get(fact_id, fact_id)
    if fact_id == PRODUCTS_NEW.id:
        if scope.previous is None:
            return None
        both = Period(scope.previous.first, scope.period.last)
        return Evidence("sales_line", PRODUCTS_NEW, both, since=scope.period.first)
    for suffix, period in ((PREVIOUS, scope.previous), (EVER, scope.history), ("", scope.period)):
        base = _BASES.get(fact_id.removesuffix(suffix)) if fact_id.endswith(suffix) else None
        if base is not None:
            days = _fixed(base[1], scope) or period
            return None if days is None else Evidence(*base, days)
    return None


def _fixed(base: Fact, scope: Scope) -> Period | None:
    """The days of a fact that is not about the period."""
    if base in HISTORY_FACTS or base in PRICE_FACTS:
        return scope.history
    if base in TREND_FACTS:
        return scope.full_months
    if base is SEASON:
        return scope.season
    if base is CONCESSION_HABIT:
        return Period(add_months(scope.as_of, -HABIT_MONTHS), scope.as_of - timedelta(days=1))
    return None


def _bases() -> dict[str, tuple[str, Fact]]:
    ever = {fact.id.removesuffix(EVER): fact for fact in HISTORY_FACTS if not fact.id.endswith(EVER)}
    sales = {fact.id: fact for fact in (*BALANCES, LINE_DISCOUNT, PRODUCTS, *PRICE_FACTS, *TREND_FACTS, SEASON)} | ever
    return {id_: ("sales_line", fact) for id_, fact in sales.items()} | {
        fact.id: (table, fact) for table, _, facts in SERVICE for fact in facts
    }


def _sales_rows(lines: Frame, one: Evidence, _columns: Collection[str]) -> Frame:
    told = with_amounts(told_lines(lines))
    told = told.with_columns(is_line=nw.lit(1), below_list=nw.col("sold_at_list") - nw.col("net_amount"))
    id_ = one.base.id
    if (by_day := _BY_DAY.get(id_)) is not None:
        return by_day(told, id_)
    if id_ == "orders":
        invoices = told.group_by("invoice_no").agg(nw.col("invoice_date").max(), nw.col("net_amount").sum())
        return _sorted(invoices.filter(nw.col("net_amount") > 0).with_columns(adds=nw.lit(1)), "invoice_no")
    if id_ in {PRODUCTS.id, PRODUCTS_NEW.id}:
        sold = told.filter(nw.col("is_sale"), ~nw.col("product_id").is_null())
        products = sold.group_by("product_id").agg(nw.col("invoice_date").min(), nw.col("net_amount").sum())
        if one.since is not None:
            products = products.filter(nw.col("invoice_date") >= one.since)
        return _sorted(products.with_columns(adds=nw.lit(1)), "product_id")
    if one.base in PRICE_FACTS:
        products = priced_products(prices(told), one.period.last + timedelta(days=1))
        names = [one for one in ("product_id", "unit") if one in products.collect_schema().names()]
        return _sorted(products.with_columns(invoice_date=nw.col("price_since"), adds=nw.col(id_)), *names)
    if one.base in {*TREND_FACTS, SEASON}:
        return told.with_columns(adds=_trend(id_, one.period.last, told.collect_schema().names()))
    return told.with_columns(adds=nw.col(_LINE_AMOUNTS.get(id_, id_)))


def _occasion_rows(told: Frame, id_: str) -> Frame:
    """One row a day with positive net."""
    days = told.group_by("invoice_date").agg(nw.col("net_amount").sum()).filter(nw.col("net_amount") > 0)
    if id_ in _GAPS:
        before = nw.col("invoice_date").shift(1).over(order_by="invoice_date")
        gap = days_between(before, nw.col("invoice_date")).cast(nw.Float64)
        return _sorted(days.with_columns(gap=gap).with_columns(adds=_GAPS[id_](nw.col("gap"))))
    return _sorted(days.with_columns(adds=nw.lit(1) if id_ == "occasions" else nw.col("invoice_date")))


def _profit_rows(told: Frame, id_: str) -> Frame:
    """One row a day with positive net; what it left is told of those of positive and known contribution."""
    sums = {"goods": "goods_value", "lines_without_cost": "is_without_cost", "net_amount": "net_amount"}
    sums |= {name: name for name in ("cash_discount", "bonus") if name in told.collect_schema().names()}
    days = told.group_by("invoice_date").agg(**{name: nw.col(column).sum() for name, column in sums.items()})
    days = days.with_columns(nw.col(*sums).fill_null(0)).with_columns(revenue_invoiced=nw.col("net_amount"))
    return _sorted(days.filter(nw.col("net_amount") > 0).with_columns(adds=profit(sums)[id_]))


def _trend(id_: str, last: date, columns: Collection[str]) -> nw.Expr:
    net = nw.col("net_amount")
    for name in ("cash_discount", "bonus"):
        net = net - nw.col(name).fill_null(0) if name in columns else net
    if id_ in {"trend_revenue", SEASON.id}:
        return net
    middle = (last.year - FIRST_YEAR) * 12 + last.month - (MONTHS - 1) / 2
    return net.cast(nw.Float64) * (month_number(nw.col("invoice_date")).cast(nw.Float64) - middle)


def _service_rows(
    told: Callable[[Frame, Collection[str]], Frame],
) -> Callable[[Frame, Evidence, Collection[str]], Frame]:
    def rows(frame: Frame, one: Evidence, columns: Collection[str]) -> Frame:
        return _sorted(told(frame, columns).with_columns(adds=nw.col(one.base.column or one.base.id)), day=one.day)

    return rows


def _concession_rows(concessions: Frame, one: Evidence, columns: Collection[str]) -> Frame:
    if one.base is CONCESSION_HABIT:
        kinds = concessions.group_by("kind").agg(adds=nw.len(), date=nw.col("date").max())
        return _sorted(kinds, "kind", day="date")
    told = concessions.with_columns(is_concession=nw.lit(1), **expired(columns))
    return _sorted(told.with_columns(adds=nw.col(one.base.column or one.base.id)), day=one.day)


def _sorted(frame: Frame, *also: str, day: str = "invoice_date") -> Frame:
    return frame.sort(day, *also)


_BASES = _bases()
_BY_DAY: Mapping[str, Callable[[Frame, str], Frame]] = {
    **dict.fromkeys((*_GAPS, "first_order", "last_order", "occasions"), _occasion_rows),
    **dict.fromkeys((PROFITABLE, PROFITABLE_SUM, PROFITABLE_LOG), _profit_rows),
}
"""What a day with an order adds, rather than a line."""
_ROWS: Mapping[str, Callable[[Frame, Evidence, Collection[str]], Frame]] = {
    "sales_line": _sales_rows,
    "ticket": _service_rows(told_tickets),
    "activity": _service_rows(told_activities),
    "concession": _concession_rows,
}
