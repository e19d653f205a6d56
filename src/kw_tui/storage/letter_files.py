"""Letters as files: private, under names that any system takes, and never over another."""

import hashlib
import os
import re
from pathlib import Path

from kw_tui.storage.atomic import create, disk_error, write_all
from kw_tui.storage.folders import private_folder
from kw_tui.vocabulary.texts import Text

LONGEST = 48
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def safe_name(raw: str) -> str:
    """Return an id as part of a file name; what had to be changed is told apart by a few digits of its hash."""
    safe = _UNSAFE.sub("_", raw)[:LONGEST].strip("_")
    if safe and safe == raw and not any(letter.isupper() for letter in raw):  # some systems do not tell A from a
        return safe
    return f"{safe or 'x'}-{hashlib.sha256(raw.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def save_letter(folder: Path, name: str, text: str) -> Path:
    """Write a letter as `NAME.txt` and return where it is: in the next free name, unless one holds the same already.

    Raise SessionError where the disk refuses.
    """
    content = text.encode("utf-8", "backslashreplace")
    doing = Text("Schreiben nicht gespeichert in {path}", "The letter was not saved in {path}").format(path=folder)
    try:
        private_folder(folder)
        for number in range(1, 10_000):
            path = folder / (f"{name}.txt" if number == 1 else f"{name}-{number}.txt")
            if not os.path.lexists(path):
                _write(path, content)
                return path
            if path.is_file() and path.read_bytes() == content:
                return path
    except OSError as error:
        raise disk_error(doing, error) from error
    raise disk_error(doing, OSError(17, os.strerror(17)))


def _write(path: Path, content: bytes) -> None:
    descriptor = create(path)
    try:
        write_all(descriptor, content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
