"""Proof that every line of a text has its fields: bytes only, one look, some hundred megabytes a second.

What cannot make or break a record is deleted from the bytes; what remains of a sound line is always the same few
bytes, so whole blocks are compared at once, and only the lines of a block that differs are looked at one by one.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kw_tui.storage.readers.gate import MARK, TOO_LONG, Progress

MOST_FAILING = 0.08
"""Share of lines that may fail one by one; beyond it the file as a whole is of another kind (quoted, ragged)."""
_ALWAYS_LOOKED_AT = 2_000
MOST_LISTED, MOST_BYTES = 200_000, 32 << 20
"""Failing lines, and bytes of them, that may be held in memory, however long the file."""
_BROKEN = (MARK.encode(), TOO_LONG.encode())
_BLOCK = 1 << 18
"""Bytes looked at in one go: what fits beside its masks into the caches of a processor."""
_HARD_BLANK = 0xC2
"""The first byte of a hard blank."""
_MAYBE_BROKEN = b"\xef\xbf"
_WIDE_BLANKS = (b"\xc2\xa0", b"\xe2\x80\xaf", b"\xef\xbb\xbf")


class _Look(NamedTuple):
    """What is found in one block: its lines, those that fail by their place in it, and whether cells are trimmed."""

    lines: int
    failing: list[tuple[int, bytes]]
    is_trimmed: bool


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
    """Proves one piece of a file after the other, by its bytes alone."""

    def __init__(self, layout: Layout) -> None:
        separator, fields = layout.separator, layout.fields
        self._separator, self._fields, self._first_line = separator, fields, layout.first_line
        self._header = layout.header or None
        self._blanks = b" \t\xa0\xc2" + separator
        telling = {separator[0], *b'\n"\x00'}
        self._silent = bytes(byte for byte in range(256) if byte not in telling)
        self._sound = separator * (fields - 1) + b"\n"
        self._scratch = np.empty((2, 0), dtype=np.bool_)
        self._proof = Proof()
        self._held = 0

    def over(self, path: Path, progress: Progress | None) -> Proof:
        """What the bytes of a file prove; it stops early where nothing is to be gained."""
        size, done = path.stat().st_size, 0
        for block in _whole_lines(path):
            self._take(self._look(block))
            done += len(block)
            if progress:
                progress(done, size)
            if self._proof.gave_up:
                break
        return self._proof

    def _take(self, look: "_Look") -> None:
        proof, first = self._proof, self._proof.lines + 1
        body = {first + index: line for index, line in look.failing if first + index >= self._first_line}
        proof.failing.update(body)
        self._held += sum(map(len, body.values()))
        proof.lines += look.lines
        proof.is_trimmed = proof.is_trimmed and look.is_trimmed
        listed = len(proof.failing)
        are_many = listed > _ALWAYS_LOOKED_AT and listed > MOST_FAILING * proof.lines
        proof.gave_up = are_many or listed > MOST_LISTED or self._held > MOST_BYTES

    def _look(self, block: bytes) -> "_Look":
        told = block.translate(None, self._silent)
        count, rest = divmod(len(told), self._fields)
        is_broken = not block.isascii() and _MAYBE_BROKEN in block
        is_whole = not (rest or is_broken) and told == self._sound * count
        idle = self._idle_lines(block)
        is_trimmed = self._proof.is_trimmed and self._has_no_padding(block)
        if is_whole and not idle:
            return _Look(count, [], is_trimmed)
        return self._look_closer(block, told, idle, is_trimmed)

    def _look_closer(self, block: bytes, told: bytes, idle: list[int], is_trimmed: bool) -> "_Look":
        marks = np.frombuffer(told, dtype=np.uint8)
        ends = np.flatnonzero(marks == ord("\n"))
        is_failing = np.diff(ends, prepend=-1) != self._fields
        odd = np.flatnonzero((marks == ord('"')) | (marks == 0))
        is_failing[np.searchsorted(ends, odd)] = True
        is_failing[idle] = True
        if _MAYBE_BROKEN in block:
            lines = block.split(b"\n")[:-1]
            is_broken = (_BROKEN[0] in line or _BROKEN[1] in line for line in lines)
            is_failing |= np.fromiter(is_broken, dtype=bool, count=len(ends))
        stops = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("\n"))
        which = np.flatnonzero(is_failing)
        starts = np.where(which > 0, stops[which - 1] + 1, 0)
        places = zip(which.tolist(), starts.tolist(), stops[which].tolist(), strict=True)
        failing = [(index, block[start:stop]) for index, start, stop in places]
        return _Look(len(ends), failing, is_trimmed)

    def _idle_lines(self, block: bytes) -> list[int]:
        """Which lines of the block are blank or the header again, whatever number of cells they have."""
        marks = np.frombuffer(block, dtype=np.uint8)
        headers = self._headers(block)
        if not (headers or self._may_be_blank(marks)):
            return []
        starts = np.concatenate(([0], np.flatnonzero(marks == ord("\n")) + 1))[:-1]
        start, mark = self._masks(len(starts))
        self._note_blank_starts(marks[starts], start, mark)
        likely = np.flatnonzero(start).tolist()
        blank = {index for index in likely if self._is_blank(block, int(starts[index]))}
        return sorted(blank | {int(np.searchsorted(starts, start)) for start in headers})

    def _may_be_blank(self, marks: NDArray[np.uint8]) -> bool:
        """A cheap look: in most blocks no line begins like a blank one."""
        start, mark = self._masks(len(marks))
        self._note_blank_starts(marks, start, mark)
        np.equal(marks, ord("\n"), out=mark)
        np.logical_and(start[1:], mark[:-1], out=mark[1:])
        return bool(start[0] or np.any(mark[1:]))

    def _masks(self, size: int) -> NDArray[np.bool_]:
        """Two masks to write to: to ask the system for memory with each block takes longer than to look at it."""
        if self._scratch.shape[1] < size:
            self._scratch = np.empty((2, size), dtype=np.bool_)
        return self._scratch[:, :size]

    def _note_blank_starts(self, marks: NDArray[np.uint8], start: NDArray[np.bool_], mark: NDArray[np.bool_]) -> None:
        """Write to `start` which bytes a blank line may begin with; `mark` is overwritten."""
        np.less_equal(marks, ord(" "), out=start)
        for byte in (self._separator[0], _HARD_BLANK):
            np.logical_or(start, np.equal(marks, byte, out=mark), out=start)

    def _is_blank(self, block: bytes, start: int) -> bool:
        return not block[start : block.index(b"\n", start)].removesuffix(b"\r").strip(self._blanks)

    def _headers(self, block: bytes) -> list[int]:
        """Where in the block the header stands as a line of its own."""
        header, found, place = self._header, [], 0
        while header and (place := block.find(header, place)) >= 0:
            end = place + len(header)
            if (not place or block[place - 1] == ord("\n")) and block[end : end + 1] in (b"\n", b"\r"):
                found.append(place)
            place = end
        return found

    def _has_no_padding(self, block: bytes) -> bool:
        if not block.isascii() and any(blank[-1:] in block and blank in block for blank in _WIDE_BLANKS):
            return False
        if b"\t" in block and self._separator != b"\t":
            return False
        marks = np.frombuffer(block, dtype=np.uint8)
        if b"\r" in block and np.any((marks[:-1] == ord("\r")) & (marks[1:] != ord("\n"))):
            return False
        if b" " not in block:
            return True
        is_blank = marks == ord(" ")
        is_edge = (marks == ord("\n")) | (marks == ord("\r")) | (marks == self._separator[0])
        return not (np.any(is_blank[1:] & is_edge[:-1]) or np.any(is_blank[:-1] & is_edge[1:]) or is_blank[0])


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Give the file in blocks that end with a line; the last line gets its end if it has none."""
    place, size = 0, _BLOCK
    with path.open("rb", buffering=0) as stream:
        while chunk := os.pread(stream.fileno(), size, place):
            cut = chunk.rfind(b"\n") + 1
            if not cut and len(chunk) == size:
                size *= 2  # a line longer than a block
                continue
            block = chunk[:cut] if cut else chunk + b"\n"
            place += len(block) if cut else len(chunk)
            yield block
