"""The axes around a picture: where the figures stand, what is written at them, and the line of the cursor."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from kw_tui.tui.lines import clipped
from kw_tui.tui.pictures.canvas import Canvas
from kw_tui.tui.pictures.picture import Axis, Room
from kw_tui.tui.pictures.scales import levels, spaced
from kw_tui.vocabulary.texts import Lang

ROOMY, MIDDLING = 11, 7
"""Rows from which the axes are named, and from which the lower one is drawn."""
WIDEST_SCALE = 12


class Frame(NamedTuple):
    """The area of a canvas in which figures stand: its first cell and row, and its size."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """The row below the area."""
        return self.top + self.height

    def column(self, share: float) -> int:
        """The cell of a share of the width."""
        return self.left + round(share * (self.width - 1))


def upright(low: float, high: float, rows: int, axis: Axis, lang: Lang) -> dict[int, str]:
    """Return what is written beside the rows of an upright axis, 0 at the top."""
    found: dict[int, str] = {}
    for row, value in levels(low, high, rows).items():
        if axis.is_counted and value != round(value):
            continue
        label = clipped(axis.write(value, lang), WIDEST_SCALE)
        if label not in found.values():
            found[row] = label
    return found


def framed(room: Room, reach: tuple[float, float], axis: Axis, lang: Lang) -> tuple[Frame, dict[int, str]]:
    """Return the area that scale and axes leave of a room, and what is written beside its rows."""
    top, below = (1, 3) if room.height >= ROOMY else (0, 2) if room.height >= MIDDLING else (0, 1)
    height = max(1, room.height - top - below)
    scale = upright(*reach, height, axis, lang)
    margin = max(map(cell_len, scale.values()), default=0) + 2
    if room.width - margin < 8:
        margin, scale = 1, {}
    return Frame(margin, top, max(1, room.width - margin), height), scale


def draw_scale(canvas: Canvas, frame: Frame, scale: Mapping[int, str]) -> None:
    """Draw the upright axis with what is written beside it."""
    for row in range(frame.height):
        label = scale.get(row, "")
        canvas.put(frame.left - 2 - cell_len(label), frame.top + row, label, "dim")
        canvas.put(frame.left - 1, frame.top + row, "┤" if label else "│", "dim")


def draw_below(canvas: Canvas, frame: Frame, labels: Sequence[tuple[int, str]], cursor: int | None) -> None:
    """Draw the lower axis and the labels below their cells; the earlier a label stands, the more it matters."""
    placed = spaced(labels, frame.width)
    row = frame.bottom
    if canvas.height - row > 1:
        canvas.put(frame.left - 1, row, "└" + "─" * frame.width, "dim")
        for cell, _, _ in placed:
            canvas.put(frame.left + cell, row, "┴", "dim")
        row += 1
    for _, start, label in placed:
        canvas.put(frame.left + start, row, label, "dim")
    if cursor is not None:
        canvas.put(frame.left + cursor, frame.bottom, "▲", "cursor")


def draw_names(canvas: Canvas, frame: Frame, x: str, y: str) -> None:
    """Name the axes where there is room."""
    if frame.top:
        canvas.put(0, 0, clipped(f"↑ {y}", canvas.width), "dim")
        name = clipped(f"{x} →", frame.width) if x else ""
        canvas.put(canvas.width - cell_len(name), canvas.height - 1, name, "dim")


def draw_cursor(canvas: Canvas, frame: Frame, cell: int) -> None:
    """Draw the line of the cursor where nothing else stands."""
    for row in range(frame.height):
        canvas.fill(frame.left + cell, frame.top + row, "┆", "strong")
