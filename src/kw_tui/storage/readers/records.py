"""Lines that are not plainly one record: join quoted line breaks, unravel quotes, name what is wrong with the rest."""

import re
from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from kw_tui.storage.readers.dialect import holds_cut_number
from kw_tui.storage.readers.gate import MARK, TOO_LONG

FEWEST_FIELDS = 3
"""With fewer fields prose passes for records too easily."""
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
    inside: tuple[str, ...] = field(default=(), compare=False)
    """The texts of its lines behind the first."""


class Fault(NamedTuple):
    """One line that is no record, with its code and its text."""

    line: int
    code: str
    raw: str


def is_blank(line: str, separator: str) -> bool:
    """Nothing but blanks, separators and pairs of quotes: a single quote opens a cell that goes on below."""
    return not line.strip(f' \t\u00a0\x1a"{separator}') and line.count('"') % 2 == 0


def unravel(
    lines: Iterable[str] | Mapping[int, str], failing: Iterable[int], grammar: Grammar
) -> Iterator[Record | Fault]:
    """Judge the lines (with their ends) whose numbers are in `failing`, ascending; the others are left alone.

    `lines` are all lines, or by number those that are not sound records: no other can be part of one.

    A record may swallow following lines only while its quote stays open, never a line that is a record by itself,
    so a stray quote costs its own line and no other.
    """
    stream: _Lines = _Listed(lines) if isinstance(lines, Mapping) else _Stream(lines)
    wanted = _Ahead(failing)
    number = wanted.after(0)
    while number is not None:
        result = _judge(stream, number, wanted, grammar)
        yield result
        number = wanted.after(result.line_last if isinstance(result, Record) else number)


class _Ahead:
    """Ascending numbers, of which only those are held that were looked ahead for."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = iter(numbers)
        self._ahead: deque[int] = deque()
        self._known: set[int] = set()
        self._last = 0

    def after(self, number: int) -> int | None:
        """Forget all up to `number`, and return the next; None behind the last."""
        while self._ahead and self._ahead[0] <= number:
            self._known.discard(self._ahead.popleft())
        while not self._ahead and self._take():
            if self._last <= number:
                self._known.discard(self._ahead.popleft())
        return self._ahead[0] if self._ahead else None

    def __contains__(self, number: object) -> bool:
        while isinstance(number, int) and self._last < number and self._take():
            pass
        return number in self._known

    def _take(self) -> bool:
        number = next(self._numbers, None)
        if number is None:
            return False
        self._ahead.append(number)
        self._known.add(number)
        self._last = number
        return True


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
    if not (len(cells) > grammar.fields and _is_cut(bare, cells, grammar)):
        while len(cells) > grammar.fields and not cells[-1].strip():
            cells.pop()
    if len(cells) != grammar.fields:
        return Fault(number, "short-row" if len(cells) < grammar.fields else "long-row", bare)
    return Record(number, number, cells)


def _is_cut(bare: str, cells: Sequence[str], grammar: Grammar) -> bool:
    """Whether a line is too long because a comma cuts one of its numbers, however empty its last cell is."""
    return grammar.delimiter == "," and '"' not in bare and holds_cut_number(cells)


def _joined(stream: _Lines, number: int, failing: Container[int], grammar: Grammar) -> Record | None:
    """Join following lines until the open quote closes at the right number of fields."""
    text = stream.line(number) or ""
    inside: list[str] = []
    for ahead in range(number + 1, number + LOOK_AHEAD_LINES):
        line = stream.line(ahead)
        if line is None or len(text) > LOOK_AHEAD_CHARS or _damage(line):
            return None
        # Prose with two or three separators is rare, and a swallowed sale would be lost: such a line stays a record.
        if grammar.fields >= FEWEST_FIELDS and line.strip(f' \t\r\n"{grammar.delimiter}') and ahead not in failing:
            return None
        text += line
        inside.append(_without_end(line))
        if '"' not in line:
            continue
        cells, state = _cells(_without_end(text), grammar)
        if state != "open":
            fits = state == "closed" and len(cells) == grammar.fields
            return Record(number, ahead, cells, tuple(inside)) if fits else None
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
