"""SQLite: one table or view of a database, each cell as exact text whatever its type, in batches to a staged file."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.fingerprint import Fingerprint, opening
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.heading import column_names
from kw_tui.storage.readers.raw import LINE, RAW_LIMIT, RawText
from kw_tui.storage.readers.rejects import Rejects
from kw_tui.storage.readers.sqlite_file import MAGIC, Watch, opened
from kw_tui.storage.readers.staged_parts import StagedParts
from kw_tui.storage.readers.staging import staged_room
from kw_tui.storage.readers.stamp import Stamp, require_file, stamp_of
from kw_tui.storage.readers.table_choice import chosen_table
from kw_tui.storage.readers.typed_table import raw_table, unmistakable, value_texts
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

_BATCH = 20_000
_UNDECODED = "Could not decode to UTF-8"
_HALVES = frozenset(map(chr, range(0xDC80, 0xDD00)))
"""What stands for bytes that are no text."""
Row = tuple[object, ...]


def is_sqlite(path: Path) -> bool:
    """Whether the file begins as an SQLite database does."""
    return opening(path, len(MAGIC)) == MAGIC


def read_sqlite(
    path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None
) -> RawText:
    """Read a table or view, `options.sheet` or the one whose columns are known best; a line is a row.

    Bytes are left out. Raises SourceError where the database is damaged or locked, no table fits or it has no rows, or
    where a view gives no row for a minute, or far more than the database holds.
    """
    require_file(path)
    stamp, watch = stamp_of(path.stat()), Watch(path, progress)
    with staged_room(path, staging), opened(path, staging, progress, watch.tick) as connection, watch:
        tables = _tables(connection)
        table = chosen_table(path, tables, options.sheet)
        try:
            reading = _read(path, staging, watch, connection, table)
        except sqlite3.OperationalError as error:
            if not str(error).startswith(_UNDECODED):
                raise
            connection.text_factory = _tolerant(options.encoding)
            reading = _read(path, staging, watch, connection, table)
    return reading.raw_text(stamp, table, tuple(tables))


def _read(path: Path, staging: Path, watch: Watch, connection: sqlite3.Connection, table: str) -> "_Reading":
    """Take all rows; once more where a column was found to hold true numbers and texts, which one mark cannot read."""
    reading = _Reading(path, staging, watch)
    reading.read(connection, table)
    if mixed := reading.mixed():
        reading = _Reading(path, staging, watch, mixed)
        reading.read(connection, table)
    return reading


def _tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The tables and views that hold data of the user, with their columns; a broken view has none."""
    found = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type != 'shadow'")
    names = sorted(name for (name,) in found.fetchall() if not name.startswith("sqlite_"))
    return {name: _columns(connection, name) for name in names}


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    try:
        return [name for name, *_ in connection.execute(f"SELECT * FROM {_quoted(table)} LIMIT 0").description]  # noqa: S608
    except sqlite3.OperationalError:
        return []


def _expect(connection: sqlite3.Connection, table: str, watch: Watch, size: int) -> None:
    """Tell who watches how many rows will come, or that they are computed and may never end, as in views."""
    found = "SELECT type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ?"
    kind, is_without_numbers = connection.execute(found, (table,)).fetchone() or ("view", 0)
    if kind != "table":
        watch.bound(size)
    watch.expect(0 if kind != "table" or is_without_numbers else _last_row(connection, table), size)


