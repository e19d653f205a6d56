"""Lines whose customer the customer master does not know: they count, and are told with their number and their sum."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from kw_tui.core.intake import checks
from kw_tui.storage.cache import Store
from kw_tui.storage.staged import LINE_KEY, Staged
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Text, grouped, money
from kw_tui.workbench.imported import Imported, Unknown
from kw_tui.workbench.lanes import source_key
from kw_tui.workbench.restoring import is_current

MASTER = "customer"
CODE = "unknown-customer"
_NAMELESS = frozenset({MASTER, "prospect"})
"""Tables that name no customers of others."""


def recognised(imported: Sequence[Imported], session: Session, store: Store) -> list[Imported]:
    """Say of each file what the customer master does not know: the one in the store, with what is imported here.

    Nothing is said where there is none, or while the store is not what the session says.
    """
    known = _known(imported, session, store)
    return list(imported) if known is None else [_compared(one, known) for one in imported]


def _known(imported: Sequence[Imported], session: Session, store: Store) -> pl.LazyFrame | None:
    gone = [source_key(one.replaces.sha256) for one in imported if one.replaces and one.table.id == MASTER]
    has_master = any(source.table == MASTER for source in session.sources)
    if has_master and not is_current(session, store):
        return None
    before = store.stored(MASTER, gone) if has_master else []
    stored = [rows.scan() if isinstance(rows, Staged) else rows for rows in before]
    new = [one.staged.scan() for one in imported if one.table.id == MASTER and one.staged.files]
    masters = [rows.select("customer_id") for rows in (*stored, *new)]
    return pl.concat(masters).unique() if masters else None


def _compared(one: Imported, known: pl.LazyFrame) -> Imported:
    if one.table.id in _NAMELESS or not one.staged.files:
        return one
    rows = one.staged.scan()
    fields = rows.collect_schema().names()
    amount = checks.amount_field(one.table, fields)
    total = pl.col(amount).sum().cast(pl.Decimal(38, 4)) if amount else pl.lit(Decimal(0)).first()
    first = pl.col(LINE_KEY).min().cast(pl.Int64)
    customers = rows.group_by("customer_id").agg(lines=pl.len().cast(pl.Int64), first=first, total=total)
    strange = customers.join(known, on="customer_id", how="anti").filter(pl.col("customer_id").is_not_null())
    found = strange.collect(engine="streaming").sort("first")
    if found.is_empty():
        return one
    value, _, line, _ = found.row(0)
    lines, summed = found.select(pl.col("lines").sum(), pl.col("total").sum()).row(0)
    unknown = Unknown(lines, found.height, line, value, summed or Decimal(0))
    fault = pl.DataFrame(
        {
            "code": [CODE],
            "field": ["customer_id"],
            "severity": ["warning"],
            "count": [unknown.lines],
            "line_first": [line],
            "value": [value],
        }
    )
    told = fault.select(pl.col(name).cast(dtype) for name, dtype in one.faults.schema.items())
    return replace(one, unknown=unknown, faults=pl.concat([one.faults, told]))


def told_by_master(store: Store, imported: Collection[str]) -> list[Text]:
    """Say what a new customer master does not know of the tables that were there before it."""
    if MASTER not in imported:
        return []
    notes = []
    for table in (table for table in TABLES if table.id not in {*imported, *_NAMELESS}):
        strange = store.strangers(table.id, checks.amount_field(table, table.column_ids))
        if strange.lines:
            counts = {"count": _number(strange.customers), "lines": _number(strange.lines)}
            total = Text(money(strange.total, "de"), money(strange.total, "en"))
            notes.append(_STRANGERS.format(table=table.label, sum=total, **counts))
    return notes


def _number(count: int) -> Text:
    return Text(grouped(count, 0, "de"), grouped(count, 0, "en"))


_STRANGERS = Text(
    "{table}: {count} Kunden fehlen im Kundenstamm ({lines} Zeilen, zusammen {sum})",
    "{table}: {count} customers are not in the customer master ({lines} lines, together {sum})",
)
