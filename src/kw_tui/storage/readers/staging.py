"""The folder a file is staged in, and the twins made there: UTF-8 with line feeds, written in chunks.

A file that is so already is used as it is.
"""

import atexit
import codecs
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import polars as pl

from kw_tui.storage.atomic import has_locks, is_full, take
from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.gate import CHUNK, LONGEST_LINE, TOO_LONG, Arrival, Progress

PREFIX = "kw-import-"
_KEPT = 2000
"""Bytes kept of a line that is too long: enough to recognise it."""
_OWNER = ".owner"
"""Locked by the process that works in the folder. Unlike its number, a lock ends with it and cannot be mistaken."""
_IN_USE: set[Path] = set()
"""The folders this process works in."""
_TRIES = 20
LEFT_BEHIND_AFTER = 24 * 3600
"""Seconds after which a folder without an owner file is taken to be left behind."""


@contextmanager
def staging_folder() -> Iterator[Path]:
    """Make a private folder for one import and remove it afterwards, and first those that dead processes left."""
    parent = Path(tempfile.gettempdir())
    sweep_staging(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    _IN_USE.add(folder)
    owner = -1
    try:
        owner = _own(folder)
        yield folder
    finally:
        if owner >= 0:
            os.close(owner)
        shutil.rmtree(folder, ignore_errors=True)
        _IN_USE.discard(folder)


@atexit.register
def remove_own() -> None:
    """Remove the folders this process still works in: it ends, and the threads that would do so end with it."""
    for folder in tuple(_IN_USE):
        for _ in range(_TRIES):  # a thread may write there while it is emptied
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break


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
        raise refusals.unparsable(path, str(error).partition("\n")[0][:200]) from error


def as_utf8(arrival: Arrival, folder: Path, progress: Progress | None = None) -> Path:
    """Return the path of a UTF-8 twin in `folder` (the file itself where nothing must change).

    Of a line that is far too long only the beginning is kept, with TOO_LONG behind it.
    """
    is_fine = arrival.encoding == "utf-8" and not (arrival.ends_in_cr or arrival.is_damaged)
    if is_fine and not arrival.has_long_lines:
        return arrival.path
    target = folder / f"{arrival.stamp[2]}-{arrival.stamp[1]}.utf8"
    with arrival.path.open("rb") as source, target.open("wb") as sink:
        chunks = _in_utf8(source, arrival, progress)
        for chunk in _shortened(chunks) if arrival.has_long_lines else chunks:
            sink.write(chunk)
    return target


def _in_utf8(source: BinaryIO, arrival: Arrival, progress: Progress | None) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(arrival.encoding)(errors="kw-mark")
    is_western = arrival.encoding == "cp1252"
    while chunk := source.read(CHUNK):
        text = _from_western(chunk) if is_western else decoder.decode(chunk).encode("utf-8", "replace")
        yield text.translate(_SWAPPED) if arrival.ends_in_cr else text
        if progress:
            progress(source.tell(), arrival.size)
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


_SWAPPED = bytes.maketrans(b"\r\n", b"\n\r")
"""A line feed inside a cell stays where it is, as a carriage return that ends no line."""
_SAME = bytes(byte for byte in range(256) if not 0x80 <= byte < 0xA0)
"""Bytes that cp1252 and Latin-1 have in common."""


def _from_western(chunk: bytes) -> bytes:
    """From cp1252 by way of Latin-1, which takes a fifth of the time of the codec."""
    if chunk.isascii():
        return chunk
    text = chunk.decode("latin-1").encode()
    for byte in set(chunk.translate(None, _SAME)):
        text = text.replace(chr(byte).encode(), bytes([byte]).decode("cp1252", "kw-mark").encode())
    return text


def _shortened(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Keep the beginning of lines that are longer than LONGEST_LINE; never hold more than two chunks."""
    held, is_cutting = b"", False
    for chunk in chunks:
        *lines, rest = chunk.split(b"\n")
        if lines:
            yield b"\n".join([_ended(held + lines[0], is_cutting), *lines[1:], b""])
            held, is_cutting = rest, False
        else:
            held += rest
        if len(held) > LONGEST_LINE:
            held, is_cutting = held[:_KEPT], True
    yield _ended(held, is_cutting)


def _ended(line: bytes, is_cut: bool) -> bytes:
    if not is_cut and len(line) <= LONGEST_LINE:
        return line
    return line[:_KEPT].decode("utf-8", "ignore").encode() + TOO_LONG.encode()


def unpadded(staged: Path, folder: Path) -> Path:
    """Return a twin in which runs of blanks became single tabs, line for line."""
    target = Path(tempfile.mkdtemp(prefix="unpadded-", dir=folder)) / staged.name  # others may be called the same
    cells = pl.col("raw").str.strip_chars(" \t").str.replace_all("[ \t]+", "\t")
    lines = pl.scan_lines(staged, name="raw", glob=False).select(cells)
    lines.sink_csv(target, include_header=False, quote_style="never", separator="\x1f")
    return target
