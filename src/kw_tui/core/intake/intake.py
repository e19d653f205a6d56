"""From text cells to canonical columns: count what the columns hold, decide how they are written, read them."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.intake import cells, dates, numbers
from kw_tui.core.intake.dates import DateFormat, Order
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.numbers import Mark, NumberFormat
from kw_tui.vocabulary.table import Column, Kind, Table
from kw_tui.vocabulary.texts import Text

LINE = "line"
Facts = AnyMapping[str, int]
MASTER_TABLES = ("customer", "prospect")
"""Tables of companies: their own revenue may be larger than any amount of a line, and is never added up."""
_MASTER_LIMIT = 10**13
_MAY_LIE_AHEAD = ("due_date", "contract_until", "until", "valid_from", "valid_to")
"""Days that are agreed, not days on which something happened."""
PER_CENT = ("discount_pct", "supply_share", "probability")
_GERMAN_WORDS = ("nummer", "datum", "betrag", "menge", "umsatz", "kunde", "preis", "rabatt", "netto", "artikel")


@dataclass(frozen=True, slots=True)
class Formats:
    """How each mapped column is written, and what the user should know about how that was decided."""

    numbers: AnyMapping[str, NumberFormat]
    dates: AnyMapping[str, DateFormat]
    ids: AnyMapping[str, Facts]
    notes: tuple[Text, ...] = ()


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


def decide(counted: AnyMapping[str, int | None], mapping: Mapping, table: Table, delimiter: str) -> Formats:
    """Settle decimal marks, date orders and per cent points from the row of `statistics`."""
    facts: dict[str, dict[str, int]] = {field: {} for field in mapping.headers}
    for name, count in counted.items():
        field, fact = name.split("|")
        facts[field][fact] = int(count or 0)
    numeric = {field: facts[field] for field in mapping.headers if table[field].kind.is_numeric}
    days = {field: facts[field] for field in mapping.headers if table[field].kind is Kind.DATE}
    ids = {field: facts[field] for field in mapping.headers if table[field].kind is Kind.ID}
    is_german = _is_german(mapping, delimiter)
    number_formats, number_notes = _number_formats(numeric, table, is_german)
    date_formats, date_notes = _date_formats(days, table, is_german)
    notes = (*number_notes, *date_notes, *_unknown_choices(facts, table))
    return Formats(number_formats, date_formats, ids, notes)


def _is_german(mapping: Mapping, delimiter: str) -> bool:
    words = " ".join((*mapping.headers.values(), *mapping.unused)).casefold()
    return delimiter == ";" or any(word in words for word in _GERMAN_WORDS)


def _number_formats(
    facts: AnyMapping[str, Facts], table: Table, is_german: bool
) -> tuple[dict[str, NumberFormat], list[Text]]:
    proven = {mark for each in facts.values() if (mark := numbers.own_mark(each))}
    usual: Mark = next(iter(proven)) if len(proven) == 1 else "," if is_german else "."
    formats, notes = {}, []
    for field, each in facts.items():
        mark = numbers.own_mark(each) or usual
        scale = 100 if field in PER_CENT and numbers.are_fractions(each) else 1
        limit = _MASTER_LIMIT if table.id in MASTER_TABLES else numbers.BELIEVABLE
        formats[field] = numbers.number_format(each, mark, scale, limit)
        if numbers.is_unsure(each) and len(proven) != 1:
            notes.append(_MARK_ASSUMED.format(field=table[field].label, mark=mark))
        if numbers.is_mixed(each):
            notes.append(_MARK_MIXED.format(field=table[field].label, mark=mark))
        if scale != 1:
            notes.append(_FRACTIONS.format(field=table[field].label))
    return formats, notes


def _date_formats(
    facts: AnyMapping[str, Facts], table: Table, is_german: bool
) -> tuple[dict[str, DateFormat], list[Text]]:
    proven = {order for each in facts.values() if (order := dates.own_order(each))}
    usual: Order = next(iter(proven)) if len(proven) == 1 else "dmy" if is_german else "mdy"
    formats, notes = {}, []
    for field, each in facts.items():
        order = dates.own_order(each) or usual
        formats[field] = dates.date_format(each, order)
        if dates.is_unsure(each) and len(proven) != 1:
            notes.append((_DAY_ASSUMED if order == "dmy" else _MONTH_ASSUMED).format(field=table[field].label))
    return formats, notes


def _unknown_choices(facts: AnyMapping[str, Facts], table: Table) -> list[Text]:
    unknown = {field: each["unknown"] for field, each in facts.items() if each.get("unknown")}
    return [
        (_KEPT if field == "doc_type" else _AS_OTHER).format(field=table[field].label, count=count)
        for field, count in unknown.items()
    ]


def typed(
    cells_: pl.LazyFrame,
    mapping: Mapping,
    table: Table,
    formats: Formats,
    file_key: str,
    latest: date | None = None,
) -> pl.LazyFrame:
    """Add to the frame of `raw_cells` every field by its id, and its `code_name` where something can be wrong.

    `file_key` keeps invoice numbers apart that stand in for missing ones (`key-line`). Nothing can have happened
    after `latest`.
    """
    columns = [table[field] for field in mapping.headers]
    frame = cells_.with_columns(_value(column, _cell(column, mapping), formats) for column in columns)
    frame = frame.with_columns(_derived(table, mapping, file_key))
    bounds = {field: None if field in _MAY_LIE_AHEAD else latest for field in formats.dates}
    coded = ((column, _code(column, _cell(column, mapping), formats, bounds.get(column.id))) for column in columns)
    frame = frame.with_columns(code.alias(code_name(column.id)) for column, code in coded)
    if table.id == "sales_line" and "net_amount" not in mapping:
        frame = frame.with_columns(_derived_code().alias(code_name("net_amount")))
    outside = [dates.usable(pl.col(field), last).alias(field) for field, last in bounds.items()]
    return frame.with_columns(outside) if outside else frame


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


_MARK_ASSUMED = Text(
    "{field}: Dezimalzeichen nicht eindeutig, als {mark!r} gelesen",
    "{field}: the decimal mark is not certain, read as {mark!r}",
)
_MARK_MIXED = Text(
    "{field}: zwei Dezimalzeichen gemischt, {mark!r} überwiegt", "{field}: two decimal marks mixed, {mark!r} prevails"
)
_FRACTIONS = Text(
    "{field}: alle Werte zwischen 0 und 1, als Anteile gelesen (0,2 = 20 %)",
    "{field}: all values between 0 and 1, read as fractions (0.2 = 20 %)",
)
_DAY_ASSUMED = Text(
    "{field}: Tag und Monat nicht eindeutig, als Tag/Monat gelesen",
    "{field}: day and month are not certain, read as day/month",
)
_MONTH_ASSUMED = Text(
    "{field}: Tag und Monat nicht eindeutig, als Monat/Tag gelesen",
    "{field}: day and month are not certain, read as month/day",
)
_KEPT = Text(
    "{field}: {count} unbekannte Angaben, als Rechnung behandelt",
    "{field}: {count} unknown entries, treated as invoices",
)
_AS_OTHER = Text(
    "{field}: {count} unbekannte Angaben, als Sonstiges", "{field}: {count} unknown entries, taken as other"
)
_NET_DERIVED = Text(
    "Nettobetrag aus Menge, Einzelpreis und Rabatt errechnet",
    "Net amount computed from quantity, unit price and discount",
)
_INVOICE_DERIVED = Text(
    "keine Rechnungsnummer: jede Zeile zählt als eigene Rechnung",
    "no invoice number: each line counts as an invoice of its own",
)
