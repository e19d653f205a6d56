"""Does every line of an invoice bear the amount of the whole invoice? Added up, it would count once a line."""

from collections.abc import Collection, Mapping
from typing import Literal

import polars as pl

from kw_tui.core.intake.identities import float_of
from kw_tui.vocabulary.table import Table

_FEWEST, _KINDS = 5, 3
"""Invoices of several lines, and different amounts among them, from which their likeness is no chance."""
_ALIKE, _COMMON, _ENOUGH = 0.95, 0.1, 0.8
_CENT = 0.0101


def repeated_field(fields: Collection[str]) -> str | None:
    """The amount that would be added up; None where no amount or no invoice is there."""
    found = next((field for field in ("net_amount", "gross_amount") if field in fields), None)
    return found if "invoice_no" in fields else None


def repeat_facts(typed: pl.LazyFrame, fields: Collection[str], table: Table) -> pl.LazyFrame | None:
    """One row of counts of invoices over typed lines; None where nothing can repeat."""
    amount = repeated_field(fields)
    if table.id != "sales_line" or amount is None:
        return None
    lines = typed.filter(pl.col("invoice_no").is_not_null() & (pl.col(amount) != 0))
    invoices = lines.group_by("invoice_no").agg(
        amount=float_of(amount).first(),
        several=pl.len() > 1,
        alike=(pl.len() > 1) & (pl.col(amount).n_unique() == 1),
        value=_value(fields).sum(),
    )
    is_sum = (pl.col("value") - pl.col("amount")).abs() <= _CENT
    return invoices.select(
        pl.len().alias("whole|invoices"),
        pl.col("several").sum().alias("whole|several"),
        pl.col("alike").sum().alias("whole|alike"),
        pl.col("amount").filter("alike").n_unique().alias("whole|amounts"),
        (pl.col("alike") & is_sum).sum().alias("whole|summed"),
    )


def _value(fields: Collection[str]) -> pl.Expr:
    """What quantity, price and discount make of a line; zero where they are not there."""
    if not {"quantity", "unit_price"} <= set(fields):
        return pl.lit(0.0)
    value = float_of("quantity") * float_of("unit_price")
    return value * (1 - float_of("discount_pct").fill_null(0) / 100) if "discount_pct" in fields else value


def repeats(counts: Mapping[str, float]) -> Literal["", "likely", "proven"]:
    """Whether lines repeat the amount of their invoice: proven where their values add up to it."""
    invoices, several, alike = (counts.get(f"whole|{name}") or 0 for name in ("invoices", "several", "alike"))
    is_common = several >= max(_FEWEST, _COMMON * invoices) and (counts.get("whole|amounts") or 0) >= _KINDS
    if not is_common or alike < _ALIKE * several:
        return ""
    return "proven" if (counts.get("whole|summed") or 0) >= _ENOUGH * alike else "likely"
