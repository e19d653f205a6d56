"""Files on their way into the store: read all, then commit all - or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.storage.readers.staging import staging_folder
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.reading import Imported, Preview, Progress, read_file
from kw_tui.workbench.reading import preview as preview_file

__all__ = ["Imported", "Preview", "Progress", "commit", "is_current", "preview", "reading", "restore"]


def preview(path: Path, table: str | None) -> Preview:
    """Look into a file; raise SourceError where it cannot be read."""
    with staging_folder() as folder:
        return preview_file(path, table, folder)


@contextmanager
def reading(
    paths: Sequence[Path],
    table: str | None,
    mapping: Mapping[str, str] | None,
    session: Session,
    *,
    today: date,
    progress: Progress | None = None,
) -> Iterator[list[Imported]]:
    """Read files; what was read can be committed inside the context. Raise SourceError if one is refused.

    `today` tells which dates are too far in the future to be believed.
    """
    with staging_folder() as folder:
        imported: list[Imported] = []
        for path in paths:
            imported.append(read_file(path, table, mapping, folder, progress, today))
            _refuse_twice(imported, session)
            _refuse_second_currency(imported[-1], session)
        yield imported


def commit(imported: Sequence[Imported], store: Store, session_path: Path, now: datetime) -> Session:
    """Add what was read to its tables and to the session; return the session as saved.

    Everything is judged by the session as it is on the disk at this moment, with no other process coming between.
    """
    for one in imported:
        _refuse_empty(one)
    fresh = [_source(one, session_path, now) for one in imported]
    currency = next((one.currency for one in imported if one.currency), None)

    def change(session: Session) -> Session:
        for count, one in enumerate(imported, 1):
            _refuse_twice(imported[:count], session)
            _refuse_second_currency(one, session)
        _restore(session, session_path, store)
        sources = (*session.sources, *fresh)
        for table in {one.table.id: one.table for one in imported}.values():
            known = [store.scan(table.id)] if store.has(table.id) else []
            added = [one.accepted for one in imported if one.table.id == table.id]
            store.write_table(table.id, [*known, *added], marks=_marks(sources, table.id))
        return session.with_(sources=sources, currency=currency or session.currency)

    return sessions.update(session_path, change)


def is_current(session: Session, store: Store) -> bool:
    """Whether the store holds exactly the rows of the session's files."""
    return all(store.marks(table.id) == _marks(session.sources, table.id) for table in TABLES)


def restore(session: Session, session_path: Path, store: Store) -> Session:
    """Bring the store to the session as it is on the disk; return that. Raise SourceError if a file has changed.

    Tables the session knows nothing of go; those that differ are read again from their files.
    """

    def step() -> Session:
        now = sessions.read(session_path) if session_path.exists() else session
        _restore(now, session_path, store)
        return now

    return sessions.while_locked(session_path, step)


def _restore(session: Session, session_path: Path, store: Store) -> None:
    for table in TABLES:
        marks = _marks(session.sources, table.id)
        if store.marks(table.id) == marks:
            continue
        if marks:
            _rebuild_table(table.id, session, session_path, store)
        else:
            store.remove_table(table.id)


def _rebuild_table(table: str, session: Session, session_path: Path, store: Store) -> None:
    sources = [source for source in session.sources if source.table == table]
    with staging_folder() as folder:
        frames = []
        for source in sources:
            path = session_path.parent / source.path
            again = read_file(path, table, source.mapping, folder, today=_day(source.imported_at))
            if again.sha256 != source.sha256:
                raise _changed(source)
            frames.append(again.accepted)
        store.write_table(table, frames, marks=_marks(sources, table))


def _day(moment: str) -> date | None:
    """The day of a moment; None where somebody has written something else into the session."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _marks(sources: Sequence[Source], table: str) -> tuple[str, ...]:
    """What tells which files a stored table holds."""
    return tuple(source.sha256 for source in sources if source.table == table)


def _source(one: Imported, session_path: Path, now: datetime) -> Source:
    account = one.reconciliation
    return Source(
        table=one.table.id,
        path=_relative(one.path, session_path.parent),
        sha256=one.sha256,
        size=one.size,
        imported_at=now.astimezone().isoformat(timespec="seconds"),
        accepted=account.accepted,
        rejected=account.rejected,
        without_customer=account.without_customer,
        net_sum=str(account.net_sum),
        without_customer_sum=str(account.without_customer_sum),
        mapping=one.mapping,
    )


def _relative(path: Path, folder: Path) -> str:
    """Write a path so that session and files can be moved together."""
    path, folder = path.resolve(), folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def _refuse_empty(one: Imported) -> None:
    account = one.reconciliation
    if account.accepted or not account.rejected + account.without_customer:
        return
    why = one.rejects["code"].mode().sort().to_list()[:1] if one.rejects.height else []
    message = Text(
        "{path}: keine Zeile angenommen, {rejected} abgewiesen ({why}), {anonymous} ohne Kundennummer",
        "{path}: no line accepted, {rejected} rejected ({why}), {anonymous} without customer no.",
    )
    hint = Text("Zuordnung mit --map FELD=SPALTE berichtigen", "correct the mapping with --map FIELD=COLUMN")
    counts = {"rejected": account.rejected, "anonymous": account.without_customer}
    raise SourceError(message.format(path=one.path, why=", ".join(why) or "-", **counts), hint)


def _refuse_twice(imported: Sequence[Imported], session: Session) -> None:
    *earlier, new = imported
    hint = Text("die neue Datei nennen, oder eine neue Sitzung anlegen", "name the new file, or start a new session")
    for source in session.sources:
        if source.sha256 == new.sha256:
            message = Text("{path} wurde schon am {day} importiert", "{path} was already imported on {day}")
            raise SourceError(message.format(path=new.path, day=source.imported_at[:10]), hint)
    for other in earlier:
        if other.sha256 == new.sha256:
            message = Text("{path} hat denselben Inhalt wie {other}", "{path} has the same content as {other}")
            raise SourceError(message.format(path=new.path, other=other.path), hint)


def _refuse_second_currency(new: Imported, session: Session) -> None:
    if new.currency and session.sources and new.currency != session.currency:
        message = Text("{path} ist in {new}, die Sitzung in {old}", "{path} is in {new}, the session in {old}")
        hint = Text("je Währung eine Sitzung anlegen", "start a session for each currency")
        raise SourceError(message.format(path=new.path, new=new.currency, old=session.currency), hint)


def _changed(source: Source) -> SourceError:
    message = Text("{path} hat sich seit dem Import geändert", "{path} has changed since it was imported")
    hint = Text(
        "die alte Datei zurücklegen, oder eine neue Sitzung anlegen", "put the old one back or start a new session"
    )
    return SourceError(message.format(path=source.path), hint)
