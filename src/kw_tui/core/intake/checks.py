"""What becomes of each line: accepted, rejected, without a customer, or a totals row; and why."""

import dataclasses
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kw_tui.core.intake.cells import LABEL, TOTAL, is_total, may_be_total, words
from kw_tui.core.intake.intake import LINE, code_name, raw_name
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.numbers import NumberFormat, number
from kw_tui.vocabulary.table import MONEY, Column, Kind, Table

BUCKET = "bucket"
KEEPS_ANONYMOUS = ("sales_line", "ticket", "activity", "concession")
"""Tables whose lines without a customer form a bucket of their own instead of being rejected."""
KEYED_BY = {"customer": "customer_id", "ticket": "ticket_id", "prospect": "prospect_id"}
_AMOUNTS = {"sales_line": "net_amount", "ticket": "cost", "activity": "cost", "concession": "cost"}
SUMMED_BY = ("customer_id", "invoice_no", "product_id")
"""Fields whose number gives way to a label in a totals row that is complete otherwise."""
RECORD_SCHEMA = {
    "line_first": pl.Int64,
    "line_last": pl.Int64,
    "column": pl.Int64,
    "header": pl.String,
    "field": pl.String,
    "code": pl.String,
    "severity": pl.String,
    "value": pl.String,
    "expected": pl.String,
    "raw": pl.String,
}
RECORD_ORDER = ("line_first", "column")
WARNINGS = ("precision-loss",)
_VALUE_LIMIT, _RAW_LIMIT = 200, 2000
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Split:
    """The buckets as lazy frames: canonical columns plus `line`, except `trouble`, which keeps cells and codes.

    `trouble` holds rejected lines, candidates for totals rows, and accepted lines with a warning.
    """

    accepted: pl.LazyFrame
    without_customer: pl.LazyFrame
    trouble: pl.LazyFrame
    summary: pl.LazyFrame
    """One row: `records` and `parsed_sum`, taken over all lines."""


def amount_field(table: Table, fields: Sequence[str]) -> str | None:
    """The field whose sums reconcile a file of this table; None where it has none."""
    field = _AMOUNTS.get(table.id)
    return field if field in fields else None


def fatal_fields(table: Table, mapping: Mapping) -> frozenset[str]:
    """Fields whose unreadable cell rejects its line: required ones, money, and what the net amount is derived from.

    Of any other field the cell alone is lost, with a warning.
    """
    fatal = {column.id for column in table.columns if column.required or column.kind is Kind.MONEY} | mapping.inputs
    derives = table.id == "sales_line" and "net_amount" not in mapping
    return frozenset(fatal | {"quantity", "unit_price", "discount_pct"} if derives else fatal)


def canonical_fields(table: Table, mapping: Mapping) -> tuple[str, ...]:
    """The columns of the split frames, those derived included, in the table's order."""
    derived = {"net_amount", "invoice_no", *mapping.derived} if table.id == "sales_line" else set(mapping.derived)
    return tuple(field for field in table.column_ids if field in mapping or field in derived)


def split(typed: pl.LazyFrame, mapping: Mapping, table: Table) -> Split:
    """Split the frame of `intake.typed`."""
    fields = canonical_fields(table, mapping)
    frame = _with_buckets(typed, mapping, table)
    amount = amount_field(table, fields)
    parsed = pl.col(amount).sum() if amount else pl.lit(0, dtype=MONEY)
    coded = pl.any_horizontal(pl.col(code_name(field)).is_not_null() for field in coded_fields(table, mapping))
    has_trouble = ~pl.col(BUCKET).is_in(["accepted", "without_customer"]) | coded
    return Split(
        frame.filter(pl.col(BUCKET) == "accepted").select(LINE, *fields, *further_columns(table, mapping)),
        frame.filter(pl.col(BUCKET) == "without_customer").select(LINE, *fields),
        frame.filter(has_trouble),
        frame.select(records=pl.len(), parsed_sum=parsed.cast(pl.Decimal(38, 4))),
    )


def further_columns(table: Table, mapping: Mapping) -> list[pl.Expr]:
    """Columns of a customer list that are no field, under their own headers: criteria of the company's own."""
    if table.id != "customer":
        return []
    own = (
        header for header in mapping.unused if header not in (*table.field_ids, LINE) and not header.startswith("kw:")
    )
    return [words(pl.col(raw_name(header))).alias(header) for header in own]


