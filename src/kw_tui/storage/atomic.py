"""Files that are whole or unchanged: replacing one at once, locks between processes, and disk errors in plain words."""

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Text

try:
    import fcntl
except ImportError:  # Windows: locks are files that only one process can create
    fcntl = None  # type: ignore[assignment]

_PIECE = 16 << 20
LOCK_PATIENCE = 15.0
"""Seconds to wait for somebody else's write before giving up."""
LEFT_BEHIND_AFTER = 3600.0
"""Seconds after which an unfinished write is taken to be that of a dead process."""
STALE_AFTER = 60.0
"""Seconds after which a created lock file (no fcntl) is taken to be left behind by a dead process."""

_SPECIAL = Text("ein Gerät oder eine Pipe", "a device or a pipe")
_OTHERS = {
    stat.S_IFDIR: Text("ein Ordner", "a folder"),
    stat.S_IFLNK: Text("ein Verweis im Kreis", "a link that leads to itself"),
}
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
_FULL_CODES = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = re.compile(rf"\(os error (?:{'|'.join(map(str, _FULL_CODES))}|112)\)|No space left on device")
"""How engines that swallow the code tell a full disk; 112 is the number Windows has for it."""
_REASONS = {
    **dict.fromkeys(_FULL_CODES, _FULL),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.ENOENT: _NOT_A_FOLDER,
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EISDIR: (Text("das ist ein Ordner", "it is a folder"), Text("eine Datei nennen", "name a file")),
}


def is_full(error: BaseException) -> bool:
    """Whether an error, of the system or of an engine, means that a disk is full or a quota used up."""
    return getattr(error, "errno", None) in _FULL_CODES or bool(_FULL_WORDS.search(str(error)))


def disk_error(doing: Text, error: BaseException) -> SessionError:
    """Say what could not be done (`doing`, with the path in it), why, and what to do."""
    reason = getattr(error, "strerror", None) or str(error)
    unknown = (Text(reason, reason), Text("Pfad und Datenträger prüfen", "check the path and the disk"))
    why, hint = _FULL if is_full(error) else _REASONS.get(getattr(error, "errno", None) or 0, unknown)
    return SessionError(Text("{doing}: {why}", "{doing}: {why}").format(doing=doing, why=why), hint)


def private_mode(folder: Path) -> int:
    """Return 0o660 for a folder shared by a group (setgid, or writable for the group but not for all), else 0o600."""
    mode = folder.stat().st_mode
    is_shared = mode & stat.S_ISGID or (mode & stat.S_IWGRP and not mode & stat.S_IWOTH)
    return 0o660 if is_shared else 0o600


def regular(path: Path) -> Path:
    """Return the file a path leads to, links followed; raise SessionError for a folder, a device, a pipe, a socket.

    A missing file is fine. Writing to anything else would replace it, or wait for ever.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.lstat().st_mode
    except OSError:
        return target
    if not stat.S_ISREG(mode):
        what = _OTHERS.get(stat.S_IFMT(mode), _SPECIAL)
        message = Text("{path} ist keine Datei, sondern {what}", "{path} is not a file but {what}")
        raise SessionError(message.format(path=path, what=what), Text("eine Datei nennen", "name a file"))
    return target


def create(path: Path, flags: int = os.O_EXCL | os.O_WRONLY) -> int:
    """Create a private file (or open it, without O_EXCL) and return its descriptor.

    Raises OSError, and SessionError where something stands there that is no file.
    """
    regular(path)
    mode = private_mode(path.parent)
    descriptor = os.open(path, os.O_CREAT | flags | getattr(os, "O_BINARY", 0), mode)
    with suppress(PermissionError, AttributeError):  # somebody else's file in a shared folder has all this already
        if mode == 0o660:
            os.fchown(descriptor, -1, path.parent.stat().st_gid)
        os.fchmod(descriptor, mode)
    return descriptor


def write_all(descriptor: int, content: bytes) -> None:
    """Write everything and bring it to the disk; raise OSError. A system takes some 2 GB at once at most."""
    rest = memoryview(content)
    while rest:
        written = os.write(descriptor, rest)
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]
    os.fsync(descriptor)


def replace_whole(path: Path, content: bytes) -> None:
    """Replace a file's content at once: readers see the old or the new file, never a part.

    Raises OSError, and SessionError where the path leads to something that is no file.
    """
    _replace(path, lambda descriptor: write_all(descriptor, content))


def replace_by_copy(path: Path, source: Path) -> None:
    """The same with the content of another file, of which memory never holds more than a piece."""

    def copy(descriptor: int) -> None:
        with source.open("rb") as stream:
            while piece := stream.read(_PIECE):
                write_all(descriptor, piece)

    _replace(path, copy)


def _replace(path: Path, write: Callable[[int], None]) -> None:
    target = regular(path)  # a link stays a link
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{time.monotonic_ns():x}.tmp")
    descriptor = create(temporary)
    try:
        try:
            write(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    _sweep(target)


def _sweep(target: Path) -> None:
    """Remove what processes that were killed have left of the same file."""
    before = time.time() - LEFT_BEHIND_AFTER
    for left in target.parent.glob(f".{escape(target.name)}.*-*.tmp"):
        with suppress(OSError):  # somebody else was faster, or it is somebody else's
            if left.lstat().st_mtime < before:
                left.unlink()


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

    The empty lock file stays, unless the file is not there in the end: nothing is left beside nothing. Raises OSError
    where the lock cannot be made, SessionError when it stays taken for `patience` seconds or the path leads to
    something that is no file.
    """
    target = regular(path)
    lock = target.with_name(f".{target.name}.lock")
    until = time.monotonic() + patience
    with _flocked(lock, until, path) if fcntl else _created(lock, until, path):
        try:
            yield
        finally:
            if not target.exists():
                with suppress(OSError):
                    lock.unlink(missing_ok=True)


@contextmanager
def _flocked(lock: Path, until: float, path: Path) -> Iterator[None]:
    descriptor = _taken(lock, until, path)
    try:
        yield
    finally:
        os.close(descriptor)  # gives the lock back


def _taken(lock: Path, until: float, path: Path) -> int:
    """Open and lock a lock file. One that its holder has deleted meanwhile holds nobody off: then the next is taken."""
    while True:
        descriptor = create(lock, os.O_RDWR)
        try:
            while not take(descriptor):
                _wait(until, path)
            if _is_at(descriptor, lock):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def has_locks() -> bool:
    """Whether the system can lock open files (`take`)."""
    return fcntl is not None


def take(descriptor: int) -> bool:
    """Lock an open file until it is closed or its process ends; return whether nobody else holds it. Needs `fcntl`."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
