"""One page of a table as text: which columns fit, what each cell shows. Pure, and no markup anywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import itemgetter
from typing import Literal

import polars as pl
from rich.cells import cell_len, set_cell_size

from kw_tui.vocabulary.texts import printable

GUTTER = 2
"""Cells before the first column: one for the cursor's glyph, one for the mark."""

GAP, LEAST_TEXT, MOST_AIR = 1, 4, 3
NARROW = 5
"""Cells below which no letter would be left of a title beside a blank and an arrow."""
CUT, MORE_LEFT, MORE_RIGHT = "…", "‹", "›"

Run = tuple[str, str | None]
"""Text of one look, and the component class that gives it (None: the row's own)."""

# Joiners, selectors, skin tones and other marks on whose width terminals disagree: without them every
# terminal counts the same cells, and a cell cannot push its neighbours.
_UNSTABLE = dict.fromkeys(
    chain(
        (0xAD, 0x200B, 0x200D, 0x2060, 0xFEFF), range(0xFE00, 0xFE10), range(0x1F3FB, 0x1F400), range(0xE0000, 0xE01F0)
    )
)


@dataclass(frozen=True)
class TableColumn:
    """A column of the frame and how it is shown. `width` is in terminal cells, without the gap before it.

    `format` gets the visible slice of the column and returns one string a row; `style`, likewise, names a
    component class of the table (such as `page-table--negative`) or None for each row. `widest` is how wide it may
    become where a line has cells to spare; 0: as wide as the line. `beside` names a column whose values, given to
    `marks`, tell what stands before each text.
    """

    id: str
    title: str
    width: int
    align: Literal["left", "right"]
    format: Callable[[pl.Series], list[str]]
    style: Callable[[pl.Series], list[str | None]] | None = None
    widest: int = 0
    beside: str = ""
    marks: Callable[[pl.Series], list[str]] | None = None


@dataclass(frozen=True)
class Slot:
    """A column's place on the line: `x` and `width` in cells, less than the column's width at the right edge."""

    column: TableColumn
    x: int
    width: int

    def cell(self, text: str) -> str:
        """Return `text` fitted to this place."""
        return fitted(text, self.width, self.column.align)


@dataclass(frozen=True)
class Page:
    """Consecutive rows ready to draw on `width` cells, from row `start` of the frame; lines leave out the gutter."""

    start: int
    width: int
    keys: list[str | None]
    lines: list[list[Run]]


