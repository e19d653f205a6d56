"""The facts: one row for every customer of the ledger or the customer master, from all tables that are there."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from kw_tui.core.reduction.arrivals import ARRIVALS, arrivals
from kw_tui.core.reduction.assortment import ASSORTMENT, assortment
from kw_tui.core.reduction.digests import IDENTITY, digests
from kw_tui.core.reduction.fact import PREVIOUS, Frame, Scope, known, zeroed
from kw_tui.core.reduction.lines import with_net
from kw_tui.core.reduction.orders import ORDERS, orders_within
from kw_tui.core.reduction.prices import PRICE_FACTS
from kw_tui.core.reduction.sales import (
    HISTORY_FACTS,
    PRODUCTS_NEW,
    SALES_FACTS,
    SEASON,
    TREND_FACTS,
    sales_facts,
    without_false_goods,
)
from kw_tui.core.reduction.service import REPEATED, SERVICE
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import Kind

REDUCTION_VERSION = 9
"""Raised with every change of what digests or facts mean: stored ones of another version are computed anew."""

__all__ = [
    "ARRIVALS",
    "ASSORTMENT",
    "FACTS",
    "ORDERS",
    "REDUCTION_VERSION",
    "Scope",
    "arrivals",
    "assortment",
    "digests",
    "facts",
    "orders_within",
    "sales_facts",
    "with_net",
]


def _fact_kinds() -> dict[str, Kind]:
    now = [
        *SALES_FACTS,
        PRODUCTS_NEW,
        *HISTORY_FACTS,
        *TREND_FACTS,
        SEASON,
        *PRICE_FACTS,
        *(fact for _, _, facts in SERVICE for fact in facts),
    ]
    before = [*SALES_FACTS, *REPEATED]
    kinds = {column.id: column.kind for column in CUSTOMER.columns}
    kinds |= {fact.id: fact.kind for fact in now}
    return kinds | {fact.id + PREVIOUS: fact.kind for fact in before}


FACTS: Mapping[str, Kind] = _fact_kinds()
"""Every column of the facts, in order. What the tables at hand do not tell is null."""


def facts(
    sales: Frame | None, tables: Mapping[str, Frame], scope: Scope, columns: Mapping[str, frozenset[str]]
) -> Frame:
    """Join the sales facts with the customer master (one row per customer) and the facts of the service tables.

    `columns` names, per table, the columns that hold values. Facts without a source are left out.
    """
    if "customer" not in tables:
        everyone = sales
    elif sales is None:
        everyone = tables["customer"]
    else:
        both = nw.concat([sales.select("customer_id"), tables["customer"].select("customer_id")], how="vertical")
        everyone = _with_sales(both.unique(), sales, columns["sales_line"], has_previous=scope.previous is not None)
        everyone = _with_master(everyone, tables["customer"])
    if everyone is None:
        raise ValueError("facts need a ledger or a customer master")
    if sales is not None:
        everyone = without_false_goods(everyone, scope, columns["sales_line"])
    for table, reduce, table_facts in SERVICE:
        if table in tables:
            told = known(table_facts, columns[table])
            everyone = everyone.join(reduce(tables[table], scope, columns[table]), on="customer_id", how="left")
            everyone = zeroed(everyone, told)
            before = [fact for fact in told if fact in REPEATED and scope.previous is not None]
            everyone = zeroed(everyone, before, PREVIOUS)
    return everyone


def _with_sales(everyone: Frame, sales: Frame, columns: frozenset[str], *, has_previous: bool) -> Frame:
    joined = everyone.join(sales, on="customer_id", how="left")
    joined = zeroed(joined, [*known(SALES_FACTS, columns), *known(HISTORY_FACTS, columns), *TREND_FACTS, SEASON])
    return zeroed(joined, known(SALES_FACTS, columns), PREVIOUS) if has_previous else joined


def _with_master(everyone: Frame, master: Frame) -> Frame:
    """Add the columns of the customer master; the ledger fills the gaps of name, region and industry."""
    present: list[str] = [name for name in master.collect_schema().names() if name in CUSTOMER]
    of_ledger = [name for name in everyone.collect_schema().names() if name in IDENTITY]
    joined = everyone.rename({name: f"{name}_of_ledger" for name in of_ledger}).join(
        master.select(*present), on="customer_id", how="left"
    )
    filled: dict[str, Any] = {}
    for name in of_ledger:
        told = nw.col(f"{name}_of_ledger")
        filled[name] = nw.coalesce(nw.col(name), told) if name in present else told
    if not filled:
        return joined
    return joined.with_columns(**filled).drop(*(f"{name}_of_ledger" for name in of_ledger))
