"""Import files up to the point of storing them: open, decide how they are written, read, account for every line."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from kw_tui.core.intake.formats import Ask
from kw_tui.core.intake.mapping import require_complete
from kw_tui.storage.readers.staging import staged_room
from kw_tui.vocabulary.errors import OpenQuestionError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.accounting import account
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.interpreting import answered_by, first_formats, reading_of
from kw_tui.workbench.lanes import Watch, kept_lines
from kw_tui.workbench.opened import Asked, Opened, open_file
from kw_tui.workbench.progress import Progress, Step, told

_AHEAD = timedelta(days=366)
"""How far a document may be dated ahead before its day is taken for a slip."""


def read_file(
    path: Path, asked: Asked, staging: Path, progress: Progress | None = None, today: date | None = None
) -> Imported:
    """Import one file up to the point of storing it, as `read_opened` does."""
    opened = open_complete(path, asked, staging, told(progress, Step.READ))
    return read_opened(opened, (), staging, progress, today)


def open_complete(
    path: Path, asked: Asked, staging: Path, progress: Callable[[int, int], None] | None = None
) -> Opened:
    """Open a file; raise SourceError where it lacks a required column."""
    opened = open_file(path, asked, staging, progress)
    require_complete(opened.table, opened.pairs, opened.raw.headers, path)
    return opened


def read_opened(
    opened: Opened,
    others: Sequence[Opened],
    staging: Path,
    progress: Progress | None = None,
    today: date | None = None,
) -> Imported:
    """Read an opened file. `staging` must outlive the result; `others` share its columns and help to decide.

    Documents dated more than a year after `today` are rejected. Raises SourceError where the values leave a decision
    to a person, the file changes meanwhile, mixes currencies or does not reconcile, or where the disk is full.
    """
    raw = opened.raw
    with staged_room(raw.path, staging):
        try:
            opened = answered_by(opened, others)
            formats = first_formats(opened)
            _refuse_doubts(opened, formats.asks)
            folder = staging / raw.sha256[:16]
            reading = reading_of(opened, formats, today + _AHEAD if today else None)
            # A column may have been left out meanwhile.
            require_complete(opened.table, reading.settled.mapping, raw.headers, raw.path)
            kept = kept_lines(opened, reading, folder, _watch(opened, progress))
            read = kept.reading
            _refuse_doubts(opened, (*read.formats.asks, *read.settled.questions))  # later lines may have raised some
            raw.require_unchanged()
            return account(kept.opened, kept, folder)
        except pl.exceptions.PolarsError:
            raw.require_unchanged()
            raise


def _watch(opened: Opened, progress: Progress | None) -> Watch | None:
    if progress is None:
        return None
    return lambda lines: progress(Step.CHECK, lines, opened.raw.lines)


def _refuse_doubts(opened: Opened, asks: Sequence[Ask]) -> None:
    """Raise OpenQuestionError where only a person can tell how the columns are meant."""
    if not asks:
        return
    first = asks[0]
    message = Text("{path}: {question}", "{path}: {question}").format(path=opened.path, question=first.question)
    raise OpenQuestionError(message, _ANSWERS[first.option], first.option)


_ANSWERS = {
    "discount": Text(
        "--discount percent (0,5 ist 0,5 %) oder --discount fraction (0,5 ist 50 %) angeben",
        "say --discount percent (0.5 is 0.5 %) or --discount fraction (0.5 is 50 %)",
    ),
    "sale": Text("--sale debit (Soll) oder --sale credit (Haben) angeben", "say --sale debit or --sale credit"),
    "amounts": Text(
        "--amounts line (Betrag der Zeile) oder --amounts invoice (Betrag der Rechnung) angeben",
        "say --amounts line (amount of the line) or --amounts invoice (amount of the invoice)",
    ),
    "decimal": Text("--decimal , oder --decimal . angeben", "say --decimal , or --decimal ."),
    "dates": Text("--dates dmy (Tag zuerst) oder --dates mdy angeben", "say --dates dmy (day first) or --dates mdy"),
}
