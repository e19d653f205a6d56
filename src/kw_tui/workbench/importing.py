"""Files on their way into the store: read all, then commit all - or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import date
from pathlib import Path

from kw_tui.core.intake.mapping import UnknownNameError, require_complete
from kw_tui.storage.readers.staging import staging_folder
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.arriving import (
    earlier,
    own_sha256,
    places_taken,
    read_before,
    read_sha256,
    refuse_again,
    refuse_idle,
    refuse_twice,
    told_place,
    told_unread,
)
from kw_tui.workbench.committing import REFUSED, commit
from kw_tui.workbench.currencies import answer_before, in_one_currency, settled_currency
from kw_tui.workbench.files_meant import meant
from kw_tui.workbench.fitting import refuse_unfit
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.opened import Asked, Opened, open_file
from kw_tui.workbench.passing_over import holds_no_table, passed_over
from kw_tui.workbench.passing_over import told as told_left_out
from kw_tui.workbench.previewing import Preview
from kw_tui.workbench.previewing import preview as preview_file
from kw_tui.workbench.progress import Progress, Step, told
from kw_tui.workbench.reading import read_opened
from kw_tui.workbench.restoring import is_current, restore

__all__ = [
    "AS_FOUND",
    "REFUSED",
    "Imported",
    "Preview",
    "Progress",
    "Wish",
    "commit",
    "is_current",
    "preview",
    "reading",
    "restore",
]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of an import: the table, some columns (field -> header), how to read, whether to replace."""

    table: str | None = None
    mapping: Mapping[str, str] | None = None
    options: ImportOptions = DEFAULT
    replace: bool = False


AS_FOUND = Wish()
_FOR_ALL = Text(
    "--map gilt für alle {count} Dateien: die Dateien, für die es gilt, für sich importieren",
    "--map holds for all {count} files: import those it is meant for by themselves",
)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """An opened file and where it is from."""

    path: Path
    sha256: str
    table: Table
    sheet: str | None
    sheets: tuple[str, ...]

    @classmethod
    def of(cls, one: Opened) -> "_Arrival":
        """Take what there is to know from an opened file."""
        return cls(one.path, one.sha256, one.table, one.raw.sheet, one.raw.sheets)


def preview(path: Path, wish: Wish, session: Session, progress: Progress | None = None) -> Preview:
    """Look into a file; raise SourceError where it cannot be read."""
    with staging_folder() as folder:
        return preview_file(path, _asked(wish, session), folder, progress)


@contextmanager
def reading(
    paths: Sequence[Path],
    wish: Wish,
    session: Session,
    home: Path,
    *,
    today: date,
    progress: Progress | None = None,
) -> Iterator[list[Imported]]:
    """Read files; what was read can be committed inside the context. Raise SourceError if one is refused.

    Folders and patterns stand for their files; of those, what `session` has already is left out. `home` is the folder
    of the session; `today` tells which dates are too far in the future to be believed.
    """
    with staging_folder() as folder:
        files = meant(paths)
        opened, idle = _opened(files, paths, wish, session, folder, progress)
        for one in opened:
            refuse_unfit(one.raw, wish.options)
        arrivals = [_Arrival.of(one) for one in opened]
        before_it = read_before(arrivals, paths, session, home)
        refuse_twice([one for one, known in zip(arrivals, before_it, strict=True) if known is None], session)
        if not wish.replace:
            refuse_again(arrivals, before_it)
        old = places_taken(arrivals, session, home, replacing=wish.replace)
        if wish.replace and not any(old) and len(opened) == len(files) - len(idle):
            refuse_idle(arrivals, session)
        readings = [1 if known is None else known.reading + 1 for known in before_it]
        opened = [_as(one, read_sha256(one.sha256, count)) for one, count in zip(opened, readings, strict=True)]
        imported: list[Imported] = []
        for one, before, count in zip(opened, old, readings, strict=True):
            others = [other for other in opened if other is not one and _has_same_columns(one, other)]
            read = read_opened(one, others, folder, progress, today)
            settled = next((other.currency for other in imported if other.currency), settled_currency(session))
            settled_one = in_one_currency(read, session, settled, folder, answer_before(read, session))
            unread = told_unread(settled_one, session, home)
            imported.append(_placed(replaced(settled_one, reading=count), before, unread, replacing=wish.replace))
        left_out = told_left_out(passed_over(paths), idle)
        imported[0] = replaced(imported[0], notes=(*imported[0].notes, *left_out))
        yield imported


def _opened(
    files: Sequence[Path],
    named: Sequence[Path],
    wish: Wish,
    session: Session,
    folder: Path,
    progress: Progress | None,
) -> tuple[list[Opened], list[Path]]:
    """Open the files; of several, those that the session has are left out, unless it has them all.

    Returned too are those that turn out to hold no table; one that a person `named` is refused for it.
    """
    try:
        found = (open_file(file, _asked(wish, session), folder, told(progress, Step.READ)) for file in files)
        opened = [_apart(one, session) for one in found]
    except UnknownNameError as error:
        raise error if len(files) == 1 else UnknownNameError(error.message, _FOR_ALL.format(count=len(files))) from None
    idle = [one.path for one in opened if one.path not in named and holds_no_table(one)]
    tables = [one for one in opened if one.path not in idle] or opened
    for one in tables:
        require_complete(one.table, one.pairs, one.raw.headers, one.path)
    again = set(named) if wish.replace else set[Path]()
    new = [one for one in tables if one.path in again or earlier(one.sha256, session) is None]
    return new or tables, idle


def _asked(wish: Wish, session: Session) -> Asked:
    """What is asked of each file; columns once settled for the same headers are taken as they were."""
    remembered = {source.headers: source.mapping for source in session.sources if source.headers}
    return Asked(wish.table, wish.mapping or {}, wish.options, remembered, session.lang or "en")


def _apart(one: Opened, session: Session) -> Opened:
    """A file told from those of the session, also from another sheet of itself."""
    return _as(one, own_sha256(one.sha256, one.raw.sheet, session))


def _as(one: Opened, sha256: str) -> Opened:
    """A file with the fingerprint its source will have."""
    return replaced(one, raw=replaced(one.raw, sha256=sha256))


def _placed(one: Imported, old: Source | None, unread: Sequence[Text], *, replacing: bool) -> Imported:
    """The file with what it replaces, told where replacing was asked for, and what of it is not read."""
    notes = (*unread, *one.notes)
    return replaced(one, replaces=old, notes=(told_place(old), *notes)) if replacing else replaced(one, notes=notes)


def _has_same_columns(one: Opened, other: Opened) -> bool:
    return one.table.id == other.table.id and one.pairs.headers == other.pairs.headers
