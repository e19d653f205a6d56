"""Cells that are written over each other and read as lines: glyphs with roles, and dots of braille beneath."""

from itertools import groupby

from rich.cells import cell_len

from kw_tui.tui.lines import Line, Role
from kw_tui.tui.widgets.charts import BRAILLE, DOTS

BLANK = " "


class Canvas:
    """A field of so many cells; what does not fit into it is cut off."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = max(0, width), max(0, height)
        self._cells: list[list[tuple[str, Role]]] = [[(BLANK, "")] * self.width for _ in range(self.height)]
        self._dots: dict[tuple[int, int], int] = {}

    def put(self, x: int, y: int, text: str, role: Role = "") -> None:
        """Write text from a cell on."""
        if not 0 <= y < self.height:
            return
        inked = len(text) - len(text.lstrip()), len(text.rstrip())
        for place, glyph in enumerate(text):
            wide = cell_len(glyph)
            if x >= 0 and x + wide <= self.width and wide:
                is_ink = inked[0] <= place < inked[1] or role == "cursor"
                self._cells[y][x] = (glyph, role if is_ink else "")
                if wide > 1:
                    self._cells[y][x + 1] = ("", role)
            x += wide

    def fill(self, x: int, y: int, text: str, role: Role = "") -> None:
        """Write text only where nothing stands yet."""
        for place, glyph in enumerate(text):
            if self.is_blank(x + place, y):
                self.put(x + place, y, glyph, role)

    def is_blank(self, x: int, y: int, cells: int = 1) -> bool:
        """Whether nothing stands in these cells."""
        if not (0 <= y < self.height and x >= 0 and x + cells <= self.width):
            return False
        return all(self._cells[y][one][0] == BLANK for one in range(x, x + cells))

    def dot(self, x: int, y: int, role: Role = "") -> None:
        """Set a dot; there are two across and four down in each cell."""
        cell = (x // 2, y // 4)
        if not (0 <= cell[0] < self.width and 0 <= cell[1] < self.height):
            return
        bits = self._dots.get(cell, 0) | DOTS[x % 2][y % 4]
        self._dots[cell] = bits
        self._cells[cell[1]][cell[0]] = (chr(BRAILLE + bits), role)

    def lines(self) -> list[Line]:
        """Return the rows as lines, without blanks at their ends."""
        return [_line(row) for row in self._cells]


def _line(row: list[tuple[str, Role]]) -> Line:
    end = next((place for place in range(len(row), 0, -1) if row[place - 1][0] != BLANK), 0)
    runs = groupby(row[:end], key=lambda cell: cell[1])
    return tuple(("".join(glyph for glyph, _ in cells), role) for role, cells in runs)
