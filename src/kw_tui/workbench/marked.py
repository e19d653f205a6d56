"""Which lines of a file are set apart on the way, in memory that does not grow with how many they are."""

from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray


class Marked:
    """Some lines of a file: a byte for each line there is, which is less than to list many of them."""

    def __init__(self, lines: int) -> None:
        self._marks: NDArray[np.bool_] = np.zeros(lines + 1, dtype=np.bool_)

    def mark(self, lines: pl.Series) -> None:
        """Mark lines by their numbers; threads may mark different ones at once."""
        self._marks[lines.to_numpy()] = True

    @cached_property
    def count(self) -> int:
        """How many are marked, once all are."""
        return int(np.count_nonzero(self._marks))

    def among(self, line: pl.Expr) -> pl.Expr:
        """Whether the line of this number is marked."""
        return line.map_batches(self._told, return_dtype=pl.Boolean, is_elementwise=True)

    def _told(self, lines: pl.Series) -> pl.Series:
        return pl.Series(self._marks[lines.to_numpy()])
