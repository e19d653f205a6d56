"""The table of every tab: draws one page of a frame, so a million rows cost what forty do."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import polars as pl
from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kw_tui.tui.widgets.table_page import (
    GUTTER,
    Page,
    Slot,
    TableColumn,
    fitted,
    header,
    most_skipped,
    page_of,
    placed,
    stretched,
)
from kw_tui.vocabulary.texts import Text

__all__ = ["MOVES", "PageTable", "TableColumn"]

CURSOR, MARK, MORE_LEFT, MORE_RIGHT = "›", "●", "‹", "›"
HEADER_HEIGHT = 1
SCROLLBAR_STEPS = 8
"""Positions of the scroll bar's thumb that can be told apart within one cell."""


class Move(NamedTuple):
    """A key of the table; `id` is what a keymap names."""

    id: str
    key: str
    action: str
    text: Text


MOVES = (
    Move("table.up", "up", "move(-1)", Text("Zeile zurück", "Row up")),
    Move("table.down", "down", "move(1)", Text("Zeile weiter", "Row down")),
    Move("table.page_up", "pageup", "page(-1)", Text("Seite zurück", "Page up")),
    Move("table.page_down", "pagedown", "page(1)", Text("Seite weiter", "Page down")),
    Move("table.first", "home", "first", Text("Erste Zeile", "First row")),
    Move("table.last", "end", "last", Text("Letzte Zeile", "Last row")),
    Move("table.start", "ctrl+home", "start", Text("Erste Zeile und Spalte", "First row and column")),
    Move("table.finish", "ctrl+end", "finish", Text("Letzte Zeile und Spalte", "Last row and column")),
    Move("table.left", "left", "columns(-1)", Text("Spalten nach links", "Columns left")),
    Move("table.right", "right", "columns(1)", Text("Spalten nach rechts", "Columns right")),
    Move("table.select", "enter", "select", Text("Zeile öffnen", "Open row")),
)


class PageTable(ScrollView, can_focus=True):
    """A table over an eager frame that formats the visible page alone. Keys are compared as text."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(move.key, move.action, move.text.en, show=False, id=move.id) for move in MOVES
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page-table--header",
        "page-table--cursor",
        "page-table--zebra",
        "page-table--negative",
        "page-table--dim",
        "page-table--empty",
    }
    DEFAULT_CSS = """
    PageTable {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $surface;
        color: $foreground;
        & > .page-table--header { background: $panel; color: $foreground; text-style: bold; }
        & > .page-table--zebra { background: $boost; }
        & > .page-table--negative { color: $text-error; }
        & > .page-table--dim { color: $foreground-muted; }
        & > .page-table--empty { color: $foreground-muted; }
        & > .page-table--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .page-table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        &:ansi > .page-table--header { text-style: bold underline; }
    }
    """

    cursor_row: reactive[int] = reactive(0, repaint=False)
    """Row of the cursor in the frame; 0 in an empty table."""
    skipped_columns: reactive[int] = reactive(0, repaint=False)
    """How many columns after the frozen ones are scrolled out at the left."""
    frozen_columns: reactive[int] = reactive(1, repaint=False)
    flex: reactive[str | None] = reactive(None, repaint=False)
    """Id of the column that takes what is left of the line."""
    marks: reactive[frozenset[str]] = reactive(frozenset(), repaint=False)
    """Keys of the marked rows."""
    sort_marker: reactive[tuple[str, bool] | None] = reactive(None, repaint=False)
    """Column sorted by, and whether descending."""
    empty_message: reactive[str] = reactive("")
    zebra: reactive[bool] = reactive(False)

    class RowHighlighted(Message):
        """The cursor came to another row; `key` is None in an empty table or one without a key."""

        def __init__(self, table: "PageTable", key: str | None, row: int) -> None:
            super().__init__()
            self.table, self.key, self.row = table, key, row

        @property
        def control(self) -> "PageTable":
            """The table, for `@on` with a selector."""
            return self.table

    class RowSelected(RowHighlighted):
        """Enter or a double click on a row."""

    class SortRequested(Message):
        """A header was clicked: sort by `column`."""

        def __init__(self, table: "PageTable", column: str) -> None:
            super().__init__()
            self.table, self.column = table, column

        @property
        def control(self) -> "PageTable":
            """The table, for `@on` with a selector."""
            return self.table

    def __init__(self, columns: Sequence[TableColumn] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._frame = pl.DataFrame()
        self._keys: pl.Series | None = None
        self._page: Page | None = None
        self._announced: tuple[str | None, int] | None = None
