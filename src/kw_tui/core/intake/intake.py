"""From text cells to canonical columns: count what the columns hold, decide how they are written, read them."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl
import polars.selectors as cs

from kw_tui.core.intake import cells, dates, numbers
from kw_tui.core.intake.derivation import changes_nothing, moved_formats, needed, rewritten
from kw_tui.core.intake.formats import PER_CENT, Formats
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.settled import Settled
from kw_tui.vocabulary.table import Column, Kind, Table
from kw_tui.vocabulary.texts import Text

LINE = "line"
MAY_LIE_AHEAD = ("due_date", "contract_until", "until", "valid_from", "valid_to")
"""Days that are agreed, not days on which something happened."""


def raw_name(header: str) -> str:
    """The name of a column of the file beside the fields made from it."""
    return f"raw:{header}"


def code_name(field: str) -> str:
    """The name of the column that says what is wrong with a field; null where nothing is."""
    return f"code:{field}"


def raw_cells(frame: pl.LazyFrame, headers: tuple[str, ...]) -> pl.LazyFrame:
    """Rename a reader's columns so that no header can be taken for a field. Keeps `line`."""
    # By position: a header such as `*` or `^a.*$` would be taken for a pattern of names.
    names = frame.collect_schema().names()
    places = {header: names.index(header) for header in headers}
    return frame.select(LINE, *(cs.by_index(places[header]).alias(raw_name(header)) for header in headers))


def statistics(cells_: pl.LazyFrame, mapping: Mapping, table: Table) -> pl.LazyFrame:
    """One row of counts named `field|fact`, over the frame of `raw_cells`."""
    columns = [column for field in mapping.headers if _is_counted(column := table[field])]
    numeric = [column.id for column in columns if column.kind.is_numeric]
    days = [column.id for column in columns if column.kind is Kind.DATE]
    # Each step is a frame of its own, so that no cell is stripped or searched twice for the same thing.
    return (
        cells_.select(_text(column, pl.col(raw_name(mapping.headers[column.id]))) for column in columns)
        .with_columns(numbers.unusual(pl.col(field)).alias(f"{field}|rest") for field in numeric)
        .with_columns(dates.unusual(pl.col(field)).alias(f"{field}|rest") for field in days)
        .with_columns(numbers.unsigned(pl.col(f"{field}|rest")).alias(f"{field}|body") for field in numeric)
        .select(expr.alias(f"{column.id}|{name}") for column in columns for name, expr in _facts(column).items())
    )


def _is_counted(column: Column) -> bool:
    is_closed_list = bool(column.values) and column.kind is not Kind.FLAG
    return column.kind.is_numeric or column.kind in {Kind.DATE, Kind.ID} or is_closed_list


def _text(column: Column, cell: pl.Expr) -> pl.Expr:
    is_value = column.kind.is_numeric or column.kind is Kind.DATE
    text = cells.filled(cells.stripped(cell)) if is_value else cells.words(cell)
    return text.alias(column.id)


