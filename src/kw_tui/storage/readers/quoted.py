"""Texts in which quotes enclose cells, or that are ragged: every line is held against one pattern of a sound record.

A file of sound records is scanned as it lies; of any other a file of sound records is written, and the rest is judged.
"""

import shutil
import tempfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.records import FEWEST_FIELDS, Fault, Grammar, Record, is_blank, unravel
from kw_tui.storage.readers.rejects import Rejects, no_rejects
from kw_tui.storage.readers.rows import Body, Rows, scan_cells

_FIELDS_OF_A_PATTERN = 512


def read_quoted(body: Body, staging: Path, progress: Progress | None = None) -> Rows:
    """Read a staged file; what must be written on the way goes to a folder of its own in `staging`."""
    quoted = _Quoted(body, staging, progress)
    return quoted.read(quoted.prove())


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look at every line says; `failing` counts the lines that are not plainly one record."""

    lines: int
    blank: int
    repeated: int
    is_quoted: bool
    failing: int

    @property
    def is_clean(self) -> bool:
        return not (self.blank or self.repeated or self.failing)


class _Quoted:
    """The lines of data of a staged file."""

    def __init__(self, body: Body, staging: Path, progress: Progress | None) -> None:
        self._progress, self._size = progress, body.staged.stat().st_size
        self._staged, self._separator, self._dialect = body.staged, body.separator, body.dialect
        self._header, self._home = body.header, staging
        self._folder = Path(tempfile.mkdtemp(prefix="quoted-", dir=staging))
        self._failing = self._folder / "failing.parquet"
        self._raw = pl.col("raw")

    def prove(self) -> _Look:
        """Look at every line: how many are blank, repeated headers, or not plainly one record."""
        opening = rf'(?:^|{_escaped(self._separator)})"'
        all_lines, body = self._lines(), pl.col(LINE) >= self._dialect.first_line
        lines, blank, repeated, opens = (
            all_lines.select(
                lines=pl.len(),
                blank=(body & self._is_blank()).sum(),
                repeated=(body & self._is_header()).sum(),
                opens=(body & self._raw.str.contains(opening)).sum(),
            )
            .collect(engine="streaming")
            .row(0)
        )
        failing = all_lines.filter(self._is_text() & ~self._is_sound(opens > 0)).select(LINE)
        failing.sink_parquet(self._failing, compression="lz4", engine="streaming")
        count = pl.scan_parquet(self._failing, glob=False).select(pl.len()).collect().item()
        return _Look(lines, blank, repeated, opens > 0, count)

    def read(self, look: _Look) -> Rows:
        """Return the records: straight from the file where it is clean, else from a file of sound records."""
        if not look.is_clean:
            return self._rewrite(look)
        skipped, names = self._dialect.first_line - 1, list(self._dialect.headers)
        frame = scan_cells(self._staged, names, self._separator, is_quoted=look.is_quoted, skip=skipped)
        return Rows(frame, no_rejects(), look.lines, is_quoted=look.is_quoted)

    def _lines(self) -> pl.LazyFrame:
        lines = pl.scan_lines(self._staged, name="raw", row_index_name=LINE, row_index_offset=1, glob=False)
        return self._watched(lines.with_columns(pl.col(LINE).cast(pl.Int64)))

    def _watched(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """Tell how many bytes have passed; whoever is told may stop the pass. Batches pass in several threads."""
        if self._progress is None:
            return lines
        progress, size, passed = self._progress, self._size, [0]

        def pass_on(batch: pl.DataFrame) -> pl.DataFrame:
            passed.append(batch.height + int(batch["raw"].str.len_bytes().sum()))
            progress(min(sum(passed), size), size)
            return batch

        return lines.map_batches(pass_on, streamable=True)

    def _is_blank(self) -> pl.Expr:
        """Nothing but blanks, separators and pairs of quotes: a single quote opens a cell that goes on below."""
        is_bare = self._raw.str.strip_chars(f' \t\u00a0\x1a"{self._separator}') == ""
        return is_bare & (self._raw.str.count_matches('"', literal=True) % 2 == 0) & ~self._is_header()

    def _is_header(self) -> pl.Expr:
        return pl.lit(value=False) if self._header is None else self._raw == pl.lit(self._header)

    def _is_text(self) -> pl.Expr:
        """Lines of data that are neither blank nor the header again."""
        return (pl.col(LINE) >= self._dialect.first_line) & ~self._is_blank() & ~self._is_header()

    def _is_sound(self, is_quoted: bool) -> pl.Expr:
        """One pattern for a whole line is too large where there are very many fields: there every quote is judged."""
        if not is_quoted:
            return self._is_plain()
        if self._dialect.fields > _FIELDS_OF_A_PATTERN:
            return self._is_plain() & ~self._raw.str.contains('"', literal=True)
        return self._raw.str.contains(Grammar(self._separator, self._dialect.fields, is_quoted=True).legal)

    def _is_plain(self) -> pl.Expr:
        separators = self._raw.str.count_matches(self._separator, literal=True)
        return (separators == self._dialect.fields - 1) & ~self._raw.str.contains(r"[\x00\x{FFFE}\x{FFFF}]")

    def _rewrite(self, look: _Look) -> Rows:
        """Write a file of sound records, each led by its line number, and list what is none."""
        grammar = Grammar(self._separator, self._dialect.fields, look.is_quoted)
        target, judged = self._folder / "sound", _Judged(self._home, self._folder / "joined", self._header)
        judged.take(unravel(_text_lines(self._staged), self._numbers(), grammar), grammar)
        sound = self._lines().filter(self._is_text() & self._is_sound(look.is_quoted) & ~judged.is_inside)
        text = sound.select(pl.format("{}{}{}", LINE, pl.lit(self._separator), "raw"))
        text.sink_csv(target, include_header=False, quote_style="never", separator="\x1f")
        with target.open("ab") as sink, judged.joined.open("rb") as joined:
            shutil.copyfileobj(joined, sink)
        judged.joined.unlink()
        names = [LINE, *self._dialect.headers]
        return Rows(
            frame=scan_cells(target, names, self._separator, is_quoted=look.is_quoted),
            rejects=judged.rejects.frame(),
            rejected=judged.rejects.count,
            lines=look.lines,
            blank=look.blank - judged.blank,
            repeated=look.repeated - judged.repeated,
            continuation=judged.continuation,
            is_quoted=look.is_quoted,
        )

    def _numbers(self) -> Iterator[int]:
        """The numbers of the lines that are not plainly one record, ascending, some at a time."""
        numbers = pl.scan_parquet(self._failing, glob=False)
        for batch in numbers.collect_batches(maintain_order=True):
            yield from batch[LINE].to_list()


class _Judged:
    """What became of the lines that are not plainly one record: written down as they are judged, and counted."""

    def __init__(self, staging: Path, joined: Path, header: str | None) -> None:
        self.rejects, self.joined, self._header = Rejects(staging), joined, header
        self.blank = self.repeated = self.continuation = 0
        """Of the lines inside records: those that look blank, or like the header; and all of them."""
        self._inside = array("q")

    def take(self, results: Iterator[Record | Fault], grammar: Grammar) -> None:
        """Take all; records go to the file `joined`."""
        with self.joined.open("w", encoding="utf-8", newline="") as sink:
            for one in results:
                if isinstance(one, Fault):
                    self.rejects.add(one.line, one.code, one.raw)
                else:
                    sink.write(_written(one, grammar))
                    self._count(one, grammar)

    def _count(self, record: Record, grammar: Grammar) -> None:
        self.continuation += len(record.inside)
        for number, line in enumerate(record.inside, record.line_first + 1):
            if line == self._header:
                self.repeated += 1
            elif is_blank(line, grammar.delimiter):
                self.blank += 1
            elif _may_be_sound(line, grammar):
                self._inside.append(number)

    @property
    def is_inside(self) -> pl.Expr:
        """Lines that are part of a record but look sound by themselves; where fields are many, hardly any does."""
        if not self._inside:
            return pl.lit(value=False)
        return pl.col(LINE).is_in(pl.Series(self._inside, dtype=pl.Int64).implode())


def _may_be_sound(line: str, grammar: Grammar) -> bool:
    is_plain = '"' not in line and line.count(grammar.delimiter) == grammar.fields - 1
    return is_plain or grammar.fields < FEWEST_FIELDS


def _text_lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as stream:
        yield from stream


def _written(record: Record, grammar: Grammar) -> str:
    cells = record.cells
    if grammar.is_quoted:
        cells = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    return grammar.delimiter.join([str(record.line_first), *cells]) + "\n"


def _escaped(separator: str) -> str:
    return "\\" + separator if separator == "|" else separator
