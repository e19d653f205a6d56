"""A sheet of an XLSX file, followed element by element: exact, and ten times slower than looking for patterns."""

import zipfile
from collections.abc import Mapping

from kw_tui.storage.readers.workbooks.survey import Survey, column_number
from kw_tui.storage.readers.workbooks.xml_parts import Report, chunks, elements


def parsed(container: zipfile.ZipFile, part: str, styles: Mapping[int, str], report: Report | None = None) -> Survey:
    """Parse all cells of a sheet; only those with a value count."""
    cells = _Cells(styles)
    elements(chunks(container, part, report), cells.begin, cells.end, cells.text)
    return cells.found


class _Cells:
    """Follows the elements of a sheet. Rows and cells without a reference stand next to the one before."""

    def __init__(self, styles: Mapping[int, str]) -> None:
        self.found, self._styles = Survey(), styles
        self._row = self._column = 0
        self._kind = self._style = self._formula = self._value = ""
        self._inside = ""

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        """Start of an element."""
        if name == "c":
            self._cell(given)
        elif name == "row":
            reference = given.get("r", "")
            self._row, self._column = int(reference) if reference.isdecimal() else self._row + 1, 0
        elif name in ("v", "t"):
            self._inside = "v"
        elif name == "f":
            self._inside, self._formula = "f", "="

    def _cell(self, given: Mapping[str, str]) -> None:
        reference = given.get("r", "")
        letters = reference.rstrip("0123456789").upper()
        self._column = column_number(letters) if letters.isascii() and letters.isalpha() else self._column + 1
        if digits := reference[len(letters) :]:
            self._row = int(digits)
        self._kind, self._style = given.get("t", "n"), given.get("s", "")
        self._formula = self._value = ""

    def text(self, characters: str) -> None:
        """Text of an element."""
        if self._inside == "v":
            self._value += characters
        elif self._inside == "f":
            self._formula += characters

    def end(self, name: str) -> None:
        """End of an element."""
        if name == "c":
            self._close()
        elif name in ("v", "t", "f"):
            self._inside = ""

    def _close(self) -> None:
        found = self.found
        if self._kind == "e" and self._value:
            found.patches.append((self._row, self._column, self._value))
        elif self._formula and not self._value and self._kind != "str":
            found.patches.append((self._row, self._column, self._formula))
        elif not self._value:
            return
        found.rows, found.columns = max(found.rows, self._row), max(found.columns, self._column)
        found.has_own_text = found.has_own_text or self._kind in ("str", "inlineStr")
        if self._style.isdecimal() and int(self._style) in self._styles:
            found.show(self._row, self._column, int(self._style))
