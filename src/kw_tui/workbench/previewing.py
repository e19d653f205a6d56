"""A look into a file before it is imported: its layout and why, the columns it would use, first and problem rows."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.core.intake import checks, intake
from kw_tui.core.intake.dates import DateFormat
from kw_tui.core.intake.formats import Ask, Facts, Formats, decide
from kw_tui.core.intake.intake import Reading, raw_name
from kw_tui.core.intake.mapping import missing_fields
from kw_tui.core.intake.matching import Confidence
from kw_tui.core.intake.settled import Settled
from kw_tui.storage.readers.raw import RAW_LIMIT, RawText
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text, grouped
from kw_tui.workbench.interpreting import reading_of
from kw_tui.workbench.opened import Asked, Opened, open_file
from kw_tui.workbench.progress import Progress, Step, told

_ROWS = 50
_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do with a file.

    `asks` are questions that no value answers; `evidence` says why the layout is what it is; `sheets` are the sheets
    or tables there are to choose from.
    """

    path: Path
    format: str
    encoding: str
    delimiter: str
    is_quoted: bool
    lines: int
    preamble: tuple[str, ...]
    header_line: int | None
    headers: tuple[str, ...]
    sheet: str | None
    sheets: tuple[str, ...]
    table: Table
    mapping: dict[str, str]
    confidence: dict[str, Confidence]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    """Required fields that have no column."""
    asks: tuple[Ask, ...]
    evidence: tuple[Text, ...]
    notes: tuple[Text, ...]
    rows: pl.DataFrame
    """The first rows as text under the file's own headers."""
    problems: pl.DataFrame
    """What is wrong with lines that are no records, and with the cells of the first lines: the columns of
    `checks.RECORD_SCHEMA`, in the order of the file.
    """
    doubts: tuple[Text, ...] = ()
    """What the values leave open and is read as it is said here; another column mends it."""


def preview(path: Path, asked: Asked, staging: Path, progress: Progress | None = None) -> Preview:
    """Read a file's layout and guess what it is; raises SourceError where it cannot be read.

    Whoever is told the progress may raise to stop.
    """
    opened = open_file(path, asked, staging, told(progress, Step.READ))
    raw, table, pairs = opened.raw, opened.table, opened.pairs
    first_facts = opened.first_facts if pairs.headers else {}
    formats = decide(first_facts, pairs, table, opened.said)
    _beat(progress)
    missing = missing_fields(table, pairs.headers)
    reading = None if missing else reading_of(opened, formats, None)
    settled = reading.settled if reading else Settled(pairs)
    _beat(progress)
    few = opened.sample.head(_ROWS)
    program = () if pairs.program is None else pairs.program.notes
    derived = () if missing else intake.derivation_notes(table, pairs)
    return Preview(
        path=path,
        format=raw.format,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        is_quoted=raw.is_quoted,
        lines=raw.lines,
        preamble=raw.preamble,
        header_line=raw.header_line,
        headers=raw.headers,
        sheet=raw.sheet,
        sheets=raw.sheets,
        table=table,
        mapping=settled.mapping.headers,
        confidence=settled.mapping.confidence,
        unused=pairs.unused,
        missing=missing,
        asks=(*formats.asks, *settled.questions),
        evidence=tuple(_evidence(raw, formats, first_facts)),
        notes=(*raw.notes, *opened.notes, *formats.notes, *settled.notes, *program, *derived),
        rows=few.select(pl.col(raw_name(header)).alias(header) for header in raw.headers),
        problems=_problems(opened, reading),
        doubts=settled.asks,
    )


def _beat(progress: Progress | None) -> None:
    """Tell that the first lines are being checked: who wants to stop can, before more is done with them."""
    if progress is not None:
        progress(Step.CHECK, 0, 0)


def _problems(opened: Opened, reading: Reading | None) -> pl.DataFrame:
    """The first lines of the file that are no records, or whose cells cannot be read."""
    broken = _broken_lines(opened, reading)
    if reading is None:
        return broken
    table = opened.table
    trouble = checks.split(intake.typed(opened.sample.lazy(), reading), reading.mapping, table).trouble
    judged = trouble.filter(pl.col(checks.BUCKET) != "candidate")  # whether a totals row agrees, only all lines tell
    records = checks.records(judged, reading.mapping, table, opened.source)
    cells = records.sort(checks.RECORD_ORDER, maintain_order=True).head(_PROBLEMS).collect()
    return pl.concat([broken, cells]).sort("line_first", maintain_order=True).head(_PROBLEMS)


def _broken_lines(opened: Opened, reading: Reading | None) -> pl.DataFrame:
    """Lines with too few or too many fields, open quotes and the like; not those that look like a totals row."""
    broken = opened.raw.rejects
    if reading is not None:
        broken = broken.filter(~pl.col("line_first").is_in(_likely_totals(opened, reading).implode()))
    known = {"severity": pl.lit("error"), "raw": pl.col("raw").str.slice(0, RAW_LIMIT)}
    few = broken.head(_PROBLEMS).collect(engine="streaming")
    return few.select(
        known.get(name, pl.col(name) if name in few.columns else pl.lit(None, dtype=dtype)).alias(name)
        for name, dtype in checks.RECORD_SCHEMA.items()
    )


