"""A file opened for import: its layout, the table it fits, the column of each field, and what its first lines say."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from kw_tui.core.intake import intake
from kw_tui.core.intake.formats import Facts, Said, facts_of
from kw_tui.core.intake.mapping import Mapping, guess_table, override, propose
from kw_tui.storage.readers.formats import read_any
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.staging import staged_room
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import Table

SAMPLE_ROWS = 50_000
"""Lines that are looked at first. What they leave open, all lines decide."""
_MAPPING_ROWS = 1_000


@dataclass(frozen=True)
class Opened:
    """`cells` holds `line` and the file's cells under `raw_name`; `sample` the first of them, in memory."""

    raw: RawText
    table: Table
    pairs: Mapping
    options: ImportOptions
    cells: pl.LazyFrame
    sample: pl.DataFrame

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.raw.path

    @property
    def said(self) -> Said:
        """What is known of its numbers and days before any of them is read."""
        raw, options = self.raw, self.options
        return Said(raw.delimiter, raw.mark, options.decimal, options.dates)

    @cached_property
    def first_facts(self) -> AnyMapping[str, Facts]:
        """What the first lines say about how the columns are written."""
        return self._facts(self.sample.lazy())

    @cached_property
    def facts(self) -> AnyMapping[str, Facts]:
        """What all lines say; a look at the whole file."""
        return self.first_facts if self.is_whole else self._facts(self.cells)

    @property
    def is_whole(self) -> bool:
        """Whether the first lines are all lines."""
        return self.sample.height < SAMPLE_ROWS

    def facts_among(self, lines: pl.Series) -> AnyMapping[str, Facts]:
        """What some lines say."""
        return self._facts(self.cells.filter(pl.col(LINE).is_in(lines.implode())))

    def _facts(self, cells: pl.LazyFrame) -> AnyMapping[str, Facts]:
        counted = intake.statistics(cells, self.pairs, self.table).collect(engine="streaming").row(0, named=True)
        return facts_of(counted, self.pairs)


def open_file(
    path: Path,
    table_id: str | None,
    mapping: AnyMapping[str, str],
    options: ImportOptions,
    staging: Path,
    progress: Progress | None = None,
) -> Opened:
    """Read a file's lines and propose what its columns are; raise SourceError where it cannot be read.

    `mapping` (field -> header) goes before what is proposed.
    """
    with staged_room(path, staging):
        raw = read_any(path, staging, options, progress)
        cells = intake.raw_cells(raw.frame, raw.headers)
        sample = cells.head(SAMPLE_ROWS).collect()
    names = {intake.raw_name(header): header for header in raw.headers}
    few = sample.head(_MAPPING_ROWS).drop(LINE).rename(names)
    free = _first_of_name(raw)
    table = table_by_id(table_id) if table_id else guess_table(free, few)
    pairs = override(propose(free, few, table), mapping, raw.headers, table)
    return Opened(raw, table, pairs, options, cells, sample)


def _first_of_name(raw: RawText) -> list[str]:
    """The columns that may be proposed: of several with one name, the first."""
    doubles = frozenset(raw.doubles)
    return [header for header in raw.headers if header not in doubles]
