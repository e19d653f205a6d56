"""Files on their way into the store: read all, then commit all - or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.storage.readers.postgres import is_postgres
from kw_tui.storage.readers.staging import staging_folder
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.texts import Text, money
from kw_tui.workbench import refusing
from kw_tui.workbench.accounting import Imported
from kw_tui.workbench.arriving import earlier, meant, predecessor, refuse_twice, refuse_unclear
from kw_tui.workbench.currencies import in_one_currency, settled_currency
from kw_tui.workbench.lanes import source_key
from kw_tui.workbench.opened import Asked, Opened
from kw_tui.workbench.previewing import Preview
from kw_tui.workbench.previewing import preview as preview_file
from kw_tui.workbench.progress import Progress, Step, told
from kw_tui.workbench.reading import open_complete, read_file, read_opened

__all__ = [
    "AS_FOUND",
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


REFUSED = "refused"
"""The folder of a store that keeps the refused lines of each file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of an import: the table, some columns (field -> header), how to read, whether to replace."""

    table: str | None = None
    mapping: Mapping[str, str] | None = None
    options: ImportOptions = DEFAULT
    replace: bool = False


AS_FOUND = Wish()


def preview(path: Path, wish: Wish, session: Session) -> Preview:
    """Look into a file; raise SourceError where it cannot be read."""
    with staging_folder() as folder:
        return preview_file(path, _asked(wish, session), folder)


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
        opened = _opened(meant(paths), wish, session, folder, progress)
        imported: list[Imported] = []
        for one in opened:
            others = [other for other in opened if other is not one and _has_same_columns(one, other)]
            read = read_opened(one, others, folder, progress, today)
            refuse_twice([*imported, read], session)
            refuse_unclear(read, session, home, replace=wish.replace)
            settled = next((other.currency for other in imported if other.currency), settled_currency(session))
            imported.append(in_one_currency(read, session, settled, folder))
        yield imported


def _opened(
    files: Sequence[Path], wish: Wish, session: Session, folder: Path, progress: Progress | None
) -> list[Opened]:
    """Open the files; of several, those that the session has are left out, unless it has them all."""
    opened = [open_complete(file, _asked(wish, session), folder, told(progress, Step.READ)) for file in files]
    new = [one for one in opened if earlier(one.raw.sha256, session) is None]
    return new or opened


def _asked(wish: Wish, session: Session) -> Asked:
    """What is asked of each file; columns once settled for the same headers are taken as they were."""
    remembered = {source.headers: source.mapping for source in session.sources if source.headers}
    return Asked(wish.table, wish.mapping or {}, wish.options, remembered)


def _has_same_columns(one: Opened, other: Opened) -> bool:
    return one.table.id == other.table.id and one.pairs.headers == other.pairs.headers


def commit(
    imported: Sequence[Imported],
    store: Store,
    session_path: Path,
    now: datetime,
    *,
    replacing: bool = False,
    progress: Progress | None = None,
) -> tuple[Session, list[Text]]:
    """Add what was read to its tables and to the session; return the session as saved, and what was found.

    Everything is judged by the session as it is on the disk at this moment, with no other process coming between.
    """
    for one in imported:
        _refuse_empty(one)
    fresh = [_source(one, session_path, now) for one in imported]
    currency = next((one.currency for one in imported if one.currency), None)
    notes: list[Text] = []

    def change(session: Session) -> Session:
        home = session_path.parent
        for count, one in enumerate(imported, 1):
            refuse_twice(imported[:count], session)
            refuse_unclear(one, session, home, replace=replacing)
            _refuse_second_currency(one, session)
        old = [predecessor(one, session, home) for one in imported] if replacing else []
        kept = [source for source in session.sources if source not in old]
        if not is_current(session, store):  # what is to be replaced may have changed, and could not be read again
            _restore(session.with_(sources=tuple(kept)), session_path, store)
        session = session.with_(sources=(*kept, *fresh), currency=currency or session.currency)
        for table in {one.table.id: one.table for one in imported}.values():
            added = [one for one in imported if one.table.id == table.id]
            gone = [source_key(source.sha256) for source in old if source and source.table == table.id]
            notes.extend(_stored(table.id, added, gone, session, store, progress))
        notes.extend(_unknown(store, {one.table.id for one in imported}))
        return session

    saved = sessions.update(session_path, change)
    for one in imported:
        if one.refused:
            refusing.keep(one.refused, store.folder / REFUSED, one.sha256)
    return saved, notes


def _stored(
    table: str,
    added: Sequence[Imported],
    gone: Sequence[int],
    session: Session,
    store: Store,
    progress: Progress | None,
) -> list[Text]:
    rows = [*store.stored(table, gone), *(one.staged for one in added)]
    single = [source_key(one.sha256) for one in added if one.options.duplicates == "drop"]
    written = store.write_table(table, rows, _marks(session, table), single, told(progress, Step.STORE))
    ledger = written.ledger
    if ledger is None or not ledger.repeats:
        return []
    amount = Text(money(ledger.repeated_sum, "de"), money(ledger.repeated_sum, "en"))
    return [_REPEATS.format(count=ledger.repeats, sum=amount, dropped=ledger.dropped)]


def _unknown(store: Store, imported: set[str]) -> list[Text]:
    """Say how many customers the master does not know; all tables are asked once the master itself is new."""
    concerned = [table for table in TABLES if table.id in imported or "customer" in imported]
    counts = {table.label: store.strangers(table.id) for table in concerned}
    return [_STRANGERS.format(table=label, count=count) for label, count in counts.items() if count]


def is_current(session: Session, store: Store) -> bool:
    """Whether the store holds exactly the rows of the session's files."""
    return all(store.marks(table.id) == _marks(session, table.id) for table in TABLES)


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
        marks = _marks(session, table.id)
        if store.marks(table.id) == marks:
            continue
        if marks:
            _rebuild_table(table.id, session, session_path, store)
        else:
            store.remove_table(table.id)


