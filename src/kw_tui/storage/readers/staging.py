"""The folder a file is staged in, and the twins made there: UTF-8 with line feeds, written in chunks.

A file that is so already is used as it is.
"""

import codecs
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from kw_tui.storage.atomic import has_locks, is_full, take
from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.gate import CHUNK, Arrival

PREFIX = "kw-import-"
_OWNER = ".owner"
"""Locked by the process that works in the folder. Unlike its number, a lock ends with it and cannot be mistaken."""
LEFT_BEHIND_AFTER = 24 * 3600
"""Seconds after which a folder without an owner file is taken to be left behind."""


@contextmanager
def staging_folder() -> Iterator[Path]:
    """Make a private folder for one import and remove it afterwards, and first those that dead processes left."""
    parent = Path(tempfile.gettempdir())
    sweep_staging(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    owner = -1
    try:
        owner = _own(folder)
        yield folder
    finally:
        if owner >= 0:
            os.close(owner)
        shutil.rmtree(folder, ignore_errors=True)


def _own(folder: Path) -> int:
    """Lock the owner file before it has its name, so that nobody can find it without its lock."""
    nameless = folder / f"{_OWNER}.new"
    descriptor = os.open(nameless, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    if has_locks():
        take(descriptor)
        nameless.rename(folder / _OWNER)
    return descriptor


def sweep_staging(parent: Path) -> None:
    """Remove this user's staging folders whose process is gone, and those without an owner after a day."""
    for folder in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            status = folder.lstat()
            is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if is_own and not folder.is_symlink() and folder.is_dir() and _is_left_behind(folder, status.st_mtime):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left_behind(folder: Path, changed: float) -> bool:
    owner = folder / _OWNER
    if not has_locks() or not owner.is_file():
        return time.time() - changed > LEFT_BEHIND_AFTER
    descriptor = os.open(owner, os.O_RDWR | os.O_NOFOLLOW)
    try:
        return take(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def staged_room(path: Path, staging: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is read and staged into SourceError: a full disk, a refusal, a bad frame."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if is_full(error):
            raise refusals.full(path, staging.parent) from None
        if isinstance(error, OSError):
            raise refusals.unreadable(path, error.strerror or type(error).__name__) from None
        if isinstance(error, pl.exceptions.PolarsError):
            raise refusals.unparsable(path, str(error).partition("\n")[0][:200]) from error
        raise


def as_utf8(arrival: Arrival, folder: Path) -> Path:
    """Return the path of a UTF-8 twin in `folder` (the file itself where nothing must change)."""
    if arrival.encoding == "utf-8" and not (arrival.has_only_cr or arrival.is_damaged):
        return arrival.path
    target = folder / f"{arrival.sha256[:16]}.utf8"
    decoder = codecs.getincrementaldecoder(arrival.encoding)(errors="kw-mark")
    with arrival.path.open("rb") as source, target.open("wb") as sink:
        while chunk := source.read(CHUNK):
            sink.write(_utf8(decoder.decode(chunk), arrival.has_only_cr))
        sink.write(_utf8(decoder.decode(b"", final=True), arrival.has_only_cr))
    return target


def _utf8(text: str, has_only_cr: bool) -> bytes:
    if has_only_cr:
        text = text.replace("\r", "\n")
    return text.encode("utf-8", "replace")


def unpadded(staged: Path, folder: Path) -> Path:
    """Return a twin in which runs of blanks became single tabs, line for line."""
    target = folder / f"{staged.stem}.unpadded"
    cells = pl.col("raw").str.strip_chars(" \t").str.replace_all("[ \t]+", "\t")
    lines = pl.scan_lines(staged, name="raw", glob=False).select(cells)
    lines.sink_csv(target, include_header=False, quote_style="never", separator="\x1f")
    return target
