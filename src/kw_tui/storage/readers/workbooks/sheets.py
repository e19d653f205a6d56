"""A workbook from its container to one staged sheet; runs in the child process."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kw_tui.storage.readers.workbooks.biff import XlsSurvey
from kw_tui.storage.readers.workbooks.cells import Book, Staged, stage
from kw_tui.storage.readers.workbooks.choice import asked_for, better, listed
from kw_tui.storage.readers.workbooks.excel import ExcelBook
from kw_tui.storage.readers.workbooks.gate import admitted
from kw_tui.storage.readers.workbooks.ods import OdsBook
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.xlsx_survey import XlsxSurvey

Report = Callable[[float], None]


def staged_sheet(path: Path, target: str, sheet: str | None, report: Report) -> Mapping[str, Any]:
    """Read the sheet asked for, or the one that looks most like data; raises RefusedError.

    Returns its `index`, its file, the number of its last row, how the numbers of its columns stand, and all `sheets`.
    """
    book = opened(path, report)
    if sheet is None:
        index, staged = _likeliest(book, target, report)
    else:
        index = asked_for(sheet, book.names)
        staged = _staged(book, index, target, report)
    verdicts = list(staged.verdicts)
    return {
        "index": index,
        "sheets": book.names,
        "path": str(staged.path),
        "lines": staged.lines,
        "verdicts": verdicts,
    }


def opened(path: Path, report: Report) -> Book:
    """Open a workbook once its container is found to be sound."""
    kind = admitted(path)
    if kind == "ods":
        return OdsBook(path, report)
    return ExcelBook(path, kind, XlsxSurvey(path) if kind == "xlsx" else XlsSurvey(path))


def _staged(book: Book, index: int, target: str, report: Report) -> Staged:
    try:
        staged = stage(book.cells(index, report), Path(f"{target}-{index}.parquet"))
        if staged is None:
            raise RefusedError("empty-sheet")
    except RefusedError as error:
        error.fields |= {"sheet": book.names[index], "sheets": listed(book.names)}
        raise
    return staged


def _likeliest(book: Book, target: str, report: Report) -> tuple[int, Staged]:
    """The visible sheet with most rows below a header of known names; where none has such a header, with most rows."""
    seen = [index for index in range(len(book.names)) if not book.is_hidden(index)]
    best: tuple[int, Staged] | None = None
    refused: list[RefusedError] = []
    for number, index in enumerate(seen):
        try:
            staged = _staged(book, index, target, lambda share, done=number: report((done + share) / len(seen)))  # type: ignore[misc]
        except RefusedError as error:
            refused.append(error)
            continue
        best = better(best, (index, staged))
    if best is None:
        raise _nothing(refused, book.names, has_hidden=len(seen) < len(book.names))
    return best


def _nothing(refused: Sequence[RefusedError], names: Sequence[str], *, has_hidden: bool) -> RefusedError:
    """Why no sheet could be read: the first that is more than empty says so."""
    real = [error for error in refused if error.code not in ("empty-sheet", "no-cells")]
    if real:
        return real[0]
    return RefusedError("only-hidden", sheets=listed(names)) if has_hidden else RefusedError("empty")
