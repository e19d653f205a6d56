"""What the ways to read the lines of a text hand back."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.dialect import Dialect
from kw_tui.storage.readers.proof import Layout
from kw_tui.storage.readers.raw import LINE


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a staged file and how they are laid out; `header` is the text of its header."""

    staged: Path
    separator: str
    dialect: Dialect
    header: str | None

    @property
    def layout(self) -> Layout:
        """What a proof by bytes needs to know of it."""
        header = self.header.encode() if self.header else None
        return Layout(self.separator.encode(), self.dialect.fields, self.dialect.first_line, header)


@dataclass(frozen=True, slots=True)
class Rows:
    """Records as text cells with their first line, and what became of every other line of data."""

    frame: pl.LazyFrame
    rejects: pl.LazyFrame
    """Of REJECT_SCHEMA, in the order of the file."""
    lines: int
    rejected: int = 0
    """How many `rejects` there are."""
    blank: int = 0
    repeated: int = 0
    continuation: int = 0
    is_quoted: bool = False
    is_trimmed: bool = False
    """No cell has blanks around it."""


def scan_cells(path: Path, columns: list[str], separator: str, *, is_quoted: bool, skip: int = 0) -> pl.LazyFrame:
    """Scan a staged file lazily, every cell as text; fields beyond the columns are cut."""
    return pl.scan_csv(
        path,
        has_header=False,
        separator=separator,
        quote_char='"' if is_quoted else None,
        skip_lines=skip,
        schema=dict.fromkeys(columns, pl.String),
        infer_schema=False,
        truncate_ragged_lines=not is_quoted,
        missing_columns="insert",
        extra_columns="raise" if is_quoted else "ignore",
        row_index_name=None if LINE in columns else LINE,
        row_index_offset=skip + 1,
        glob=False,
    ).with_columns(pl.col(LINE).cast(pl.Int64))
