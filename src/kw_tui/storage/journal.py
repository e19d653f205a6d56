"""The decisions journal `NAME.decisions.toml` (SPEC section 9): one table per entry, appended, never edited.

An entry is closed by the line `# end`. What follows the last such line was cut off while being written.
"""

import json
import os
import re
import threading
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from kw_tui.storage.atomic import create, disk_error, locked, regular, sync_folder, write_all
from kw_tui.storage.journal_text import entries_of
from kw_tui.storage.toml_text import broken_toml
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text

VERSION = 1
_HEAD = f"# Decisions, oldest first. Only ever appended to.\nversion = {VERSION}\n"
_END = b"# end"
_LAST_END = re.compile(rb"^# end[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_NOTHING = re.compile(rb"(?:[ \t\r]*(?:#[^\n]*)?(?:\n|\Z))*")
_KEEPS = 64

_READING = Text("Entscheidungen {path} nicht lesbar", "Cannot read the decisions {path}")
_APPENDING = Text("Entscheidung nicht gespeichert in {path}", "The decision was not saved in {path}")
_REPAIR = Text(
    "die Stelle berichtigen, oder die Datei beiseitelegen und von einer Sicherung nehmen",
    "correct the place, or move the file away and take it from a backup",
)

Entry = dict[str, Any]
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class History:
    """All entries, oldest first; `notice` tells of a torn end that was set aside since the journal was opened."""

    entries: tuple[Entry, ...] = ()
    notice: Text | None = None


def journal_path(session_path: Path) -> Path:
    """Return `NAME.decisions.toml` beside `NAME.kw.toml`."""
    name = session_path.name
    return session_path.with_name(f"{name.removesuffix('.kw.toml')}.decisions.toml")


class Journal:
    """The history of one session. It remembers what it has read, so that reading again costs only the new entries."""

    def __init__(self, session_path: Path) -> None:
        self.path = journal_path(session_path)
        self._entries: tuple[Entry, ...] = ()
        self._read = 0
        self._inode = 0
        self._before = b""
        self._notice: Text | None = None
        self._one_at_a_time = threading.RLock()

    def stamp(self) -> Stamp:
        """Return size, time of change and inode of the file (zeros if there is none): differs after any change."""
        try:
            status = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return (0, 0, 0)
        except OSError as error:
            raise disk_error(_READING.format(path=self.path), error) from error
        return (status.st_size, status.st_mtime_ns, status.st_ino)

    def history(self) -> History:
        """Return all entries; set a torn end aside. Raise SessionError for a broken or unreadable file."""
        with self._one_at_a_time:
            try:
                torn = self._read_on()
            except OSError as error:
                raise disk_error(_READING.format(path=self.path), error) from error
            if torn:
                self._set_torn_aside()
            return History(self._entries, self._notice)

    def append(self, entry: Mapping[str, Any]) -> Entry:
        """Add one entry, on the disk when this returns; raise SessionError with the earlier history intact."""
        return self.append_after(lambda _: [entry])[0]

    def append_after(self, make: Callable[[tuple[Entry, ...]], Sequence[Mapping[str, Any]]]) -> tuple[Entry, ...]:
        """Add the entries that `make` gives for the history as it is now, with no other process coming between.

        An exception of `make` leaves the journal alone.
        """
        try:
            with self._one_at_a_time, locked(self.path):
                if self._read_on():
                    self._move_torn()
                before, entries = len(self._entries), make(self._entries)
                if entries:
                    self._write(entries)
                    self._read_on()
        except OSError as error:
            raise disk_error(_APPENDING.format(path=self.path), error) from error
        return self._entries[before:]

    def _read_on(self) -> bool:
        """Read the entries added since the last time; return whether a torn end follows them."""
        try:
            with regular(self.path).open("rb") as file:
                status = os.fstat(file.fileno())
                if not self._continues(file.fileno(), status):
                    self._entries, self._read, self._before = (), 0, b""
                self._inode = status.st_ino
                file.seek(self._read)
                fresh = file.read()
        except (FileNotFoundError, NotADirectoryError):
            self._entries, self._read, self._before, self._inode = (), 0, b"", 0
            return False
        whole = max((end.end() for end in _LAST_END.finditer(fresh)), default=0)
        if whole:
            self._entries += self._parse(fresh[:whole])
            self._before = (self._before + fresh[:whole])[-_KEEPS:]
            self._read += whole
        return not _NOTHING.fullmatch(fresh, whole)

    def _continues(self, descriptor: int, status: os.stat_result) -> bool:
        if status.st_ino != self._inode or status.st_size < self._read:
            return False
        os.lseek(descriptor, self._read - len(self._before), os.SEEK_SET)
        return os.read(descriptor, len(self._before)) == self._before

    def _parse(self, content: bytes) -> tuple[Entry, ...]:
        try:
            raw = entries_of(content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1 + self._lines_read()
            raise self._broken(Text("Zeile {n}: kein UTF-8", "line {n}: not UTF-8").format(n=line)) from None
        except (ValueError, RecursionError) as error:
            raise self._broken(broken_toml(error, self._lines_read())) from None
        version, entries = raw.get("version", VERSION), raw.get("decision", [])
        if version != VERSION:
            newer = Text("die Datei ist von einem neueren kw", "the file is from a newer kw")
            raise self._broken(newer, Text("kw aktualisieren", "update kw"))
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._broken(Text("erwartet werden Tabellen [[decision]]", "expected are tables [[decision]]"))
        return tuple(entries)

    def _lines_read(self) -> int:
        with self.path.open("rb") as file:
            return file.read(self._read).count(b"\n")

    def _broken(self, why: Text, hint: Text = _REPAIR) -> SessionError:
        doing = _READING.format(path=self.path)
        return SessionError(Text("{doing}: {why}", "{doing}: {why}").format(doing=doing, why=why), hint)

    def _set_torn_aside(self) -> None:
        """Move the torn end away under the lock, unless it was an append that has ended well meanwhile."""
        try:
            with locked(self.path):
                if self._read_on():
                    self._move_torn()
        except OSError as error:
            left = Text(
                "Die letzte Entscheidung in {path} ist abgeschnitten und wird übergangen ({why})",
                "The last decision in {path} is cut off and passed over ({why})",
            )
            self._notice = left.format(path=self.path, why=error.strerror or error)

    def _move_torn(self) -> None:
        aside = self._first_free()
        with self.path.open("r+b") as file:
            file.seek(self._read)
            torn = create(aside)
            try:
                write_all(torn, file.read())
            finally:
                os.close(torn)
            sync_folder(aside.parent)
            file.truncate(self._read)
            os.fsync(file.fileno())
        moved = Text(
            "Die letzte Entscheidung war abgeschnitten; ihr Rest liegt jetzt in {aside}, alles davor ist erhalten",
            "The last decision was cut off; what is left of it is now in {aside}, everything before it is kept",
        )
        self._notice = moved.format(aside=aside)

    def _first_free(self) -> Path:
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.torn-{number}")).exists():
            number += 1
        return aside

    def _write(self, entries: Sequence[Mapping[str, Any]]) -> None:
        is_new = not self.path.exists()
        descriptor = create(self.path, os.O_RDWR | os.O_APPEND)
        try:
            length = os.fstat(descriptor).st_size
            try:
                write_all(descriptor, _opening(descriptor, length) + b"".join(map(_table, entries)))
            except BaseException:
                os.ftruncate(descriptor, length)
                raise
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self.path.parent)


def _opening(descriptor: int, length: int) -> bytes:
    """What goes before a table: the head of an empty file, or the line end that the last table has lost."""
    if not length:
        return _HEAD.encode()
    os.lseek(descriptor, length - 1, os.SEEK_SET)
    return b"" if os.read(descriptor, 1) == b"\n" else b"\n"


def _table(entry: Mapping[str, Any]) -> bytes:
    lines = [f"{_key(key)} = {_value(value)}" for key, value in entry.items() if value is not None]
    table = "\n".join(["\n[[decision]]", *lines, ""])
    tomllib.loads(table)  # an entry that could not be read again is never written
    return table.encode() + _END + b"\n"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _value(key)


def _value(value: object) -> str:
    """Write a value on one line, nested mappings inline: a table then holds no line that could be taken for its end."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(str(key))} = {_value(one)}" for key, one in value.items() if one is not None)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, str):
        whole = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")
