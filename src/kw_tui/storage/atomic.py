"""Files that are whole or unchanged: replacing one at once, locks between processes, and disk errors in plain words."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text

try:
    import fcntl
except ImportError:  # Windows: locks are files that only one process can create
    fcntl = None  # type: ignore[assignment]

LOCK_PATIENCE = 15.0
"""Seconds to wait for somebody else's write before giving up."""
STALE_AFTER = 60.0
"""Seconds after which a created lock file (no fcntl) is taken to be left behind by a dead process."""

_FULL = (
    Text("der Datenträger ist voll", "the disk is full"),
    Text(
        "Platz schaffen und wiederholen; die alte Datei ist unverändert", "free some space; the old file is unchanged"
    ),
)
_FORBIDDEN = (
    Text("keine Berechtigung, oder nur lesbar", "no permission, or read-only"),
    Text("Rechte des Ordners prüfen oder anderswo speichern", "check the folder's permissions or save elsewhere"),
)
_NOT_A_FOLDER = (
    Text("der Ordner fehlt oder ist keiner", "its folder does not exist or is not a folder"),
    Text("Pfad prüfen", "check the path"),
)
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.ENOENT: _NOT_A_FOLDER,
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EISDIR: (Text("das ist ein Ordner", "it is a folder"), Text("eine Datei nennen", "name a file")),
}


def disk_error(doing: Text, error: OSError) -> SessionError:
    """Say what could not be done (`doing`, with the path in it), why, and what to do."""
    unknown = Text(error.strerror or str(error), error.strerror or str(error))
    why, hint = _REASONS.get(
        error.errno or 0, (unknown, Text("Pfad und Datenträger prüfen", "check the path and the disk"))
    )
    return SessionError(Text("{doing}: {why}", "{doing}: {why}").format(doing=doing, why=why), hint)


def private_mode(folder: Path) -> int:
    """Return 0o660 for a folder shared by a group (setgid, or writable for the group but not for all), else 0o600."""
    mode = folder.stat().st_mode
    is_shared = mode & stat.S_ISGID or (mode & stat.S_IWGRP and not mode & stat.S_IWOTH)
    return 0o660 if is_shared else 0o600


def create(path: Path, flags: int = os.O_EXCL | os.O_WRONLY) -> int:
    """Create a private file (or open it, without O_EXCL) and return its descriptor; raise OSError."""
    mode = private_mode(path.parent)
    descriptor = os.open(path, os.O_CREAT | flags | getattr(os, "O_BINARY", 0), mode)
    with suppress(PermissionError, AttributeError):  # somebody else's file in a shared folder has all this already
        if mode == 0o660:
            os.fchown(descriptor, -1, path.parent.stat().st_gid)
        os.fchmod(descriptor, mode)
    return descriptor


def write_all(descriptor: int, content: bytes) -> None:
    """Write everything and bring it to the disk; raise OSError (a short write counts as a full disk)."""
    if os.write(descriptor, content) != len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(descriptor)


def replace_whole(path: Path, content: bytes) -> None:
    """Replace a file's content at once: readers see the old or the new file, never a part. Raises OSError."""
    target = Path(os.path.realpath(path))  # a link stays a link
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{time.monotonic_ns():x}.tmp")
    descriptor = create(temporary)
    try:
        try:
            write_all(descriptor, content)
        finally:
            os.close(descriptor)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can (POSIX)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems refuse to sync a folder
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path, patience: float = LOCK_PATIENCE) -> Iterator[None]:
    """Hold the lock of a file (`.NAME.lock` beside it) against other processes and threads; not reentrant.

    Raises OSError where the lock cannot be made, SessionError when it stays taken for `patience` seconds.
    """
    target = Path(os.path.realpath(path))
    lock = target.with_name(f".{target.name}.lock")
    until = time.monotonic() + patience
    with _flocked(lock, until, path) if fcntl else _created(lock, until, path):
        yield


@contextmanager
def _flocked(lock: Path, until: float, path: Path) -> Iterator[None]:
    descriptor = create(lock, os.O_RDWR)
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                _wait(until, path)
        yield
    finally:
        os.close(descriptor)  # gives the lock back; the empty file stays, deleting it would race


@contextmanager
def _created(lock: Path, until: float, path: Path) -> Iterator[None]:
    held = lock.with_name(f"{lock.name}-held")
    while True:
        try:
            os.close(create(held))
            break
        except FileExistsError:
            with suppress(FileNotFoundError):
                if time.time() - held.stat().st_mtime > STALE_AFTER:
                    held.unlink(missing_ok=True)
                    continue
            _wait(until, path)
    try:
        yield
    finally:
        held.unlink(missing_ok=True)


def _wait(until: float, path: Path) -> None:
    if time.monotonic() > until:
        message = Text("{path} wird gerade von jemand anderem geschrieben", "{path} is being written by somebody else")
        raise SessionError(message.format(path=path), Text("gleich noch einmal versuchen", "try again in a moment"))
    time.sleep(0.005)
