"""The gate: may this file be read as text at all, and in which encoding? One pass over the bytes."""

import codecs
import hashlib
import os
import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.stamp import Stamp, require_file, require_unchanged, stamp_of
from kw_tui.vocabulary.texts import Text

CHUNK = 1 << 20
LONGEST_LINE = 1 << 20
"""Bytes of a line beyond which nobody means a record; what is longer is rejected without being held in memory."""
Progress = Callable[[int, int], None]

_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (b"PK\x03\x04", Text("eine Excel-Mappe oder ein ZIP-Archiv", "an Excel workbook or a zip archive")),
    (b"\xd0\xcf\x11\xe0", Text("eine alte Excel- oder Word-Datei", "an old Excel or Word file")),
    (b"%PDF", Text("ein PDF", "a PDF")),
    (b"\x89PNG", Text("ein Bild", "a picture")),
    (b"\xff\xd8\xff", Text("ein Bild", "a picture")),
    (b"GIF8", Text("ein Bild", "a picture")),
    (b"\x1f\x8b", Text("ein gzip-Archiv", "a gzip archive")),
    (b"7z\xbc\xaf", Text("ein 7-Zip-Archiv", "a 7-Zip archive")),
    (b"Rar!", Text("ein RAR-Archiv", "a RAR archive")),
    (b"\xfd7zXZ", Text("ein XZ-Archiv", "an XZ archive")),
    (b"PAR1", Text("eine Parquet-Datei", "a Parquet file")),
    (b"SQLite format 3", Text("eine SQLite-Datenbank", "an SQLite database")),
    (b"\x7fELF", Text("ein Programm", "a program")),
    (b"\x28\xb5\x2f\xfd", Text("ein Zstandard-Archiv", "a Zstandard archive")),
    (b"ARROW1", Text("eine Arrow-Datei", "an Arrow file")),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# The bytes of ä ö ü Ä Ö Ü ß in the two encodings German programs use besides Unicode.
_GERMAN_1252 = b"\xe4\xf6\xfc\xc4\xd6\xdc\xdf"
_GERMAN_850 = b"\x84\x94\x81\x8e\x99\x9a\xe1"


_ONE_BYTE = ("cp1252", "cp850")
_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
"""An umlaut or accented letter in UTF-8: in any other encoding two characters that never stand together in a word."""
_ASCII = bytes(range(128))
_ENOUGH_BROKEN = 1000
"""Characters that are no UTF-8 after which, if most are not, a file is taken for something else."""
_CONTROLS = bytes({*range(32), 127} - set(b"\x00\t\n\f\r"))
"""Bytes that text is not made of. NUL is half of UTF-16 and has a rule of its own."""
_LOOK = 1 << 16


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that passed the gate. `ends_in_cr`: its lines end in a bare carriage return; `is_damaged`: some bytes
    do not fit its encoding; `has_long_lines`: some line is longer than LONGEST_LINE; `stamp` differs as soon as the
    file does.
    """

    path: Path
    size: int
    hashing: "Future[str]"
    encoding: str
    ends_in_cr: bool
    is_damaged: bool
    stamp: Stamp
    has_long_lines: bool = False
    strays: int = 0
    """Letters that are UTF-8 in a file that is not."""

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes; waits for the thread that computes it beside all other work."""
        return self.hashing.result()


def admit(path: Path, encoding: str | None = None, progress: Progress | None = None) -> Arrival:
    """Read every byte once and return what the file is; raise SourceError for whatever is not text.

    `encoding` is what a person says the text is written in.
    """
    require_file(path)
    try:
        return _inspect(path, encoding, progress)
    except OSError as error:
        raise refusals.unreadable(path, error.strerror or type(error).__name__) from None


def _inspect(path: Path, given: str | None, progress: Progress | None) -> Arrival:
    count = _Census()
    with path.open("rb") as stream:
        stamp = stamp_of(os.fstat(stream.fileno()))
        size = stamp[0]
        head = stream.read(_LOOK)
        _refuse_magic(path, head)
        stream.seek(0)
        hashing = _hashing(path)
        while chunk := stream.read(CHUNK):
            count.add(chunk)
            if progress:
                progress(stream.tell(), size)
    if count.size != size:
        raise refusals.changed(path)
    require_unchanged(path, stamp)
    if not count.size:
        raise refusals.empty(path)
    count.finish()
    encoding = _as_told(given, head, count) if given else _encoding(path, head, count)
    is_damaged = encoding == "utf-8" and count.broken > 0
    is_long = count.longest > LONGEST_LINE
    ends_in_cr = (not count.has_lf and count.has_cr) or _ends_in_cr(head.decode(encoding, "replace"))
    strays = count.letters if not given and encoding in _ONE_BYTE else 0
    return Arrival(path, size, hashing, encoding, ends_in_cr, is_damaged, stamp, is_long, strays)


