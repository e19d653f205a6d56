"""A table for people: aligned columns, numbers and dates as the language writes them, as wide as the terminal."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from kw_tui.vocabulary.phrases import AT_MOST
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Lang, Text, day, grouped, moment, money, percent, printable

UNKNOWN = "–"
YES, NO = Text("ja", "yes"), Text("nein", "no")
GAP = "  "
NARROWEST = 14
LONGEST = 60
MOMENTS = frozenset({"when", "decided_at"})
"""Columns of moments, which journals hold as text with the offset of their place."""
Words = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True, slots=True)
class AtMost:
    """A figure that is too high, since some of what belongs to it is not known."""

    value: Any


def cell(value: Any, column: Column, lang: Lang, words: Words) -> str:
    """Write one value as its kind asks for; what is not known as a dash, foreign text made harmless."""
    if isinstance(value, AtMost):
        return f"{AT_MOST}{cell(value.value, column, lang, words)}"
    if value is None or value == []:
        return UNKNOWN
    if isinstance(value, list):
        return ", ".join(_item(one, column, lang, words) for one in value)
    if isinstance(value, bool):
        return (YES if value else NO).in_(lang)
    if isinstance(value, int | float | Decimal):
        return _number(value, column.kind, lang)
    return _text(value, column, lang, words)


def _text(value: Any, column: Column, lang: Lang, words: Words) -> str:
    if isinstance(value, datetime):
        return moment(value, lang)
    if isinstance(value, date):
        return day(value, lang)
    if column.id in MOMENTS:
        return _moment_text(str(value), lang)
    if isinstance(value, str) and column.kind.is_numeric:
        return _number_text(value, column, lang)
    known = words.get(column.id, {}).get(str(value))
    return known.in_(lang) if known else printable(str(value))


def _item(value: Any, column: Column, lang: Lang, words: Words) -> str:
    if isinstance(value, dict):
        return printable(str(value.get("id", value)))
    return cell(value, column, lang, words)


def _moment_text(value: str, lang: Lang) -> str:
    """A moment as the journal writes it; whatever else stands there as it is."""
    try:
        return moment(datetime.fromisoformat(value), lang)
    except ValueError:
        return printable(value)


def _number_text(value: str, column: Column, lang: Lang) -> str:
    """A number that was written down as text."""
    try:
        return _number(Decimal(value), column.kind, lang)
    except InvalidOperation:
        return printable(value)


def _number(value: float | Decimal, kind: Kind, lang: Lang) -> str:
    if kind is Kind.RATIO:
        return percent(float(value), lang)
    if kind is Kind.COUNT or isinstance(value, int):
        return grouped(value, 0, lang)
    return money(value, lang)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(one) for one in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fitted(text: str, room: int) -> str:
    """Cut a text to `room` columns, the last of them an ellipsis."""
    if width(text) <= room:
        return text
    kept, used = [], 0
    for character in text:
        used += _width(character)
        if used > room - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"


def padded(text: str, room: int, *, right: bool) -> str:
    """Fill a text up to `room` columns, on the left for numbers."""
    blank = " " * (room - width(text))
    return blank + text if right else text + blank


def table_lines(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], lang: Lang, words: Words, room: int | None = None
) -> tuple[list[str], list[Column]]:
    """Lay out a heading and a line a row; return them with the columns that found no place within `room`."""
    grid = [[cell(value, column, lang, words) for value, column in zip(row, columns, strict=True)] for row in rows]
    heads = [column.label.in_(lang) for column in columns]
    widths = [_natural(head, number, grid) for number, head in enumerate(heads)]
    if room is not None:
        widths = _squeezed(widths, columns, room)
    count = _that_fit(widths, room)
    lines = [_line(line, columns[:count], widths[:count]) for line in (heads, *grid)]
    return lines, list(columns[count:])


def _natural(head: str, number: int, grid: list[list[str]]) -> int:
    return min(max(width(head), max((width(line[number]) for line in grid), default=0)), LONGEST)


def _squeezed(widths: list[int], columns: Sequence[Column], room: int) -> list[int]:
    """Take from the widest text column until the line fits or no text column is wide any more."""
    widths = list(widths)
    texts = [number for number, column in enumerate(columns) if not column.kind.is_numeric]
    while texts and sum(widths) + len(GAP) * (len(widths) - 1) > room:
        widest = max(texts, key=lambda number: widths[number])
        if widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _that_fit(widths: list[int], room: int | None) -> int:
    used = 0
    for count, one in enumerate(widths):
        used += one + (len(GAP) if count else 0)
        if room is not None and used > room and count:
            return count
    return len(widths)


def _line(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = [
        padded(fitted(text, room), room, right=column.kind.is_numeric)
        for text, column, room in zip(texts, columns, widths, strict=False)
    ]
    return GAP.join(cells).rstrip()
