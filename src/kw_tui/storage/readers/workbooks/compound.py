"""The container of old Excel files ([MS-CFB], a small file system in sectors): its streams by name, within bounds."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from kw_tui.storage.readers.workbooks.refusals import RefusedError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<30xHH10xII4xIIIII")
_ENTRY = struct.Struct("<64sHB49xIQ")
_MARKS = 0xFFFFFFFA
"""Sector numbers from here on are none: the end of a chain, a free sector, a part of a table."""
_SMALL = 4096
"""Streams below this size lie in the mini stream."""


class _Stream(NamedTuple):
    start: int
    size: int


class Compound:
    """The streams of a container, open for reading. Raises RefusedError where it is not as it should be."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size
        head = self._at(0, 512)
        if not head.startswith(MAGIC) or len(head) < 512:
            raise RefusedError("damaged")
        shift, mini_shift, fats, directory, _, mini, _, more, _ = _HEADER.unpack_from(head)
        if not 7 <= shift <= 12 or not 4 <= mini_shift <= shift:
            raise RefusedError("damaged")
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        self._fat = self._table(_numbers(head[76:]), fats, more)
        entries = self._entries(directory)
        self.streams = {name: stream for name, kind, stream in entries if kind == 2}
        root = next((stream for _, kind, stream in entries if kind == 5), _Stream(_MARKS, 0))
        self._mini = b"".join(self._chain(root.start)) if root.start < _MARKS else b""
        self._mini_fat = _numbers(b"".join(self._chain(mini))) if mini < _MARKS else ()

    def read(self, name: str) -> bytes:
        """Return a stream whole."""
        start, size = self.streams[name]
        if size >= _SMALL:
            return b"".join(self._chain(start))[:size]
        pieces = [self._mini[at : at + self._mini_sector] for at in self._mini_places(start)]
        return b"".join(pieces)[:size]

    def _at(self, place: int, size: int) -> bytes:
        if not 0 <= place < self._size:
            raise RefusedError("damaged")
        self._file.seek(place)
        return self._file.read(size)

    def _sector_at(self, number: int) -> bytes:
        return self._at((number + 1) * self._sector, self._sector)

    def _table(self, first: tuple[int, ...], count: int, more: int) -> tuple[int, ...]:
        """The table that says which sector follows which; its own sectors are listed in the header and beyond."""
        places, sectors = list(first), self._size // self._sector
        while more < _MARKS and len(places) <= sectors:
            *following, more = _numbers(self._sector_at(more))
            places += following
        used = [place for place in places[:count] if place < _MARKS]
        return _numbers(b"".join(map(self._sector_at, used)))

    def _chain(self, start: int) -> Iterator[bytes]:
        for number in _followed(self._fat, start, self._size // self._sector):
            yield self._sector_at(number)

    def _mini_places(self, start: int) -> Iterator[int]:
        places = _followed(self._mini_fat, start, len(self._mini) // self._mini_sector)
        return (number * self._mini_sector for number in places)

    def _entries(self, directory: int) -> list[tuple[str, int, _Stream]]:
        table, found = b"".join(self._chain(directory)), []
        for place in range(0, len(table) - 127, 128):
            name, length, kind, start, size = _ENTRY.unpack_from(table, place)
            text = name[: max(0, min(64, length) - 2)].decode("utf-16-le", "replace")
            # The upper half of the size means nothing in the older version, and no workbook needs it.
            found.append((text, kind, _Stream(start, size & 0xFFFFFFFF)))
        return found


def _followed(table: tuple[int, ...], start: int, most: int) -> Iterator[int]:
    """The sectors of a chain; one of more sectors than there are goes in circles."""
    number, seen = start, 0
    while number < _MARKS:
        if number >= len(table) or seen > most:
            raise RefusedError("damaged")
        yield number
        number, seen = table[number], seen + 1


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
