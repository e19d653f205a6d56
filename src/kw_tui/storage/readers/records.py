"""Lines that are not plainly one record: join quoted line breaks, unravel quotes, name what is wrong with the rest."""

import re
from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from kw_tui.storage.readers.gate import MARK, TOO_LONG

LOOK_AHEAD_LINES = 200
LOOK_AHEAD_CHARS = 1 << 16


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a record looks like: its delimiter, its number of fields, and whether quotes enclose fields."""

    delimiter: str
    fields: int
    is_quoted: bool

    @property
    def legal(self) -> str:
        """A pattern (Rust syntax) of lines that are one well-formed record by themselves."""
        sep = re.escape(self.delimiter)
        plain, quoted = rf'[^{sep}"\x00\x{{FFFE}}\x{{FFFF}}]*', r'"(?:[^"\x00\x{FFFE}\x{FFFF}]|"")*"'
        cell = f"(?:{plain}|{quoted})"
        return f"^{cell}(?:{sep}{cell}){{{self.fields - 1}}}$"


@dataclass(frozen=True, slots=True)
class Record:
    """Cells of one record and the physical lines it spans."""

    line_first: int
    line_last: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that is no record, with its code and its text."""

    line: int
    code: str
    raw: str


def unravel(lines: Iterable[str] | Mapping[int, str], failing: list[int], grammar: Grammar) -> Iterator[Record | Fault]:
    """Judge the lines (with their ends) whose numbers are in `failing`, ascending; the others are left alone.

    `lines` are all lines, or by number those that are not sound records: no other can be part of one.

    A record may swallow following lines only while its quote stays open, never a line that is a record by itself,
    so a stray quote costs its own line and no other.
    """
    stream: _Lines = _Listed(lines) if isinstance(lines, Mapping) else _Stream(lines)
    wanted = frozenset(failing)
    position = 0
    while position < len(failing):
        number = failing[position]
        result = _judge(stream, number, wanted, grammar)
        yield result
        last = result.line_last if isinstance(result, Record) else number
        while position < len(failing) and failing[position] <= last:
            position += 1


class _Lines(Protocol):
    """Lines by number; None where there is none to be joined."""

    def line(self, number: int) -> str | None: ...
    def skip_to(self, number: int) -> None: ...


class _Listed:
    """Some lines, held by number."""

    def __init__(self, lines: Mapping[int, str]) -> None:
        self._lines = lines

    def line(self, number: int) -> str | None:
        return self._lines.get(number)

    def skip_to(self, number: int) -> None:
        """Nothing has to be forgotten."""


class _Stream:
    """Lines by number, going forward, with a look ahead."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._ahead: deque[str] = deque()
        self._next = 1

    def line(self, number: int) -> str | None:
        """Return line `number`, at or after the last one `drop`ped; None behind the end."""
        while self._next + len(self._ahead) <= number:
            line = next(self._lines, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[number - self._next]

    def skip_to(self, number: int) -> None:
        """Forget the lines before `number`."""
        while self._next < number:
            if self._ahead:
                self._ahead.popleft()
            elif next(self._lines, None) is None:
                return
            self._next += 1


def _judge(stream: _Lines, number: int, failing: Container[int], grammar: Grammar) -> Record | Fault:
    stream.skip_to(number)
    text = stream.line(number) or ""
    bare = _without_end(text)
    if code := _damage(bare):
        return Fault(number, code, bare)
    cells, state = _cells(bare, grammar)
    if state == "open":
        return _joined(stream, number, failing, grammar) or Fault(number, "unclosed-quote", bare)
    if state == "stray":
        return Fault(number, "stray-quote", bare)
    while len(cells) > grammar.fields and not cells[-1].strip():
        cells.pop()
    if len(cells) != grammar.fields:
        return Fault(number, "short-row" if len(cells) < grammar.fields else "long-row", bare)
    return Record(number, number, cells)


def _joined(stream: _Lines, number: int, failing: Container[int], grammar: Grammar) -> Record | None:
    """Join following lines until the open quote closes at the right number of fields."""
    text = stream.line(number) or ""
    for ahead in range(number + 1, number + LOOK_AHEAD_LINES):
        line = stream.line(ahead)
        if line is None or len(text) > LOOK_AHEAD_CHARS or _damage(line):
            return None
        # Prose with two or three separators is rare, and a swallowed sale would be lost: such a line stays a record.
        if grammar.fields > 2 and line.strip(f' \t\r\n"{grammar.delimiter}') and ahead not in failing:
            return None
        text += line
        if '"' not in line:
            continue
        cells, state = _cells(_without_end(text), grammar)
        if state != "open":
            fits = state == "closed" and len(cells) == grammar.fields
            return Record(number, ahead, cells) if fits else None
    return None


def _damage(line: str) -> str:
    if "\x00" in line:
        return "nul-byte"
    if TOO_LONG in line:
        return "line-too-long"
    return "encoding" if MARK in line else ""


_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')


def _cells(text: str, grammar: Grammar) -> tuple[list[str], str]:
    """Split one record; the state is `closed`, `open` (a quote does not end) or `stray` (text behind a closing quote).

    A quote inside a field that does not begin with one stands for itself, as in `Rohr 3/4"`.
    """
    if not grammar.is_quoted or '"' not in text:
        return text.split(grammar.delimiter), "closed"
    cells: list[str] = []
    position = 0
    while True:
        if text.startswith('"', position):
            match = _QUOTED.match(text, position)
            if match is None:
                return cells, "open"
            cells.append(match[1].replace('""', '"'))
            end = match.end()
            if end < len(text) and text[end] != grammar.delimiter:
                return cells, "stray"
        else:
            end = text.find(grammar.delimiter, position)
            end = len(text) if end < 0 else end
            cells.append(text[position:end])
        if end >= len(text):
            return cells, "closed"
        position = end + 1


def _without_end(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")