def _hashing(path: Path) -> "Future[str]":
    """Begin to compute the fingerprint: it needs a core for as long as the rest of the gate, and neither the other."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="fingerprint")
    try:
        return pool.submit(_sha256, path)
    finally:
        pool.shutdown(wait=False)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refuse_magic(path: Path, head: bytes) -> None:
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise refusals.wide_letters(path)
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise refusals.binary(path, what)


class _Census:
    """What the bytes of a file say about its encoding and its line ends."""

    def __init__(self) -> None:
        self.size = self.even_nuls = self.odd_nuls = self.broken = self.multibyte = self.longest = self.letters = 0
        self._open = 0
        self.has_cr = self.has_lf = False
        self.high: NDArray[np.int64] = np.zeros(256, dtype=np.int64)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="kw-mark")

    def add(self, chunk: bytes) -> None:
        """Count one chunk. Most chunks of most files take four looks at the speed of memory."""
        self.size += len(chunk)
        self.has_cr = self.has_cr or b"\r" in chunk
        self._measure(chunk, b"\n" if self.has_lf or b"\n" in chunk else b"\r")
        if b"\x00" in chunk:
            self.even_nuls += chunk[::2].count(0)
            self.odd_nuls += chunk[1::2].count(0)
        whole = self.multibyte
        if broken := self._decode(chunk):
            self.broken += broken
            self.letters += len(_LETTER.findall(chunk))
            self.high += np.bincount(np.frombuffer(chunk.translate(None, _ASCII), dtype=np.uint8), minlength=256)
        else:
            self.letters += self.multibyte - whole

    def _measure(self, chunk: bytes, end: bytes) -> None:
        """Note the longest line as far as chunks tell: one within a chunk is short enough."""
        self.has_lf = end == b"\n"
        first = chunk.find(end)
        self.longest = max(self.longest, self._open + (len(chunk) if first < 0 else first))
        self._open = self._open + len(chunk) if first < 0 else len(chunk) - chunk.rfind(end) - 1

    def _decode(self, chunk: bytes) -> int:
        """Count what is not UTF-8, and the bytes saved by writing whole characters as one."""
        if chunk.isascii() and not self._decoder.getstate()[0]:
            return 0
        if self.broken > _ENOUGH_BROKEN and self.broken > self.multibyte:
            return len(chunk.translate(None, _ASCII))  # not UTF-8: no need to try character by character
        text = self._decoder.decode(chunk)
        broken = 0 if text.isascii() else text.count(MARK)
        self.multibyte += max(0, len(chunk) - len(text))
        return broken

    def finish(self) -> None:
        """Count a sequence of bytes cut off by the end of the file."""
        self.broken += self._decoder.decode(b"", final=True).count(MARK)

    @property
    def nuls(self) -> int:
        return self.even_nuls + self.odd_nuls

    def german(self, letters: bytes) -> int:
        """How often the bytes of the German letters occur."""
        return int(sum(self.high[byte] for byte in letters))


def _ends_in_cr(head: str) -> bool:
    """Whether lines end in bare carriage returns though there are line feeds: those stand inside quotes."""
    outside = "".join(head.split('"')[::2])
    return "\r" in outside and "\n" not in outside


MARK = "\uffff"
"""Stands where bytes could not be decoded; no text holds it, so a line with it is known to be damaged."""

TOO_LONG = "\ufffe"
"""Stands where a line was cut because it is far too long."""

codecs.register_error("kw-mark", lambda error: (MARK, getattr(error, "end", 0)))


def _as_told(given: str, head: bytes, count: _Census) -> str:
    """The codec for an encoding a person named: with or without a mark at the beginning."""
    if given == "utf-8" and head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if given == "utf-16" and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-be" if count.even_nuls > count.odd_nuls else "utf-16-le"
    return given


def _encoding(path: Path, head: bytes, count: _Census) -> str:
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if count.nuls * 5 > count.size:
        if count.odd_nuls > 20 * count.even_nuls:
            return "utf-16-le"
        if count.even_nuls > 20 * count.odd_nuls:
            return "utf-16-be"
    if count.nuls > 8 and count.nuls * 100 > count.size:
        raise refusals.binary(path, Text("Binärdaten", "binary data"))
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 8 and controls * 100 > len(head):
        raise refusals.no_text(path)
    # More whole letters than broken ones: a damaged UTF-8 file, whose damaged lines are rejected one by one.
    if count.multibyte >= 10 * count.broken or count.letters >= count.broken:
        return "utf-8"
    return "cp850" if count.german(_GERMAN_850) > count.german(_GERMAN_1252) else "cp1252"
