"""Sales facts: what each customer bought, returned and was given, in the period, the one before, and ever."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import narwhals as nw

from kw_tui.core.reduction.accounts import MOMENT, PROFITABLE, PROFITABLE_LOG, PROFITABLE_SUM
from kw_tui.core.reduction.digests import FIRST_YEAR, net_revenue
from kw_tui.core.reduction.fact import MONTHS, Fact, Frame, Scope, known, needs, within, zeroed
from kw_tui.core.reduction.lines import GOODS_SOURCES, LIST_SOURCES
from kw_tui.core.reduction.payments import PAYMENT_FACTS
from kw_tui.core.reduction.prices import price_facts, tells_prices
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind

GOODS = Fact("goods", Kind.MONEY, needs=GOODS_SOURCES)
BALANCES = (
    Fact("revenue_invoiced", Kind.MONEY),
    Fact("list_revenue", Kind.MONEY),
    Fact("credit_notes", Kind.MONEY),
    Fact("cash_discount", Kind.MONEY, needs=needs("cash_discount")),
    Fact("bonus", Kind.MONEY, needs=needs("bonus")),
    GOODS,
    Fact("freight", Kind.MONEY, needs=needs("freight")),
    Fact("lines", Kind.COUNT),
    Fact("lines_without_cost", Kind.COUNT),
    Fact("return_lines", Kind.COUNT),
    Fact("orders", Kind.COUNT),
    Fact("occasions", Kind.COUNT),
    *PAYMENT_FACTS,
)
"""Running totals of the accounts: a period is the balance at its end less the one before its start."""
LINE_DISCOUNT = Fact("line_discount", Kind.MONEY, needs=LIST_SOURCES)
PRODUCTS = Fact("products", Kind.COUNT, needs=needs("product_id"))
PRODUCTS_NEW = Fact("products_new", Kind.COUNT, needs=needs("product_id"))
"""Products of the period that were not bought in the period before; not known where there is none before."""
SALES_FACTS = (*BALANCES, LINE_DISCOUNT, PRODUCTS)
HISTORY_FACTS = (
    Fact("first_order", Kind.DATE, "max", "history first_order"),
    Fact("last_order", Kind.DATE, "max", "history last_order"),
    Fact("orders_all", Kind.COUNT, column="history orders"),
    Fact("occasions_all", Kind.COUNT, column="history occasions"),
    Fact("revenue_all", Kind.MONEY, column="history revenue_invoiced"),
    Fact("gap_count", Kind.SCORE, column="history gap_count"),
    Fact("gap_sum", Kind.SCORE, column="history gap_sum"),
    Fact("gap_sum_sq", Kind.SCORE, column="history gap_sum_sq"),
    Fact("gap_sum_log", Kind.SCORE, column="history gap_sum_log"),
    Fact("cash_discount_all", Kind.MONEY, column="history cash_discount", needs=needs("cash_discount")),
    Fact("bonus_all", Kind.MONEY, column="history bonus", needs=needs("bonus")),
    Fact("goods_all", Kind.MONEY, column="history goods", needs=GOODS_SOURCES),
    Fact("lines_all", Kind.COUNT, column="history lines"),
    Fact("lines_without_cost_all", Kind.COUNT, column="history lines_without_cost"),
    Fact(PROFITABLE, Kind.COUNT, column=f"history {PROFITABLE}", needs=GOODS_SOURCES),
    Fact(PROFITABLE_SUM, Kind.MONEY, column=f"history {PROFITABLE_SUM}", needs=GOODS_SOURCES),
    Fact(PROFITABLE_LOG, Kind.SCORE, column=f"history {PROFITABLE_LOG}", needs=GOODS_SOURCES),
)
"""The balance before `as_of`."""
TREND_FACTS = (Fact("trend_revenue", Kind.MONEY), Fact("trend_moment", Kind.SCORE))
"""Net revenue of the twelve full months before `as_of`, and its moment about their middle: revenue x months from it."""
SEASON = Fact("season_revenue", Kind.MONEY)
"""Net revenue of the first three of these months, which come again now."""
_HISTORY = "history "
EVER = "_all"
"""Suffix of what the whole history holds."""


def sales_facts(digests: Mapping[str, Frame], scope: Scope, columns: Collection[str]) -> Frame:
    """Reduce the digests of a ledger, whose `columns` hold values, to one row per customer with its sales facts."""
    told, ever = known(BALANCES, columns), known(HISTORY_FACTS, columns)
    facts = _joined(digests["identities"], _totals(digests["accounts"], scope, told, ever))
    facts = zeroed(facts, [*ever, *TREND_FACTS, SEASON])
    if PRODUCTS.is_known(columns):
        facts = _joined(facts, _products(digests["purchases"], scope))
        facts = zeroed(facts, [PRODUCTS_NEW] if scope.previous else [])
    if tells_prices(columns):
        facts = _joined(facts, price_facts(digests["prices"], scope))
    facts = _with_split_orders(facts, digests["split_invoices"], scope)
    for suffix, _ in scope.spans:
        facts = zeroed(facts, [*told, *known([PRODUCTS], columns)], suffix)
        facts = facts.with_columns(_line_discount(columns, suffix))
    return facts


def without_false_goods(facts: Frame, scope: Scope, columns: Collection[str]) -> Frame:
    """Goods are unknown, not 0, where a customer bought in a period and none of its lines tells a cost."""
    if not GOODS.is_known(columns):
        return facts
    told = []
    for suffix in (*(suffix for suffix, _ in scope.spans), EVER):
        lines = nw.col(f"lines{suffix}")
        is_told = (lines == 0) | (nw.col(f"lines_without_cost{suffix}") < lines)
        told.append(nw.when(is_told).then(nw.col(f"goods{suffix}")).alias(f"goods{suffix}"))
    return facts.with_columns(*told)


def _totals(accounts: Frame, scope: Scope, told: Collection[Fact], ever: Collection[Fact]) -> Frame:
    """Sum closing less opening balances of each span and of the trend, and tell the balance before `as_of`."""
    periods = [scope.full_months, scope.season, *(period for _, period in scope.spans)]
    days = {scope.history.last, *(day for period in periods for day in _bounds(period))}
    standing = accounts.filter(nw.any_horizontal(*(_in_force(day) for day in sorted(days)), ignore_nulls=True))
    facts = [(fact, suffix) for suffix, _ in scope.spans for fact in told]
    changes = [change for _, period in scope.spans for change in _changes(told, period)]
    prepared = [change.alias(fact.id + suffix) for (fact, suffix), change in zip(facts, changes, strict=True)]
    amounts = [fact.id for fact in told]
    prepared += [*_trend(scope.full_months, amounts), _change(net_revenue(amounts), scope.season).alias(SEASON.id)]
    sums = [
        nw.col(fact.id + suffix).sum() for fact, suffix in (*facts, *((fact, "") for fact in (*TREND_FACTS, SEASON)))
    ]
    flagged = standing.select("customer_id", *prepared, *_history(ever, scope.history.last))
    return flagged.group_by("customer_id").agg(*sums, *(fact.expr for fact in ever))


def _bounds(period: Period) -> list[date]:
    """The days whose closing balances tell the period; without a start it begins at nothing."""
    if period.first is None or period.first == date.min:
        return [period.last]
    return [period.last, period.first - timedelta(days=1)]


def _in_force(day: date) -> nw.Expr:
    """Whether a row holds the totals at the end of a day; one row per customer does, if it had bought by then."""
    return (nw.col("since") <= day) & (nw.col("until") > day)


def _changes(told: Collection[Fact], period: Period) -> list[nw.Expr]:
    return [_change(nw.col(fact.id), period) for fact in told]


def _change(balance: nw.Expr, period: Period) -> nw.Expr:
    """What a balance adds to the period: the closing one, less the opening one, nothing if it is both or neither."""
    closing, *opening = (_in_force(day) for day in _bounds(period))
    if not opening:
        return nw.when(closing).then(balance)
    closes, opens = closing & ~opening[0], opening[0] & ~closing
    return nw.when(closes).then(balance).when(opens).then(0 - balance)


def _trend(months: Period, columns: Collection[str]) -> list[nw.Expr]:
    """What each balance adds to revenue and moment of these months: least squares need no month by itself."""
    last = months.last
    middle = (last.year - FIRST_YEAR) * 12 + last.month - (MONTHS - 1) / 2
    revenue = net_revenue(columns)
    moment = nw.col(MOMENT) - revenue.cast(nw.Float64) * middle
    return [
        _change(balance, months).alias(fact.id) for balance, fact in zip((revenue, moment), TREND_FACTS, strict=True)
    ]


def _history(ever: Collection[Fact], last: date) -> list[nw.Expr]:
    """The columns of the history, null but in the balance before `as_of`; no first and last order without occasion."""
    stands = _in_force(last)
    prepared: list[nw.Expr] = []
    for fact in ever:
        source = fact.column.removeprefix(_HISTORY)
        counts = stands & (nw.col("occasions") > 0) if fact.kind is Kind.DATE else stands
        prepared.append(nw.when(counts).then(nw.col(source)).alias(fact.column))
    return prepared


def _line_discount(columns: Collection[str], suffix: str) -> list[nw.Expr]:
    """List less invoiced: what is left of the list value when credits are taken out of the revenue."""
    if not LINE_DISCOUNT.is_known(columns):
        return []
    invoiced = nw.col(f"revenue_invoiced{suffix}") + nw.col(f"credit_notes{suffix}")
    return [(nw.col(f"list_revenue{suffix}") - invoiced).alias(f"line_discount{suffix}")]


def _products(purchases: Frame, scope: Scope) -> Frame:
    """Count distinct products: the purchases of a period that are the first of their product in it."""
    counted = {}
    for suffix, period in scope.spans:
        is_first = nw.col("last_bought").is_null()
        if period.first is not None:
            is_first = is_first | (nw.col("last_bought") < period.first)
        counted[f"{PRODUCTS.id}{suffix}"] = within("invoice_date", period) & is_first
    if scope.previous is not None:
        is_new = nw.col("last_bought").is_null() | (nw.col("last_bought") < scope.previous.first)
        counted[PRODUCTS_NEW.id] = within("invoice_date", scope.period) & is_new
    bought = purchases.filter(nw.any_horizontal(*_inside(scope), ignore_nulls=True))
    sums = {name: nw.when(is_counted).then(nw.col("products")) for name, is_counted in counted.items()}
    return bought.select("customer_id", **sums).group_by("customer_id").agg(nw.col(*sums).sum())


def _inside(scope: Scope) -> list[nw.Expr]:
    return [within("invoice_date", period) for _, period in scope.spans]


def _with_split_orders(facts: Frame, split_invoices: Frame, scope: Scope) -> Frame:
    """Add the invoices over several days whose net within the span is positive to the orders."""
    spans = [*((f"orders{suffix}", period) for suffix, period in scope.spans), ("orders_all", scope.history)]
    parts = split_invoices.select(
        "customer_id",
        "invoice_no",
        *(
            nw.when(within("invoice_date", period)).then(nw.col("revenue_invoiced")).alias(name)
            for name, period in spans
        ),
    )
    invoices = parts.group_by("customer_id", "invoice_no").agg(*(nw.col(name).sum() for name, _ in spans))
    is_order = [(nw.col(name) > 0).cast(nw.Int32).alias(f"split {name}") for name, _ in spans]
    split = [f"split {name}" for name, _ in spans]
    counted = invoices.select("customer_id", *is_order).group_by("customer_id").agg(nw.col(split).sum())
    totals = [(nw.col(name).fill_null(0) + nw.col(f"split {name}").fill_null(0)).alias(name) for name, _ in spans]
    return _joined(facts, counted).with_columns(totals).drop(*split)


def _joined(facts: Frame, more: Frame) -> Frame:
    return facts.join(more, on="customer_id", how="left")
