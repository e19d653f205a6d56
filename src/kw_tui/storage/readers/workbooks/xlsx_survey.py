"""What an XLSX file says beyond the values fastexcel reads: its sheets, how far each reaches, what it shows."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath

from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.survey import MOST_CELLS, Survey, require_near
from kw_tui.storage.readers.workbooks.xlsx_parse import parsed
from kw_tui.storage.readers.workbooks.xlsx_search import searched
from kw_tui.storage.readers.workbooks.xlsx_styles import shown_styles
from kw_tui.storage.readers.workbooks.xml_parts import Report, attribute, chunks, elements

_NUMBER_LIKE = re.compile(rb">\s*[-+]?(?:\d{1,3}\.\d{3}|[\d.]{15,}|\d+\.\d{9})\s*<|<r>|:r>")
"""Text that might be taken for a number of another size; runs of one text might make one together."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook; `part` is None for one that is no grid of cells."""

    name: str
    part: str | None
    is_hidden: bool


def sheets(container: zipfile.ZipFile) -> list[Sheet]:
    """All sheets in their order."""
    targets: dict[str, str] = {}
    found: list[Sheet] = []
    names = {name.lower(): name for name in container.namelist()}

    def relation(_: str, given: Mapping[str, str]) -> None:
        if (given.get("Type") or "").endswith("/worksheet") and "Id" in given:
            targets[given["Id"]] = given.get("Target", "")

    def sheet(name: str, given: Mapping[str, str]) -> None:
        if name == "sheet":
            target = targets.get(attribute(given, "id") or "")
            part = target and names.get(normpath(join("/xl", target))[1:].lower())
            found.append(Sheet(given.get("name", ""), part or None, given.get("state", "visible") != "visible"))

    elements(chunks(container, "xl/_rels/workbook.xml.rels"), relation)
    elements(chunks(container, "xl/workbook.xml"), sheet)
    return found


def has_number_like_text(container: zipfile.ZipFile) -> bool:
    """Whether some shared text looks like a number that could be read in two ways, or is too long for a number."""
    if "xl/sharedStrings.xml" not in container.namelist():
        return False
    tail = b""
    for chunk in chunks(container, "xl/sharedStrings.xml"):
        if _NUMBER_LIKE.search(tail + chunk):
            return True
        tail = chunk[-256:]
    return False


class XlsxSurvey:
    """The sheets of an XLSX file."""

    def __init__(self, path: Path) -> None:
        self._container = zipfile.ZipFile(path)
        self._sheets = sheets(self._container)
        self.styles = shown_styles(self._container)

    def __len__(self) -> int:
        return len(self._sheets)

    def is_hidden(self, index: int) -> bool:
        """Whether a sheet is out of sight."""
        return self._sheets[index].is_hidden

    def of(self, index: int, report: Report) -> Survey:
        """Look at a sheet; raises RefusedError where it is no grid of cells, or reaches too far."""
        part = self._sheets[index].part
        if part is None:
            raise RefusedError("no-cells")
        found = searched(self._container, part, self.styles, report)
        if found is None or found.rows * found.columns > MOST_CELLS:
            found = parsed(self._container, part, self.styles, report)
        require_near(found)
        return found

    def is_open(self, found: Survey) -> bool:
        """Whether some text of a sheet might look like a number that can be read in two ways."""
        return found.has_own_text or self._has_open_text

    @cached_property
    def _has_open_text(self) -> bool:
        return has_number_like_text(self._container)
