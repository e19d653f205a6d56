"""How a text file is laid out: delimiter, number of fields, preamble and header, judged from its first lines."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kw_tui.storage.readers.heading import WITHIN, column_names, header_row, known_names, named_row

SAMPLE_LINES = 500
MOST_COLUMNS = 4096
BLANKS = " "
_DELIMITERS = ("\t", ";", "|", ",")
_OPEN = re.compile(r'(?:^|[;,|\t])"(?:[^"]|"")*$')
"""A line whose last cell is quoted and, if its quotes are odd in number, not closed."""
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_CUT_NUMBER = re.compile(r"\s*-?[0-9]+,[0-9]{1,3}(?:\.[0-9]+)?\s*")
_THOUSANDS = re.compile(r"\s*-?[1-9][0-9]{0,2},[0-9]{3}(?:\.[0-9]+)?\s*")
_MOST_JOINED = 100


@dataclass(frozen=True, slots=True)
class Dialect:
    """`fields` per record; `header_line` and `first_line` (of data) count physical lines from 1."""

    delimiter: str
    headers: tuple[str, ...]
    header_line: int | None
    first_line: int
    doubles: tuple[str, ...] = ()
    """Headers that an earlier column has too, as they stand in `headers`."""
    overflow: int | None = None
    """The first line seen that fills a column beyond the header: as a rule a number cut at its comma."""

    @property
    def fields(self) -> int:
        """Fields of every record."""
        return len(self.headers)


def detect(sample: Sequence[str], delimiter: str | None = None, header: int | None = None) -> Dialect:
    """Judge the first lines (without line ends) of a file that holds at least one line with text.

    A row of known column names settles delimiter and fields; else the most regular delimiter does. A person may have
    said which `delimiter` it is, and which line of `sample` is the `header`, 0 that there is none.
    """
    delimiters = _DELIMITERS if delimiter is None else (delimiter,)
    whole, spans = _joined(sample)
    if header is not None:
        found = _as_told(whole, delimiters, header)
    else:
        found = _by_names(whole, delimiters) or _by_shape(whole, delimiters)
    lines = spans.get(found.header_line or 0, 1)
    return replace(found, first_line=found.first_line + lines - 1, overflow=_overflow(whole, found))


def _joined(sample: Sequence[str]) -> tuple[list[str], dict[int, int]]:
    """The lines with cells that go on below made whole, blank lines in place of what was joined; how many each took."""
    whole, spans = list(sample), dict[int, int]()
    for index in range(min(WITHIN, len(sample))):
        last = index
        while _is_open(whole[index]) and last + 1 < min(len(sample), index + _MOST_JOINED):
            last += 1
            whole[index] += "\n" + sample[last]
        if last == index or _is_open(whole[index]):
            whole[index] = sample[index] if whole[index] != "" else ""
            continue
        spans[index + 1] = last - index + 1
        whole[index + 1 : last + 1] = [""] * (last - index)
    return whole, spans


def _is_open(line: str) -> bool:
    """Whether the last cell of a line goes on below."""
    return line.count('"') % 2 == 1 and _OPEN.search(line) is not None


def _as_told(sample: Sequence[str], delimiters: Sequence[str], header: int) -> Dialect:
    delimiter, fields = _delimiter(sample[header:], delimiters)
    if header == 0:
        return _headless(delimiter, fields, [split(line, delimiter) for line in sample])
    known, named = max((known_names(split(sample[header - 1], each)), each) for each in delimiters)
    if known >= 2 and named != delimiter:
        delimiter, fields = _delimiter(sample[header:], (named,))
    row = split(sample[header - 1], delimiter)
    return _headed(delimiter, row, _width(row, fields), header)


def _by_names(sample: Sequence[str], delimiters: Sequence[str]) -> Dialect | None:
    """Find the row with most known column names, under whichever delimiter shows them; at least two."""
    found = [
        (known, -index, delimiter)
        for delimiter in delimiters
        if (best := named_row([split(line, delimiter) for line in sample[:WITHIN]]))
        for known, index in (best,)
    ]
    if not found:
        return None
    _, index, delimiter = max(found, key=lambda each: each[:2])
    row = split(sample[-index], delimiter)
    below = [line for line in sample[1 - index :] if line.strip()]
    fields = _width(row, _usual(below, delimiter)[0] if below else len(row))
    return _headed(delimiter, row, fields, 1 - index)


def _width(header: list[str], usual: int) -> int:
    """Fields of a record: those of the header, unless only one of header and rows ends in a delimiter."""
    if usual == len(header) + 1 or (usual < len(header) and not any(map(str.strip, header[usual:]))):
        return usual
    return len(header)


def _overflow(sample: Sequence[str], found: Dialect) -> int | None:
    """The line of `Dialect.overflow`. Below a header nobody knows, or one that leaves a name empty, only a number that
    a comma cuts tells.
    """
    if found.header_line is None or found.delimiter == BLANKS:
        return None
    row = split(sample[found.header_line - 1], found.delimiter)
    is_short = len(row) < found.fields
    if not is_short and row[found.fields - 1].strip():
        return None
    is_sure = is_short and known_names(row) >= 2
    for number, line in enumerate(sample[found.header_line :], found.header_line + 1):
        cells = split(line, found.delimiter)
        is_filled = len(cells) == found.fields and cells[-1].strip()
        if is_filled and (is_sure or _CUT_NUMBER.fullmatch(found.delimiter.join(cells[-2:]))):
            return number
    return _cut_before_the_end(sample, found) if is_short and found.delimiter == "," else None


def _cut_before_the_end(sample: Sequence[str], found: Dialect) -> int | None:
    """The first line whose number takes two cells where lines end in a comma: others have one cell less, or none has
    its number in one.
    """
    below = [(number, split(line, ",")) for number, line in enumerate(sample, 1) if number > (found.header_line or 0)]
    long = [(number, cells) for number, cells in below if len(cells) == found.fields]
    cut = [number for number, cells in long if holds_cut_number(cells)]
    is_ragged = any(len(cells) == found.fields - 1 for _, cells in below)
    return cut[0] if cut and (is_ragged or len(cut) == len(long)) else None


def holds_cut_number(cells: Sequence[str]) -> bool:
    """Whether two cells side by side look like one number of thousands, `1,234.50`."""
    return any(_THOUSANDS.fullmatch(f"{one},{other}") for one, other in pairwise(cells))


def _by_shape(sample: Sequence[str], delimiters: Sequence[str]) -> Dialect:
    delimiter, fields = _delimiter(sample, delimiters)
    rows = [split(line, delimiter) for line in sample]
    header = header_row(rows, fields)
    if header is None:
        return _headless(delimiter, fields, rows)
    return _headed(delimiter, rows[header], fields, header + 1)


def _headless(delimiter: str, fields: int, rows: Sequence[list[str]]) -> Dialect:
    filled = [number for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    first = next((number for number in filled if len(rows[number - 1]) == fields), 1)
    return Dialect(delimiter, tuple(f"column {number}" for number in range(1, fields + 1)), None, first)


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


def _delimiter(sample: Sequence[str], delimiters: Sequence[str]) -> tuple[str, int]:
    """Return the delimiter and the usual number of fields."""
    filled = [line for line in sample if line.strip()]
    if len(delimiters) == 1:
        return delimiters[0], _usual(filled, delimiters[0])[0]
    found = [(delimiter, *_usual(filled, delimiter)) for delimiter in delimiters]
    best = max(share for *_, share in found)
    if best >= 0.3 and not (max(found, key=lambda each: each[2])[0] == "," and _is_padded(filled)):
        # A decimal comma makes `,` look regular too, so the others go first where they are about as regular.
        return next((delimiter, fields) for delimiter, fields, share in found if share >= best - 0.15)
    fields, share = _usual(filled, BLANKS)
    return (BLANKS, fields) if share >= 0.9 else (";", 1)


def _is_padded(lines: Sequence[str]) -> bool:
    """Whether commas stand in numbers only, and blanks divide every line alike."""
    fields, share = _usual(lines, BLANKS)
    commas = "".join(lines).count(",")
    return fields > 1 and share >= 0.9 and commas == sum(len(_DECIMAL_COMMA.findall(line)) for line in lines)


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


def _headed(delimiter: str, row: list[str], fields: int, line: int) -> Dialect:
    names, doubles = column_names(row, fields)
    return Dialect(delimiter, names, line, line + 1, doubles)
