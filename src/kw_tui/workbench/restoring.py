"""The store brought to what its session says: tables that differ are read again from their files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.storage.readers.postgres import is_postgres
from kw_tui.storage.readers.staging import staging_folder
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.arriving import is_of
from kw_tui.workbench.currencies import in_one_currency, settled_currency
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.lanes import source_key
from kw_tui.workbench.opened import Asked
from kw_tui.workbench.reading import open_complete, read_opened


def marks(session: Session, table: str) -> tuple[str, ...]:
    """What tells which files a stored table holds, and at which rates."""
    files = [source.sha256 for source in session.sources if source.table == table]
    rates = [f"{name} {rate} {session.currency}" for name, rate in sorted(session.rates.items())]
    return (*files, *rates) if files and table == "sales_line" else tuple(files)


def is_current(session: Session, store: Store) -> bool:
    """Whether the store holds exactly the rows of the session's files."""
    return all(store.marks(table.id) == marks(session, table.id) for table in TABLES)


def restore(session: Session, session_path: Path, store: Store) -> Session:
    """Bring the store to the session as it is on the disk; return that. Raise SourceError if a file has changed.

    Tables the session knows nothing of go; those that differ are read again from their files.
    """

    def step() -> Session:
        now = sessions.read(session_path) if session_path.exists() else session
        bring_up_to(now, session_path, store)
        return now

    return sessions.while_locked(session_path, step)


def bring_up_to(session: Session, session_path: Path, store: Store) -> None:
    """Bring the store to a session; for whoever holds its lock. Raise SourceError if a file has changed."""
    for table in TABLES:
        wanted = marks(session, table.id)
        if store.marks(table.id) == wanted:
            continue
        if wanted:
            _rebuild_table(table.id, session, session_path, store)
        else:
            store.remove_table(table.id)


def _rebuild_table(table: str, session: Session, session_path: Path, store: Store) -> None:
    sources = [source for source in session.sources if source.table == table]
    with staging_folder() as folder:
        rooms = [folder / str(number) for number in range(len(sources))]  # sheets of one file are staged alike
        again = [_again(source, session, session_path, room) for source, room in zip(sources, rooms, strict=True)]
        single = [source_key(one.sha256) for one in again if one.options.duplicates == "drop"]
        store.write_table(table, [one.staged for one in again], marks(session, table), single)


def _again(source: Source, session: Session, session_path: Path, folder: Path) -> Imported:
    options, address = ImportOptions.of(source.options), Path(source.path)
    path = address if is_postgres(address) else session_path.parent / address
    mapping = dict.fromkeys(table_by_id(source.table).field_ids, "") | dict(source.mapping)  # nothing proposed anew
    folder.mkdir()
    opened = open_complete(path, Asked(source.table, mapping, options), folder)
    if not is_of(source, opened.sha256, opened.raw.sheet or ""):
        raise _changed(source)
    one = replace(opened, raw=replace(opened.raw, sha256=source.sha256))
    read = read_opened(one, (), folder, today=_day(source.imported_at))
    return in_one_currency(read, session, settled_currency(session), folder)


def _day(moment: str) -> date | None:
    """The day of a moment; None where somebody has written something else into the session."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _changed(source: Source) -> SourceError:
    message = Text("{path} hat sich seit dem Import geändert", "{path} has changed since it was imported")
    hint = Text(
        "die alte Datei zurücklegen, oder `kw import {path} --replace`",
        "put the old one back, or `kw import {path} --replace`",
    )
    return SourceError(message.format(path=source.path), hint.format(path=source.path))