def _last_row(connection: sqlite3.Connection, table: str) -> int:
    """The number of the last row, which is about how many there are."""
    (last,) = connection.execute(f"SELECT max(rowid) FROM {_quoted(table)}").fetchone()  # noqa: S608 - quoted
    return last if isinstance(last, int) else 0


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class _Reading:
    """One way through the rows of a table."""

    def __init__(self, path: Path, staging: Path, watch: Watch, mixed: frozenset[str] = frozenset()) -> None:
        self._path, self._watch, self._mixed = path, watch, mixed
        self._parts = StagedParts(path, staging)
        self._headers: tuple[str, ...] = ()
        self._doubles: tuple[str, ...] = ()
        self._rejects = Rejects(staging, RAW_LIMIT)
        self._bytes: dict[str, int] = {}
        self._kinds: dict[str, set[type]] = {}
        self._lines = 0

    def read(self, connection: sqlite3.Connection, table: str) -> None:
        """Take all rows."""
        _expect(connection, table, self._watch, self._path.stat().st_size)
        cursor = connection.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608
        names = [name for name, *_ in cursor.description]
        if len(names) > MOST_COLUMNS:
            raise refusals.too_wide(self._path, MOST_COLUMNS)
        self._headers, self._doubles = column_names(names, len(names))
        self._parts.sign_text([table, *names])
        is_tolerant = connection.text_factory is not str
        while rows := cursor.fetchmany(_BATCH):
            lines: Sequence[int] = range(self._lines + 1, self._lines + 1 + len(rows))
            self._lines += len(rows)
            self._take(*(self._sound(lines, rows) if is_tolerant else (lines, rows)))
            self._watch.feed(len(rows), self._parts.signed)

    def _sound(self, lines: Sequence[int], rows: Sequence[Row]) -> tuple[list[int], list[Row]]:
        """The rows whose texts are texts; all others are rejects."""
        sound = []
        for line, row in zip(lines, rows, strict=True):
            if any(isinstance(cell, str) and not _HALVES.isdisjoint(cell) for cell in row):
                shown = " | ".join("" if cell is None else str(cell) for cell in row)
                raw = shown.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                self._rejects.add(line, "encoding", raw)
            else:
                sound.append((line, row))
        return [line for line, _ in sound], [row for _, row in sound]

    def _take(self, lines: Sequence[int], rows: Sequence[Row]) -> None:
        if not rows:
            return
        columns = list(zip(*rows, strict=True))
        for header, values in zip(self._headers, columns, strict=True):
            kinds = set(map(type, values))
            self._kinds.setdefault(header, set()).update(kinds)
            if bytes in kinds:
                self._bytes[header] = self._bytes.get(header, 0) + sum(type(value) is bytes for value in values)
        texts = {
            str(place): unmistakable(value_texts(values), values) if header in self._mixed else value_texts(values)
            for place, (header, values) in enumerate(zip(self._headers, columns, strict=True))
        }
        frame = pl.DataFrame({LINE: pl.Series(lines, dtype=pl.Int64)} | texts)
        self._parts.sign(frame)
        self._parts.add(frame)

    def mixed(self) -> frozenset[str]:
        """The columns that hold true numbers with decimals and texts."""
        return frozenset(header for header, kinds in self._kinds.items() if {float, str} <= kinds)

    def raw_text(self, stamp: Stamp, table: str, tables: tuple[str, ...]) -> RawText:
        """The account of the table."""
        if not self._parts.rows:
            raise refusals.without_rows(self._path)
        known = Fingerprint(self._path, stamp[0], self._parts.sha256, stamp)
        typed = frozenset(header for header, kinds in self._kinds.items() if str not in kinds and kinds & {int, float})
        raw = raw_table(known, "sqlite", self._parts.frame(self._headers), self._headers, self._lines, typed)
        return replace(
            raw,
            rejects=self._rejects.frame(),
            rejected=self._rejects.count,
            doubles=self._doubles,
            sheet=table,
            sheets=tables,
            notes=tuple(_BYTES.format(header=header, count=count) for header, count in self._bytes.items()),
        )


def _tolerant(encoding: str | None) -> Callable[[bytes], str]:
    """Decode texts that are not all UTF-8: as `encoding` says, or so that they can be told."""

    def decoded(text: bytes) -> str:
        try:
            return text.decode()
        except UnicodeDecodeError:
            return text.decode(encoding, "replace") if encoding else text.decode("utf-8", "surrogateescape")

    return decoded


_BYTES = Text("{header}: {count} Zellen mit Binärdaten ausgelassen", "{header}: {count} cells of binary data left out")