def coded_fields(table: Table, mapping: Mapping) -> tuple[str, ...]:
    """Fields that have a code: those of the file, and a derived net amount."""
    derives = table.id == "sales_line" and "net_amount" not in mapping
    return (*mapping.headers, "net_amount") if derives else tuple(mapping.headers)


def _with_buckets(typed: pl.LazyFrame, mapping: Mapping, table: Table) -> pl.LazyFrame:
    typed = typed.with_columns(_key_codes(mapping, table))
    fatal = fatal_fields(table, mapping)
    is_bad = pl.any_horizontal(_is_error(field, field in fatal) for field in coded_fields(table, mapping))
    lacks_customer = pl.col("customer_id").is_null() if "customer_id" in mapping else pl.lit(value=False)
    # A line that would be set apart anyway is searched throughout; in one that is sound, texts may say anything.
    suspects = pl.when(is_bad | lacks_customer)
    cells = [suspects.then(pl.col(raw_name(header))) for header in mapping.headers.values()]
    labels = [cell.str.contains(LABEL) for cell in cells]
    if table.id in _AMOUNTS:
        labels += [_is_total(field, mapping) for field in SUMMED_BY if field in mapping.headers]
    is_labelled = pl.any_horizontal(labels)
    bucket = (
        pl.when(is_labelled.fill_null(value=False))
        .then(pl.lit("candidate"))
        .when(is_bad)
        .then(pl.lit("rejected"))
        .when(lacks_customer)
        .then(pl.lit("without_customer"))
        .otherwise(pl.lit("accepted"))
    )
    return typed.with_columns(bucket.alias(BUCKET))


def _is_total(field: str, mapping: Mapping) -> pl.Expr:
    """Whether the number of a sound line is a label; `Total` with an invoice is the company of that name."""
    cell = pl.col(raw_name(mapping.headers[field]))
    if field == "customer_id" and "invoice_no" in mapping.headers:
        return is_total(cell) & (cell.str.to_lowercase() != "total")
    return is_total(cell)


def _key_codes(mapping: Mapping, table: Table) -> list[pl.Expr]:
    """A key that occurs before, and a customer number missing where no line can do without."""
    faults: dict[str, pl.Expr] = {}
    if "customer_id" in mapping and table.id not in KEEPS_ANONYMOUS and table["customer_id"].required:
        faults["customer_id"] = pl.when(pl.col("customer_id").is_null()).then(pl.lit("missing-required"))
    if key := KEYED_BY.get(table.id):
        again = pl.when(pl.col(key).is_not_null() & ~pl.col(key).is_first_distinct()).then(pl.lit("duplicate-key"))
        faults[key] = pl.coalesce(faults[key], again) if key in faults else again
    return [pl.coalesce(code_name(field), fault).alias(code_name(field)) for field, fault in faults.items()]


def _is_error(field: str, is_fatal: bool) -> pl.Expr:
    code = pl.col(code_name(field))
    is_error = ~code.is_in(list(WARNINGS)) if is_fatal else code == "duplicate-key"
    return is_error.fill_null(value=False)


@dataclass(frozen=True, slots=True)
class Source:
    """How a file's cells are shown: its headers, what separates cells, and for columns made from others (DATEV) the
    header each was read from, None where there is none.
    """

    headers: Sequence[str]
    delimiter: str
    origin: AnyMapping[str, str | None] = dataclasses.field(default_factory=dict)

    def shown(self, header: str | None) -> str | None:
        """The header in the file that a mapped column stands for."""
        return self.origin.get(header, header) if header else None


def records(trouble: pl.LazyFrame, mapping: Mapping, table: Table, source: Source) -> pl.LazyFrame:
    """One record per line and field at fault, with the columns of RECORD_SCHEMA, in no order; warnings included.

    A candidate that turned out to be no totals row is one record, `totals-row`.
    """
    cells = [pl.col(raw_name(header)).fill_null("") for header in source.headers]
    raw = pl.concat_str(cells, separator=source.delimiter)
    frame = trouble.with_columns(raw.str.slice(0, _RAW_LIMIT).alias("raw"))
    fatal = fatal_fields(table, mapping)
    fields = coded_fields(table, mapping)
    parts = [_records_of(frame, table[field], source, mapping.headers.get(field), field in fatal) for field in fields]
    totals = frame.filter(pl.col(BUCKET) == "candidate").select(
        pl.col(LINE).alias("line_first"),
        pl.col(LINE).alias("line_last"),
        *(pl.lit(None, dtype=RECORD_SCHEMA[name]).alias(name) for name in ("column", "header", "field")),
        pl.lit("totals-row").alias("code"),
        pl.lit("error").alias("severity"),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in ("value", "expected")),
        "raw",
    )
    return pl.concat([*parts, totals])