def _rebuild_table(table: str, session: Session, session_path: Path, store: Store) -> None:
    sources = [source for source in session.sources if source.table == table]
    with staging_folder() as folder:
        again = [_again(source, session, session_path, folder) for source in sources]
        single = [source_key(one.sha256) for one in again if one.options.duplicates == "drop"]
        store.write_table(table, [one.staged for one in again], _marks(session, table), single)


def _again(source: Source, session: Session, session_path: Path, folder: Path) -> Imported:
    options, address = ImportOptions.of(source.options), Path(source.path)
    path = address if is_postgres(address) else session_path.parent / address
    mapping = dict.fromkeys(table_by_id(source.table).field_ids, "") | dict(source.mapping)  # nothing proposed anew
    read = read_file(path, Asked(source.table, mapping, options), folder, today=_day(source.imported_at))
    if read.sha256 != source.sha256:
        raise _changed(source)
    return in_one_currency(read, session, settled_currency(session), folder)


def _day(moment: str) -> date | None:
    """The day of a moment; None where somebody has written something else into the session."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _marks(session: Session, table: str) -> tuple[str, ...]:
    """What tells which files a stored table holds, and at which rates."""
    files = [source.sha256 for source in session.sources if source.table == table]
    rates = [f"{name} {rate} {session.currency}" for name, rate in sorted(session.rates.items())]
    return (*files, *rates) if files and table == "sales_line" else tuple(files)


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
        net_sum=str(account.net_sum if one.converted_sum is None else one.converted_sum),
        without_customer_sum=str(account.without_customer_sum),
        mapping=one.mapping,
        headers=one.header_set,
        options=one.options.texts(),
    )


def _relative(path: Path, folder: Path) -> str:
    """Write a path so that session and files can be moved together."""
    if is_postgres(path):
        return path.as_posix()
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


def _refuse_second_currency(new: Imported, session: Session) -> None:
    """Somebody else may have begun the session in another currency meanwhile."""
    if new.currency and session.sources and new.currency != session.currency:
        message = Text("{path} ist in {new}, die Sitzung in {old}", "{path} is in {new}, the session in {old}")
        hint = Text("noch einmal importieren", "import it once more")
        raise SourceError(message.format(path=new.path, new=new.currency, old=session.currency), hint)


def _changed(source: Source) -> SourceError:
    message = Text("{path} hat sich seit dem Import geändert", "{path} has changed since it was imported")
    hint = Text(
        "die alte Datei zurücklegen, oder `kw import {path} --replace`",
        "put the old one back, or `kw import {path} --replace`",
    )
    return SourceError(message.format(path=source.path), hint.format(path=source.path))


_STRANGERS = Text(
    "{table}: {count} Kunden fehlen im Kundenstamm", "{table}: {count} customers are not in the customer master"
)
_REPEATS = Text(
    "Zeilen, die eine andere genau wiederholen: {count}, zusammen {sum} (weggelassen: {dropped})",
    "lines that repeat another exactly: {count}, together {sum} (left out: {dropped})",
)
