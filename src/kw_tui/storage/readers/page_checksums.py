"""Checksums of the pages of a Parquet file, which the engine that reads the frames does not compare.

Page headers and the footer are Thrift structs in the compact protocol; see the files `parquet.thrift` and
`Encodings.md` of the format. Writers may leave checksums out: then there is nothing to compare.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

_TAIL = 8
_MAGIC = b"PAR1"
_HEADER = 1 << 16
"""Bytes a page header is looked for in; those with long statistics may be larger, and are passed over."""
_ROW_GROUPS, _COLUMNS, _META, _SIZE, _DATA, _DICTIONARY = 4, 1, 3, 7, 9, 11
_PAGE_SIZE, _CRC = 3, 4


def wrong_page(path: Path) -> int | None:
    """Return where the first page lies whose bytes do not have the checksum in its header; None where all have.

    What cannot be understood is left to the engine.
    """
    with path.open("rb") as stream:
        try:
            return next((at for at, is_right in _pages(stream) if not is_right), None)
        except (IndexError, KeyError, TypeError, RecursionError, ValueError):
            return None


def _pages(stream: BinaryIO) -> Iterator[tuple[int, bool]]:
    """Pages that have a checksum: where they begin, and whether it is theirs."""
    for at, end in _chunks(stream):
        while at < end:
            stream.seek(at)
            reader = _Compact(stream.read(min(_HEADER, end - at)))
            header = reader.struct()
            begin, size = at + reader.at, header[_PAGE_SIZE]
            if size < 0 or begin + size > end:
                return
            if _CRC in header:
                stream.seek(begin)
                yield at, zlib.crc32(stream.read(size)) == header[_CRC] & 0xFFFFFFFF
            at = begin + size  # noqa: PLW2901 - on to the next page


def _chunks(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """From where to where the pages of each column of each row group lie."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != _MAGIC or length > size - _TAIL:
        return
    stream.seek(size - _TAIL - length)
    for group in _Compact(stream.read(length)).struct()[_ROW_GROUPS]:
        for column in group[_COLUMNS]:
            meta = column[_META]
            begin = min(meta[_DATA], meta.get(_DICTIONARY) or meta[_DATA])
            yield begin, min(begin + meta[_SIZE], size)


class _Compact:
    """Reads structs as field id -> value. Raises IndexError at the end of the bytes, ValueError for what is unknown."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def struct(self) -> dict[int, Any]:
        """Return the next struct."""
        found: dict[int, Any] = {}
        field = 0
        while head := self._byte():
            step, kind = head >> 4, head & 15
            field = field + step if step else self._signed()
            found[field] = kind == _TRUE if kind in {_TRUE, _FALSE} else self._value(kind)
        return found

    def _value(self, kind: int) -> Any:
        if kind in {_TRUE, _FALSE, _I8}:  # the first two as elements of a list
            return self._byte()
        if kind in _NUMBERS:
            return self._signed()
        if kind in {_DOUBLE, _BINARY}:
            return self._skip(8 if kind == _DOUBLE else self._number())
        if kind in _LISTS:
            return self._list()
        if kind == _STRUCT:
            return self.struct()
        raise ValueError(kind)

    def _list(self) -> list[Any]:
        head = self._byte()
        size = head >> 4 if head >> 4 < _LONG else self._number()
        return [self._value(head & 15) for _ in range(size)]

    def _byte(self) -> int:
        self.at += 1
        return self._data[self.at - 1]

    def _number(self) -> int:
        value = shift = 0
        while (byte := self._byte()) & 0x80:
            value |= (byte & 0x7F) << shift
            shift += 7
        return value | byte << shift

    def _signed(self) -> int:
        number = self._number()
        return (number >> 1) ^ -(number & 1)

    def _skip(self, size: int) -> None:
        self.at += size


_TRUE, _FALSE, _I8, _DOUBLE, _BINARY, _STRUCT, _LONG = 1, 2, 3, 7, 8, 12, 15
_NUMBERS, _LISTS = frozenset({4, 5, 6}), frozenset({9, 10})
