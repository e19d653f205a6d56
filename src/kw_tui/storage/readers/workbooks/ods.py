"""ODS sheets, read element by element: every number as it is stored, repeated cells within bounds.

Rows and cells that repeat are written once with a count; a sheet ends with a million empty rows of that kind.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.workbooks.cells import Cells, Column
from kw_tui.storage.readers.workbooks.numerals import clean, per_cent, shown
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.xml_parts import Report, chunks, elements

MOST_CELLS = 30_000_000
"""Cells with a value; Python holds each for a while."""
_CONTENT = "content.xml"
_OFFICE, _TABLE, _TEXT, _STYLE, _CALC = (
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0 ",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 ",
)
_NUMBERS = ("float", "percentage", "currency")
_FAILED = ("#", "Err:", "Fehler:")
_ROWS_OF_A_BLOCK = 20_000

Value = tuple[str, bool]
"""The text of a cell, and whether it is a true number."""


class OdsBook:
    """An ODS file."""

    def __init__(self, path: Path) -> None:
        self._container = zipfile.ZipFile(path)
        self.names: list[str] = []
        self._styles: list[str] = []
        self._unseen: set[str] = set()
        style = ""

        def begin(name: str, given: Mapping[str, str]) -> None:
            nonlocal style
            if name == "style":
                style = given.get(f"{_STYLE}name", "")
            elif name == "table-properties" and given.get(f"{_TABLE}display") == "false":
                self._unseen.add(style)
            elif name == "table" and f"{_TABLE}name" in given:
                self.names.append(given[f"{_TABLE}name"])
                self._styles.append(given.get(f"{_TABLE}style-name", ""))

        elements(chunks(self._container, _CONTENT), begin)

    def is_hidden(self, index: int) -> bool:
        """Whether a sheet is out of sight."""
        return self._styles[index] in self._unseen

    def cells(self, index: int, report: Report) -> Cells:
        """Read a sheet; raises RefusedError where it is too large."""
        table = _Table(index)
        elements(chunks(self._container, _CONTENT, report), table.begin, table.end, table.characters)
        return table.finished()


@dataclass(slots=True)
class _Block:
    """Rows on their way into columns."""

    lines: list[int] = field(default_factory=list)
    texts: dict[int, list[str | None]] = field(default_factory=dict)
    numbers: dict[int, list[bool]] = field(default_factory=dict)

    def add(self, line: int, cells: Mapping[int, Value]) -> None:
        """Add a row."""
        before = len(self.lines)
        self.lines.append(line)
        for place, (text, is_number) in cells.items():
            texts = self.texts.setdefault(place, [])
            numbers = self.numbers.setdefault(place, [])
            texts.extend([None] * (before - len(texts)))
            numbers.extend([False] * (before - len(numbers)))
            texts.append(text)
            numbers.append(is_number)

    def frame(self) -> pl.DataFrame:
        """The rows, columns named by place, `n` before those that say which cells are numbers."""
        height = len(self.lines)
        columns: dict[str, pl.Series] = {"line": pl.Series(self.lines, dtype=pl.Int64)}
        for place, texts in self.texts.items():
            columns[f"{place}"] = pl.Series(texts, dtype=pl.String).extend_constant(None, height - len(texts))
            numbers = pl.Series(self.numbers[place], dtype=pl.Boolean)
            columns[f"n{place}"] = numbers.extend_constant(False, height - len(numbers))
        return pl.DataFrame(columns)


class _Table:
    """Follows the elements of a document and keeps the cells of one table."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._table, self._depth = -1, 0
        self._row, self._rows, self._place, self._places = 0, 1, 0, 1
        self._cells: dict[int, Value] = {}
        self._given: Mapping[str, str] = {}
        self._text: list[str] | None = None
        self._paragraphs = self._aside = self._count = 0
        self._block, self._blocks = _Block(), list[pl.DataFrame]()

    @property
    def _is_wanted(self) -> bool:
        return self._table == self._wanted and self._depth == 1

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        """Start of an element."""
        if name == "table":
            self._depth += 1
            self._table += self._depth == 1
        elif not self._is_wanted:
            return
        elif name in ("table-cell", "covered-table-cell"):
            self._given, self._text, self._paragraphs = given, None, 0
            self._places = _count(given, "number-columns-repeated")
        elif name == "table-row":
            self._cells, self._place = {}, 0
            self._rows = _count(given, "number-rows-repeated")
        else:
            self._begin_text(name, given)

    def _begin_text(self, name: str, given: Mapping[str, str]) -> None:
        if name == "annotation":
            self._aside += 1
        elif name == "p" and not self._aside:
            self._text = [*(self._text or []), "\n"] if self._paragraphs else []
            self._paragraphs += 1
        elif self._text is not None and name in _SPACES:
            self._text.append(_SPACES[name] * _count(given, "c", _TEXT, most=1000))

    def characters(self, text: str) -> None:
        """Text of an element."""
        if self._text is not None and not self._aside:
            self._text.append(text)

    def end(self, name: str) -> None:
        """End of an element."""
        if name == "table":
            self._depth -= 1
        elif not self._is_wanted:
            return
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "annotation":
            self._aside -= 1

    def _end_cell(self) -> None:
        value = _value(self._given, "".join(self._text or ()))
        if value[0]:
            if self._place + self._places > MOST_COLUMNS:
                raise RefusedError("too-wide", limit=MOST_COLUMNS)
            for place in range(self._place + 1, self._place + self._places + 1):
                self._cells[place] = value
        self._place += self._places
        self._text = None

    def _end_row(self) -> None:
        if self._cells:
            self._count += self._rows * len(self._cells)
            if self._count > MOST_CELLS:
                raise RefusedError("crowded-sheet", limit=MOST_CELLS)
            for line in range(self._row + 1, self._row + self._rows + 1):
                self._block.add(line, self._cells)
                if len(self._block.lines) >= _ROWS_OF_A_BLOCK:
                    self._flush()
        self._row += self._rows

    def _flush(self) -> None:
        self._blocks.append(self._block.frame())
        self._block = _Block()

    def finished(self) -> Cells:
        """All cells of the table."""
        self._flush()
        frame = pl.concat(self._blocks, how="diagonal")
        places = sorted(int(name) for name in frame.columns if name.isdecimal())
        columns = {
            place: Column(clean(frame[f"{place}"]), frame[f"n{place}"].fill_null(value=False)) for place in places
        }
        return Cells(frame["line"], columns)


_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


def _count(given: Mapping[str, str], name: str, space: str = _TABLE, most: int = 1 << 21) -> int:
    text = given.get(space + name, "1")
    return min(most, int(text[:8])) if text.isascii() and text.isdecimal() else 1


def _value(given: Mapping[str, str], text: str) -> Value:
    """A failed formula is stored as 0 or as nothing: there, and for plain text, what is shown counts."""
    kind = given.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS and not (given.get(f"{_CALC}value-type") == "error" or text.startswith(_FAILED)):
        return _number(given.get(f"{_OFFICE}value", ""), kind, text)
    if kind in _ATTRIBUTES and (stored := given.get(_OFFICE + _ATTRIBUTES[kind])):
        return (_time(stored) if kind == "time" else stored), False
    return text, False


_ATTRIBUTES = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}


def _number(stored: str, kind: str, text: str) -> Value:
    try:
        value = float(stored)
    except ValueError:
        return text, False
    return (per_cent(value) if kind == "percentage" else shown(value)), True


def _time(stored: str) -> str:
    """PT12H30M00S is 12:30:00."""
    parts = stored.removeprefix("PT").replace("H", ":").replace("M", ":").partition("S")[0]
    return parts if stored.startswith("PT") and parts.count(":") == 2 else stored
