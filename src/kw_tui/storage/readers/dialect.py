"""How a text file is laid out: delimiter, number of fields, preamble and header, judged from its first lines."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kw_tui.vocabulary.synonyms import SYNONYMS

SAMPLE_LINES = 500
MOST_COLUMNS = 4096
BLANKS = " "
_DELIMITERS = ("\t", ";", "|", ",")
_HEADER_WITHIN = 60
_NUMBER = re.compile(r"[-+(]?[€$£ ]*\d[\d.,' \u00a0]*[)%€ -]*")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T].*)?")


@dataclass(frozen=True, slots=True)
class Dialect:
    """`fields` per record; `header_line` and `first_line` (of data) count physical lines from 1."""

    delimiter: str
    headers: tuple[str, ...]
    header_line: int | None
    first_line: int
    doubles: tuple[str, ...] = ()
    """Headers that an earlier column has too, as they stand in `headers`."""

    @property
    def fields(self) -> int:
        """Fields of every record."""
        return len(self.headers)


def detect(sample: Sequence[str]) -> Dialect:
    """Judge the first lines (without line ends) of a file that holds at least one line with text.

    A row of known column names settles delimiter and fields; else the most regular delimiter does.
    """
    return _by_names(sample) or _by_shape(sample)


def _by_names(sample: Sequence[str]) -> Dialect | None:
    """Find the row with most known column names, under whichever delimiter shows them; at least two."""
    found = [
        (known, -index, delimiter, row)
        for delimiter in _DELIMITERS
        for index, line in enumerate(sample[:_HEADER_WITHIN])
        if (known := _known(row := split(line, delimiter))) >= 2 and not _has_figures(row)
    ]
    if not found:
        return None
    _, index, delimiter, row = max(found, key=lambda each: each[:2])
    below = [line for line in sample[1 - index :] if line.strip()]
    fields = _width(row, _usual(below, delimiter)[0] if below else len(row))
    return _headed(delimiter, row, fields, 1 - index)


def _width(header: list[str], usual: int) -> int:
    """Fields of a record: those of the header, unless only one of header and rows ends in a delimiter."""
    if usual == len(header) + 1 or (usual < len(header) and not any(map(str.strip, header[usual:]))):
        return usual
    return len(header)


def _by_shape(sample: Sequence[str]) -> Dialect:
    delimiter, fields = _delimiter(sample)
    rows = [split(line, delimiter) for line in sample]
    header = _header(rows, fields)
    if header is None:
        filled = [number for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
        first = next((number for number in filled if len(rows[number - 1]) == fields), 1)
        return Dialect(delimiter, tuple(f"column {number}" for number in range(1, fields + 1)), None, first)
    return _headed(delimiter, rows[header], fields, header + 1)


def split(line: str, delimiter: str) -> list[str]:
    """Split one line roughly, quotes respected: good enough to judge, not to read."""
    if delimiter == BLANKS:
        return line.split()
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter), [""])
    except csv.Error:
        return line.split(delimiter)


def _delimiter(sample: Sequence[str]) -> tuple[str, int]:
    """Return the delimiter and the usual number of fields."""
    filled = [line for line in sample if line.strip()]
    found = [(delimiter, *_usual(filled, delimiter)) for delimiter in _DELIMITERS]
    best = max(share for *_, share in found)
    if best >= 0.3:
        # A decimal comma makes `,` look regular too, so the others go first where they are about as regular.
        return next((delimiter, fields) for delimiter, fields, share in found if share >= best - 0.15)
    fields, share = _usual(filled, BLANKS)
    return (BLANKS, fields) if share >= 0.9 else (";", 1)


def _usual(lines: Sequence[str], delimiter: str) -> tuple[int, float]:
    """Return the usual number of fields above one, and the share of rows that have it."""
    alone = _most([len(split(line, delimiter)) for line in lines])
    if delimiter == BLANKS or not any('"' in line for line in lines):
        return alone
    try:
        joined = _most([len(row) for row in csv.reader([line + "\n" for line in lines], delimiter=delimiter)])
    except csv.Error:
        return alone
    return max(joined, alone, key=lambda found: (found[1], found[0]))


def _most(counts: Sequence[int]) -> tuple[int, float]:
    several = Counter(count for count in counts if count > 1)
    if not several:
        return 1, 0.0
    fields, times = max(several.items(), key=lambda item: (item[1], item[0]))
    return fields, times / len(counts)


def _header(rows: Sequence[list[str]], fields: int) -> int | None:
    """Return the index of the header: the first full row, or one of known names, if it has no figures."""
    full = [index for index, row in enumerate(rows[:_HEADER_WITHIN]) if _is_full(row, fields)]
    named = [index for index in full if _known(rows[index]) >= min(2, fields) and not _has_figures(rows[index])]
    first = [index for index in full[:1] if not _has_figures(rows[index])]
    return next(iter([*named, *first]), None)


def _is_full(row: list[str], fields: int) -> bool:
    """A header may lack the delimiter that ends every row of data, or have one more."""
    filled = sum(1 for cell in row if cell.strip())
    return len(row) in {fields - 1, fields, fields + 1} and 2 * filled >= fields and filled <= fields


def _known(row: list[str]) -> int:
    return sum(1 for cell in row if _bare(cell) in _SPELLINGS)


def _has_figures(row: list[str]) -> bool:
    figures = sum(1 for cell in row if _NUMBER.fullmatch(cell.strip()) or _DATE.fullmatch(cell.strip()))
    return figures * 5 > len(row) or (figures > 0 and len(row) < 5)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


_SPELLINGS = frozenset(_bare(word) for words in SYNONYMS.values() for word in words)


def _headed(delimiter: str, row: list[str], fields: int, line: int) -> Dialect:
    """Name every column once; `line` is taken by the physical line number."""
    cells = [" ".join(cell.split()).strip('"') for cell in row[:fields]] + [""] * (fields - len(row))
    names, doubles = ["line"], []
    taken, again = set(cells) | {"line"}, Counter(names)
    for number, cell in enumerate(cells, 1):
        base = name = cell or f"column {number}"
        again[base] += 1
        while again[base] > 1 and (name := f"{base} ({again[base]})") in taken:
            again[base] += 1
        taken.add(name)
        if base not in (name, "line"):
            doubles.append(name)
        names.append(name)
    return Dialect(delimiter, tuple(names[1:]), line, line + 1, tuple(doubles))
