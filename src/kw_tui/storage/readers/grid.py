"""A table of text cells with row numbers, as sheets give it: which row is the header, and what all others are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.heading import WITHIN, column_names, has_figures, named_row
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.rejects import no_rejects
from kw_tui.storage.readers.stamp import Stamp
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text

SAMPLE_ROWS = 500


@dataclass(frozen=True, slots=True)
class Grid:
    """`frame` holds `line` (Int64, from 1, ascending) and one String column per column, and no row without any text.

    `lines` is the number of the last row. Columns beyond the last with text are left out.
    """

    frame: pl.LazyFrame
    lines: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The file a grid was read from; `format` is the id of its format, `sheet` one of `sheets`."""

    path: Path
    size: int
    sha256: str
    stamp: Stamp
    format: str
    sheet: str | None = None
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What the first rows say: the columns' names, and the numbers of the header's and the first data row."""

    headers: tuple[str, ...]
    header_line: int | None
    first_line: int
    doubles: tuple[str, ...] = ()


def raw_text(grid: Grid, origin: Origin, header: int | None = None) -> RawText:
    """Account for every row of a grid. `header` is the number of the header's row, 0 says that there is none.

    Raises SourceError where there is no header in that row, or no data below it.
    """
    columns = grid.frame.collect_schema().names()[1:]
    sample = grid.frame.head(SAMPLE_ROWS).collect().rows()
    if not sample:
        raise refusals.empty(origin.path)
    numbers = [line for line, *_ in sample]
    rows = [[cell or "" for cell in cells] for _, *cells in sample]
    layout = judge(numbers, rows, header)
    if layout is None:
        raise _no_header(origin.path, header or 0)
    body = pl.col(LINE) >= layout.first_line
    repeated = (
        _is_header(columns, rows[numbers.index(layout.header_line)]) if layout.header_line else pl.lit(value=False)
    )
    counted = grid.frame.select(filled=pl.len(), above=(~body).sum(), repeated=(body & repeated).sum())
    filled, above, again = counted.collect(engine="streaming").row(0)
    if filled == above + again:
        raise refusals.without_rows(origin.path)
    names = dict(zip(columns, layout.headers, strict=True))
    return RawText(
        path=origin.path,
        size=origin.size,
        sha256=origin.sha256,
        encoding="",
        delimiter="",
        is_quoted=False,
        headers=layout.headers,
        header_line=layout.header_line,
        preamble=_preamble(numbers, rows, layout),
        lines=grid.lines,
        blank=grid.lines - filled,
        repeated_headers=again,
        continuation=0,
        frame=grid.frame.filter(body & ~repeated).rename(names),
        rejects=no_rejects(),
        stamp=origin.stamp,
        doubles=layout.doubles,
        format=origin.format,
        sheet=origin.sheet,
        sheets=origin.sheets,
    )


def judge(numbers: Sequence[int], rows: Sequence[Sequence[str]], header: int | None = None) -> Layout | None:
    """Find the header among the first rows with text, `numbers` being where they stand.

    None if `header` names a row that is none of them.
    """
    if header:
        return _headed(numbers, rows, numbers.index(header)) if header in numbers else None
    index = _header_index(rows) if header is None else None
    return _bare(numbers, rows) if index is None else _headed(numbers, rows, index)


def known_columns(rows: Sequence[Sequence[str]]) -> int:
    """How many known names the best header among the first rows has; 0 where none has two."""
    found = named_row([row[: _last(row)] for row in rows])
    return found[0] if found else 0


def _header_index(rows: Sequence[Sequence[str]]) -> int | None:
    """A row of known names; else the first row about as full as most are, if it has no figures."""
    trimmed = [row[: _last(row)] for row in rows]
    if found := named_row(trimmed):
        return found[1]
    usual = _usual(trimmed)
    full = (index for index, row in enumerate(trimmed[:WITHIN]) if 4 * _filled(row) >= 3 * usual)
    first = next(full, None)
    return None if first is None or has_figures(trimmed[first]) else first


def _headed(numbers: Sequence[int], rows: Sequence[Sequence[str]], index: int) -> Layout:
    names, doubles = column_names(rows[index], len(rows[index]))
    return Layout(names, numbers[index], numbers[index] + 1, doubles)


def _bare(numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> Layout:
    """No header: data begin at the first row as full as most are; what stands above is a title."""
    usual = _usual([row[: _last(row)] for row in rows])
    first = next((number for number, row in zip(numbers, rows, strict=True) if 2 * _filled(row) >= usual), numbers[0])
    names, _ = column_names([], len(rows[0]))
    return Layout(names, None, first)


def _usual(trimmed: Sequence[Sequence[str]]) -> int:
    """The number of columns that most rows reach to."""
    counts = Counter(map(len, trimmed))
    return max(counts, key=lambda length: (counts[length], length))


def _last(row: Sequence[str]) -> int:
    return next((index for index in range(len(row), 0, -1) if row[index - 1].strip()), 0)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _is_header(columns: Sequence[str], header: Sequence[str]) -> pl.Expr:
    cells = zip(columns, header, strict=True)
    return pl.all_horizontal(pl.col(column).fill_null("") == cell for column, cell in cells)


def _preamble(numbers: Sequence[int], rows: Sequence[Sequence[str]], layout: Layout) -> tuple[str, ...]:
    first = layout.header_line or layout.first_line
    return tuple("\t".join(row[: _last(row)]) for number, row in zip(numbers, rows, strict=True) if number < first)


def _no_header(path: Path, row: int) -> SourceError:
    return refusals.refusal(
        path,
        Text("keine Kopfzeile in Zeile {row}", "there is no header in row {row}").format(row=row),
        Text(
            "die Zeile der Spaltennamen angeben (unter den ersten {most} Zeilen), 0 für keine",
            "name the row of the column names (among the first {most} rows), 0 for none",
        ).format(most=SAMPLE_ROWS),
    )
