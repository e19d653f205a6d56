"""What happened with one customer, and when: its orders month by month, and what is dated besides, newest first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from kw_tui.core.decisions import ACTIONS, POTENTIAL, Decision
from kw_tui.core.decisions.claims import amount_of
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.kept import computed

EVENT_SCHEMA: dict[str, Any] = {
    "day": pl.Date,
    "event": pl.String,
    "text": pl.String,
    "count": pl.Float64,
    "minutes": pl.Float64,
    "share": pl.Float64,
    "amount": MONEY,
    "until": pl.Date,
    "who": pl.String,
}
EVENTS: Mapping[str, Text] = {
    "customer_since": Text("Kunde seit", "Customer since"),
    "first_order": Text("Erster Kauf", "First order"),
    "last_order": Text("Letzter Kauf", "Last order"),
    "contract_until": Text("Vertrag endet", "Contract ends"),
    "last_price_change": Text("Preisänderung", "Price change"),
    "price_condition": Text("Kondition ab", "Condition from"),
    "concession": Text("Kulanz", "Concession"),
    "ticket": Text("Servicefall", "Ticket"),
    "visit": Text("Besuch", "Visit"),
    "call": Text("Anruf", "Call"),
    "order": Text("Bestellung", "Order"),
    "delivery": Text("Lieferung", "Delivery"),
    "return": Text("Retoure", "Return"),
    "dunning": Text("Mahnung", "Dunning"),
    "marketing": Text("Werbung", "Marketing"),
    "other": Text("Sonstiges", "Other"),
    **ACTIONS,
}
"""What each event is called; of two on one day the later in this order stands first."""
_ORDER = {id_: place for place, id_ in enumerate(EVENTS)}


@dataclass(frozen=True, slots=True)
class Timeline:
    """`months`: month, orders, net_amount, p_alive at its end; `events` as `EVENT_SCHEMA`, newest first."""

    months: pl.DataFrame
    events: pl.DataFrame
    why_no_model: Text | None
    """Why P(alive) is not told; None where it is."""


def months(
    lines: pl.DataFrame, as_of: date, alive: Callable[[Sequence[date], Sequence[date]], list[Any]]
) -> pl.DataFrame:
    """Return the months from the first line to the one before `as_of`; `alive` tells of days, given those of orders."""
    known = lines.filter(pl.col("invoice_date") < as_of)
    if known.is_empty():
        return pl.DataFrame(schema={"month": pl.Date, "orders": pl.Int64, "net_amount": MONEY, "p_alive": pl.Float64})
    month = pl.col("invoice_date").dt.truncate("1mo")
    invoices = known.group_by("invoice_no").agg(pl.col("invoice_date").min(), pl.col("net_amount").sum())
    orders = invoices.filter(pl.col("net_amount") > 0).group_by(month=month).agg(orders=pl.len().cast(pl.Int64))
    amounts = known.group_by(month=month).agg(pl.col("net_amount").sum())
    last = (as_of - timedelta(days=1)).replace(day=1)
    first = pl.Series([amounts["month"].min()], dtype=pl.Date)[0]
    every = pl.DataFrame({"month": pl.date_range(first, last, "1mo", eager=True)})
    told = every.join(amounts, on="month", how="left").join(orders, on="month", how="left").sort("month")
    told = told.select("month", pl.col("orders", "net_amount").fill_null(0)).select("month", "orders", "net_amount")
    days = known.group_by("invoice_date").agg(pl.col("net_amount").sum()).filter(pl.col("net_amount") > 0)
    ends = told.select(end=pl.col("month").dt.month_end().clip(upper_bound=as_of - timedelta(days=1)))["end"]
    course = alive(ends.to_list(), days["invoice_date"].sort().to_list())
    return told.with_columns(p_alive=pl.Series(course, dtype=pl.Float64))


def events(store: Store, row: Mapping[str, Any], decisions: Iterable[Decision]) -> pl.DataFrame:
    """Return everything dated about a customer of the portfolio, newest first, in an order that is always the same."""
    found = [_stored(store, table, str(row["customer_id"])) for table in _OF_TABLES]
    found += [_of_row(row), _of_decisions(decisions)]
    place = pl.col("event").replace_strict(_ORDER, default=len(_ORDER), return_dtype=pl.Int64)
    told = pl.concat(found).filter(pl.col("day").is_not_null())
    return told.sort("day", place, "text", "amount", "minutes", descending=True, nulls_last=True)


_OF_TABLES: Mapping[str, Mapping[str, pl.Expr]] = {
    "ticket": {
        "day": pl.col("opened_at"),
        "event": pl.lit("ticket"),
        "text": pl.col("ticket_id"),
        "minutes": pl.col("minutes"),
        "amount": pl.col("cost"),
        "until": pl.col("closed_at"),
    },
    "activity": {
        "day": pl.col("date"),
        "event": pl.col("kind"),
        "count": pl.col("count"),
        "minutes": pl.col("minutes"),
        "amount": pl.col("cost"),
    },
    "concession": {
        "day": pl.col("date"),
        "event": pl.lit("concession"),
        "text": pl.concat_str("kind", "reason", separator=": ", ignore_nulls=True),
        "amount": pl.coalesce("cost", "list_value"),
        "until": pl.col("until"),
        "who": pl.col("granted_by"),
    },
    "price_condition": {
        "day": pl.col("valid_from"),
        "event": pl.lit("price_condition"),
        "text": pl.coalesce("product_id", "product_group"),
        "share": pl.col("discount_pct").cast(pl.Float64) / 100,
        "amount": pl.col("net_price"),
        "until": pl.col("valid_to"),
    },
}


def _stored(store: Store, table: str, customer_id: str) -> pl.DataFrame:
    return computed(_shaped(store.scan(table).filter(pl.col("customer_id") == customer_id), _OF_TABLES[table]))


def _of_row(row: Mapping[str, Any]) -> pl.DataFrame:
    dated = ("customer_since", "first_order", "last_order", "contract_until", "last_price_change")
    days = [(row[name], name) for name in dated if row.get(name) is not None]
    told = pl.DataFrame(days, schema={"day": pl.Date, "event": pl.String}, orient="row")
    return computed(_shaped(told.lazy(), {"day": pl.col("day"), "event": pl.col("event")}))


def _of_decisions(decisions: Iterable[Decision]) -> pl.DataFrame:
    rows = [
        {
            "day": one.moment.date(),
            "event": one.action,
            "text": one.reason or None,
            "share": one.step,
            "amount": _amount(one),
            "until": one.until,
            "who": one.who,
        }
        for one in decisions
    ]
    return pl.DataFrame(rows, schema=EVENT_SCHEMA, orient="row")


def _amount(one: Decision) -> Decimal | None:
    return amount_of(one) if one.action == POTENTIAL else None


def _shaped(rows: pl.LazyFrame, told: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    return rows.select(
        told.get(name, pl.lit(None)).cast(dtype, strict=False).alias(name) for name, dtype in EVENT_SCHEMA.items()
    )
