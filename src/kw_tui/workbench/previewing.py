"""A look into a file before it is imported: its layout and why, the columns it would use, first and problem rows."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.core.intake import checks, intake
from kw_tui.core.intake.formats import Ask, Facts, Formats, decide
from kw_tui.core.intake.intake import raw_name
from kw_tui.core.intake.mapping import Confidence, missing_fields
from kw_tui.storage.readers.raw import RawText
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text, grouped
from kw_tui.workbench.lanes import reading_of
from kw_tui.workbench.opened import Asked, Opened, open_file

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
    """Among the first lines, what is wrong: the columns of `checks.RECORD_SCHEMA`."""


def preview(path: Path, asked: Asked, staging: Path) -> Preview:
    """Read a file's layout and guess what it is; raises SourceError where it cannot be read."""
    opened = open_file(path, asked, staging)
    raw, pairs = opened.raw, opened.pairs
    formats = decide(opened.first_facts, pairs, opened.table, opened.said)
    few = opened.sample.head(_ROWS)
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
        table=opened.table,
        mapping=pairs.headers,
        confidence=pairs.confidence,
        unused=pairs.unused,
        missing=missing_fields(opened.table, pairs.headers),
        asks=formats.asks,
        evidence=tuple(_evidence(raw, formats, opened.first_facts)),
        notes=(*raw.notes, *opened.notes, *formats.notes),
        rows=few.select(pl.col(raw_name(header)).alias(header) for header in raw.headers),
        problems=_problems(opened, formats),
    )


def _problems(opened: Opened, formats: Formats) -> pl.DataFrame:
    table, pairs = opened.table, opened.pairs
    if missing_fields(table, pairs.headers):
        return pl.DataFrame(schema=checks.RECORD_SCHEMA)
    reading = reading_of(opened, formats, None)
    trouble = checks.split(intake.typed(opened.sample.lazy(), reading), reading.mapping, table).trouble
    return checks.records(trouble, reading.mapping, table, opened.source).head(_PROBLEMS).collect()


def _evidence(raw: RawText, formats: Formats, facts: AnyMapping[str, Facts]) -> list[Text]:
    told = [_ENCODINGS[raw.encoding]] if raw.encoding in _ENCODINGS else []
    if raw.delimiter:
        odd = raw.rejects.height
        told.append((_SOME_DIFFER if odd else _ALL_ALIKE).format(fields=len(raw.headers), odd=_count(odd)))
    for mark in (",", "."):
        proof = sum(facts[field]["comma" if mark == "," else "dot"] for field in formats.numbers)
        if proof and any(form.mark == mark for form in formats.numbers.values()):
            told.append(_MARK.format(mark=mark, count=_count(proof)))
    forms = sorted({form for each in formats.dates.values() for form in each.forms})
    if forms:
        told.append(Text("Tage: {forms}", "days: {forms}").format(forms=_days(formats)))
    return told


def _days(formats: Formats) -> Text:
    forms = {form: each.order for each in formats.dates.values() for form in each.forms}
    named = [_FORMS.get(form, _SLASHED[order]) for form, order in forms.items()]
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
_ALL_ALIKE = Text("jede Zeile hat {fields} Felder", "every line has {fields} fields")
_SOME_DIFFER = Text(
    "{fields} Felder je Zeile, {odd} Zeilen weichen ab", "{fields} fields a line, {odd} lines have another number"
)
_MARK = Text("Dezimalzeichen {mark}: {count} Werte belegen es", "decimal mark {mark}: {count} values prove it")
_FORMS = {
    "iso": Text("2026-01-31", "2026-01-31"),
    "year_slash": Text("2026/01/31", "2026/01/31"),
    "year_dot": Text("2026.01.31", "2026.01.31"),
    "compact": Text("20260131", "20260131"),
    "dot": Text("31.01.2026", "31.01.2026"),
    "dot_short": Text("31.01.26", "31.01.26"),
    "serial": Text("Excel-Tageszahl", "Excel day number"),
}
_SLASHED = {"dmy": Text("Tag/Monat", "day/month"), "mdy": Text("Monat/Tag", "month/day")}
