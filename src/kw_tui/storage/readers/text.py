"""Delimited text: `;` `,` tab `|` or blank-padded columns, in any usual encoding, to text cells with line numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.dialect import BLANKS, MOST_COLUMNS, SAMPLE_LINES, Dialect, detect
from kw_tui.storage.readers.gate import CHUNK, Arrival, Progress, admit, require_unchanged
from kw_tui.storage.readers.raw import LINE, RAW_LIMIT, REJECT_SCHEMA, RawText
from kw_tui.storage.readers.records import Fault, Grammar, Record, unravel
from kw_tui.storage.readers.staging import as_utf8, staged_room, unpadded
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions

_FIELDS_OF_A_PATTERN = 512


def read_text(
    path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None
) -> RawText:
    """Read a text file; what must be rewritten on the way (encoding, broken lines) goes to the folder `staging`.

    Raises SourceError where the file is missing, empty, binary, unreadable or holds no line of data.
    """
    arrival = admit(path, progress)
    with staged_room(path, staging):
        try:
            raw = _read(arrival, as_utf8(arrival, staging), staging)
        except pl.exceptions.PolarsError:
            require_unchanged(path, arrival.stamp)
            raise
    raw.require_unchanged()
    return raw


def _read(arrival: Arrival, staged: Path, staging: Path) -> RawText:
    sample = _sample(staged)
    if not any(line.strip() for line in sample):
        raise refusals.empty(arrival.path)
    dialect = detect(sample)
    if dialect.fields > MOST_COLUMNS:
        raise refusals.too_wide(arrival.path, MOST_COLUMNS)
    separator = dialect.delimiter
    if dialect.delimiter == BLANKS:
        staged, separator = unpadded(staged, staging), "\t"
    body = _Body(staged, separator, dialect, staging / f"{arrival.sha256[:16]}.records")
    proof = body.prove()
    if not proof.candidates:
        raise refusals.without_rows(arrival.path)
    return _account(arrival, dialect, sample, body.read(proof), proof)


@dataclass(frozen=True, slots=True)
class _Proof:
    """What one look at every line says; `failing` are the numbers of lines that are not plainly one record."""

    lines: int
    blank: int
    repeated: int
    is_quoted: bool
    failing: list[int]
    candidates: int

    @property
    def is_clean(self) -> bool:
        return not (self.blank or self.repeated or self.failing)


@dataclass(frozen=True, slots=True)
class _Rows:
    frame: pl.LazyFrame
    rejects: pl.DataFrame
    continuation: int = 0
    swallowed_blank: int = 0


def _account(arrival: Arrival, dialect: Dialect, sample: list[str], rows: _Rows, proof: _Proof) -> RawText:
    before = (dialect.header_line or dialect.first_line) - 1
    above = sample[:before]
    return RawText(
        path=arrival.path,
        size=arrival.size,
        sha256=arrival.sha256,
        encoding=arrival.encoding,
        delimiter=dialect.delimiter,
        is_quoted=proof.is_quoted,
        headers=dialect.headers,
        header_line=dialect.header_line,
        preamble=tuple(line for line in above if line.strip()),
        lines=proof.lines,
        blank=proof.blank - rows.swallowed_blank + sum(1 for line in above if not line.strip()),
        repeated_headers=proof.repeated,
        continuation=rows.continuation,
        frame=rows.frame,
        rejects=rows.rejects,
        stamp=arrival.stamp,
        doubles=dialect.doubles,
    )


def _sample(staged: Path) -> list[str]:
    with staged.open("rb") as stream:
        head = stream.read(CHUNK)
    lines = head.decode("utf-8", "replace").split("\n")[:SAMPLE_LINES]
    return [line.removesuffix("\r") for line in lines]


class _Body:
    """The lines of data of a staged file."""

    def __init__(self, staged: Path, separator: str, dialect: Dialect, target: Path) -> None:
        self._staged, self._separator, self._dialect, self._target = staged, separator, dialect, target
        self._raw = pl.col("raw")

    def prove(self) -> _Proof:
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
        candidates = lines - self._dialect.first_line + 1 - blank - repeated
        return _Proof(lines, blank, repeated, opens > 0, numbers, candidates)

    def read(self, proof: _Proof) -> _Rows:
        """Return the records: straight from the file where it is clean, else from a file of sound records."""
        if proof.is_clean:
            skipped = self._dialect.first_line - 1
            frame = self._scan(self._staged, proof.is_quoted, skip=skipped, offset=self._dialect.first_line)
            return _Rows(frame, pl.DataFrame(schema=REJECT_SCHEMA))
        return self._rewrite(proof)

    def _lines(self) -> pl.LazyFrame:
        lines = pl.scan_lines(self._staged, name="raw", row_index_name=LINE, row_index_offset=1, glob=False)
        return lines.with_columns(pl.col(LINE).cast(pl.Int64))

    def _is_blank(self) -> pl.Expr:
        return self._raw.str.strip_chars(f' \t\u00a0\x1a"{self._separator}') == ""

    def _is_header(self) -> pl.Expr:
        if self._dialect.header_line is None:
            return pl.lit(value=False)
        header = self._lines().filter(pl.col(LINE) == self._dialect.header_line)
        return self._raw.eq(pl.lit(header.select("raw").collect().item()))

    def _is_legal(self, grammar: Grammar) -> pl.Expr:
        """One pattern for a whole line is too large where there are very many fields: there every quote is judged."""
        if grammar.fields > _FIELDS_OF_A_PATTERN:
            return self._is_plain() & ~self._raw.str.contains('"', literal=True)
        return self._raw.str.contains(grammar.legal)

    def _is_plain(self) -> pl.Expr:
        separators = self._raw.str.count_matches(self._separator, literal=True)
        return (separators == self._dialect.fields - 1) & ~self._raw.str.contains(r"[\x00\x{FFFF}]")

    def _scan(self, path: Path, is_quoted: bool, skip: int, offset: int | None) -> pl.LazyFrame:
        names = list(self._dialect.headers)
        frame = pl.scan_csv(
            path,
            has_header=False,
            separator=self._separator,
            quote_char='"' if is_quoted else None,
            skip_lines=skip,
            schema=dict.fromkeys(names if offset else [LINE, *names], pl.String),
            row_index_name=LINE if offset else None,
            row_index_offset=offset or 0,
            infer_schema=False,
            glob=False,
        )
        return frame.with_columns(pl.col(LINE).cast(pl.Int64))

    def _rewrite(self, proof: _Proof) -> _Rows:
        """Write a file of sound records, each led by its line number, and list what is none."""
        grammar = Grammar(self._separator, self._dialect.fields, proof.is_quoted)
        records, faults, continuation, inside = _unravel(self._staged, proof.failing, grammar)
        body = (pl.col(LINE) >= self._dialect.first_line) & ~self._is_blank() & ~self._is_header()
        skip = pl.Series(sorted({*proof.failing, *inside}), dtype=pl.Int64)
        sound = self._lines().filter(body & ~pl.col(LINE).is_in(skip.implode()))
        text = sound.select(pl.format("{}{}{}", LINE, pl.lit(self._separator), "raw"))
        text.sink_csv(self._target, include_header=False, quote_style="never", separator="\x1f")
        with self._target.open("a", encoding="utf-8", newline="") as sink:
            sink.writelines(_written(record, grammar) for record in records)
        frame = self._scan(self._target, proof.is_quoted, skip=0, offset=None)
        rejects = pl.DataFrame([_reject(fault) for fault in faults], schema=REJECT_SCHEMA, orient="row")
        return _Rows(frame, rejects, continuation, self._blank_among(inside))

    def _blank_among(self, numbers: set[int]) -> int:
        if not numbers:
            return 0
        among = pl.col(LINE).is_in(pl.Series(sorted(numbers), dtype=pl.Int64).implode())
        return int(self._lines().filter(among & self._is_blank()).select(pl.len()).collect().item())


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


def _reject(fault: Fault) -> tuple[int, int, str, str]:
    return fault.line, fault.line, fault.code, fault.raw[:RAW_LIMIT]


def _escaped(separator: str) -> str:
    return "\\" + separator if separator == "|" else separator
