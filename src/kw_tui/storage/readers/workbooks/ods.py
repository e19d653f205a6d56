"""ODS sheets, read element by element: every number as it is stored, repeated cells within bounds.

Rows and cells that repeat are written once with a count; a sheet ends with a million empty rows of that kind.
"""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.workbooks.cells import Cells
from kw_tui.storage.readers.workbooks.numerals import per_cent, shown
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.rows import Rows, Value
from kw_tui.storage.readers.workbooks.xml_parts import Report, chunks, elements

MOST_CELLS = 30_000_000
"""Cells with a value in all sheets together."""
_OFFICE, _TABLE, _TEXT, _STYLE, _CALC = (
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0 ",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0 ",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 ",
)
_KIND, _VALUE, _CHECKED = f"{_OFFICE}value-type", f"{_OFFICE}value", f"{_CALC}value-type"
_COLUMNS, _ROWS = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_NUMBERS = ("float", "percentage", "currency")
_FAILED = ("#", "Err:", "Fehler:")
_ATTRIBUTES = {"date": f"{_OFFICE}date-value", "time": f"{_OFFICE}time-value", "boolean": f"{_OFFICE}boolean-value"}
_MOST_SPACES = 1000


class OdsBook:
    """An ODS file; all its sheets are read at once."""

    def __init__(self, path: Path, report: Report) -> None:
        self._content = _Content()
        with zipfile.ZipFile(path) as container:
            content = self._content
            elements(
                chunks(container, "content.xml", report), content.begin, content.end, content.characters, is_local=False
            )
        self.names = [table.name for table in content.tables]

    def is_hidden(self, index: int) -> bool:
        """Whether a sheet is out of sight."""
        return self._content.tables[index].style in self._content.unseen

    def cells(self, index: int, report: Report) -> Cells:
        """Hand over a sheet; raises RefusedError where it is too large."""
        report(1)
        return self._content.tables[index].cells()


class _Table:
    """The cells of one sheet."""

    def __init__(self, name: str, style: str) -> None:
        self.name, self.style = name, style
        self._rows, self._line, self._refused = Rows(), 0, ""

    def refuse(self, code: str) -> None:
        """Give the sheet up."""
        self._rows, self._refused = Rows(), code

    def add(self, cells: dict[int, Value], times: int) -> None:
        """Add a row, as often as it is repeated."""
        if cells and not self._refused:
            for line in range(self._line + 1, self._line + times + 1):
                self._rows.add(line, cells)
        self._line += times

    def cells(self) -> Cells:
        """What was read, or why not."""
        if self._refused:
            raise RefusedError(self._refused, limit=MOST_COLUMNS if self._refused == "too-wide" else MOST_CELLS)
        return self._rows.cells()


class _Content:
    """Follows the elements of a document. A table inside a cell is no sheet."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.unseen: set[str] = set()
        self._style = ""
        self._depth = self._aside = self._filled = self._place = 0
        self._cells: dict[int, Value] = {}
        self._repeated = "1"
        self._given: Mapping[str, str] = {}
        self._text: list[str] | None = None
        self._begins: dict[str, Callable[[Mapping[str, str]], None]] = {
            _TEXT + "p": self._begin_paragraph,
            _TABLE + "table-cell": self._begin_cell,
            _TABLE + "covered-table-cell": self._begin_cell,
            _TABLE + "table-row": self._begin_row,
            _TABLE + "table": self._begin_table,
            _TEXT + "s": lambda given: self.characters(" " * _count(given.get(_TEXT + "c", "1"), _MOST_SPACES)),
            _TEXT + "tab": lambda _: self.characters("\t"),
            _TEXT + "line-break": lambda _: self.characters("\n"),
            _OFFICE + "annotation": self._begin_aside,
            _STYLE + "style": self._begin_style,
            _STYLE + "table-properties": self._begin_properties,
        }
        self._ends: dict[str, Callable[[], None]] = {
            _TABLE + "table-cell": self._end_cell,
            _TABLE + "covered-table-cell": self._end_cell,
            _TABLE + "table-row": self._end_row,
            _TABLE + "table": self._end_table,
            _OFFICE + "annotation": self._end_aside,
        }

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        """Start of an element."""
        if follow := self._begins.get(name):
            follow(given)

    def end(self, name: str) -> None:
        """End of an element."""
        if follow := self._ends.get(name):
            follow()

    def characters(self, text: str) -> None:
        """Text of an element."""
        if self._text is not None and not self._aside:
            self._text.append(text)

    def _begin_paragraph(self, _: Mapping[str, str]) -> None:
        if not self._aside:
            self._text = [] if self._text is None else [*self._text, "\n"]

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        self._given, self._text = given, None

    def _begin_row(self, given: Mapping[str, str]) -> None:
        self._cells, self._place = {}, 0
        self._repeated = given.get(_ROWS, "1")

    def _begin_table(self, given: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.tables.append(_Table(given.get(f"{_TABLE}name", ""), given.get(f"{_TABLE}style-name", "")))

    def _end_table(self) -> None:
        self._depth -= 1

    def _begin_aside(self, _: Mapping[str, str]) -> None:
        self._aside += 1

    def _end_aside(self) -> None:
        self._aside -= 1

    def _begin_style(self, given: Mapping[str, str]) -> None:
        self._style = given.get(f"{_STYLE}name", "")

    def _begin_properties(self, given: Mapping[str, str]) -> None:
        if given.get(f"{_TABLE}display") == "false":
            self.unseen.add(self._style)

    def _end_cell(self) -> None:
        given, text = self._given, self._text
        times = _count(given[_COLUMNS]) if _COLUMNS in given else 1
        if text is not None or _KIND in given:
            value = _value(given, "".join(text or ()))
            if value[0] and self._depth == 1:
                if self._place + times > MOST_COLUMNS:
                    self.tables[-1].refuse("too-wide")
                else:
                    self._cells.update(dict.fromkeys(range(self._place + 1, self._place + times + 1), value))
        self._place += times
        self._text = None

    def _end_row(self) -> None:
        if self._depth != 1:
            return
        times = _count(self._repeated)
        self._filled += times * len(self._cells)
        if self._filled > MOST_CELLS:
            self._filled -= times * len(self._cells)
            self.tables[-1].refuse("crowded-sheet")
        self.tables[-1].add(self._cells, times)


def _count(text: str, most: int = 1 << 21) -> int:
    return min(most, int(text[:8])) if text.isascii() and text.isdecimal() else 1


def _value(given: Mapping[str, str], text: str) -> Value:
    """A failed formula is stored as 0 or as nothing: there, and for plain text, what is shown counts."""
    kind = given.get(_KIND, "string")
    if kind in _NUMBERS and not (given.get(_CHECKED) == "error" or text.startswith(_FAILED)):
        return _number(given.get(_VALUE, ""), kind, text)
    if kind in _ATTRIBUTES and (stored := given.get(_ATTRIBUTES[kind])):
        return (_time(stored) if kind == "time" else stored), False
    return text, False


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
