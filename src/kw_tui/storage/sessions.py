"""The session file `NAME.kw.toml` (SPEC section 9): read, and written whole and at once under its lock."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kw_tui.storage.atomic import disk_error, locked, regular, replace_whole
from kw_tui.storage.session_text import READING, broken, parse, written
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.texts import Text

Result = TypeVar("Result")

LARGEST = 16 * 1024 * 1024
"""Bytes above which a file is not taken for a session."""

_WRITING = Text("Sitzung {path} nicht gespeichert", "Session {path} was not saved")


def read(path: Path) -> Session:
    """Read a session; raise SessionError naming file, line or key if it is missing, broken or from a newer kw."""
    return parse(path, _text(path))


def write(path: Path, session: Session) -> None:
    """Save a session whole and at once, under its lock; raise SessionError and leave the old file otherwise."""
    _guarded(path, lambda: _write(path, session))


def update(path: Path, change: Callable[[Session], Session]) -> Session:
    """Read, change and save a session in one step that no other process can come between; return the new one.

    A missing file counts as a new session.
    """

    def step() -> Session:
        changed = change(read(path) if path.exists() else Session())
        _write(path, changed)
        return changed

    return _guarded(path, step)


def stamp(path: Path) -> tuple[int, int, int]:
    """Return size, time of change and inode of a session file (zeros if there is none): differs after any change."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0, 0)
    return (status.st_size, status.st_mtime_ns, status.st_ino)


def while_locked(path: Path, step: Callable[[], Result]) -> Result:
    """Return what `step` returns, run while no other process changes the session."""
    return _guarded(path, step)


def _guarded(path: Path, step: Callable[[], Result]) -> Result:
    try:
        with locked(path):
            return step()
    except OSError as error:
        raise disk_error(_WRITING.format(path=path), error) from error


def _write(path: Path, session: Session) -> None:
    replace_whole(path, written(session))


def _text(path: Path) -> str:
    try:
        if regular(path).stat().st_size > LARGEST:
            raise broken(path, Text("die Datei ist viel zu groß", "the file is far too large"))
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        message = Text("Sitzung {path} gibt es nicht", "There is no session {path}").format(path=path)
        hint = Text("`kw import DATEI -s {path}` legt sie an", "`kw import FILE -s {path}` makes it").format(path=path)
        raise SessionError(message, hint) from None
    except UnicodeDecodeError:
        raise broken(path, Text("die Datei ist kein UTF-8-Text", "the file is not UTF-8 text")) from None
    except OSError as error:
        raise disk_error(READING.format(path=path), error) from error
