"""DATEV postings and accounts as a reader hands them over, a few fields at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from kw_tui.core.intake import datev
from kw_tui.core.intake.datev_books import Books
from kw_tui.vocabulary.datev import HEADERS, MASTER_DATA, POSTINGS, DatevHeader

STACK = DatevHeader("EXTF", 700, POSTINGS, 125, 4, date(2018, 1, 1), date(2018, 12, 31), "EUR", "03")
MASTER = DatevHeader("EXTF", 700, MASTER_DATA, 254, 4)
BOOKS = Books(STACK, "03", 4)

AMOUNT, SIDE, ACCOUNT, CONTRA, KEY, DAY = (HEADERS[POSTINGS][position] for position in (1, 2, 7, 8, 9, 10))
SALE = {AMOUNT: "119,00", SIDE: "S", ACCOUNT: "10000", CONTRA: "8400", DAY: "2202", "Belegfeld 1": "RE-1"}
"""119.00 EUR gross at 19 % owed by debtor 10000."""


def frame(*rows: dict[str, str | None], header: DatevHeader = STACK) -> pl.LazyFrame:
    columns = [name for position, name in HEADERS[header.category].items() if position <= header.fields]
    cells = {column: [row.get(column) for row in rows] for column in columns}
    schema = {"line": pl.Int64, **dict.fromkeys(columns, pl.String)}
    return pl.LazyFrame({"line": list(range(3, 3 + len(rows))), **cells}, schema=schema)


def sale(**changes: str | None) -> dict[str, str | None]:
    """A posting like SALE; keys are `amount`, `side`, `account`, `contra`, `key`, `day`."""
    names = {"amount": AMOUNT, "side": SIDE, "account": ACCOUNT, "contra": CONTRA, "key": KEY, "day": DAY}
    return SALE | {names[key]: value for key, value in changes.items()}


def lines(*rows: dict[str, str | None], books: Books = BOOKS) -> pl.DataFrame:
    return datev.lines(frame(*rows, header=books.header), books, "abcd").collect()


def only(column: str, row: dict[str, str | None], books: Books = BOOKS) -> object:
    return lines(row, books=books)[column].item()


def settled(rows: Sequence[dict[str, str | None]], **header: object) -> Books:
    """What `facts` and `decide` make of postings whose first line is like STACK but for `header`."""
    first = replace(STACK, **header)
    counted = datev.facts(frame(*rows, header=first), first).collect().row(0, named=True)
    return datev.decide(counted, first)
