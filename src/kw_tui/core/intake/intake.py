"""From text cells to canonical columns: count what the columns hold, decide how they are written, read them."""

from collections.abc import Mapping as AnyMapping
from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.intake import cells, dates, numbers
from kw_tui.core.intake.formats import PER_CENT, Formats
from kw_tui.core.intake.mapping import Mapping
from kw_tui.vocabulary.table import Column, Kind, Table
from kw_tui.vocabulary.texts import Text

LINE = "line"
NO_FAULTS: AnyMapping[str, str] = {}
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
    return frame.select(LINE, *(pl.col(header).alias(raw_name(header)) for header in headers))


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
    return column.kind.is_numeric or column.kind in {Kind.DATE, Kind.ID} or bool(column.values)


def _text(column: Column, cell: pl.Expr) -> pl.Expr:
    is_value = column.kind.is_numeric or column.kind is Kind.DATE
    text = cells.filled(cells.stripped(cell)) if is_value else cells.words(cell)
    return text.alias(column.id)


def _facts(column: Column) -> dict[str, pl.Expr]:
    text, rest, body = (pl.col(column.id + suffix) for suffix in ("", "|rest", "|body"))
    if column.kind.is_numeric:
        facts = numbers.number_facts(text, rest, body)
        return facts | numbers.fraction_facts(text) if column.id in PER_CENT else facts
    if column.kind is Kind.DATE:
        return dates.date_facts(text, rest)
    return cells.choice_facts(text, column.values) if column.values else cells.id_facts(text)


def typed(
    cells_: pl.LazyFrame,
    mapping: Mapping,
    table: Table,
    formats: Formats,
    file_key: str,
    latest: date | None = None,
    faults: AnyMapping[str, str] = NO_FAULTS,
) -> pl.LazyFrame:
    """Add to the frame of `raw_cells` every field by its id, and its `code_name` where something can be wrong.

    `file_key` keeps invoice numbers apart that stand in for missing ones (`key-line`). Nothing can have happened
    after `latest`. `faults` names columns that say what is wrong with a header's cells already.
    """
    columns = [table[field] for field in mapping.headers]
    frame = cells_.with_columns(_value(column, _cell(column, mapping), formats) for column in columns)
    frame = frame.with_columns(_derived(table, mapping, file_key))
    bounds = {field: None if field in MAY_LIE_AHEAD else latest for field in formats.dates}
    frame = frame.with_columns(
        _told(faults.get(mapping.headers[column.id]), _code(column, _cell(column, mapping), formats, bounds.get(column.id)))
        .alias(code_name(column.id))
        for column in columns
    )  # fmt: skip
    if table.id == "sales_line" and "net_amount" not in mapping:
        frame = frame.with_columns(_derived_code().alias(code_name("net_amount")))
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
        value = cells.flag(cell)
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
        code = cells.id_code(value)
    else:
        code = none
    if column.required and column.id != "customer_id":
        code = pl.coalesce(code, pl.when(value.is_null()).then(pl.lit("missing-required")))
    return code


def _derived(table: Table, mapping: Mapping, file_key: str) -> list[pl.Expr]:
    """Fields of a sales ledger that stand in for missing columns."""
    if table.id != "sales_line":
        return []
    derived = []
    if "net_amount" not in mapping:
        net = _derived_net("discount_pct" in mapping).cast(table["net_amount"].kind.dtype, strict=False)
        derived.append(net.alias("net_amount"))
    if "invoice_no" not in mapping:
        derived.append(pl.format("{}-{}", pl.lit(file_key), LINE).alias("invoice_no"))
    return derived


def _derived_net(has_discount: bool) -> pl.Expr:
    """Quantity x unit price x (1 - discount), exact to fourteen places, then rounded half up to four.

    Null where the amount before or after the discount is too large to be meant; more would not fit the type.
    """
    net = numbers.believable(pl.col("quantity").cast(pl.Decimal(38, 14)) * pl.col("unit_price"))
    if has_discount:
        net = net * (100 - pl.col("discount_pct").fill_null(0)) * pl.lit(Decimal("0.01"))
    return numbers.believable(net.round(4, mode="half_away_from_zero"))


def _derived_code() -> pl.Expr:
    """`missing-required` without quantity or price, `bad-number` where their product is too large."""
    is_missing = pl.col("quantity").is_null() | pl.col("unit_price").is_null()
    code = pl.when(is_missing).then(pl.lit("missing-required")).otherwise(pl.lit("bad-number"))
    return pl.when(pl.col("net_amount").is_null()).then(code)


def derivation_notes(table: Table, mapping: Mapping) -> list[Text]:
    """What stands in for missing columns, in words."""
    if table.id != "sales_line":
        return []
    notes = {"net_amount": _NET_DERIVED, "invoice_no": _INVOICE_DERIVED}
    return [note for field, note in notes.items() if field not in mapping]


_NET_DERIVED = Text(
    "Nettobetrag aus Menge, Einzelpreis und Rabatt errechnet",
    "Net amount computed from quantity, unit price and discount",
)
_INVOICE_DERIVED = Text(
    "keine Rechnungsnummer: jede Zeile zählt als eigene Rechnung",
    "no invoice number: each line counts as an invoice of its own",
)
