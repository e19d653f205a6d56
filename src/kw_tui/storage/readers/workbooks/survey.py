"""What is known of a sheet besides its values: how far it reaches, failed formulas, and how numbers are shown."""

from array import array
from dataclasses import dataclass, field

from kw_tui.storage.readers.workbooks.refusals import RefusedError

MOST_CELLS = 60_000_000
"""Cells of the rectangle around all with a value; fastexcel holds it whole, 24 bytes for an empty one."""
Patch = tuple[int, int, str]
"""Row and column of a cell, from 1, and the text that stands for it."""


@dataclass(slots=True)
class Survey:
    """How far the cells of a sheet reach, and what must stand in some of them.

    `shown` holds rows by column and style, for the styles that show a number differently from how it is stored.
    `has_own_text`: some text is not among the shared ones.
    """

    rows: int = 0
    columns: int = 0
    patches: list[Patch] = field(default_factory=list)
    shown: dict[tuple[int, int], "array[int]"] = field(default_factory=dict)
    has_own_text: bool = False

    def show(self, row: int, column: int, style: int) -> None:
        """Note the style of a cell."""
        self.shown.setdefault((column, style), array("I")).append(row)


def column_number(letters: bytes | str) -> int:
    """A is 1, XFD 16,384."""
    text = letters.decode() if isinstance(letters, bytes) else letters
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 16,384 is XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def require_near(found: Survey) -> None:
    """Raise RefusedError where the cells lie too far apart."""
    count = found.rows * found.columns
    if count > MOST_CELLS:
        cell = f"{column_letters(found.columns)}{found.rows}"
        raise RefusedError("far-cell", cell=cell, cells=count, limit=MOST_CELLS)
