"""Facts and assortment frames for tests: every column the reduction delivers, from the few a test names."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from kw_tui.core.like_for_like.paid import paid, priced
from kw_tui.core.metrics.estimates import ESTIMATED
from kw_tui.core.metrics.families import portfolio_metrics
from kw_tui.core.metrics.lifetime import FORECAST
from kw_tui.core.metrics.new_need import RECENT
from kw_tui.core.reduction.effort import EFFORT_FACTS
from kw_tui.core.reduction.payments import PAYMENT_FACTS
from kw_tui.core.reduction.prices import PRICE_FACTS
from kw_tui.core.reduction.service import CONCESSION_EXPIRED
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import MONEY

AS_OF = date(2026, 1, 1)
ACTIVITIES = ("visit", "call", "order", "delivery", "return", "dunning", "marketing", "other")

_MONEY_SUMS = (
    "revenue_invoiced", "list_revenue", "line_discount", "credit_notes", "cash_discount", "bonus", "goods", "freight",
)  # fmt: skip
_COUNTS = ("lines", "orders", "occasions", "products", "return_lines", "lines_without_cost")
_PERIOD: dict[str, Any] = {
    **dict.fromkeys(_MONEY_SUMS, MONEY),
    **dict.fromkeys(_COUNTS, pl.Int64),
    **{fact.id: fact.kind.dtype for fact in PAYMENT_FACTS},
    "tickets": pl.Int64,
    "ticket_minutes": MONEY,
    "ticket_minutes_unbooked": MONEY,
    "ticket_cost": MONEY,
    **{f"activity_{kind}": pl.Int64 for kind in ACTIVITIES},
    **{f"activity_{kind}_minutes": MONEY for kind in ACTIVITIES},
    **{f"activity_{kind}_cost": MONEY for kind in ACTIVITIES},
    "concessions": pl.Int64,
    "concession_cost": MONEY,
}
_HISTORY: dict[str, Any] = {
    "first_order": pl.Date,
    "last_order": pl.Date,
    "orders_all": pl.Int64,
    "occasions_all": pl.Int64,
    "revenue_all": MONEY,
    "gap_count": pl.Int64,
    "gap_sum": pl.Float64,
    "gap_sum_sq": pl.Float64,
    "gap_sum_log": pl.Float64,
    "cash_discount_all": MONEY,
    "bonus_all": MONEY,
    "goods_all": MONEY,
    "lines_all": pl.Int64,
    "lines_without_cost_all": pl.Int64,
    "profitable_occasions": pl.Int64,
    "profitable_sum": MONEY,
    "profitable_sum_log": pl.Float64,
    "trend_revenue": MONEY,
    "trend_moment": pl.Float64,
    "season_revenue": MONEY,
}
_REST: dict[str, Any] = {
    **{fact.id: fact.kind.dtype for fact in (*EFFORT_FACTS, *PRICE_FACTS, *CONCESSION_EXPIRED)},
    "products_new": pl.Int64,
    "concession_list_value": MONEY,
    "concession_habit": pl.Int64,
    **dict.fromkeys(RECENT, pl.Int64),
    **dict.fromkeys(FORECAST, pl.Float64),
    "cluster": pl.String,
    **ESTIMATED,
}
FACTS_SCHEMA: dict[str, Any] = {
    **CUSTOMER.schema,
    **_PERIOD,
    **{f"{column}_prev": dtype for column, dtype in _PERIOD.items()},
    **_HISTORY,
    **_REST,
}
ASSORTMENT_SCHEMA: dict[str, Any] = {
    "customer_id": pl.String,
    "product_id": pl.String,
    "product_group": pl.String,
    "list_revenue": MONEY,
    "revenue_invoiced": MONEY,
    "quantity": MONEY,
    "goods": MONEY,
}


def facts_frame(rows: Sequence[Mapping[str, Any]]) -> pl.LazyFrame:
    """One row per customer. Unnamed: ids K1, K2 ...; list revenue = invoiced revenue + known deductions; one line and
    one order where there is revenue; everything else null, as when its table was never imported.
    """
    return _frame([_completed(row, number) for number, row in enumerate(rows, 1)], FACTS_SCHEMA)


def assortment_frame(rows: Sequence[Mapping[str, Any]]) -> pl.LazyFrame:
    """One row per customer and product; unnamed columns are null."""
    return _frame(rows, ASSORTMENT_SCHEMA)


def ledger(first: int, *, prev: bool = True, **sums: Any) -> dict[str, Any]:
    """A row of revenue `first`, the same in the previous period unless `prev` is off; `sums` may override."""
    row: dict[str, Any] = {"revenue_invoiced": first, **sums}
    return {**row, **({f"{key}_prev": value for key, value in row.items() if key in _PERIOD} if prev else {})}


def _completed(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    given = {"customer_id": f"K{number}", **row}
    return {**_derived(given, ""), **_derived(given, "_prev"), **given}


def _derived(row: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    invoiced = row.get(f"revenue_invoiced{suffix}")
    if invoiced is None:
        return {}
    off = sum(_decimal(row.get(f"{column}{suffix}") or 0) for column in ("line_discount", "credit_notes"))
    active = int(_decimal(invoiced) != 0)
    counts = {f"{column}{suffix}": active for column in ("lines", "orders", "occasions", "products")}
    return {f"list_revenue{suffix}": _decimal(invoiced) + off, **counts}


def _frame(rows: Sequence[Mapping[str, Any]], schema: Mapping[str, Any]) -> pl.LazyFrame:
    if unknown := {column for row in rows for column in row} - set(schema):
        raise KeyError(f"not a column of this frame: {sorted(unknown)}")
    columns = {column: [_typed(row.get(column), dtype) for row in rows] for column, dtype in schema.items()}
    return pl.DataFrame(columns, schema=dict(schema), strict=True).lazy()


def _typed(value: Any, dtype: Any) -> Any:
    return _decimal(value) if value is not None and dtype == MONEY else value


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.0001"))


def portfolio_of(
    rows: Sequence[Mapping[str, Any]], settings: Settings | None = None, assortment: pl.LazyFrame | None = None
) -> pl.DataFrame:
    """The portfolio of these facts at AS_OF, over the twelve months before."""
    facts = facts_frame(rows)
    bought = None if assortment is None else paid_of(assortment, facts)
    return portfolio_metrics(facts, bought, settings or Settings(), AS_OF).collect()


def paid_of(assortment: pl.LazyFrame, facts: pl.LazyFrame) -> pl.DataFrame:
    """What the customers of the facts paid for products."""
    return paid(with_enums(priced(assortment).collect()), facts.collect()["customer_id"].sort())


def with_enums(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts as Enums in text order, as the store hands them on."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(pl.col(name).cast(pl.Enum(frame[name].drop_nulls().unique().sort())) for name in texts)


def column_of(portfolio: pl.DataFrame, column: str) -> list[Any]:
    """One column in the order of the rows given."""
    return portfolio[column].to_list()