def _likely_totals(opened: Opened, reading: Reading) -> pl.Series:
    amount = checks.amount_field(opened.table, tuple(reading.mapping.headers))
    form = reading.formats.numbers.get(amount or "")
    if form is None:
        return pl.Series([], dtype=pl.Int64)
    return checks.broken_totals(opened.raw.rejects, opened.raw.separator, form).collect(engine="streaming")["line"]


def _evidence(raw: RawText, formats: Formats, facts: AnyMapping[str, Facts]) -> list[Text]:
    why = [_ENCODINGS[raw.encoding]] if raw.encoding in _ENCODINGS else []
    if raw.delimiter:
        why.append(_alike(len(raw.headers), raw.rejected))
    open_fields = {ask.field for ask in formats.asks}  # what is asked is not known
    for mark in (",", "."):
        fields = [field for field, form in formats.numbers.items() if form.mark == mark and field not in open_fields]
        proof = sum(facts[field]["comma" if mark == "," else "dot"] for field in fields)
        if proof:
            why.append((_ONE_MARK if proof == 1 else _MARK).format(mark=mark, count=_count(proof)))
    dates = [form for field, form in formats.dates.items() if field not in open_fields and form.forms]
    if dates:
        why.append(Text("Tage: {forms}", "days: {forms}").format(forms=_days(dates)))
    return why


def _alike(fields: int, odd: int) -> Text:
    """How many fields lines have, and how many lines have another number."""
    each = (_ONE_FIELD if fields == 1 else _FIELDS).format(count=_count(fields))
    said = _ALL_ALIKE if not odd else _ONE_DIFFERS if odd == 1 else _SOME_DIFFER
    return said.format(fields=each, odd=_count(odd))


def _days(dates: Sequence[DateFormat]) -> Text:
    forms = {form: each.dotted if form.startswith("dot") else each.order for each in dates for form in each.forms}
    named = [
        (_FORMS | _MONTH_FIRST if order == "mdy" else _FORMS).get(form, _SLASHED[order])
        for form, order in forms.items()
    ]
    return Text(", ".join(name.de for name in named), ", ".join(name.en for name in named))


def _count(number: int) -> Text:
    return Text(grouped(number, 0, "de"), grouped(number, 0, "en"))


_ENCODINGS = {
    "utf-8": Text("UTF-8: alle Zeichen sind gültig", "UTF-8: every character is valid"),
    "utf-8-sig": Text("UTF-8, so sagt der Anfang der Datei", "UTF-8, as the file's first bytes say"),
    "utf-16": Text("UTF-16, so sagt der Anfang der Datei", "UTF-16, as the file's first bytes say"),
    "utf-16-le": Text("UTF-16: jedes zweite Byte ist null", "UTF-16: every other byte is zero"),
    "utf-16-be": Text("UTF-16: jedes zweite Byte ist null", "UTF-16: every other byte is zero"),
    "cp1252": Text("kein UTF-8; Umlaute wie in Windows", "not UTF-8; umlauts as Windows writes them"),
    "cp850": Text("kein UTF-8; Umlaute wie in DOS", "not UTF-8; umlauts as DOS writes them"),
}
_ONE_FIELD, _FIELDS = Text("ein Feld", "one field"), Text("{count} Felder", "{count} fields")
_ALL_ALIKE = Text("jede Zeile hat {fields}", "every line has {fields}")
_ONE_DIFFERS = Text("{fields} je Zeile, eine Zeile weicht ab", "{fields} a line, one line has another number")
_SOME_DIFFER = Text("{fields} je Zeile, {odd} Zeilen weichen ab", "{fields} a line, {odd} lines have another number")
_MARK = Text("Dezimalzeichen „{mark}“: {count} Werte belegen es", "decimal mark “{mark}”: {count} values prove it")
_ONE_MARK = Text("Dezimalzeichen „{mark}“: ein Wert belegt es", "decimal mark “{mark}”: one value proves it")
_FORMS = {
    "iso": Text("2026-01-31", "2026-01-31"),
    "year_slash": Text("2026/01/31", "2026/01/31"),
    "year_dot": Text("2026.01.31", "2026.01.31"),
    "compact": Text("20260131", "20260131"),
    "dot": Text("31.01.2026", "31.01.2026"),
    "dot_short": Text("31.01.26", "31.01.26"),
    "serial": Text("Excel-Tageszahl", "Excel day number"),
}
_MONTH_FIRST = {"dot": Text("01.31.2026", "01.31.2026"), "dot_short": Text("01.31.26", "01.31.26")}
_SLASHED = {"dmy": Text("Tag/Monat", "day/month"), "mdy": Text("Monat/Tag", "month/day")}
