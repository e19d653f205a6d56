"""gzip, Zstandard and zip: unpacked piece by piece into the staging folder, and read as whatever lies inside."""

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.fingerprint import Passage, opening
from kw_tui.storage.readers.gate import CHUNK, Progress
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.staged_parts import RESERVE
from kw_tui.storage.readers.staging import staged_room
from kw_tui.vocabulary.errors import SheetError, SourceError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.texts import Text

LARGEST = 64 << 30
"""Bytes that are unpacked at most."""
MOST_RATIO, RATIO_FROM = 500, 1 << 30
"""A file that grows beyond both was made to fill the disk."""
_STEP = 16 << 20
"""Bytes after which it is asked whether to go on."""
_GZIP, _ZSTD, _ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
_GZIP_PIECE, _ZSTD_PIECE = 32 << 10, 2 << 10
"""Bytes given at a time: all they unpack to is handed over, which may be 1,000 and 32,000 times as much."""
_ZSTD_WINDOW = 1 << 27
ReadInner = Callable[[Path, Path, ImportOptions, Progress | None], RawText]


def is_compressed(path: Path) -> bool:
    """Whether the file is a gzip or Zstandard stream, or a zip archive that is no document of an office."""
    head = opening(path, 4)
    return head.startswith((_GZIP, _ZSTD)) or (head == _ZIP and _is_plain_zip(path))


def read_compressed(
    path: Path, staging: Path, options: ImportOptions, progress: Progress | None, read_inner: ReadInner
) -> RawText:
    """Unpack a file and read what is inside with `read_inner`; what is told of the file is told of the outer one.

    Raises SourceError where it is damaged, incomplete, compressed twice, far larger than it can honestly be, or where
    an archive has not exactly one file.
    """
    _require_single(path)
    passage = Passage(path, progress)
    with staged_room(path, staging):
        folder = Path(tempfile.mkdtemp(prefix="unpacked-", dir=staging))
        inner = folder / "inner"
        _unpack(path, inner, passage, progress)
    known = passage.finish()
    if is_compressed(inner):
        raise refusals.refusal(path, _TWICE, _UNPACK)
    try:
        raw = read_inner(inner, staging, options, progress)
    except SourceError as error:
        raise told_of(path, inner, error) from None
    return replace(raw, path=path, size=known.size, sha256=known.sha256, stamp=known.stamp)


