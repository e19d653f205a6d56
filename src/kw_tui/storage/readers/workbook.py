"""Workbooks (XLSX, XLSM, XLS, ODS) to text cells with row numbers, read in a child process under limits.

A file of a kilobyte can claim cells that fill any memory. So a child checks and reads it, and may die of it; the
parent watches its time, turns its end into words, and stops it as soon as nobody waits any more.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.confined import EndedError, verdict
from kw_tui.storage.readers.fingerprint import Fingerprint, fingerprint
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.grid import Grid, Origin, raw_text
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.stamp import require_unchanged
from kw_tui.storage.readers.workbooks.child import Job
from kw_tui.storage.readers.workbooks.gate import is_workbook
from kw_tui.storage.readers.workbooks.refusals import refused
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

__all__ = ["is_workbook", "read_workbook"]

MEMORY = 4 << 30
"""Bytes of address space the child may take; a workbook of 168 MB with 20 million cells took 2.4 GB."""
SECONDS, BYTES_PER_SECOND = 60, 250_000
"""Seconds the child may take, and the bytes of the file for which it gets one more."""
_CHILD = "kw_tui.storage.readers.workbooks.child"
_NAMED = 5


def read_workbook(
    path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None
) -> RawText:
    """Read a sheet of a workbook into the folder `staging`: `options.sheet`, or the one that looks most like data.

    A line is a row as the sheet numbers it. Raises SourceError where the file is damaged, locked by a password, empty,
    needs more memory or time than allowed, or has no such sheet or header.
    """
    known = fingerprint(path, _unmoved(progress))
    job = Job(str(path.absolute()), str(staging / f"{known.sha256[:16]}.sheet"), options.sheet, MEMORY)
    try:
        found = _found(job, known, progress)
        require_unchanged(path, known.stamp)
        return _raw_text(known, found, options)
    except BaseException:
        for left in staging.glob(f"{Path(job.target).name}*"):
            with suppress(OSError):
                left.unlink()
        raise


def _unmoved(progress: Progress | None) -> Progress | None:
    """Progress that stands still: the fingerprint is quick, and its bytes are read once more."""
    return (lambda _, total: progress(0, total)) if progress else None


def _found(job: Job, known: Fingerprint, progress: Progress | None) -> Mapping[str, Any]:
    """What the child found; raises SourceError where it refuses or ends otherwise."""
    seconds = SECONDS + known.size // BYTES_PER_SECOND
    beat = (lambda share: progress(int(share * known.size), known.size)) if progress else None
    try:
        found = verdict(_CHILD, asdict(job), seconds, beat)
    except EndedError as error:
        require_unchanged(known.path, known.stamp)
        limit = seconds if error.reason == "timeout" else job.memory >> 20
        raise refused(known.path, error.reason, {"limit": limit, "reason": error.detail}) from None
    if "refused" not in found:
        return found
    require_unchanged(known.path, known.stamp)
    if found["refused"] == "full":
        raise refusals.full(known.path, Path(job.target).parent)
    raise refused(known.path, found["refused"], {"limit": job.memory >> 20, **found["fields"]})


def _raw_text(known: Fingerprint, found: Mapping[str, Any], options: ImportOptions) -> RawText:
    names = found["sheets"]
    grid = Grid(pl.scan_parquet(found["path"], glob=False), found["lines"])
    origin = Origin(known.path, known.size, known.sha256, known.stamp, "workbook", names[found["index"]], tuple(names))
    raw = raw_text(grid, origin, options.header)
    by_verdict: dict[str, list[str]] = {"none": [], "true": [], "text": [], "mixed": []}
    for header, kind in zip(raw.headers, found["verdicts"], strict=True):
        by_verdict[kind].append(header)
    mixed = by_verdict["mixed"]
    named = ", ".join(mixed[:_NAMED]) + (", ..." if len(mixed) > _NAMED else "")
    return replace(
        raw,
        mark=None if mixed or by_verdict["text"] else ".",
        typed=frozenset(by_verdict["true"]),
        notes=(_MIXED.format(names=named),) if mixed else (),
    )


_MIXED = Text(
    "Spalten, in denen ein Teil der Zahlen als Text steht: {names}",
    "columns in which some numbers are stored as text: {names}",
)