def _facts(column: Column) -> dict[str, pl.Expr]:
    text, rest, body = (pl.col(column.id + suffix) for suffix in ("", "|rest", "|body"))
    if column.kind.is_numeric:
        facts = numbers.number_facts(text, rest, body)
        facts |= numbers.named_facts(rest) if column.id in numbers.AMOUNTS else {}
        return facts | numbers.fraction_facts(text) if column.id in PER_CENT else facts
    if column.kind is Kind.DATE:
        return dates.date_facts(text, rest)
    return cells.choice_facts(text, column.values) if column.values else cells.id_facts(text)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a file are read: the fields its columns proved to be, how they are written, what follows.

    `mapping` holds only the columns that are read, `settled` what they were found to mean. `faults` names columns that
    say what is wrong with a header's cells already. Nothing can have happened after `latest`; `key` keeps apart what
    stands in for missing invoice numbers of different files.
    """

    mapping: Mapping
    table: Table
    formats: Formats
    settled: Settled
    key: str = ""
    latest: date | None = None
    faults: AnyMapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, mapping: Mapping, table: Table, formats: Formats, settled: Settled | None = None) -> "Reading":
        """The reading of a mapping whose columns are what they seem to be, unless it is settled otherwise."""
        settled = settled or Settled(mapping)
        return cls(needed(settled, table), table, moved_formats(formats, settled), settled)


def typed(cells_: pl.LazyFrame, reading: Reading) -> pl.LazyFrame:
    """Add to the frame of `raw_cells` every field by its id, and its `code_name` where something can be wrong."""
    frame = typed_only(cells_, reading)
    is_done = changes_nothing(reading.settled, reading.table)
    return frame if is_done else rewritten(frame, reading.settled, reading.table)


def typed_only(cells_: pl.LazyFrame, reading: Reading) -> pl.LazyFrame:
    """The same before anything is derived: what is asked which way the columns are to be read."""
    mapping, table, formats = reading.mapping, reading.table, reading.formats
    columns = [table[field] for field in mapping.headers]
    frame = cells_.with_columns(_value(column, _cell(column, mapping), formats) for column in columns)
    if table.id == "sales_line" and "invoice_no" not in mapping:
        frame = frame.with_columns(pl.format("{}-{}", pl.lit(reading.key), LINE).alias("invoice_no"))
    bounds = {field: None if field in MAY_LIE_AHEAD else reading.latest for field in formats.dates}
    codes = {column.id: _code(column, _cell(column, mapping), formats, bounds.get(column.id)) for column in columns}
    frame = frame.with_columns(
        _told(reading.faults.get(mapping.headers[field]), code).alias(code_name(field)) for field, code in codes.items()
    )
    outside = [dates.usable(pl.col(field), last).alias(field) for field, last in bounds.items()]
    return frame.with_columns(outside) if outside else frame


def _told(fault: str | None, code: pl.Expr) -> pl.Expr:
    """What was known before goes before what the cell shows."""
    return pl.coalesce(pl.col(fault), code) if fault else code


def _cell(column: Column, mapping: Mapping) -> pl.Expr:
    return pl.col(raw_name(mapping.headers[column.id]))


def _value(column: Column, cell: pl.Expr, formats: Formats) -> pl.Expr:
    if column.kind.is_numeric:
        value = numbers.number(cell, formats.numbers[column.id]).cast(column.kind.dtype)
    elif column.kind is Kind.DATE:
        value = dates.day(cell, formats.dates[column.id])
    elif column.kind is Kind.ID:
        value = cells.identifier(cell, formats.ids[column.id])
    elif column.kind is Kind.FLAG:
        value = cells.flag(cell, column.values)
    elif column.values:
        unknown = cells.words(cell) if column.id == "doc_type" else pl.lit("other")
        value = cells.choice(cell, column.values, unknown)
    else:
        value = cells.words(cell)
    return value.alias(column.id)


def _code(column: Column, cell: pl.Expr, formats: Formats, latest: date | None) -> pl.Expr:
    value, none = pl.col(column.id), pl.lit(None, dtype=pl.String)
    if column.kind.is_numeric:
        code = numbers.number_code(cell, value, formats.numbers[column.id])
    elif column.kind is Kind.DATE:
        code = dates.day_code(cell, value, column.required, latest)
    elif column.kind is Kind.FLAG:
        code = cells.flag_code(cell, value)
    elif column.kind is Kind.ID:
        code = cells.id_code(cell, value)
    else:
        code = none
    if column.required and column.id != "customer_id":
        code = pl.coalesce(code, pl.when(value.is_null()).then(pl.lit("missing-required")))
    return code


def derivation_notes(table: Table, mapping: Mapping) -> list[Text]:
    """What stands in for missing columns, in words."""
    if table.id != "sales_line":
        return []
    notes = [] if "invoice_no" in mapping else [_INVOICE_DERIVED]
    if "net_amount" not in mapping and {"quantity", "unit_price"} <= set(mapping.headers):
        notes.insert(0, _NET_DERIVED)
    return notes


_NET_DERIVED = Text(
    "Nettobetrag aus Menge, Einzelpreis und Rabatt errechnet",
    "Net amount computed from quantity, unit price and discount",
)
_INVOICE_DERIVED = Text(
    "keine Rechnungsnummer: jede Zeile zählt als eigene Rechnung",
    "no invoice number: each line counts as an invoice of its own",
)
