"""A file opened for import: its layout, the table it fits, the column of each field, and what its first lines say."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from kw_tui.core.intake import checks, datev, intake
from kw_tui.core.intake.correction import ADDED, WHY_HEADER, unguarded
from kw_tui.core.intake.currency import amount_header, in_cells, is_made, made_header
from kw_tui.core.intake.filling import filled_down
from kw_tui.core.intake.formats import Facts, Said, decide, facts_of
from kw_tui.core.intake.mapping import Mapping, UnknownNameError, add, override
from kw_tui.core.intake.numbers import number
from kw_tui.core.intake.proposing import guess_table, propose
from kw_tui.core.intake.remembered import header_set_key, recalled
from kw_tui.core.intake.taxes import told_tax
from kw_tui.core.intake.voided import status_column, told_voided, voided
from kw_tui.storage.readers.formats import read_any
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.staging import staged_room
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Lang, Text

SAMPLE_ROWS = 50_000
"""Lines that are looked at first. What they leave open, all lines decide."""
_MAPPING_ROWS = 1_000


@dataclass(frozen=True)
class Opened:
    """`cells` holds `line` and the file's cells under `raw_name`; `sample` the first of them, in memory."""

    raw: RawText
    table: Table
    pairs: Mapping
    options: ImportOptions
    cells: pl.LazyFrame
    sample: pl.DataFrame
    header_set: str
    """The same for all files with the same headers."""
    origin: AnyMapping[str, str | None] = field(default_factory=dict)
    """Columns made from those of the file -> the header each was read from."""
    faults: AnyMapping[str, str] = field(default_factory=dict)
    """Columns made from those of the file -> where it is said what is wrong with their cells."""
    aside: pl.DataFrame | None = None
    """Lines that are none of the table, by reason: `aside`, `count`, `sum`."""
    notes: tuple[Text, ...] = ()
    lang: Lang = "en"
    """The language of what is written about its lines."""
    is_unnamed: bool = False
    """Whether neither a column nor the first lines say a currency; a later line may."""

    @property
    def source(self) -> checks.Source:
        """How the file's cells are shown."""
        return checks.Source(self.raw.headers, self.raw.separator, self.origin)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.raw.path

    @property
    def sha256(self) -> str:
        """The fingerprint of its content."""
        return self.raw.sha256

    @property
    def said(self) -> Said:
        """What is known of its numbers and days before any of them is read."""
        raw, options = self.raw, self.options
        mark = "." if raw.datev else raw.mark
        return Said(raw.delimiter, mark, options.decimal, options.dates, raw.typed, options.discount)

    @cached_property
    def first_facts(self) -> AnyMapping[str, Facts]:
        """What the first lines say about how the columns are written."""
        return self.facts_of(self.sample.lazy())

    @cached_property
    def facts(self) -> AnyMapping[str, Facts]:
        """What all lines say; a look at the whole file."""
        return self.first_facts if self.is_whole else self.facts_of(self.cells)

    @property
    def is_whole(self) -> bool:
        """Whether the first lines are all lines."""
        return self.sample.height < SAMPLE_ROWS

    def facts_of(self, cells: pl.LazyFrame) -> AnyMapping[str, Facts]:
        """What some of the lines say."""
        counted = intake.statistics(cells, self.pairs, self.table).collect(engine="streaming").row(0, named=True)
        return facts_of(counted, self.pairs)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file: its table (None: the columns decide), columns that are settled (field -> header, ""
    leaves the field out), how to read it, the columns settled before by `header_set`, and the language to speak.
    """

    table: str | None = None
    mapping: AnyMapping[str, str] = field(default_factory=dict)
    options: ImportOptions = DEFAULT
    remembered: AnyMapping[str, AnyMapping[str, str]] = field(default_factory=dict)
    lang: Lang = "en"


def open_file(path: Path, asked: Asked, staging: Path, progress: Progress | None = None) -> Opened:
    """Read a file's lines and propose what its columns are; raise SourceError where it cannot be read."""
    with staged_room(path, staging):
        raw = read_any(path, staging, asked.options, progress)
        found = _postings(raw) if raw.datev else _Found(_first_of_name(raw), intake.raw_cells(raw.frame, raw.headers))
        sample = found.cells.head(SAMPLE_ROWS).collect()
    few = sample.head(_MAPPING_ROWS).select(pl.col(intake.raw_name(header)).alias(header) for header in found.free)
    table = _table(raw, found.free, few, asked)
    pairs, said_of_tax = told_tax(_pairs(raw, table, found, few, asked), few, table)
    cells = found.cells
    if pairs.filled_down:
        document, *others = (intake.raw_name(pairs.headers[field]) for field in ("invoice_no", *pairs.filled_down))
        cells = filled_down(cells, LINE, document, others)
        sample = filled_down(sample.lazy(), LINE, document, others).collect()
    if WHY_HEADER in raw.headers:
        cells, sample = unguarded(cells), unguarded(sample.lazy()).collect()
    known = header_set_key(_own_headers(raw), table.id)
    made = (found.origin, found.faults, found.aside, (*found.notes, *said_of_tax))
    opened = Opened(raw, table, pairs, asked.options, cells, sample, known, *made, asked.lang)
    is_left_out = {**asked.remembered.get(known, {}), **asked.mapping}.get("currency") == ""
    return opened if raw.datev or table.id != "sales_line" else told_status(with_currency(opened, is_left_out))


