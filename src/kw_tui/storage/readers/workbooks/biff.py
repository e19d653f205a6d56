"""What an XLS file ([MS-XLS], a stream of records) says beyond the values fastexcel reads: failed formulas, sheets."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kw_tui.storage.readers.workbooks.compound import Compound
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.survey import Survey, require_near
from kw_tui.storage.readers.workbooks.xml_parts import Report

STREAMS = ("Workbook", "WORKBOOK", "Book", "BOOK")
_BEGIN, _END, _SHEET, _LOCKED, _FORMULA, _ERROR = 0x0809, 0x000A, 0x0085, 0x002F, 0x0006, 0x0205
_CELLS = {_FORMULA, _ERROR, 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x0004}
"""Records of cells with a value: besides those, numbers of three kinds, one or several, and texts."""
_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class XlsSurvey:
    """The sheets of an XLS file; raises RefusedError where a password locks them."""

    styles: Mapping[int, str] = {}

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._stream = book(Compound(file, path.stat().st_size))
        self._sheets = old_sheets(self._stream)

    def __len__(self) -> int:
        return len(self._sheets)

    def is_hidden(self, index: int) -> bool:
        """Whether a sheet is out of sight."""
        return self._sheets[index].is_hidden

    def of(self, index: int, report: Report) -> Survey:
        """Look at a sheet; raises RefusedError where it is no grid of cells."""
        sheet = self._sheets[index]
        if not sheet.is_grid:
            raise RefusedError("no-cells")
        found = surveyed(self._stream, sheet)
        report(1)
        require_near(found)
        return found

    def is_open(self, found: Survey) -> bool:  # noqa: ARG002
        """Whether some text might look like a number: nobody looked."""
        return True


@dataclass(frozen=True, slots=True)
class OldSheet:
    """Where a sheet begins in the stream; `is_grid` is False for a chart or a macro."""

    place: int
    is_hidden: bool
    is_grid: bool


def book(container: Compound) -> bytes:
    """The stream with the sheets."""
    name = next((name for name in STREAMS if name in container.streams), None)
    if name is None:
        raise RefusedError("damaged")
    return container.read(name)


def old_sheets(stream: bytes) -> list[OldSheet]:
    """All sheets in their order; raises RefusedError where a password locks them."""
    found = []
    for kind, body in _records(stream, 0):
        if kind == _LOCKED:
            raise RefusedError("encrypted")
        if kind == _SHEET and len(body) >= 6:
            place, state, content = struct.unpack_from("<IBB", body)
            found.append(OldSheet(place, state & 3 != 0, content == 0))
    return found


def surveyed(stream: bytes, sheet: OldSheet) -> Survey:
    """How far the cells of a sheet reach, and those whose formula failed."""
    found = Survey(has_own_text=True)
    for kind, body in _records(stream, sheet.place):
        if kind not in _CELLS or len(body) < 8:
            continue
        row, column = struct.unpack_from("<HH", body)
        found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1)
        code = None
        if kind == _ERROR and body[7]:
            code = body[6]
        elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
            code = body[8]
        if code is not None:
            found.patches.append((row + 1, column + 1, _NAMES.get(code, "#VALUE!")))
    return found


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, without those of charts inside it."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        place += 4
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[place : place + length]
        place += length
