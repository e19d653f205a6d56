"""Lines of a file that are set apart on the way, in memory that does not grow with how many they are."""

from functools import cached_property
from threading import Lock

import numpy as np
import polars as pl
from numpy.typing import NDArray


class Marked:
    """Some lines of a file: a byte for each line there is, which is less than to list many of them.

    The cells of up to `most` of them are kept too.
    """

    def __init__(self, lines: int, most: int) -> None:
        self._marks: NDArray[np.bool_] = np.zeros(lines + 1, dtype=np.bool_)
        self._room = most
        self._cells: list[pl.DataFrame] = []
        self._lock = Lock()

    def mark(self, line: str, cells: pl.DataFrame) -> None:
        """Mark lines by the numbers in column `line` of their `cells`; threads may mark different ones at once."""
        self._marks[cells[line].to_numpy()] = True
        with self._lock:  # a count that two threads take at once would bring cells back that are incomplete
            self._room -= cells.height
            has_room = self._room >= 0
            if not has_room:
                self._cells.clear()
        if has_room:
            self._cells.append(_apart(cells))

    @property
    def cells(self) -> pl.DataFrame | None:
        """The cells of all marked lines; None where they are too many."""
        return pl.concat(self._cells) if self._room >= 0 and self._cells else None

    @cached_property
    def count(self) -> int:
        """How many are marked, once all are."""
        return int(np.count_nonzero(self._marks))

    def among(self, line: pl.Expr) -> pl.Expr:
        """Whether the line of this number is marked."""
        return line.map_batches(self._told, return_dtype=pl.Boolean, is_elementwise=True)

    def _told(self, lines: pl.Series) -> pl.Series:
        return pl.Series(self._marks[lines.to_numpy()])


def _apart(cells: pl.DataFrame) -> pl.DataFrame:
    """A copy: a few rows by themselves would keep the memory of the whole batch."""
    copied = pl.from_arrow(cells.to_arrow(compat_level=pl.CompatLevel.oldest()))
    return copied if isinstance(copied, pl.DataFrame) else cells
