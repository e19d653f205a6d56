"""Tables of texts as programs write them to files, with an account of every line."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from kw_tui.vocabulary.import_options import ImportOptions

Row = tuple[str, ...]
BLANKS = " \t\u00a0\x1a"
MIXED = "\n or \r\n"
_LONGEST_OF_LINES = 150


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written. `end` MIXED: line feeds and both by turns; `is_ended`: the last line has an end too;
    `trailing`: which rows end in a delimiter.
    """

    delimiter: str = ";"
    quoting: str = "minimal"
    end: str = "\n"
    codec: str = "utf-8"
    bom: bytes = b""
    trailing: str = "none"
    is_ended: bool = True

    @property
    def line_break(self) -> str:
        """What ends a physical line."""
        return "\r" if self.end == "\r" else "\n"


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands in a file; `marks` puts a blank row, or the header once more (`header`), before row number n."""

    headers: Row | None
    rows: tuple[Row, ...]
    preamble: tuple[str, ...] = ()
    marks: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A file and what reading must give: names of columns (None: no header), records with their first line, counts."""

    content: bytes
    dialect: Dialect
    headers: Row | None
    records: tuple[tuple[int, Row], ...]
    counts: dict[str, int]
    options: dict[str, str] = field(default_factory=dict)

    @property
    def stated(self) -> ImportOptions:
        """What a person says about the file."""
        return ImportOptions.of(self.options)


class _Sheet:
    """A file in the making: rows, each of one or more physical lines."""

    def __init__(self, line_break: str) -> None:
        self._break = line_break
        self.texts: list[str] = []
        self.counts = dict.fromkeys(("lines", "preamble", "header", "blank", "continuation"), 0)

    def add(self, text: str, kind: str) -> int:
        """Add a row and return the number of its first physical line."""
        first, more = self.counts["lines"] + 1, text.count(self._break)
        self.texts.append(text)
        self.counts["lines"] += 1 + more
        self.counts["continuation"] += more
        if kind != "record":
            self.counts[kind] += 1
        return first


def write(plan: Plan, dialect: Dialect, options: dict[str, str] | None = None) -> Written:
    """Write the plan down and account for every physical line; `options` is what is stated about the file."""
    sheet, records = _Sheet(dialect.line_break), []
    for title in plan.preamble:
        sheet.add(title, "preamble" if title.strip(BLANKS) else "blank")
    header = None if plan.headers is None else written(plan.headers, dialect, is_header=True)
    if header is not None:
        sheet.add(header, "header")
    for number, row in enumerate(plan.rows):
        mark = plan.marks.get(number)
        if mark == "header" and header is not None:
            sheet.add(header, "header")
        elif mark is not None:
            sheet.add("" if mark == "header" else mark.replace("?", dialect.delimiter * (len(row) - 1)), "blank")
        first = sheet.add(written(row, dialect), "blank" if is_blank(row, dialect) else "record")
        if not is_blank(row, dialect):
            records.append((first, row))
    ends = [dialect.end if dialect.end != MIXED else "\r\n"[number % 2 :] for number in range(len(sheet.texts))]
    if not dialect.is_ended and sheet.texts[-1]:
        ends[-1] = ""
    text = "".join(text + end for text, end in zip(sheet.texts, ends, strict=True))
    content = dialect.bom + text.encode(dialect.codec)
    return Written(content, dialect, plan.headers, tuple(records), sheet.counts, options or {})


def written(row: Row, dialect: Dialect, *, is_header: bool = False) -> str:
    """One row as text."""
    cells = [_cell(cell, dialect) for cell in row]
    if dialect.trailing == "all" or (dialect.trailing == "rows" and not is_header):
        cells.append("")
    return dialect.delimiter.join(cells)


def _cell(cell: str, dialect: Dialect) -> str:
    needs_quotes = any(sign in cell for sign in (dialect.delimiter, '"', "\n", "\r"))
    if dialect.quoting == "all" or (dialect.quoting == "minimal" and needs_quotes):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def is_blank(row: Row, dialect: Dialect) -> bool:
    """Whether a row holds nothing but blanks, quotes and delimiters."""
    return not "".join(row).strip(BLANKS + '"\r\n' + dialect.delimiter)


def fitted(row: Row, dialect: Dialect) -> Row:
    """Change the cells of a row no more than needed for what is written to mean one thing only.

    Without quotes a cell holds neither delimiter nor line end and begins with no quote. Where lines end in a bare
    carriage return, so do lines inside a cell. A line inside a cell is no whole record of three or more fields, and
    a record with lines inside its cells is not so long that a quote left open is more likely.
    """
    cells = tuple(cell.encode(dialect.codec, "ignore").decode(dialect.codec) for cell in row)
    if dialect.end == "\r":
        cells = tuple(re.sub("\r?\n", "\r", cell) for cell in cells)
    if dialect.quoting == "none":
        return tuple(re.sub(rf"[\r\n{re.escape(dialect.delimiter)}]", " ", cell).lstrip('"') for cell in cells)
    inside = written(cells, dialect).split(dialect.line_break)[1:]
    is_doubtful = len(row) > 2 and any(_is_record(line, dialect, len(row)) for line in inside)
    if is_doubtful or is_blank(cells, dialect) or sum(map(len, cells)) > _LONGEST_OF_LINES:
        return tuple(re.sub("[\r\n]", " ", cell) for cell in cells)
    return cells


def _is_record(line: str, dialect: Dialect, fields: int) -> bool:
    sep = re.escape(dialect.delimiter)
    cell = rf'(?:[^{sep}"]*|"(?:[^"]|"")*")'
    return re.fullmatch(rf"{cell}(?:{sep}{cell}){{{fields - 1},{fields}}}", line) is not None


def require_same(found: object, wanted: object, what: str) -> None:
    """Raise AssertionError with the first difference; pytest is not always there to find it."""
    if found == wanted:
        return
    if isinstance(found, list) and isinstance(wanted, list):
        pairs = zip_longest(found, wanted, fillvalue="nothing")
        found, wanted = next((mine, theirs) for mine, theirs in pairs if mine != theirs)
    raise AssertionError(f"{what}: {found!r:.600} instead of {wanted!r:.600}")
