"""An SQLite database opened without writing a byte beside it, whatever its last user left there."""

import math
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.fingerprint import opening
from kw_tui.storage.readers.gate import CHUNK, Progress
from kw_tui.storage.readers.stamp import Stamp, require_unchanged, stamp_of
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text

MAGIC = b"SQLite format 3\x00"
LOCK_PATIENCE = 2.0
"""Seconds to wait for a program that is writing."""
ROW_PATIENCE = 60.0
"""Seconds without a row after which a view is taken to be endless."""
VIEW_PATIENCE = 600.0
"""Seconds that all rows of a view may take."""
VIEW_GROWTH, VIEW_LEAST = 50, 256 << 20
"""A view may give so many times the bytes of its database, and so many whatever its size; one that joins all rows of
two tables, or calls itself without end, gives more."""
LARGEST_CELL = 16 << 20
"""Bytes of a cell; a formula in a view may ask for far more."""
_STEPS = 50_000
_WAL_MODE, _MODE_AT = 2, 18
_PAUSE = 0.1


class Watch:
    """Looks after a query from within: keeps the progress alive, and ends it when told to or when nothing comes."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._path, self._progress = path, progress
        self._stopped: BaseException | None = None
        self._last = self._fed = time.monotonic()
        self._rows = self._expected = self._size = 0
        self._until, self._most = math.inf, math.inf

    def expect(self, rows: int, size: int) -> None:
        """About so many rows will come, from a file of this size."""
        self._expected, self._size = rows, size

    def bound(self, size: int) -> None:
        """The rows are computed, from a database of this size, and so may never end."""
        self._until = time.monotonic() + VIEW_PATIENCE
        self._most = max(VIEW_LEAST, VIEW_GROWTH * size)

    def feed(self, rows: int, size: int = 0) -> None:
        """Rows have come; all so far have this many bytes. Raises SourceError where that is too much."""
        self._rows += rows
        self._fed = time.monotonic()
        if size > self._most:
            self._stopped = _endless(self._path, _TOO_LARGE.format(size=size >> 20))
        if self.tick():
            self._raise()

    def tick(self) -> bool:
        """Whether to stop."""
        try:
            self._look(time.monotonic())
        except BaseException as error:
            self._stopped = error
        return self._stopped is not None

    def _look(self, now: float) -> None:
        if now - self._fed > ROW_PATIENCE:
            raise _endless(self._path, _NO_ANSWER.format(seconds=int(ROW_PATIENCE)))
        if now > self._until:
            raise _endless(self._path, _TOO_SLOW.format(seconds=int(VIEW_PATIENCE)))
        if self._progress and now - self._last > _PAUSE:
            self._last = now
            share = min(self._rows / self._expected, 1.0) if self._expected else 0.0
            self._progress(int(self._size * share), self._size if self._expected else 0)

    def __enter__(self) -> None:
        self._fed = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._raise()

    def _raise(self) -> None:
        if self._stopped is not None:
            raise self._stopped from None


@contextmanager
def opened(
    path: Path, staging: Path, progress: Progress | None, tick: Callable[[], bool]
) -> Iterator[sqlite3.Connection]:
    """Open a database for reading; `tick` is asked many times a second and stops a query by returning True.

    Changes that lie beside the file and have not reached it yet count: then a copy of both is read. Raises SourceError
    where the database is locked or no database.
    """
    try:
        with closing(_connect(path, staging, progress)) as connection:
            connection.set_progress_handler(tick, _STEPS)
            yield connection
    except sqlite3.Error as error:
        raise _damaged(path, str(error)) from None


def _connect(path: Path, staging: Path, progress: Progress | None) -> sqlite3.Connection:
    is_wal = opening(path, _MODE_AT + 1)[_MODE_AT:] == bytes([_WAL_MODE])
    if is_wal and _is_filled(_beside(path, "-wal")):
        return _tried(_copied(path, "-wal", staging, progress), "rw", path, progress)
    if is_wal:
        # Reading in this mode makes files beside the database, unless it is declared not to change.
        return _tried(path, "ro&immutable=1", path, progress)
    try:
        return _tried(path, "ro", path, progress)
    except sqlite3.OperationalError:
        # A transaction that broke off has to be taken back, which changes the database: only in a copy.
        if not _is_filled(_beside(path, "-journal")):
            raise
        return _tried(_copied(path, "-journal", staging, progress), "rw", path, progress)


def _tried(file: Path, mode: str, source: Path, progress: Progress | None) -> sqlite3.Connection:
    """Connect and take a shared lock; wait a little for a writer."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=0, isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_CELL)
        for pragma in ("query_only = 1", "trusted_schema = 0", "cell_size_check = 1", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}")
        _lock(connection, source, progress)
    except BaseException:
        connection.close()
        raise
    return connection


def _lock(connection: sqlite3.Connection, source: Path, progress: Progress | None) -> None:
    until = time.monotonic() + LOCK_PATIENCE
    while True:
        try:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.rollback()
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            if time.monotonic() > until:
                raise _locked(source) from None
            if progress:
                progress(0, 0)
            time.sleep(_PAUSE)
        else:
            return


def _copied(path: Path, suffix: str, staging: Path, progress: Progress | None) -> Path:
    """Copy a database and the file beside it; raise SourceError if either changes meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="database-", dir=staging))
    pairs = [(path, folder / "copy"), (_beside(path, suffix), folder / f"copy{suffix}")]
    stamps: list[tuple[Path, Stamp]] = [(source, stamp_of(source.stat())) for source, _ in pairs]
    total, done = sum(stamp[0] for _, stamp in stamps), 0
    for source, target in pairs:
        with source.open("rb") as reading, target.open("wb") as writing:
            while chunk := reading.read(CHUNK):
                writing.write(chunk)
                done += len(chunk)
                if progress:
                    progress(done, total)
    for source, stamp in stamps:
        require_unchanged(source, stamp)
    return folder / "copy"


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _is_filled(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _locked(path: Path) -> SourceError:
    return refusals.refusal(
        path,
        Text("die Datenbank ist von einem anderen Programm gesperrt", "the database is locked by another program"),
        Text("das Programm schließen und wiederholen", "close that program, then repeat"),
    )


def _damaged(path: Path, reason: str) -> SourceError:
    message = Text("die Datenbank ist nicht lesbar ({reason})", "the database cannot be read ({reason})")
    return refusals.refusal(
        path,
        message.format(reason=reason.partition("\n")[0][:200]),
        Text("eine Sicherung nehmen, oder als CSV exportieren", "take a backup of it, or export it as CSV"),
    )


def _endless(path: Path, message: Text) -> SourceError:
    return refusals.refusal(path, message, _AS_CSV)


_NO_ANSWER = Text("seit {seconds} Sekunden kommt keine Zeile", "no row has come for {seconds} seconds")
_TOO_SLOW = Text(
    "die Sicht gibt nach {seconds} Sekunden noch immer Zeilen", "the view still gives rows after {seconds} seconds"
)
_TOO_LARGE = Text(
    "die Sicht gibt mehr als {size} MiB, weit mehr als die Datenbank enthält",
    "the view gives more than {size} MiB, far more than the database holds",
)
_AS_CSV = Text("die Sicht als Tabelle speichern", "save the view as a table")
