"""The cells of one sheet in memory, column by column, and how they are staged for everything that follows."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import polars as pl

from kw_tui.storage.readers.grid import SAMPLE_ROWS, known_columns
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.workbooks.numerals import Verdict, as_shown, settle

_ROWS_OF_A_GROUP = 100_000
_BLANKS = " \t\r\n\u00a0\u202f\ufeff"


@dataclass(slots=True)
class Column:
    """Cells of a column as text, null where empty.

    `is_number` says which are true numbers (None: all written like one); `shown` which lines have which style of
    `xlsx_styles`.
    """

    text: pl.Series
    is_number: pl.Series | None = None
    shown: list[tuple[str, "array[int]"]] = field(default_factory=list)

    def extend(self, rows: int) -> None:
        """Add empty cells below."""
        missing = rows - len(self.text)
        self.text = self.text.extend_constant(None, missing)
        if self.is_number is not None:
            self.is_number = self.is_number.extend_constant(False, missing)

    def settled(self) -> tuple[pl.Series, Verdict]:
        """The text as it is staged, and how its numbers stand."""
        text, verdict = settle(self.text, self.is_number)
        for style, lines in self.shown:
            places = pl.Series(lines, dtype=pl.UInt32) - 1
            text = as_shown(text, style, places.filter(places < len(text)))
        return text, verdict


@dataclass(slots=True)
class Cells:
    """Columns by their place in the sheet, from 1; `lines` are the numbers of the rows."""

    lines: pl.Series
    columns: dict[int, Column]


class Book(Protocol):
    """An open workbook."""

    names: list[str]
    """The names of all sheets, in their order."""

    def is_hidden(self, index: int) -> bool:
        """Whether a sheet is out of sight."""

    def cells(self, index: int, report: Callable[[float], None]) -> Cells:
        """Read a sheet; raises RefusedError where it cannot be read, or holds nothing."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A sheet in a file of rows as `grid.Grid` has them. `verdicts` say of each column how its numbers stand."""

    path: Path
    lines: int
    rows: int
    known: int
    verdicts: tuple[Verdict, ...]


def stage(cells: Cells, path: Path) -> Staged | None:
    """Write all rows with text to a Parquet file, `line` first; None where there are none. Takes the columns."""
    texts, verdicts = {LINE: cells.lines.cast(pl.Int64)}, list[Verdict]()
    for place in range(1, max(cells.columns, default=0) + 1):
        column = cells.columns.pop(place, None) or Column(
            pl.Series([None], dtype=pl.String).new_from_index(0, len(cells.lines))
        )
        texts[f"c{place}"], verdict = column.settled()
        verdicts.append(verdict)
    frame = pl.DataFrame(texts).filter(pl.any_horizontal(pl.exclude(LINE).str.strip_chars(_BLANKS) != ""))
    if frame.is_empty():
        return None
    width = max(place for place in range(1, frame.width) if frame[f"c{place}"].null_count() < frame.height)
    frame = frame.select(LINE, *(f"c{place}" for place in range(1, width + 1)))
    frame.write_parquet(path, compression="lz4", row_group_size=_ROWS_OF_A_GROUP, statistics=False)
    sample = [[cell or "" for cell in row] for row in frame.drop(LINE).head(SAMPLE_ROWS).rows()]
    return Staged(path, int(frame[LINE][-1]), frame.height, known_columns(sample), tuple(verdicts[:width]))
