"""What a picture is drawn on: only cells that change are sent again; it says where the mouse is."""

from collections.abc import Iterable
from itertools import zip_longest

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.message import Message

from kw_tui.tui.lines import Line, Run
from kw_tui.tui.widgets.slate import Slate

NEAR = 6
"""Cells between two changes that are sent along: to go there takes as many bytes."""
NOTHING: Run = (" ", "")


class Drawn(Slate):
    """The picture, or other lines of the height it has."""

    class Pointed(Message):
        """The mouse is over a cell."""

        def __init__(self, x: int, y: int, *, is_click: bool) -> None:
            super().__init__()
            self.x, self.y, self.is_click = x, y, is_click

    def show(self, lines: Iterable[Line], least: int = 0) -> None:
        """Show these lines, with blank ones below up to `least`."""
        shown = tuple(lines)
        if len(shown) > least or len(self._lines) != least:
            super().show(shown, least)
            return
        before, self._lines = self._lines, (*shown, *(() for _ in range(least - len(shown))))
        for y, (old, new) in enumerate(zip(before, self._lines, strict=True)):
            for start, end in changed(old, new) if old != new else ():
                self.refresh(Region(start, y, end - start, 1))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        self.post_message(self.Pointed(event.x, event.y, is_click=False))

    def on_click(self, event: events.Click) -> None:
        """Take what is clicked."""
        self.post_message(self.Pointed(event.x, event.y, is_click=True))


def changed(old: Line, new: Line) -> list[tuple[int, int]]:
    """Return the stretches of cells in which two lines differ; those near each other as one."""
    pairs = zip_longest(_cells(old), _cells(new), fillvalue=NOTHING)
    found: list[tuple[int, int]] = []
    for x, (before, after) in enumerate(pairs):
        if before == after:
            continue
        if found and x - found[-1][1] < NEAR:
            found[-1] = (found[-1][0], x + 1)
        else:
            found.append((x, x + 1))
    return found


def _cells(line: Line) -> list[Run]:
    """One glyph and its role a cell; the second cell of a wide one has none."""
    cells: list[Run] = []
    for text, role in line:
        for glyph in text:
            size = cell_len(glyph)
            cells += [(glyph, role), *[("", role)] * (size - 1)] if size else []
    return cells
