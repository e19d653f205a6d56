"""One piece of evidence: rows with columns of their own, how they are made, what they come to, and the lines behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

import polars as pl

from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import MONEY, Column, Kind
from kw_tui.vocabulary.texts import Lang, Text, day, grouped, money, percent

_SUM = Text("{label}: {figure} (Summe: {column})", "{label}: {figure} (sum of: {column})")
_MOST = Text("{label}: {figure} (größter Wert: {column})", "{label}: {figure} (greatest of: {column})")
_ONE = Text("{label}: {figure}", "{label}: {figure}")
ROW = "row"
"""The number of a row of evidence, from 0; of a line, that of the row it stands behind."""
FILE, LINE = "file", "line"
ORIGIN = (
    Column(FILE, Kind.TEXT, Text("Datei", "File")),
    Column(LINE, Kind.ID, Text("Zeile", "Line")),
)
"""Where a line comes from: the name of its file, and its line there (or row of the sheet)."""

SHORT: Mapping[str, Text] = {
    "invoice_date": Text("Datum", "Date"),
    "invoice_no": Text("Rechnung", "Invoice"),
    "product_id": Text("Artikel", "Product"),
    "product_name": Text("Bezeichnung", "Name"),
    "line_no": Text("Pos.", "Item"),
}
"""What columns of the tables are called here, where many stand side by side."""


def short(column: Column) -> Column:
    """The column as it is called here."""
    return replace(column, label=SHORT.get(column.id, column.label))


@dataclass(frozen=True, slots=True)
class Total:
    """What a column of the rows comes to. `figure` is the column of the portfolio that says the same, if any does."""

    column: str
    label: Text
    figure: str = ""
    made: Literal["sum", "max"] = "sum"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows that show a finding.

    `rows` hold `row` and the `columns`, those without any value left out. `lines` are rows of the imported `table`
    (its id) with the `row` they stand behind, their file and line, and of each of the `parts` - columns of the rows -
    what the line is of it: null where it only explains.
    """

    id: str
    label: Text
    how: Text
    columns: tuple[Column, ...]
    rows: pl.DataFrame
    table: str
    lines: pl.DataFrame
    parts: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()

    def come_to(self, total: Total) -> Any:
        """What the rows come to; None without rows."""
        values = self.rows[total.column] if total.column in self.rows.columns else pl.Series()
        if values.is_empty():
            return None
        return values.max() if total.made == "max" else values.sum()

    def sums(self) -> tuple[Text, ...]:
        """What the rows come to, in words."""
        kinds = {one.id: one for one in self.columns}
        told = []
        for total in self.totals if self.rows.height else ():
            column = kinds[total.column]
            text = _ONE if self.rows.height == 1 else _MOST if total.made == "max" else _SUM
            figure = (self.come_to(total), column.kind)
            told.append(said(text.format(label=total.label, column=column.label, figure="{figure}"), figure=figure))
        return tuple(told)

    def behind(self, row: int) -> pl.DataFrame:
        """The lines behind a row, by day as they were imported."""
        return self.lines.filter(pl.col(ROW) == row).drop(ROW)

    @property
    def line_columns(self) -> tuple[Column, ...]:
        """Of the lines the day, what they are of the row, where they come from, and whatever else says something."""
        own = {one.id: one for one in self.columns if one.id in self.parts}
        named = [short(one) for one in table_by_id(self.table).columns if one.id != "customer_id"]
        days = [one for one in named if one.id in {"invoice_date", "date"}]
        parts = [_part(one) for one in own.values()]
        named = [one for one in named if one.id not in own]
        ordered = [*days, *(one for one in named if one.id == "invoice_no"), *parts, *ORIGIN, *named]
        unique = {one.id: one for one in reversed(ordered)}
        return tuple(
            unique[id_]
            for id_ in dict.fromkeys(one.id for one in ordered)
            if id_ in self.lines.columns and self.lines[id_].count()
        )


PART = "part_"
"""Before the name of a part among the lines, since the imported table may have a column of that name."""


def _part(column: Column) -> Column:
    return Column(PART + column.id, column.kind, column.label)


class Heading(NamedTuple):
    """What a piece of evidence is called, and how it is made."""

    id: str
    label: Text
    how: Text


def evident(
    heading: Heading,
    columns: Sequence[Column],
    rows: pl.DataFrame,
    of: tuple[str, pl.DataFrame],
    parts: Sequence[str] = (),
    totals: Sequence[Total] = (),
) -> Evidence:
    """Evidence from rows that are in their order and numbered; `of` is the imported table and its lines."""
    table, lines = of
    told = tuple(one for one in columns if one.id in rows.columns and (rows.is_empty() or rows[one.id].count()))
    shown = {one.id for one in told}
    known = [*table_by_id(table).column_ids, FILE, LINE]
    kept = [ROW, *(PART + name for name in parts), *(name for name in known if name in lines.columns)]
    return Evidence(
        *heading,
        told,
        rows.select(ROW, *(pl.col(one.id).cast(one.kind.dtype) for one in told)),
        table,
        lines.select(kept),
        tuple(name for name in parts if name in shown),
        tuple(one for one in totals if one.column in shown),
    )


def numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Number rows that are in their order."""
    return rows.with_row_index(ROW).with_columns(pl.col(ROW).cast(pl.Int64))


def behind(lines: pl.DataFrame, rows: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """The lines that belong to a numbered row by some columns, unknown being equal to unknown, with its number."""
    return lines.join(rows.select(ROW, *on), on=list(on), how="inner", nulls_equal=True, maintain_order="left")


def part(name: str, value: pl.Expr) -> pl.Expr:
    """What a line is of a column of its row."""
    return value.cast(MONEY).alias(PART + name)


def apart(total: pl.Expr) -> pl.Expr:
    """What each row adds to a running total, rounded so that the amounts add up to the rounded total exactly."""
    known = total.round(4).cast(MONEY)
    return (known - known.shift(1, fill_value=0)).cast(MONEY)


def said(text: Text, **figures: tuple[Any, Kind]) -> Text:
    """Fill figures in, as each language writes them; what is not known as a dash."""
    both = {name: Text(_written(*one, "de"), _written(*one, "en")) for name, one in figures.items()}
    return text.format(**both)


def _written(value: Any, kind: Kind, lang: Lang) -> str:
    if value is None:
        return "–"
    if isinstance(value, date):
        return day(value, lang)
    if kind is Kind.RATIO:
        return percent(value, lang)
    if kind is Kind.MONEY:
        return money(value, lang)
    return grouped(value, 2 if kind is Kind.SCORE else 0, lang)
