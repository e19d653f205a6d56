"""Texts whose lines are their records: scanned as they lie, but for the few lines that are not plainly one record."""

from pathlib import Path

import polars as pl

from kw_tui.storage.readers.proof import Proof
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.records import FEWEST_FIELDS, Fault, Grammar, Record, is_blank, unravel
from kw_tui.storage.readers.rejects import Rejects
from kw_tui.storage.readers.rows import Body, Rows, scan_cells


def is_readable(proof: Proof, fields: int) -> bool:
    """Whether what the proof lists can be judged line by line."""
    has_quotes = any(b'"' in line for line in proof.failing.values())
    return not proof.gave_up and (fields >= FEWEST_FIELDS or not has_quotes)


def read_unquoted(body: Body, proof: Proof, staging: Path) -> Rows:
    """Read a staged file of which `proof` tells the lines that need judging; `staging` is for what is refused."""
    separator, dialect = body.separator, body.dialect
    failing = {number: line.decode("utf-8", "replace").removesuffix("\r") for number, line in proof.failing.items()}
    repeated = {number for number, line in failing.items() if line == body.header}
    blank = {number for number, line in failing.items() if is_blank(line, separator)} - repeated
    judged = sorted(failing.keys() - blank - repeated)
    found = list(unravel(_listed(failing), judged, Grammar(separator, dialect.fields, is_quoted=True)))
    records = [one for one in found if isinstance(one, Record)]
    rejects = Rejects(staging)
    for one in found:
        if isinstance(one, Fault):
            rejects.add(one.line, one.code, one.raw)
    inside = {number for one in records for number in range(one.line_first + 1, one.line_last + 1)}
    frame = scan_cells(body.staged, list(dialect.headers), separator, is_quoted=False, skip=dialect.first_line - 1)
    if failing:
        apart = pl.Series(sorted(failing), dtype=pl.Int64)
        frame = frame.filter(~pl.col(LINE).is_in(apart.implode()))
    if records:
        frame = pl.concat([frame, _joined(records, dialect.headers)])
    return Rows(
        frame=frame,
        rejects=rejects.frame(),
        rejected=rejects.count,
        lines=proof.lines,
        blank=len(blank - inside),
        repeated=len(repeated - inside),
        continuation=len(inside),
        is_quoted=bool(records),
        is_trimmed=proof.is_trimmed and not records,
    )


def _listed(failing: dict[int, str]) -> dict[int, str]:
    """The lines with their ends, as `unravel` takes them."""
    return {number: line + "\n" for number, line in failing.items()}


def _joined(records: list[Record], headers: tuple[str, ...]) -> pl.LazyFrame:
    cells = [[cell or None for cell in record.cells] for record in records]
    columns = {name: [row[place] for row in cells] for place, name in enumerate(headers)}
    numbers = [record.line_first for record in records]
    schema = {LINE: pl.Int64, **dict.fromkeys(headers, pl.String)}
    return pl.LazyFrame({LINE: numbers, **columns}, schema=schema)
