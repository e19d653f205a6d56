"""The table that is moved in: its frame, its cursor and its columns, and the least that must be painted again."""

from collections.abc import Sequence, Set

import polars as pl
from textual.geometry import Region, Size

from kw_tui.tui.widgets.table_lines import HEADER_HEIGHT, TableLines
from kw_tui.tui.widgets.table_page import TableColumn, most_skipped
from kw_tui.tui.widgets.table_rows import Rows

SCROLLBAR_STEPS = 8
"""Positions of the scroll bar's thumb that can be told apart within one cell."""


class TableView(TableLines):
    """A view of an eager frame that formats the visible page alone. Keys are compared as text."""

    @property
    def cursor_key(self) -> str | None:
        """Key of the cursor's row."""
        return self._rows.key(self.cursor_row)

    def on_mount(self) -> None:
        """Be lean where the whole program is."""
        self.lean = self.lean or getattr(self.app, "is_lean", False)

    # What is shown

    def set_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show these columns, from the first."""
        self._columns = tuple(columns)
        self.skipped_columns = 0
        self._redraw()

    def set_frame(self, frame: pl.DataFrame, order: pl.Series | None = None, *, key: str | None = None) -> None:
        """Show `frame`; with an `order` (places in the frame, UInt32) only those rows, so, without copying any.

        The cursor stays on its key, on the same line if it can; else on the nearest row.
        """
        old_key, line = self.cursor_key, self.cursor_line
        near = None if old_key is None else self._rows.place(self.cursor_row)
        self._rows = Rows(frame, order, key)
        found = self._rows.row_of(old_key, near)
        row = self.cursor_row if found is None else found
        self.set_reactive(TableView.cursor_row, self.validate_cursor_row(row))
        self.virtual_size = Size(0, self.row_count + HEADER_HEIGHT)
        self._redraw()
        self._scroll_to_row(self.cursor_row - line)
        self._reveal_cursor()

    def move_to_key(self, value: object, line: int | None = None) -> bool:
        """Put the cursor on the row with this key, on this line of the page if it can; False if there is none."""
        row = self._rows.row_of(value)
        if row is not None:
            self.cursor_row = row
            if line is not None:
                self._scroll_to_row(row - line)
        return row is not None

    @property
    def cursor_line(self) -> int:
        """The line of the page the cursor is on."""
        return self.cursor_row - self.scroll_offset.y

    def row_of(self, key: str | None) -> int | None:
        """Return the row with this key; None where it is not shown."""
        return self._rows.row_of(key)

    # Changes of state, and the least that must be painted again

    def validate_cursor_row(self, row: int) -> int:
        """Keep the cursor inside the frame."""
        return max(0, min(row, self.row_count - 1))

    def validate_skipped_columns(self, skipped: int) -> int:
        """Stop where the last column shows whole."""
        return max(0, min(skipped, most_skipped(self._columns, self.line_width, frozen=self.frozen_columns)))

    def watch_cursor_row(self, old: int, new: int) -> None:
        """Repaint two lines."""
        self._refresh_row(old)
        self._refresh_row(new)
        self._reveal_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint the rows, not the header; the scroll bar only if its thumb visibly moves."""
        if self.show_vertical_scrollbar:
            step = max(1, self.virtual_size.height // (SCROLLBAR_STEPS * max(1, self.size.height)))
            self.vertical_scrollbar.position = new_value // step * step
        if round(old_value) != round(new_value):
            self._refresh_lines(HEADER_HEIGHT, self.page_rows)

    def watch_marks(self, old: Set[str], new: Set[str]) -> None:
        """Repaint the visible rows whose mark changed."""
        page = self._page
        for number, key in enumerate(page.keys if page else ()):
            row = (page.start if page else 0) + number
            if self._is_marked(old, row, key) != self._is_marked(new, row, key):
                self._refresh_row(row)

    def watch_sort_marker(self) -> None:
        """Repaint the header."""
        self._refresh_lines(0, HEADER_HEIGHT)

    def watch_skipped_columns(self) -> None:
        """Lay the page out anew."""
        self._redraw()

    watch_frozen_columns = watch_flex = watch_skipped_columns

    def watch_lean(self) -> None:
        """Let CSS drop what costs bytes."""
        self.set_class(self.lean, "-lean")

    def on_resize(self) -> None:
        """Lay the page out for the new size, the cursor on it."""
        self.skipped_columns = self.validate_skipped_columns(self.skipped_columns)
        self._redraw()
        self._reveal_cursor()

    def _refresh_row(self, row: int) -> None:
        if row in self.visible_rows:
            self._refresh_lines(row - self.scroll_offset.y + HEADER_HEIGHT, 1)

    def _refresh_lines(self, first: int, count: int) -> None:
        # Not a cell wider: touching the scroll bar would send a change of style for every line.
        self.refresh(Region(0, first, self.line_width, count))

    def _reveal_cursor(self) -> None:
        row, top = self.cursor_row, self.scroll_offset.y
        if self.page_rows and row not in self.visible_rows:
            beyond = self.page_rows // 2 if self.lean else 0
            self._scroll_to_row(row - beyond if row < top else row - self.page_rows + 1 + beyond)

    def _scroll_to_row(self, row: int) -> None:
        if self.is_attached:
            self.scroll_to(y=row, animate=False, force=True)