def _unpack(path: Path, target: Path, passage: Passage, progress: Progress | None) -> None:
    """Write the unpacked bytes; raise SourceError as soon as they are too many."""
    done, told, meter = 0, 0, _Meter(passage.chunks())
    try:
        with target.open("wb") as sink:
            for piece in _pieces(path, meter):
                done += len(piece)
                sink.write(piece)
                if done - told >= _STEP:
                    told = done
                    _require_honest(path, target.parent, done, meter.taken)
                    if progress:
                        progress(meter.taken, path.stat().st_size)
    except (_BrokenError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise refusals.refusal(path, _DAMAGED.format(reason=str(error)[:120]), _AGAIN) from None


class _BrokenError(Exception):
    """A stream that ends too early, or that its own check finds wrong."""


class _Meter:
    """Chunks, and how many bytes of them were taken."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.taken += len(chunk)
            yield chunk


def _pieces(path: Path, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The unpacked bytes, a few MiB at a time at most."""
    head = opening(path, 4)
    if head.startswith(_GZIP):
        return _gunzipped(chunks)
    return _zstd(path, chunks) if head == _ZSTD else _unzipped(path, chunks)


class _Stream(Protocol):
    """What unpacks one gzip member or Zstandard frame."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    return _unpacked(chunks, lambda: zlib.decompressobj(wbits=31), _GZIP_PIECE)


def _zstd(path: Path, chunks: Iterable[bytes]) -> Iterator[bytes]:
    try:
        import zstandard
    except ImportError:
        raise refusals.refusal(path, _NO_ZSTD, _INSTALL_ZSTD) from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    try:
        yield from _unpacked(chunks, unpacker.decompressobj, _ZSTD_PIECE)
    except zstandard.ZstdError as error:
        raise _BrokenError(str(error)) from None


def _unpacked(chunks: Iterable[bytes], begin: Callable[[], _Stream], size: int) -> Iterator[bytes]:
    """One stream after another, zeros between them passed over; `size` bytes at a time keep what comes out small."""
    stream: _Stream | None = None
    for chunk in chunks:
        for start in range(0, len(chunk), size):
            data = chunk[start : start + size]
            while data := data if stream else data.lstrip(b"\0"):
                stream = stream or begin()
                yield stream.decompress(data)
                data, stream = (stream.unused_data, None) if stream.eof else (b"", stream)
    if stream is not None:
        raise _BrokenError(_ENDS_EARLY)


def _unzipped(path: Path, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The one file of a zip archive; the archive is read through for its fingerprint first."""
    for _ in chunks:
        pass
    with zipfile.ZipFile(path) as archive:
        member = _single(archive)
        if member is None:
            raise _BrokenError(_ENDS_EARLY)
        if member.flag_bits & _ENCRYPTED:
            raise refusals.refusal(path, _PASSWORD, _UNPACK)
        with archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                yield piece


def _single(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """The only file of an archive, what macOS adds left aside."""
    files = _files(archive)
    return files[0] if len(files) == 1 else None


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")]


def _require_single(path: Path) -> None:
    """Raise SourceError where a zip archive has no file or several, naming the first of them."""
    if opening(path, 4) != _ZIP or not _is_plain_zip(path):  # what is damaged is told when it is unpacked
        return
    with zipfile.ZipFile(path) as archive:
        names = [info.filename for info in _files(archive)]
    if not names:
        raise refusals.refusal(path, _NO_FILE, _AGAIN)
    if len(names) > 1:
        listed = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
        raise refusals.refusal(path, _SEVERAL.format(count=len(names), names=listed), _UNPACK_SEVERAL)


def _is_plain_zip(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return _DOCUMENTS.isdisjoint(archive.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def _require_honest(path: Path, folder: Path, done: int, taken: int) -> None:
    if done > LARGEST or (done > RATIO_FROM and done > MOST_RATIO * taken):
        raise refusals.refusal(path, _TOO_LARGE.format(size=done >> 30), _UNPACK)
    if shutil.disk_usage(folder).free < RESERVE:
        raise refusals.full(path, folder.parent.parent)


def told_of(path: Path, inner: Path, error: SourceError) -> SourceError:
    """The refusal of what is inside, under the name of the outer file."""
    message, hint = (
        Text(text.de.replace(str(inner), str(path)), text.en.replace(str(inner), str(path)))
        for text in (error.message, error.hint)
    )
    return SheetError(message, hint, error.names) if isinstance(error, SheetError) else SourceError(message, hint)


_ENCRYPTED = 1
_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype"})
"""What the documents of office programs have inside, which are zip archives too."""
_NAMED = 5
_NO_FILE = Text("ein ZIP-Archiv ohne Dateien", "a zip archive without files")
_SEVERAL = Text("ein ZIP-Archiv mit {count} Dateien: {names}", "a zip archive of {count} files: {names}")
_UNPACK_SEVERAL = Text(
    "entpacken und die gemeinten Dateien importieren, oder ihren Ordner",
    "unpack it and import the files that are meant, or their folder",
)
_ENDS_EARLY = "unexpected end"
_DAMAGED = Text("das Archiv ist beschädigt oder gekürzt ({reason})", "the archive is damaged or incomplete ({reason})")
_AGAIN = Text("noch einmal herunterladen oder exportieren", "download or export it again")
_PASSWORD = Text("mit einem Passwort geschützt", "protected by a password")
_TWICE = Text("mehrfach komprimiert", "compressed more than once")
_UNPACK = Text("selbst entpacken und den Inhalt importieren", "unpack it yourself and import what is inside")
_TOO_LARGE = Text("wird entpackt größer als {size} GiB", "unpacks to more than {size} GiB")
_NO_ZSTD = Text("für Zstandard-Archive fehlt das Paket zstandard", "the package zstandard for such archives is missing")
_INSTALL_ZSTD = Text("`pip install zstandard`", "`pip install zstandard`")
