"""DATEV files (EXTF, DTVF): the first line read, the columns below it named by their position. Line 1 is preamble."""

import codecs
import csv
import re
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.dialect import split
from kw_tui.storage.readers.gate import CHUNK, Progress, admit
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.text import read_admitted
from kw_tui.vocabulary.datev import CATEGORIES, HEADERS, MASTER_DATA, POSTINGS, VERSIONS, DatevHeader
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

_MARK = re.compile(r'"?(EXTF|DTVF)"?;')
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARK_WITHIN = 64
_LINES = 500
_SHOWN = 60
_FEWEST = {POSTINGS: 10, MASTER_DATA: 2}
"""Fields without which nothing can be made of a line: up to the day of a posting, the name of an account."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The beginning of a file: its first line in cells, and how the lines below it are laid out.

    `header_line` is None where data follow the first line at once; `width` is the usual number of fields of the data,
    that of the header where there are none.
    """

    cells: tuple[str, ...]
    header_line: int | None
    header: tuple[str, ...]
    width: int


def is_datev(path: Path) -> bool:
    """Whether the file begins with DATEV's mark."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return _MARK.match(_decoded(stream.read(_MARK_WITHIN))) is not None
    except OSError:
        return False


def read_datev(
    path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None
) -> RawText:
    """Read postings (category 21) or debtors and creditors (16): `datev` says what the first line does.

    Raises SourceError for every other category, for a first line that lacks the period, and as `read_text` does.
    """
    head = _head(path)
    header = _header(path, head)
    raw = _text(path, staging, options, progress, head)
    if len(raw.headers) < _FEWEST[header.category]:
        raise _too_narrow(path, len(raw.headers), _FEWEST[header.category])
    names = _names(raw.headers, HEADERS[header.category])
    frame = raw.frame.select(LINE, *(pl.col(old).alias(new) for old, new in zip(raw.headers, names, strict=True)))
    notes = () if header.version in VERSIONS else (_VERSION.format(version=header.version),)
    return replace(
        raw,
        frame=frame,
        headers=names,
        doubles=(),
        format="datev",
        datev=replace(header, fields=len(names)),
        notes=(*raw.notes, *notes),
    )


def _text(path: Path, staging: Path, options: ImportOptions, progress: Progress | None, head: _Head) -> RawText:
    """Read what stands below the first line; DATEV knows no cp850, whatever the bytes look like."""
    wanted = replace(options, delimiter=";", header=options.header or head.header_line)
    arrival = admit(path, options.encoding, progress)
    if arrival.encoding == "cp850" and options.encoding is None:
        arrival = replace(arrival, encoding="cp1252")
    is_level = head.header_line is None or len(head.header) == head.width
    mend = None if is_level else partial(_levelled, head, staging / f"{arrival.stamp[2]}-{arrival.stamp[1]}.levelled")
    return read_admitted(arrival, staging, wanted, progress, mend)


def _levelled(head: _Head, target: Path, source: Path) -> Path:
    """Write a twin, line for line, whose header has as many fields as the data: some programs' headers have not."""
    header = ";".join([*head.header, *(f"Feld {number}" for number in range(1, head.width + 1))][: head.width])
    with source.open("rb") as lines, target.open("wb") as sink:
        for _ in range((head.header_line or 1) - 1):
            sink.write(lines.readline())
        lines.readline()
        sink.write(header.encode() + b"\r\n")
        shutil.copyfileobj(lines, sink)
    return target


def _head(path: Path) -> _Head:
    try:
        with path.open("rb") as stream:
            head = stream.read(CHUNK)
    except OSError as error:
        raise refusals.unreadable(path, error.strerror or type(error).__name__) from None
    text = _decoded(head)
    lines = [line.removesuffix("\r") for line in text.split("\n" if "\n" in text else "\r")]
    below = [(number, line) for number, line in enumerate(lines[:_LINES], 1) if line.strip()][1:]
    first = tuple(split(lines[0], ";"))
    if not below:
        raise refusals.without_rows(path)
    number, header = below[0][0], tuple(split(below[0][1], ";"))
    if header[0].replace(",", "").replace(".", "").strip().isdecimal():
        return _Head(first, None, (), len(header))
    # The last line may be cut off where the beginning of a long file ends.
    data = [line for _, line in below[1:]][: -1 if len(head) == CHUNK else None]
    return _Head(first, number, header, _width(data) or len(header))


