"""Amounts of several currencies brought into one, by a table of rates a person gave."""

from collections.abc import Collection, Mapping
from decimal import Decimal

import polars as pl

from kw_tui.core.intake.intake import LINE, raw_name
from kw_tui.core.intake.numbers import AMOUNTS, NAMED
from kw_tui.vocabulary.table import MONEY, Kind, Table

_SIGNS = {"€": "EUR", "EURO": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "SFR": "CHF", "FR.": "CHF"}
_PRICES = ("list_price", "unit_price", "unit_cost", "net_price")
_MADE_END = " [\N{CURRENCY SIGN}]"
_WIDE = pl.Decimal(38, 12)


def code(column: pl.Expr) -> pl.Expr:
    """The code of a currency, whichever way it is written."""
    return column.str.strip_chars().str.to_uppercase().replace(_SIGNS)


def in_cells(headers: Mapping[str, str]) -> pl.Expr | None:
    """The currency the amounts of a line name, `100,00 CHF`, over the frame of `raw_cells`; None without amounts."""
    cells = [pl.col(raw_name(headers[field])) for field in AMOUNTS if field in headers]
    return code(pl.coalesce(cell.str.extract(NAMED) for cell in cells)) if cells else None


def is_named(facts: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether an amount names its currency, from what was counted of each column."""
    return any(facts[field]["named"] for field in AMOUNTS if field in facts)


def amount_header(headers: Mapping[str, str]) -> str | None:
    """The column that says what a line is worth."""
    return next((headers[field] for field in AMOUNTS if field in headers), None)


def made_header(amount: str) -> str:
    """What the column of currencies found in the cells of another is called."""
    return f"{amount}{_MADE_END}"


def is_made(header: str) -> bool:
    """Whether a column is no column of a file, but was made from the cells of one."""
    return header.endswith(_MADE_END)


def named(rows: pl.LazyFrame, fields: Collection[str], blank: str) -> pl.LazyFrame:
    """Give the rows that name no currency the one they are in; all of them where there is no such column."""
    if "currency" not in fields:
        return rows.with_columns(pl.lit(blank).alias("currency"))
    return rows.with_columns(pl.coalesce("currency", pl.lit(blank)))


def by_currency(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row a currency, null for rows that name none: `name`, `lines`, `first` line, `total` of the net amount.

    In the order of their first lines.
    """
    total = pl.col("net_amount").sum().cast(pl.Decimal(38, 4))
    groups = rows.group_by(code(pl.col("currency")).alias("name"))
    counted = groups.agg(lines=pl.len().cast(pl.Int64), first=pl.col(LINE).min(), total=total)
    return counted.sort("first")


def converted(
    rows: pl.LazyFrame, table: Table, fields: Collection[str], base: str, rates: Mapping[str, Decimal]
) -> pl.LazyFrame:
    """Bring the amounts of canonical rows into `base`; `rates` says what one unit of another currency is worth in it.

    Rounded half up to four places. A row without a currency is in `base` already.
    """
    foreign = code(pl.col("currency"))
    priced = [column.id for column in table.columns if column.kind is Kind.MONEY or column.id in _PRICES]
    return rows.with_columns(
        *(_times(pl.col(name), foreign, rates).alias(name) for name in priced if name in fields),
        pl.lit(base).alias("currency"),
    )


def _times(amount: pl.Expr, foreign: pl.Expr, rates: Mapping[str, Decimal]) -> pl.Expr:
    value = amount
    for name, rate in rates.items():
        exact = amount.cast(_WIDE) * pl.lit(rate)
        value = pl.when(foreign == name).then(exact.round(4, mode="half_away_from_zero").cast(MONEY)).otherwise(value)
    return value
