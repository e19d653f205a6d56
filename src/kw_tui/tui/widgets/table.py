"""The table of every tab: a cursor over the rows of a frame, moved by keys and mouse."""

from collections.abc import Sequence
from typing import ClassVar

import polars as pl
from textual import events
from textual.message import Message

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.widgets.copying import Copying
from kw_tui.tui.widgets.table_lines import HEADER_HEIGHT
from kw_tui.tui.widgets.table_page import TableColumn
from kw_tui.vocabulary.texts import Text

__all__ = ["MOVES", "PageTable", "TableColumn"]


MOVES = (
    Key("table.up", "up", "move(-1)", Text("Zeile zurück", "row up"), show=False),
    Key("table.down", "down", "move(1)", Text("Zeile weiter", "row down"), show=False),
    Key("table.page_up", "pageup", "page(-1)", Text("Seite zurück", "page up"), show=False),
    Key("table.page_down", "pagedown", "page(1)", Text("Seite weiter", "page down"), show=False),
    Key("table.first", "home", "first", Text("Erste Zeile", "first row"), show=False),
    Key("table.last", "end", "last", Text("Letzte Zeile", "last row"), show=False),
    Key("table.start", "ctrl+home", "start", Text("Erste Zeile und Spalte", "first row and column"), show=False),
    Key("table.finish", "ctrl+end", "finish", Text("Letzte Zeile und Spalte", "last row and column"), show=False),
    Key("table.left", "left", "columns(-1)", Text("Spalten nach links", "columns left"), show=False),
    Key("table.right", "right", "columns(1)", Text("Spalten nach rechts", "columns right"), show=False),
    Key("table.select", "enter", "select", Text("Zeile öffnen", "open row"), show=False),
)


class _TableMessage(Message):
    def __init__(self, table: "PageTable") -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> "PageTable":
        """The table that spoke, so that `@on` can select by it."""
        return self.table


class _RowMessage(_TableMessage):
    """`key` is None in an empty table and in one without a key."""

    def __init__(self, table: "PageTable", key: str | None, row: int) -> None:
        super().__init__(table)
        self.key, self.row = key, row


class PageTable(Copying):
    """A table that draws one page of a frame, so a million rows cost what forty do. Keys are text."""

    KEYS: ClassVar[tuple[Key, ...]] = (*MOVES, *Copying.KEYS)
    BINDINGS = bindings(KEYS)

    class RowHighlighted(_RowMessage):
        """The cursor came to another row, or another row under it."""

    class RowSelected(_RowMessage):
        """Enter or a double click on a row."""

    class SortRequested(_TableMessage):
        """A header was clicked: sort by `column`."""

        def __init__(self, table: "PageTable", column: str) -> None:
            super().__init__(table)
            self.column = column

    gives_arrows = False
    """Whether arrows are for whoever is around where there are no more columns on that side."""

    def __init__(self, columns: Sequence[TableColumn] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(columns, id=id)
        self._announced: tuple[str | None, int] | None = None

    def set_frame(self, frame: pl.DataFrame, order: pl.Series | None = None, *, key: str | None = None) -> None:
        """Show `frame`, or its rows at the places of `order`; the cursor stays on its key, else on the nearest row."""
        super().set_frame(frame, order, key=key)
        self._announce()

    def watch_cursor_row(self, old: int, new: int) -> None:
        """Repaint two lines and say where the cursor is."""
        super().watch_cursor_row(old, new)
        self._announce()

    def _announce(self) -> None:
        highlight = (self.cursor_key, self.cursor_row)
        if highlight != self._announced:
            self._announced = highlight
            self.post_message(self.RowHighlighted(self, *highlight))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows that would show no other columns are given away where somebody has a use for them."""
        if action == "columns" and self.gives_arrows:
            wanted = self.skipped_columns + int(str(parameters[0]))
            return self.validate_skipped_columns(wanted) != self.skipped_columns
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor_row += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor and the view by so many pages."""
        step = pages * self.page_rows
        self._scroll_to_row(self.scroll_offset.y + step)
        self.cursor_row += step

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor_row = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor_row = self.row_count - 1

    def action_start(self) -> None:
        """Go to the first row and column."""
        self.skipped_columns = 0
        self.action_first()

    def action_finish(self) -> None:
        """Go to the last row and column."""
        self.skipped_columns = len(self._columns)
        self.action_last()

    def action_columns(self, columns: int) -> None:
        """Scroll sideways by so many columns."""
        self.skipped_columns += columns

    def action_select(self) -> None:
        """Announce the cursor's row as chosen."""
        if self.row_count:
            self.post_message(self.RowSelected(self, self.cursor_key, self.cursor_row))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row, open it on a double click, or ask for the header's sort."""
        at = event.get_content_offset(self)
        if at is None:
            return
        row = self.scroll_offset.y + at.y - HEADER_HEIGHT
        if at.y < HEADER_HEIGHT:
            self._request_sort(at.x)
        elif row < self.row_count:
            self.cursor_row = row
            if event.chain == 2:
                self.action_select()

    def _request_sort(self, x: int) -> None:
        hit = next((slot for slot in self._slots() if slot.x <= x < slot.x + slot.width), None)
        if hit is not None:
            self.post_message(self.SortRequested(self, hit.column.id))

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll sideways by a column."""
        event.stop()
        self.action_columns(-1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll sideways by a column."""
        event.stop()
        self.action_columns(1)
