"""What kind of workbook a file is, told by its bytes, and whether its container may be opened at all."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from kw_tui.storage.readers.workbooks.compound import MAGIC as COMPOUND
from kw_tui.storage.readers.workbooks.compound import Compound
from kw_tui.storage.readers.workbooks.refusals import RefusedError

Kind = Literal["xlsx", "xls", "ods"]
ZIP = b"PK\x03\x04"
MOST_PARTS = 10_000
MOST_UNPACKED = 6 << 30
"""Bytes of all parts together; a workbook of 100 MB unpacks to about 1 GB."""
MOST_RATIO = 250
"""How many times larger than packed a part may be, of those above SMALL_PART: XML of sheets has 5 to 40."""
SMALL_PART = 32 << 20

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_LOOK = 1 << 16
_TRACES = re.compile(rb"xl/(?:workbook|worksheets|sharedStrings|styles|_rels)|" + re.escape(_ODS))
"""Names that only the parts of a workbook have; how a damaged one is known."""
_BOOK_STREAMS = ("Workbook", "WORKBOOK", "Book", "BOOK")
_OTHER_STREAMS = {"WordDocument": "Word", "PowerPoint Document": "PowerPoint", "__properties_version1.0": "Outlook"}


def is_workbook(path: Path) -> bool:
    """Whether the bytes are those of a workbook, sound or damaged, whatever the file is called."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(_LOOK)
            if head.startswith(COMPOUND):
                return True
            if not head.startswith(ZIP):
                return False
            stream.seek(max(0, path.stat().st_size - _LOOK))
            return bool(_TRACES.search(head) or _TRACES.search(stream.read(_LOOK)))
    except OSError:
        return False


def admitted(path: Path) -> Kind:
    """Check the container and return the kind of workbook in it; raises RefusedError."""
    with path.open("rb") as stream:
        magic = stream.read(8)
        if magic == COMPOUND:
            return _old(Compound(stream, path.stat().st_size))
    if magic[:4] != ZIP:
        raise RefusedError("damaged")
    try:
        with zipfile.ZipFile(path) as container:
            return _zipped(container)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, KeyError, OSError):
        raise RefusedError("damaged") from None


def _old(container: Compound) -> Kind:
    names = container.streams
    if "EncryptedPackage" in names:
        raise RefusedError("encrypted")
    if any(name in names for name in _BOOK_STREAMS):
        return "xls"
    for name, program in _OTHER_STREAMS.items():
        if name in names:
            raise RefusedError("not-a-workbook", what=program)
    raise RefusedError("damaged")


def _zipped(container: zipfile.ZipFile) -> Kind:
    parts = container.infolist()
    if len(parts) > MOST_PARTS:
        raise RefusedError("crowded", limit=MOST_PARTS)
    unpacked = sum(part.file_size for part in parts)
    swollen = [part for part in parts if part.file_size > max(SMALL_PART, MOST_RATIO * part.compress_size)]
    if unpacked > MOST_UNPACKED or swollen:
        raise RefusedError("bomb", size=unpacked >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("encrypted")
    names = {part.filename.lstrip("/").lower(): part for part in parts}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise RefusedError("binary-workbook")
    if "mimetype" in names and _beginning(container, "mimetype", 200).strip().startswith(_ODS):
        if b"encryption-data" in _beginning(container, "META-INF/manifest.xml", _LOOK):
            raise RefusedError("encrypted")
        return "ods"
    raise RefusedError("archive")


def _beginning(container: zipfile.ZipFile, part: str, size: int) -> bytes:
    with container.open(part) as stream:
        return stream.read(size)