def _records_of(
    frame: pl.LazyFrame, column: Column, source: Source, mapped: str | None, is_fatal: bool
) -> pl.LazyFrame:
    code, header = pl.col(code_name(column.id)), source.shown(mapped)
    is_error = _is_error(column.id, is_fatal)
    cell = pl.col(raw_name(header)) if header else pl.lit(None, dtype=pl.String)
    return frame.filter(code.is_not_null() & (pl.col(BUCKET) != "candidate")).select(
        pl.col(LINE).alias("line_first"),
        pl.col(LINE).alias("line_last"),
        pl.lit(source.headers.index(header) + 1 if header else None, dtype=pl.Int64).alias("column"),
        pl.lit(header, dtype=pl.String).alias("header"),
        pl.lit(column.id).alias("field"),
        code.alias("code"),
        pl.when(is_error).then(pl.lit("error")).otherwise(pl.lit("warning")).alias("severity"),
        cell.str.slice(0, _VALUE_LIMIT).alias("value"),
        pl.lit(column.example or column.kind.value).alias("expected"),
        "raw",
    )


def broken_totals(rejects: pl.LazyFrame, delimiter: str, form: NumberFormat) -> pl.LazyFrame:
    """Lines a reader rejected for their number of fields that bear a label: `line` and their last amount."""
    cells = pl.col("raw").str.split(delimiter).alias("cell")
    is_ragged = pl.col("code").is_in(["short-row", "long-row"]) & pl.col("raw").str.len_bytes().le(500)
    by_length = rejects.filter(is_ragged & may_be_total(pl.col("raw")))  # the few worth cutting into cells
    exploded = by_length.select(pl.col("line_first").alias(LINE), cells).explode("cell")
    read = exploded.with_columns(number(pl.col("cell"), form).alias("amount"), pl.col("cell").str.contains(TOTAL))
    return (
        read.group_by(LINE, maintain_order=True)
        .agg(pl.col("cell").any(), pl.col("amount").drop_nulls().last())
        .filter(pl.col("cell") & pl.col("amount").is_not_null())
        .select(LINE, "amount")
    )


def running_sums(lines: pl.LazyFrame, amount: str, candidates: Sequence[int]) -> pl.LazyFrame:
    """Sums of `amount` between the candidate lines (ascending): `segment` 0 lies before the first, and so on."""
    marks = pl.lit(pl.Series(candidates, dtype=pl.Int64))
    segment = marks.search_sorted(pl.col(LINE), side="left").alias("segment")
    return lines.group_by(segment).agg(pl.col(amount).sum().cast(pl.Decimal(38, 4)).alias("sum"))


@dataclass(frozen=True, slots=True)
class Totals:
    """Which candidate lines are totals rows, and what the last of them says; `control` also from one that differs."""

    lines: frozenset[int] = frozenset()
    control: Decimal | None = None


def settle_totals(candidates: Sequence[tuple[int, Decimal | None]], sums: Sequence[dict[int, Decimal]]) -> Totals:
    """Compare each candidate (line, amount) with the running sums before it, and since the totals row before it.

    `sums` holds segment sums by counting: accepted and anonymous lines, then the same with rejected amounts.
    """
    found: set[int] = set()
    control = None
    last = max((segment for each in sums for segment in each), default=0)
    for index, (line, amount) in enumerate(candidates):
        if not amount:
            continue
        segment, running = (
            [each.get(index, _ZERO) for each in sums],
            [sum((each.get(before, _ZERO) for before in range(index + 1)), _ZERO) for each in sums],
        )
        is_proven = amount in segment or amount in running
        if is_proven:
            found.add(line)
        if not is_proven or (amount in running and index >= last):  # with lines below it, it is the sum of some
            control = amount
    return Totals(frozenset(found), control)
