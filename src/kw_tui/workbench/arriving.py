"""Which of the files that are meant the session has, and whose place the others take.

A source is a file and, where it has several, one of its sheets or tables.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from kw_tui.storage.readers.postgres import is_postgres
from kw_tui.vocabulary.errors import SourceError, UpdateError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text, day, grouped

_SHEETS_NAMED = 8


def earlier(sha256: str, session: Session) -> Source | None:
    """The source of the session that has the same content, however often that was read."""
    return next((source for source in session.sources if source.sha256 == read_sha256(sha256, source.reading)), None)


def read_sha256(sha256: str, reading: int) -> str:
    """What stands for a content read so often: rows read otherwise are no longer those the store has."""
    return sha256 if reading == 1 else hashlib.sha256(f"{sha256}\0{reading}".encode()).hexdigest()


def is_of(source: Source, sha256: str, sheet: str) -> bool:
    """Whether a source was read from the file with this fingerprint, or from this sheet of it."""
    wanted = (sha256, sheet_sha256(sha256, sheet))
    return source.sha256 in {read_sha256(one, source.reading) for one in wanted}


class Arrival(Protocol):
    """A file on its way in, opened or read."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def sha256(self) -> str:
        """What tells its content from that of every other source."""

    @property
    def table(self) -> Table:
        """The table it fits."""

    @property
    def sheet(self) -> str | None:
        """Which sheet of a workbook, or table of a database, it is."""

    @property
    def sheets(self) -> Sequence[str]:
        """All there are in the file."""


def sheet_of(source: Source) -> str | None:
    """The sheet or table a source was read from; None where it has none, or nobody has written it down."""
    return source.options.get("sheet")


def own_sha256(sha256: str, sheet: str | None, session: Session) -> str:
    """What tells a sheet from the others of its file: the fingerprint of the file, unless another sheet has it."""
    if sheet is None:
        return sha256
    apart, first = sheet_sha256(sha256, sheet), earlier(sha256, session)
    is_another = first is not None and sheet_of(first) not in (None, sheet)
    return apart if is_another or earlier(apart, session) else sha256


def sheet_sha256(sha256: str, sheet: str) -> str:
    """What stands for a further sheet of a file with this fingerprint."""
    return hashlib.sha256(f"{sha256}\0{sheet}".encode("utf-8", "surrogatepass")).hexdigest()


def told_unread(one: Arrival, session: Session, folder: Path) -> list[Text]:
    """Name the sheets or tables of a file that are not read, now or before, and how they are."""
    places = _Places(session, folder)
    left = [name for name in one.sheets if name not in {one.sheet, *places.sheets(one)}]
    if not left:
        return []
    names = ", ".join(left[:_SHEETS_NAMED]) + (f", ... ({len(left)})" if len(left) > _SHEETS_NAMED else "")
    return [_UNREAD.format(sheet=one.sheet, names=names)]


def places_taken(files: Sequence[Arrival], session: Session, folder: Path, *, replacing: bool) -> list[Source | None]:
    """The source each file takes the place of, None where it is new; all are where nothing is to be replaced.

    Raises SourceError where a file would count twice with an older version, or two would take one place.
    """
    if replacing:
        return predecessors(files, session, folder)
    refuse_updates(files, session, folder)
    return [None] * len(files)


def predecessors(files: Sequence[Arrival], session: Session, folder: Path) -> list[Source | None]:
    """The source whose place each file takes, None where it is new: it lay there, or alone has its name in the table.

    `folder` is that of the session. Raises SourceError where two files would take one place: both would count.
    """
    places = _Places(session, folder)
    old = [places.at(one) or places.called(one) for one in files]
    claimed: dict[str, Path] = {}
    for one, source in zip(files, old, strict=True):
        if source is None:
            continue
        if other := claimed.get(source.sha256):
            raise SourceError(_BOTH.format(one=other, other=one.path, old=source.path), _ONE_OF_THEM)
        claimed[source.sha256] = one.path
    return old


