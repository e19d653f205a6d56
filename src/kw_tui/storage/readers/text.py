"""Delimited text: `;` `,` tab `|` or blank-padded columns, in any usual encoding, to text cells with line numbers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.dialect import BLANKS, MOST_COLUMNS, SAMPLE_LINES, Dialect, detect
from kw_tui.storage.readers.gate import CHUNK, LONGEST_LINE, TOO_LONG, Arrival, Progress, admit
from kw_tui.storage.readers.proof import prove
from kw_tui.storage.readers.quoted import read_quoted
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.rows import Body, Rows
from kw_tui.storage.readers.staging import as_utf8, staged_room, unpadded
from kw_tui.storage.readers.stamp import require_unchanged
from kw_tui.storage.readers.unquoted import is_readable, read_unquoted
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

_QUOTED_FROM = 0.05
"""Share of lines with an opening quote from which quotes are taken to enclose cells throughout the file."""


def read_text(path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None) -> RawText:
    """Read a text file; what must be rewritten on the way (encoding, broken lines) goes to the folder `staging`.

    Raises SourceError where the file is missing, empty, binary, unreadable or holds no line of data.
    """
    return read_admitted(admit(path, options.encoding, progress), staging, options, progress)


def read_admitted(
    arrival: Arrival,
    staging: Path,
    options: ImportOptions = DEFAULT,
    progress: Progress | None = None,
    mend: Callable[[Path], Path] | None = None,
) -> RawText:
    """Read a text that passed the gate. `mend` may return another file to read instead, with as many lines."""
    with staged_room(arrival.path, staging):
        try:
            staged = as_utf8(arrival, staging, progress)
            raw = _read(arrival, mend(staged) if mend else staged, staging, options, progress)
        except pl.exceptions.PolarsError:
            require_unchanged(arrival.path, arrival.stamp)
            raise
    raw.require_unchanged()
    return raw


def _read(arrival: Arrival, staged: Path, staging: Path, options: ImportOptions, progress: Progress | None) -> RawText:
    sample = _sample(staged)
    if not any(line.strip() for line in sample):
        raise refusals.empty(arrival.path)
    if options.header and options.header > len(sample):
        raise refusals.no_header(arrival.path, options.header, len(sample))
    dialect = detect(sample, options.separator, options.header)
    if any(TOO_LONG in line for line in sample[: dialect.first_line]):
        raise refusals.too_long_a_line(arrival.path, LONGEST_LINE)
    if dialect.fields > MOST_COLUMNS:
        raise refusals.too_wide(arrival.path, MOST_COLUMNS)
    if dialect.overflow:
        raise refusals.beyond_the_header(arrival.path, dialect.overflow)
    separator = dialect.delimiter
    header = sample[dialect.header_line - 1] if dialect.header_line else None
    if dialect.delimiter == BLANKS:
        staged, separator = unpadded(staged, staging), "\t"
        header = header and "\t".join(header.split())
    body = Body(staged, separator, dialect, header)
    rows = _rows(body, sample, staging, progress)
    if arrival.ends_in_cr:
        rows = _with_line_feeds(rows)
    raw = _account(arrival, dialect, sample, rows)
    if not raw.records and not raw.rejected:
        raise refusals.without_rows(arrival.path)
    return raw


def _rows(body: Body, sample: list[str], staging: Path, progress: Progress | None) -> Rows:
    if not _is_quoted(sample, body.separator):
        proof = prove(body.staged, body.layout, progress)
        if is_readable(proof, body.dialect.fields):
            return read_unquoted(body, proof, staging)
    return read_quoted(body, staging, progress)


def _with_line_feeds(rows: Rows) -> Rows:
    """Line feeds in cells again, where staging had put carriage returns."""
    cells = pl.col(pl.String).str.replace_all("\r", "\n", literal=True)
    return replace(rows, frame=rows.frame.with_columns(cells), rejects=rows.rejects.with_columns(cells))


def _is_quoted(sample: list[str], separator: str) -> bool:
    opening = sum(line.startswith('"') or f'{separator}"' in line for line in sample)
    return opening > _QUOTED_FROM * len(sample)


def _account(arrival: Arrival, dialect: Dialect, sample: list[str], rows: Rows) -> RawText:
    before = (dialect.header_line or dialect.first_line) - 1
    above = sample[:before]
    return RawText(
        path=arrival.path,
        size=arrival.size,
        sha256=arrival.sha256,
        encoding=arrival.encoding,
        delimiter=dialect.delimiter,
        is_quoted=rows.is_quoted,
        headers=dialect.headers,
        header_line=dialect.header_line,
        preamble=tuple(line for line in above if line.strip()),
        lines=rows.lines,
        blank=rows.blank + sum(1 for line in above if not line.strip()),
        repeated_headers=rows.repeated,
        continuation=rows.continuation + (dialect.first_line - dialect.header_line - 1 if dialect.header_line else 0),
        frame=rows.frame,
        rejects=rows.rejects,
        rejected=rows.rejected,
        stamp=arrival.stamp,
        doubles=dialect.doubles,
        is_trimmed=rows.is_trimmed,
        notes=(_STRAYS.format(count=arrival.strays, encoding=arrival.encoding),) if arrival.strays else (),
    )


def _sample(staged: Path) -> list[str]:
    with staged.open("rb") as stream:
        head = stream.read(CHUNK)
    lines = head.decode("utf-8", "replace").split("\n")[:SAMPLE_LINES]
    return [line.removesuffix("\r") for line in lines]


_STRAYS = Text(
    "Umlaute falsch: {count} Buchstaben sind UTF-8, der Rest der Datei ist {encoding} (aus ü wird Ã¼)",
    "wrong umlauts: {count} letters are UTF-8, the rest of the file is {encoding} (ü becomes Ã¼)",
)