def _decoded(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head.decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


def _width(lines: Sequence[str]) -> int:
    """The usual number of fields; 0 without lines."""
    try:
        counts = Counter(len(row) for row in csv.reader([line + "\n" for line in lines], delimiter=";"))
    except csv.Error:
        counts = Counter(len(split(line, ";")) for line in lines)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _header(path: Path, head: _Head) -> DatevHeader:
    """Read the first line; raise SourceError where nothing can be made of the file."""
    cells = [cell.strip() for cell in head.cells] + [""] * 31
    category = _number(cells[2])
    if category not in HEADERS:
        raise _wrong_category(path, category, cells[3][:_SHOWN])
    begin, length = _day(cells[12]), cells[13]
    first, last = _day(cells[14]) or begin, _day(cells[15]) or _year_after(begin)
    if category == POSTINGS and (first is None or last is None or last < first):
        raise _without_period(path)
    return DatevHeader(
        kind="DTVF" if "DTVF" in cells[0] else "EXTF",
        version=_number(cells[1]),
        category=category,
        fields=head.width,
        account_length=int(length) if re.fullmatch("[4-8]", length) else None,
        first_day=first,
        last_day=last,
        currency=cells[21].upper() if re.fullmatch("[A-Za-z]{3}", cells[21]) else "EUR",
        chart=cells[26][:_SHOWN].upper().removeprefix("SKR").strip().zfill(2) if cells[26] else "",
    )


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else 0


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])) if re.fullmatch(r"[12]\d{7}", text) else None
    except ValueError:
        return None


def _year_after(begin: date | None) -> date | None:
    """The last day of the fiscal year."""
    if begin is None:
        return None
    return begin.replace(year=begin.year + 1, day=min(begin.day, 28)) - timedelta(days=1)


def _names(headers: Sequence[str], known: Mapping[int, str]) -> tuple[str, ...]:
    """DATEV's name where the position is made use of, else the file's own, none twice."""
    taken = {name for position, name in known.items() if position <= len(headers)} | {LINE}
    names = []
    for position, own in enumerate(headers, 1):
        name = known.get(position, own)
        if position not in known and name in taken:
            name = f"Feld {position}"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _wrong_category(path: Path, category: int, name: str) -> SourceError:
    what = CATEGORIES.get(category, Text(name or str(category), name or str(category)))
    message = Text(
        "DATEV-Datei mit {what} (Kategorie {category}): daraus entstehen weder Umsätze noch Kunden",
        "a DATEV file of {what} (category {category}): it holds neither sales nor customers",
    )
    hint = Text(
        "in DATEV den Buchungsstapel (Kategorie 21) exportieren, für Kundennamen Debitoren/Kreditoren (16)",
        "export the postings from DATEV (Buchungsstapel, category 21), for customers' names Debitoren/Kreditoren (16)",
    )
    return refusals.refusal(path, message.format(what=what, category=category), hint)


def _without_period(path: Path) -> SourceError:
    message = Text(
        "die Kopfzeile nennt weder Zeitraum (Felder 15, 16) noch Wirtschaftsjahr (Feld 13); Belegdaten haben kein Jahr",
        "the first line tells neither the period (fields 15, 16) nor the fiscal year (field 13), and days have no year",
    )
    return refusals.refusal(
        path, message, Text("mit vollständiger Kopfzeile exportieren", "export it with a complete first line")
    )


def _too_narrow(path: Path, fields: int, needed: int) -> SourceError:
    message = Text("nur {fields} Felder je Zeile statt {needed}", "only {fields} fields a line instead of {needed}")
    return refusals.refusal(
        path,
        message.format(fields=fields, needed=needed),
        Text("im DATEV-Format mit allen Spalten exportieren", "export all columns of DATEV's format"),
    )


_VERSION = Text(
    "DATEV-Kopfzeile der Version {version}: gelesen wie Version 700",
    "DATEV's first line is of version {version}: read like version 700",
)
