"""The tables of a web page, followed tag by tag as browsers do: tags may be missing, cells may span others."""

from html.parser import HTMLParser

from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.rows import Rows, Value

MOST_CELLS, MOST_TABLES = 10_000_000, 1000
LONGEST_TAG = 1 << 20
"""Characters without the end of a tag or a comment, after which a page is not understood."""
_MOST_ROWS_SPANNED = 1 << 16
_SILENT = ("script", "style")

Attributes = list[tuple[str, str | None]]


class HtmlTable:
    """A table on its way into rows. A cell that spans others stands in the first of them."""

    def __init__(self) -> None:
        self.rows = Rows()
        self._line = self._place = self._at = 0
        self._cells: dict[int, Value] | None = None
        self._text: list[str] | None = None
        self._spanned: dict[int, int] = {}
        """Place -> rows below in which it belongs to a cell further up."""
        self._taken: frozenset[int] = frozenset()

    def begin_row(self) -> None:
        """A row begins, and the one before ends."""
        self.end_row()
        self._line, self._place, self._cells = self._line + 1, 0, {}
        self._taken = frozenset(self._spanned)
        self._spanned = {place: left - 1 for place, left in self._spanned.items() if left > 1}

    def begin_cell(self, columns: int, rows: int) -> None:
        """A cell begins, and the one before ends."""
        if self._cells is None:
            self.begin_row()
        self.end_cell()
        while self._place + 1 in self._taken:
            self._place += 1
        self._at, self._text = self._place + 1, []
        self._place += columns
        if self._place > MOST_COLUMNS:
            raise RefusedError("too-wide", sheet="", limit=MOST_COLUMNS)
        if rows > 1:
            self._spanned |= dict.fromkeys(range(self._at, self._place + 1), rows - 1)

    def add(self, text: str) -> None:
        """Text, which counts only inside a cell."""
        if self._text is not None:
            self._text.append(text)

    def end_cell(self) -> None:
        """A cell ends."""
        if self._text is not None and self._cells is not None:
            text = " ".join("".join(self._text).split())
            if text:
                self._cells[self._at] = (text, False)
        self._text = None

    def end_row(self) -> int:
        """A row ends; returns the number of its cells with text."""
        self.end_cell()
        cells, self._cells = self._cells, None
        if cells:
            self.rows.add(self._line, cells)
        return len(cells or ())


class HtmlPage(HTMLParser):
    """Collects all tables; one inside another is a table of its own. Raises RefusedError where limits are passed."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[HtmlTable] = []
        self._open: list[HtmlTable] = []
        self._silent = self._filled = 0

    def feed(self, data: str) -> None:
        """Follow some more of the page."""
        super().feed(data)
        if len(self.rawdata) > LONGEST_TAG:
            raise RefusedError("damaged")

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A tag begins something."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif self._open and tag == "tr":
            self._count(self._open[-1].end_row())
            self._open[-1].begin_row()
        elif self._open and tag in ("td", "th"):
            given = dict(attrs)
            columns = _number(given.get("colspan"), MOST_COLUMNS + 1)
            self._open[-1].begin_cell(columns, _number(given.get("rowspan"), _MOST_ROWS_SPANNED))
        elif self._open and tag in ("br", "p", "div"):
            self._open[-1].add(" ")

    def _begin_table(self) -> None:
        if len(self.tables) >= MOST_TABLES:
            raise RefusedError("crowded", limit=MOST_TABLES)
        table = HtmlTable()
        self.tables.append(table)
        self._open.append(table)

    def handle_endtag(self, tag: str) -> None:
        """A tag ends something."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._count(self._open.pop().end_row())
        elif tag == "tr":
            self._count(self._open[-1].end_row())
        elif tag in ("td", "th"):
            self._open[-1].end_cell()

    def _count(self, cells: int) -> None:
        self._filled += cells
        if self._filled > MOST_CELLS:
            raise RefusedError("crowded-sheet", sheet="", limit=MOST_CELLS)

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._open and not self._silent:
            self._open[-1].add(data)

    def close(self) -> None:
        """The page ends, and so does what is still open."""
        super().close()
        while self._open:
            self._count(self._open.pop().end_row())


def _number(text: str | None, most: int) -> int:
    return max(1, min(most, int(text[:6]))) if text and text.isascii() and text.isdecimal() else 1
