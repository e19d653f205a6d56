"""Proof that every line of a text has its fields: bytes only, one look, some hundred megabytes a second.

What cannot make or break a record is deleted from the bytes; what remains of a sound line is always the same few
bytes, so whole blocks are compared at once, and only the lines of a block that differs are looked at one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kw_tui.storage.readers.gate import CHUNK, MARK, TOO_LONG, Progress

MOST_FAILING = 0.08
"""Share of lines that may fail one by one; beyond it the file as a whole is of another kind (quoted, ragged)."""
_ALWAYS_LOOKED_AT = 2_000
_BROKEN = (MARK.encode(), TOO_LONG.encode())
_BEGINNING = 8
"""Bytes of the header that tell it from most lines."""
_MAYBE_BROKEN = b"\xef\xbf"
_WIDE_BLANKS = (b"\xc2\xa0", b"\xe2\x80\xaf", b"\xef\xbb\xbf")


@dataclass(slots=True)
class Proof:
    """`failing` maps the number of each line that is not plainly one record to its bytes.

    `is_trimmed` tells that no cell has blanks around it. `gave_up`: far too many lines fail to list them.
    """

    lines: int = 0
    failing: dict[int, bytes] = field(default_factory=dict)
    is_trimmed: bool = True
    gave_up: bool = False


def prove(path: Path, layout: "Layout", progress: Progress | None = None) -> Proof:
    """Look at every line of data. A line that is blank or the header again fails too, as does one with a quote, a
    NUL or a broken character.
    """
    return _Prover(layout).over(path, progress)


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of the lines: the byte between cells, their number, the first line of data, the header's bytes."""

    separator: bytes
    fields: int
    first_line: int
    header: bytes | None = None


class _Prover:
    def __init__(self, layout: Layout) -> None:
        separator, fields = layout.separator, layout.fields
        self._separator, self._fields, self._first_line = separator, fields, layout.first_line
        self._header = layout.header or None
        self._blanks = b" \t\xa0\xc2" + separator
        telling = {separator[0], *b'\n"\x00'}
        self._silent = bytes(byte for byte in range(256) if byte not in telling)
        self._sound = separator * (fields - 1) + b"\n"
        self._is_blank_start = np.isin(np.arange(256), list(self._blanks + b"\r\n"))
        self._proof = Proof()

    def over(self, path: Path, progress: Progress | None) -> Proof:
        proof, size = self._proof, path.stat().st_size
        done = 0
        for block in _whole_lines(path):
            self._add(block)
            done += len(block)
            if progress:
                progress(done, size)
            listed = len(proof.failing)
            if listed > _ALWAYS_LOOKED_AT and listed > MOST_FAILING * proof.lines:
                proof.gave_up = True
                break
        return proof

    def _add(self, block: bytes) -> None:
        proof = self._proof
        told = block.translate(None, self._silent)
        count, rest = divmod(len(told), self._fields)
        is_broken = not block.isascii() and _MAYBE_BROKEN in block
        is_whole = not (rest or is_broken) and told == self._sound * count
        idle = self._idle_lines(block)
        if is_whole and not idle:
            proof.lines += count
        else:
            self._look_closer(block, told, idle)
        if proof.is_trimmed:
            proof.is_trimmed = self._has_no_padding(block)

    def _look_closer(self, block: bytes, told: bytes, idle: list[int]) -> None:
        marks = np.frombuffer(told, dtype=np.uint8)
        ends = np.flatnonzero(marks == ord("\n"))
        is_failing = np.diff(ends, prepend=-1) != self._fields
        odd = np.flatnonzero((marks == ord('"')) | (marks == 0))
        is_failing[np.searchsorted(ends, odd)] = True
        is_failing[idle] = True
        lines = block.split(b"\n")
        if _MAYBE_BROKEN in block:
            is_broken = (_BROKEN[0] in line or _BROKEN[1] in line for line in lines[:-1])
            is_failing |= np.fromiter(is_broken, dtype=bool, count=len(ends))
        first = self._proof.lines + 1
        for index in np.flatnonzero(is_failing).tolist():
            if first + index >= self._first_line:
                self._proof.failing[first + index] = lines[index]
        self._proof.lines += len(ends)

    def _idle_lines(self, block: bytes) -> list[int]:
        """Which lines of the block are blank or the header again, whatever number of cells they have."""
        marks = np.frombuffer(block, dtype=np.uint8)
        starts = np.concatenate(([0], np.flatnonzero(marks == ord("\n")) + 1))[:-1]
        likely = np.flatnonzero(self._is_blank_start[marks[starts]] | self._is_header_start(marks, starts))
        return [index for index in likely.tolist() if self._is_idle(block, int(starts[index]))]

    def _is_header_start(self, marks: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which lines begin like the header."""
        header = self._header or b""
        begins = np.full(len(starts), bool(header))
        for place, byte in enumerate(header[:_BEGINNING]):
            at = starts[begins] + place
            begins[begins] = (at < len(marks)) & (marks[np.minimum(at, len(marks) - 1)] == byte)
        return begins

    def _is_idle(self, block: bytes, start: int) -> bool:
        if self._header and block.startswith(self._header, start):
            end = start + len(self._header)
            return block[end : end + 1] in (b"\n", b"\r")
        line = block[start : block.index(b"\n", start)]
        return not line.removesuffix(b"\r").strip(self._blanks)

    def _has_no_padding(self, block: bytes) -> bool:
        if not block.isascii() and any(blank in block for blank in _WIDE_BLANKS):
            return False
        if b"\t" in block and self._separator != b"\t":
            return False
        if b" " not in block:
            return True
        marks = np.frombuffer(block, dtype=np.uint8)
        is_blank = marks == ord(" ")
        is_edge = (marks == ord("\n")) | (marks == ord("\r")) | (marks == self._separator[0])
        return not (np.any(is_blank[1:] & is_edge[:-1]) or np.any(is_blank[:-1] & is_edge[1:]) or is_blank[0])


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Give the file in blocks that end with a line; the last line gets its end if it has none."""
    held = b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            cut = chunk.rfind(b"\n") + 1
            if not cut:
                held += chunk
                continue
            yield held + chunk[:cut]
            held = chunk[cut:]
    if held:
        yield held + b"\n"
