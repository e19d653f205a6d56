"""Texts in which quotes enclose cells, or that are ragged: every line is held against one pattern of a sound record.

A file of sound records is scanned as it lies; of any other a file of sound records is written, and the rest is judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.raw import LINE, REJECT_SCHEMA
from kw_tui.storage.readers.records import Fault, Grammar, Record, unravel
from kw_tui.storage.readers.rows import Body, Rows, rejected, scan_cells

_FIELDS_OF_A_PATTERN = 512


def read_quoted(body: Body, target: Path, progress: Progress | None = None) -> Rows:
    """Read a staged file; `target` is where a file of sound records may be written."""
    quoted = _Quoted(body, target, progress)
    return quoted.read(quoted.prove())


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look at every line says; `failing` are the numbers of lines that are not plainly one record."""

    lines: int
    blank: int
    repeated: int
    is_quoted: bool
    failing: list[int]

    @property
    def is_clean(self) -> bool:
        return not (self.blank or self.repeated or self.failing)


class _Quoted:
    """The lines of data of a staged file."""

    def __init__(self, body: Body, target: Path, progress: Progress | None) -> None:
        self._progress, self._size = progress, body.staged.stat().st_size
        self._staged, self._separator, self._dialect = body.staged, body.separator, body.dialect
        self._header, self._target = body.header, target
        self._raw = pl.col("raw")

    def prove(self) -> _Look:
        """Look at every line: how many are blank, repeated headers, or not plainly one record."""
        grammar = Grammar(self._separator, self._dialect.fields, is_quoted=True)
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
        legal = self._is_legal(grammar) if opens else self._is_plain()
        failing = all_lines.filter(body & ~legal & ~self._is_blank() & ~self._is_header()).select(LINE)
        numbers = sorted(failing.collect(engine="streaming")[LINE].to_list())
        return _Look(lines, blank, repeated, opens > 0, numbers)

    def read(self, look: _Look) -> Rows:
        """Return the records: straight from the file where it is clean, else from a file of sound records."""
        if not look.is_clean:
            return self._rewrite(look)
        skipped, names = self._dialect.first_line - 1, list(self._dialect.headers)
        frame = scan_cells(self._staged, names, self._separator, is_quoted=look.is_quoted, skip=skipped)
        return Rows(frame, pl.DataFrame(schema=REJECT_SCHEMA), look.lines, is_quoted=look.is_quoted)

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

    def _is_legal(self, grammar: Grammar) -> pl.Expr:
        """One pattern for a whole line is too large where there are very many fields: there every quote is judged."""
        if grammar.fields > _FIELDS_OF_A_PATTERN:
            return self._is_plain() & ~self._raw.str.contains('"', literal=True)
        return self._raw.str.contains(grammar.legal)

    def _is_plain(self) -> pl.Expr:
        separators = self._raw.str.count_matches(self._separator, literal=True)
        return (separators == self._dialect.fields - 1) & ~self._raw.str.contains(r"[\x00\x{FFFE}\x{FFFF}]")

    def _rewrite(self, look: _Look) -> Rows:
        """Write a file of sound records, each led by its line number, and list what is none."""
        grammar = Grammar(self._separator, self._dialect.fields, look.is_quoted)
        records, faults, continuation, inside = _unravel(self._staged, look.failing, grammar)
        body = (pl.col(LINE) >= self._dialect.first_line) & ~self._is_blank() & ~self._is_header()
        skip = pl.Series(sorted({*look.failing, *inside}), dtype=pl.Int64)
        sound = self._lines().filter(body & ~pl.col(LINE).is_in(skip.implode()))
        text = sound.select(pl.format("{}{}{}", LINE, pl.lit(self._separator), "raw"))
        text.sink_csv(self._target, include_header=False, quote_style="never", separator="\x1f")
        with self._target.open("a", encoding="utf-8", newline="") as sink:
            sink.writelines(_written(record, grammar) for record in records)
        names = [LINE, *self._dialect.headers]
        return Rows(
            frame=scan_cells(self._target, names, self._separator, is_quoted=look.is_quoted),
            rejects=rejected(faults),
            lines=look.lines,
            blank=look.blank - self._among(inside, self._is_blank()),
            repeated=look.repeated - self._among(inside, self._is_header()),
            continuation=continuation,
            is_quoted=look.is_quoted,
        )

    def _among(self, numbers: set[int], is_counted: pl.Expr) -> int:
        if not numbers:
            return 0
        among = pl.col(LINE).is_in(pl.Series(sorted(numbers), dtype=pl.Int64).implode())
        return int(self._lines().filter(among & is_counted).select(pl.len()).collect().item())


def _unravel(path: Path, failing: list[int], grammar: Grammar) -> tuple[list[Record], list[Fault], int, set[int]]:
    """Return sound records, faults, the number of continuation lines and the lines inside joined records."""
    records, faults, inside = [], [], set[int]()
    if failing:
        for result in unravel(_text_lines(path), failing, grammar):
            if isinstance(result, Fault):
                faults.append(result)
            else:
                records.append(result)
                inside.update(range(result.line_first + 1, result.line_last + 1))
    return records, faults, len(inside), inside


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
