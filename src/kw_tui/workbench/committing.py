"""What was read into the store and the session: all of it or nothing, judged by the session as it is on the disk."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.storage.readers.postgres import is_postgres
from kw_tui.vocabulary import faults
from kw_tui.vocabulary.errors import KwError, SourceError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.texts import Text, money
from kw_tui.workbench import refusing
from kw_tui.workbench.arriving import places_taken, refuse_twice
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.lanes import source_key
from kw_tui.workbench.progress import Progress, Step, told
from kw_tui.workbench.recognising import told_by_master
from kw_tui.workbench.restoring import bring_up_to, is_current, marks

REFUSED = "refused"
"""The folder of a store that keeps the refused lines of each file."""


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
        refuse_twice(imported, session)
        old = places_taken(imported, session, session_path.parent, replacing=replacing)
        for one, before in zip(imported, old, strict=True):
            _refuse_other_place(one, before)
            _refuse_second_currency(one, session)
        kept = [source for source in session.sources if source not in old]
        if not is_current(session, store):  # what is to be replaced may have changed, and could not be read again
            bring_up_to(session.with_(sources=tuple(kept)), session_path, store)
        session = session.with_(sources=(*kept, *fresh), currency=currency or session.currency)
        for table in {one.table.id: one.table for one in imported}.values():
            added = [one for one in imported if one.table.id == table.id]
            gone = [source_key(source.sha256) for source in old if source and source.table == table.id]
            notes.extend(_stored(table.id, added, gone, session, store, progress))
        notes.extend(told_by_master(store, {one.table.id for one in imported}))
        return session

    with _nothing_left(session_path, store):
        saved = sessions.update(session_path, change)
    for one in imported:
        if one.refused:
            refusing.keep(one.refused, store.folder / REFUSED, one.sha256)
    return saved, notes


@contextmanager
def _nothing_left(session_path: Path, store: Store) -> Iterator[None]:
    """Of a new session that cannot be begun, or is not, leave no store either."""
    was_there = store.folder.exists()
    try:
        yield
    except BaseException:
        if not was_there:
            with suppress(KwError):  # somebody else begins it at this moment
                sessions.while_locked(session_path, lambda: None if session_path.exists() else store.remove())
        raise


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
    written = store.write_table(table, rows, marks(session, table), single, told(progress, Step.STORE))
    ledger = written.ledger
    if ledger is None or not ledger.repeats:
        return []
    amount = Text(money(ledger.repeated_sum, "de"), money(ledger.repeated_sum, "en"))
    return [_REPEATS.format(count=ledger.repeats, sum=amount, dropped=ledger.dropped)]


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
        net_sum=str(one.net_sum),
        without_customer_sum=str(one.without_customer_sum),
        mapping=one.mapping,
        headers=one.header_set,
        reading=one.reading,
        options=one.options.texts() | ({"sheet": one.sheet} if one.sheet else {}),  # also where the likeliest was taken
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
    codes = one.rejects["code"].mode().sort().to_list()[:1]
    why = faults.label(codes[0]) if codes else Text("-", "-")
    message = Text(
        "{path}: keine Zeile angenommen, {rejected} abgewiesen ({why}), {anonymous} ohne Kundennummer",
        "{path}: no line accepted, {rejected} rejected ({why}), {anonymous} without customer no.",
    )
    hint = Text("Zuordnung mit --map FELD=SPALTE berichtigen", "correct the mapping with --map FIELD=COLUMN")
    counts = {"rejected": account.rejected, "anonymous": account.without_customer}
    raise SourceError(message.format(path=one.path, why=why, **counts), hint)


def _refuse_second_currency(new: Imported, session: Session) -> None:
    """Somebody else may have begun the session in another currency meanwhile."""
    if new.currency and session.sources and new.currency != session.currency:
        message = Text("{path} ist in {new}, die Sitzung in {old}", "{path} is in {new}, the session in {old}")
        raise SourceError(message.format(path=new.path, new=new.currency, old=session.currency), _ONCE_MORE)


def _refuse_other_place(one: Imported, old: Source | None) -> None:
    """Somebody else may have replaced meanwhile what a file was to take the place of."""
    was, is_ = (source.sha256 if source else None for source in (one.replaces, old))
    if was != is_:
        message = Text(
            "{path}: was ersetzt werden soll, hat inzwischen jemand anderer geändert",
            "{path}: somebody else has changed meanwhile what is to be replaced",
        )
        raise SourceError(message.format(path=one.path), _ONCE_MORE)


_ONCE_MORE = Text("noch einmal importieren", "import it once more")
_REPEATS = Text(
    "Zeilen, die eine andere genau wiederholen: {count}, zusammen {sum} (weggelassen: {dropped})",
    "lines that repeat another exactly: {count}, together {sum} (left out: {dropped})",
)