def fitted(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Return `text` in exactly `width` cells, safe for a terminal, ending in `…` where something was cut."""
    if width <= 0:
        return ""
    # A cell may hold a whole file: look at no more than could be shown, with room for combining marks.
    start = text[: 4 * width + 16]
    shown = printable(start)
    if not shown.isascii():
        shown = shown.translate(_UNSTABLE)
    size = cell_len(shown)
    if size > width or len(start) < len(text):
        return set_cell_size(set_cell_size(shown, min(size, width - 1)) + CUT, width)
    padding = " " * (width - size)
    return padding + shown if align == "right" else shown + padding


def centred(text: str, width: int) -> str:
    """Return `text` in the middle of `width` cells."""
    shown = fitted(text, width).rstrip()
    return set_cell_size(" " * ((width - cell_len(shown)) // 2) + shown, width)


def stretched(columns: Sequence[TableColumn], flex: str | None, width: int) -> list[TableColumn]:
    """Give what is left of `width` cells to the column named `flex`, then to others up to their widest, then to all.

    Where even that is too much the rest stays empty at the right: far apart, cells no longer read as one row.
    """
    spare = width - GUTTER - sum(column.width + GAP for column in columns)
    if spare <= 0 or flex not in {column.id for column in columns}:
        return list(columns)
    widths = {}
    for one in sorted(columns, key=lambda one: one.id != flex):
        wanted = spare if one.id == flex and not one.widest else max(0, one.widest - one.width)
        widths[one.id] = one.width + min(spare, wanted)
        spare -= min(spare, wanted)
    air = min(MOST_AIR, spare // len(columns))
    return [replace(one, width=widths[one.id] + air) for one in columns]


def placed(columns: Sequence[TableColumn], width: int, *, frozen: int = 0, skipped: int = 0) -> list[Slot]:
    """Place the frozen columns and those after the `skipped` ones on a line of `width` cells.

    A figure is shown whole or not at all, text if there is room for a word; only the first column is cut anyhow.
    """
    slots: list[Slot] = []
    x = GUTTER + GAP
    for column in (*columns[:frozen], *columns[frozen + skipped :]):
        room = width - x
        least = column.width if column.align == "right" else min(column.width, LEAST_TEXT)
        if room < (least if slots else 1):
            break
        slots.append(Slot(column, x, min(column.width, room)))
        x += column.width + GAP
    return slots


def most_skipped(columns: Sequence[TableColumn], width: int, *, frozen: int = 0) -> int:
    """Return how many columns must be skipped before the last one shows whole."""
    room = width - GUTTER - sum(column.width + GAP for column in columns[:frozen])
    movable = columns[frozen:]
    for shown, column in enumerate(reversed(movable)):
        room -= column.width + GAP
        if room < 0:
            return min(len(movable) - shown, len(movable) - 1)
    return 0


def header(
    slots: Sequence[Slot],
    width: int,
    sort_marker: tuple[str, bool] | None = None,
    hidden: tuple[bool, bool] = (False, False),
) -> str:
    """Return the titles in exactly `width` cells.

    `▲` or `▼` stands beside the column sorted by; `‹` and `›` at the ends tell of columns `hidden` left and right.
    """
    left, right = hidden
    gutter = (MORE_LEFT if left else "").ljust(GUTTER)
    line = gutter + "".join(" " * GAP + _title(slot, sort_marker) for slot in slots)
    return set_cell_size(line, width - 1) + MORE_RIGHT if right else set_cell_size(line, width)


def _title(slot: Slot, sort_marker: tuple[str, bool] | None) -> str:
    title = slot.column.title
    if sort_marker is None or sort_marker[0] != slot.column.id:
        return slot.cell(title)
    arrow = "▼" if sort_marker[1] else "▲"
    if slot.column.align == "right":
        return slot.cell(f"{arrow} {title}")
    if slot.width < min(cell_len(title) + 2, NARROW):
        return set_cell_size(title.rstrip("."), slot.width - 1) + arrow
    return set_cell_size(fitted(title, min(slot.width - 2, cell_len(title))) + f" {arrow}", slot.width)


def page_of(rows: pl.DataFrame, start: int, keys: list[str | None], slots: Sequence[Slot], width: int) -> Page:
    """Format `rows`, which begin at row `start` of the whole frame; a column they lack is drawn empty."""
    used = slots[-1].x + slots[-1].width if slots else GUTTER
    rest: Run = (" " * (width - used), None)
    columns = [_cells(slot, rows) for slot in slots]
    cells = zip(*columns, strict=True) if columns else (() for _ in range(rows.height))
    return Page(start, width, keys, [_merged((*line, rest)) for line in cells])


def _cells(slot: Slot, rows: pl.DataFrame) -> list[Run]:
    column = slot.column
    if column.id not in rows.columns:
        return [(" " * (GAP + slot.width), None)] * rows.height
    values = rows.get_column(column.id)
    looks = column.style(values) if column.style else [None] * rows.height
    texts = column.format(values)
    if column.marks is not None and column.beside in rows.columns:
        texts = [f"{mark}{text}" for mark, text in zip(column.marks(rows[column.beside]), texts, strict=True)]
    return [(" " * GAP + slot.cell(text), look) for text, look in zip(texts, looks, strict=True)]


def _merged(cells: Sequence[Run]) -> list[Run]:
    """Join neighbours of one look: every change of style costs bytes on the line."""
    return [("".join(text for text, _ in group), look) for look, group in groupby(cells, key=itemgetter(1))]
