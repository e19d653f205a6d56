"""Rows as they are read, one by one, on their way into columns."""

from collections.abc import Mapping

import polars as pl

from kw_tui.storage.readers.workbooks.cells import Cells, Column
from kw_tui.storage.readers.workbooks.numerals import clean

ROWS_OF_A_BLOCK = 20_000
"""Rows that are held as Python objects, before they become columns of a frame."""
Value = tuple[str, bool]
"""The text of a cell, and whether it is a true number."""
_NOTHING: tuple[None, bool] = (None, False)


class Rows:
    """Takes the cells of a table row by row, places counted from 1."""

    def __init__(self) -> None:
        self._blocks: list[pl.DataFrame] = []
        self._lines: list[int] = []
        self._rows: list[Mapping[int, Value]] = []

    def add(self, line: int, cells: Mapping[int, Value]) -> None:
        """Add a row, which must not change any more."""
        self._lines.append(line)
        self._rows.append(cells)
        if len(self._lines) >= ROWS_OF_A_BLOCK:
            self._flush()

    def _flush(self) -> None:
        columns = {"line": pl.Series(self._lines, dtype=pl.Int64)}
        for place in sorted({place for row in self._rows for place in row}):
            values = [row.get(place, _NOTHING) for row in self._rows]
            columns[f"{place}"] = pl.Series([text for text, _ in values], dtype=pl.String)
            columns[f"number {place}"] = pl.Series([is_number for _, is_number in values], dtype=pl.Boolean)
        self._blocks.append(pl.DataFrame(columns))
        self._lines, self._rows = [], []

    def cells(self) -> Cells:
        """All rows as columns."""
        self._flush()
        frame = pl.concat(self._blocks, how="diagonal")
        places = sorted(int(name) for name in frame.columns if name.isdecimal())
        numbers = {place: frame[f"number {place}"].fill_null(value=False) for place in places}
        return Cells(frame["line"], {place: Column(clean(frame[f"{place}"]), numbers[place]) for place in places})
