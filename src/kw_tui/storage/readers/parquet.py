"""Parquet and Arrow files (Feather): typed columns, read as exact text, a row at a time and never the whole table."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.column_proof import SCANS, CrowdedError, UnsoundError, prove
from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.fingerprint import fingerprint, opening
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.typed_table import raw_table, text_table
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text


def is_parquet(path: Path) -> bool:
    """Whether the file begins as a Parquet file does."""
    return opening(path, 4) == b"PAR1"


def is_arrow(path: Path) -> bool:
    """Whether the file begins as an Arrow file (Feather version 2) does."""
    return opening(path, 6) == b"ARROW1"


def read_parquet(
    path: Path,
    staging: Path,  # noqa: ARG001 - every reader has it
    options: ImportOptions = DEFAULT,  # noqa: ARG001 - the file says it all
    progress: Progress | None = None,
) -> RawText:
    """Read a Parquet file where it lies; a line is a row. Raises SourceError where it is damaged or has no rows."""
    return _read(path, "parquet", progress)


def read_arrow(
    path: Path,
    staging: Path,  # noqa: ARG001
    options: ImportOptions = DEFAULT,  # noqa: ARG001
    progress: Progress | None = None,
) -> RawText:
    """Read an Arrow file where it lies; a line is a row. Raises SourceError where it is damaged or has no rows."""
    return _read(path, "arrow", progress)


def _read(path: Path, kind: str, progress: Progress | None) -> RawText:
    known = fingerprint(path, progress)
    _require_sound(path, kind, progress)
    frame = SCANS[kind](path)
    width = len(frame.collect_schema())
    if width > MOST_COLUMNS:
        raise refusals.too_wide(path, MOST_COLUMNS)
    table = text_table(frame)
    rows = int(frame.select(pl.len()).collect().item())
    if not (rows and table.headers):
        raise refusals.without_rows(path)
    raw = raw_table(known, kind, table.frame, table.headers, rows, table.typed)
    return replace(raw, doubles=table.doubles, notes=table.notes)


def _require_sound(path: Path, kind: str, progress: Progress | None) -> None:
    try:
        prove(path, kind, progress)
    except UnsoundError as error:
        raise refusals.refusal(path, _DAMAGED.format(reason=f" ({error})" if str(error) else ""), _AGAIN) from None
    except CrowdedError as error:
        raise refusals.refusal(path, _CROWDED.format(rows=error), _AGAIN) from None


_DAMAGED = Text("die Tabelle ist beschädigt oder unvollständig{reason}", "the table is damaged or incomplete{reason}")
_CROWDED = Text(
    "angeblich {rows} Zeilen, viel mehr als in eine Datei dieser Größe passen",
    "it claims {rows} rows, far more than fit a file of its size",
)
_AGAIN = Text("den Export wiederholen", "export it again")