class _Places:
    """Where the files of a session came from."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._at: dict[tuple[str, Path], list[Source]] = {}
        self._sheets: dict[Path, set[str | None]] = {}
        self._called: dict[tuple[str, str], list[Source]] = {}
        for source in session.sources:
            path = Path(source.path)
            self._at.setdefault((source.table, _place(path, folder)), []).append(source)
            self._sheets.setdefault(_place(path, folder), set()).add(sheet_of(source))
            self._called.setdefault((source.table, path.name), []).append(source)

    def at(self, one: Arrival) -> Source | None:
        """The source that lay where a file lies."""
        return next(iter(_same_sheet(self._at.get((one.table.id, _place(one.path, Path())), []), one)), None)

    def called(self, one: Arrival) -> Source | None:
        """The only source of its table that has the name of a file."""
        found = _same_sheet(self._called.get((one.table.id, one.path.name), []), one)
        return found[0] if len(found) == 1 else None

    def sheets(self, one: Arrival) -> set[str | None]:
        """The sheets that were imported from where a file lies, whatever tables they fit."""
        return self._sheets.get(_place(one.path, Path()), set())


def _same_sheet(found: Sequence[Source], one: Arrival) -> list[Source]:
    """The sources of the same sheet; else those whose sheet is unknown, or is there no more and may have been renamed.

    The file of a source that has another of its sheets is no version of this one.
    """
    if same := [source for source in found if sheet_of(source) == one.sheet]:
        return same
    return [source for source in found if one.sheet is None or sheet_of(source) not in one.sheets]


def _place(path: Path, folder: Path) -> Path:
    return path if is_postgres(path) else (folder / path).resolve()


def read_before(files: Sequence[Arrival], named: Sequence[Path], session: Session, folder: Path) -> list[Source | None]:
    """The source each file is already, by content and place; None where it is none, or was found and not `named`."""
    places, found = _Places(session, folder), list[Source | None]()
    for one in files:
        known = earlier(one.sha256, session) if one.path in named else None
        found.append(known if known in (places.at(one), places.called(one)) else None)
    return found


def refuse_again(files: Sequence[Arrival], known: Sequence[Source | None]) -> None:
    """Raise UpdateError where a file is a source already: it could be read otherwise in its own place."""
    for one, source in zip(files, known, strict=True):
        if source is not None:
            raise UpdateError(_TWICE.format(path=one.path, day=_day(source)), _OTHERWISE)


def refuse_twice(files: Sequence[Arrival], session: Session) -> None:
    """Raise SourceError where a file has the content of one imported before, or of another one among them."""
    seen: dict[str, Path] = {}
    for one in files:
        if known := earlier(one.sha256, session):
            raise SourceError(_TWICE.format(path=one.path, day=_day(known)), _ANOTHER)
        if other := seen.get(one.sha256):
            message = Text("{path} hat denselben Inhalt wie {other}", "{path} has the same content as {other}")
            raise SourceError(message.format(path=one.path, other=other), _ANOTHER)
        seen[one.sha256] = one.path


def refuse_updates(files: Sequence[Arrival], session: Session, folder: Path) -> None:
    """Raise SourceError where a file lies at the place of one imported before: both would count."""
    places = _Places(session, folder)
    for one in files:
        if before := places.at(one):
            raise UpdateError(_UPDATE.format(path=one.path, day=_day(before)), _REPLACE)


def refuse_idle(files: Sequence[Arrival], session: Session) -> None:
    """Raise SourceError: a person wants to replace something, and these files replace nothing."""
    first = files[0]
    known = [Path(source.path).name for source in session.sources if source.table == first.table.id]
    message = _IDLE if len(files) == 1 else _ALL_IDLE
    raise SourceError(message.format(path=first.path, count=len(files)), _IMPORTED.format(all=", ".join(known) or "-"))


def _day(source: Source) -> Text:
    """The day of an import; what somebody else has written into the session as it is."""
    try:
        moment = date.fromisoformat(source.imported_at[:10])
    except ValueError:
        return Text(source.imported_at, source.imported_at)
    return Text(day(moment, "de"), day(moment, "en"))


def told_place(old: Source | None) -> Text:
    """Say whose place a file takes, or that it is new."""
    if old is None:
        return _NEW
    lines = Text(grouped(old.accepted, 0, "de"), grouped(old.accepted, 0, "en"))
    return _REPLACES.format(path=old.path, day=_day(old), lines=lines)


_ANOTHER = Text("die neue Datei nennen, oder eine neue Sitzung anlegen", "name the new file, or start a new session")
_TWICE = Text("{path} wurde schon am {day} importiert", "{path} was already imported on {day}")
_OTHERWISE = Text(
    "--replace liest sie neu, etwa mit anderer Zuordnung; sonst die neue Datei nennen",
    "--replace reads it anew, with other columns perhaps; else name the new file",
)
_UPDATE = Text("{path} wurde am {day} mit anderem Inhalt importiert", "{path} was imported on {day} with other content")
_REPLACE = Text(
    "--replace setzt die neue Fassung an die Stelle der alten", "--replace puts the new one in place of the old"
)
_BOTH = Text("{one} und {other} würden beide {old} ersetzen", "{one} and {other} would both replace {old}")
_ONE_OF_THEM = Text(
    "nur die Datei nennen, die an ihre Stelle tritt; die andere danach ohne --replace importieren",
    "name only the one that takes its place; import the other afterwards, without --replace",
)
_IDLE = Text("{path} ersetzt keine importierte Datei", "{path} replaces no imported file")
_ALL_IDLE = Text(
    "keine der {count} Dateien ersetzt eine importierte, auch nicht {path}",
    "none of {count} files replaces an imported one, nor does {path}",
)
_IMPORTED = Text("importiert sind: {all}", "imported are: {all}")
_REPLACES = Text("ersetzt {path} vom {day} ({lines} Zeilen)", "replaces {path} of {day} ({lines} lines)")
_UNREAD = Text(
    "gelesen ist nur {sheet}, nicht: {names} - jedes weitere mit --sheet NAME importieren",
    "only {sheet} is read, not: {names} - import each further one with --sheet NAME",
)
_NEW = Text("neu: ersetzt keine importierte Datei", "new: replaces no imported file")
