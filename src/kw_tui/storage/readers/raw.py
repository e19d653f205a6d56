"""What a reader hands over: the file as text cells with physical line numbers, and every line accounted for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from kw_tui.storage.readers.stamp import Stamp, require_unchanged
from kw_tui.vocabulary.datev import DatevHeader
from kw_tui.vocabulary.texts import Text

LINE = "line"
"""The column of a raw frame that holds the first physical line of a record (Int64, from 1)."""

REJECT_SCHEMA = {"line_first": pl.Int64, "line_last": pl.Int64, "code": pl.String, "raw": pl.String}
RAW_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class RawText:
    """A file as read. `frame` has `line` and one String column per header; an empty cell is null.

    `delimiter` " " means blank-padded columns, "" that the format has none; `header_line` None that there is no header
    and the columns are called `column 1`, `column 2`, ... A line is a physical line of a text, a row of a sheet, a row
    of a table. Every one is in exactly one of the counts, a record of `frame`, or one of the `rejected`, which are the
    rows of `rejects` (REJECT_SCHEMA, in the order of the file; lazy, as they may be as many as the lines).
    """

    path: Path
    size: int
    sha256: str
    encoding: str
    delimiter: str
    is_quoted: bool
    headers: tuple[str, ...]
    header_line: int | None
    preamble: tuple[str, ...]
    lines: int
    blank: int
    repeated_headers: int
    continuation: int
    frame: pl.LazyFrame
    rejects: pl.LazyFrame
    rejected: int = 0
    stamp: Stamp = (0, 0, 0, 0)
    """Differs as soon as the file does."""
    doubles: tuple[str, ...] = ()
    """Columns named like an earlier one, under the names they were given instead."""
    format: str = "text"
    """The id of the format in `formats.FORMATS`."""
    sheet: str | None = None
    """Which sheet of a workbook, or table of a database, was read."""
    sheets: tuple[str, ...] = ()
    """All there are to choose from."""
    is_trimmed: bool = False
    """No cell has blanks around it."""
    notes: tuple[Text, ...] = ()
    """What a person should know about how the file was read."""
    mark: Literal[",", "."] | None = None
    """The decimal mark the format itself settles."""
    typed: frozenset[str] = frozenset()
    """Columns in which every number with a decimal mark has a dot, because the source wrote it itself."""
    datev: DatevHeader | None = None
    """What the first line of a DATEV file says; its frame has still to be made into lines of a table."""

    def require_unchanged(self) -> None:
        """Raise SourceError if the file was written to since reading began; the frame may read it still.

        What is read from a server has no stamp: it was read in one state.
        """
        if any(self.stamp):
            require_unchanged(self.path, self.stamp)

    @property
    def separator(self) -> str:
        """What stands between the cells of a rejected line."""
        return "\t" if self.delimiter in ("", " ") else self.delimiter

    @property
    def header(self) -> int:
        """Header lines, those repeated further down included."""
        return self.repeated_headers + (self.header_line is not None)

    @property
    def records(self) -> int:
        """Rows of `frame`."""
        other = len(self.preamble) + self.header + self.blank + self.continuation
        return self.lines - other - self.rejected