def _table(raw: RawText, free: list[str], few: pl.DataFrame, asked: Asked) -> Table:
    if asked.table:
        return table_by_id(asked.table)
    if raw.datev:
        return table_by_id(datev.TABLES[raw.datev.category])
    settled = (table for table in TABLES if header_set_key(_own_headers(raw), table.id) in asked.remembered)
    return next(settled, None) or guess_table(free, few)


def _pairs(raw: RawText, table: Table, found: "_Found", few: pl.DataFrame, asked: Asked) -> Mapping:
    proposed = propose(found.free, few, table)
    if before := asked.remembered.get(header_set_key(_own_headers(raw), table.id)):
        proposed = recalled(proposed, _of_file(before), found.free, table)
    try:
        return override(proposed, _of_file(asked.mapping), (*found.origin, *raw.headers), table)
    except UnknownNameError as error:
        named = Text("{path} ({table}): {what}", "{path} ({table}): {what}")
        raise UnknownNameError(named.format(path=raw.path, table=table.label, what=error.message), error.hint) from None


def _of_file(pairs: AnyMapping[str, str]) -> dict[str, str]:
    """Of settled pairs those whose column is the file's own; what is made from its cells is made again."""
    return {field: header for field, header in pairs.items() if not is_made(header)}


def with_currency(opened: Opened, is_left_out: bool) -> Opened:
    """A ledger whose cells say the currency, `100,00 CHF`, with a column of it; no other column may say it."""
    headers = opened.pairs.headers
    named = in_cells(headers)
    if "currency" in headers or is_left_out or named is None:
        return opened
    if opened.sample.lazy().select(named.is_null().all()).collect().item():
        return replace(opened, is_unnamed=True)
    return in_named_currency(opened)


def in_named_currency(opened: Opened) -> Opened:
    """The same ledger with a column of the currencies its amounts name; at least one of them does."""
    headers = opened.pairs.headers
    named, amount = in_cells(headers), amount_header(headers)
    assert named is not None
    assert amount is not None
    made = made_header(amount)
    column = named.alias(intake.raw_name(made))
    pairs = add(opened.pairs, "currency", made, opened.table)
    cells, sample = opened.cells.with_columns(column), opened.sample.with_columns(column)
    origin = {**opened.origin, made: amount}
    return replace(opened, pairs=pairs, cells=cells, sample=sample, origin=origin, is_unnamed=False)


def told_status(opened: Opened) -> Opened:
    """A ledger with what its status says of drafts and cancelled documents: they count all the same."""
    header = status_column(opened.pairs.unused)
    if header is None:
        return opened
    amount, form = opened.pairs.headers.get("net_amount"), None
    if amount is not None:
        form = decide(opened.first_facts, opened.pairs, opened.table, opened.said).numbers["net_amount"]
    value = number(pl.col(intake.raw_name(amount)), form) if amount and form else None
    found = voided(opened.cells, intake.raw_name(header), value).collect(engine="streaming")
    return replace(opened, notes=(*opened.notes, *told_voided(header, found.rows())))


@dataclass(frozen=True, slots=True)
class _Found:
    """The columns that may be proposed, and the cells of all."""

    free: list[str]
    cells: pl.LazyFrame
    origin: AnyMapping[str, str | None] = field(default_factory=dict)
    faults: AnyMapping[str, str] = field(default_factory=dict)
    aside: pl.DataFrame | None = None
    notes: tuple[Text, ...] = ()


def _postings(raw: RawText) -> _Found:
    """Make lines of a table from DATEV's; what is none of it is set aside."""
    assert raw.datev is not None
    counted = datev.facts(raw.frame, raw.datev).collect(engine="streaming").row(0, named=True)
    books = datev.decide(counted, raw.datev)
    lines = datev.lines(raw.frame, books, raw.sha256[:8])
    origin = datev.columns(raw.datev)
    faults = {header: datev.fault_name(header) for header in datev.FAULTY[raw.datev.category]}
    offered = [pl.col(header).alias(intake.raw_name(header)) for header in (*raw.headers, *origin)]
    cells = lines.filter(pl.col(datev.ASIDE).is_null()).select(LINE, *offered, *faults.values())
    aside = datev.set_aside(lines).collect(engine="streaming")
    return _Found(list(origin), cells, origin, faults, aside, books.notes)


def _first_of_name(raw: RawText) -> list[str]:
    """The columns that may be proposed: of several with one name, the first."""
    doubles = frozenset(raw.doubles)
    return [header for header in _own_headers(raw) if header not in doubles]


def _own_headers(raw: RawText) -> list[str]:
    """The columns the file had before its refused lines were saved with reasons behind."""
    return [header for header in raw.headers if header not in ADDED]
