"""Which sheet of a workbook to read: the one asked for, or the one that looks most like data."""

from collections.abc import Sequence

from kw_tui.storage.readers.workbooks.cells import Staged
from kw_tui.storage.readers.workbooks.refusals import RefusedError

_LISTED = 20


def asked_for(wanted: str, names: Sequence[str]) -> int:
    """The index of a sheet given by its name, or else by its number from 1; raises RefusedError listing them all."""
    for same in (str, _folded):
        keys = [same(name) for name in names]
        if same(wanted) in keys:
            return keys.index(same(wanted))
    if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(names):
        return int(wanted) - 1
    raise RefusedError("unknown-sheet", sheet=wanted, sheets=listed(names))


def listed(names: Sequence[str]) -> str:
    """The names as a person may repeat them, the first of very many."""
    more = ", ..." if len(names) > _LISTED else ""
    return ", ".join(f"{number} {name!r}" for number, name in enumerate(names[:_LISTED], 1)) + more


def better(best: tuple[int, Staged] | None, new: tuple[int, Staged]) -> tuple[int, Staged]:
    """Keep one of two sheets and remove the file of the other: known column names first, then most rows.

    Of two that look alike the first is kept.
    """
    if best is None:
        return new
    kept, left = (new, best) if _rank(new[1]) > _rank(best[1]) else (best, new)
    left[1].path.unlink()
    return kept


def _rank(staged: Staged) -> tuple[bool, int]:
    return staged.known > 0, staged.rows


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
