"""A table as lines: the header, the rows of a page, cursor and marks; what is on the screen is not drawn again."""

from collections.abc import Sequence, Set
from itertools import groupby
from operator import itemgetter
from typing import ClassVar, Self

import polars as pl
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kw_tui.tui.widgets.marks import Marks
from kw_tui.tui.widgets.table_page import (
    Page,
    Slot,
    TableColumn,
    centred,
    header,
    most_skipped,
    page_of,
    placed,
    stretched,
)
from kw_tui.tui.widgets.table_rows import Rows

CURSOR, MARK = "›", "●"
HEADER_HEIGHT = 1


class TableLines(ScrollView, can_focus=True):
    """The lines of a table, and what they depend on; only the visible page is formatted."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page-table--header",
        "page-table--cursor",
        "page-table--negative",
        "page-table--dim",
        "page-table--empty",
    }
    DEFAULT_CSS = """
    TableLines {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        background: $surface;
        color: $foreground;
        &.-lean { scrollbar-size-vertical: 0; }
        & > .page-table--header { background: $panel; color: $foreground; text-style: bold; }
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
        &:ansi > .page-table--dim, &:ansi > .page-table--empty { text-style: dim; }
    }
    """

    cursor_row: reactive[int] = reactive(0, repaint=False, init=False)
    """Row of the cursor among those shown; 0 in an empty table."""
    skipped_columns: reactive[int] = reactive(0, repaint=False)
    """How many columns after the frozen ones are scrolled out at the left."""
    frozen_columns: reactive[int] = reactive(1, repaint=False)
    flex: reactive[str | None] = reactive(None, repaint=False)
    """Id of the column that takes what is left of the line."""
    marks: reactive[Set[str]] = reactive(frozenset(), repaint=False)
    """Keys of the marked rows: any set of keys, or `Marks` of the frame shown, which knows them by place."""
    sort_marker: reactive[tuple[str, bool] | None] = reactive(None, repaint=False)
    """Column sorted by, and whether descending."""
    empty_message: reactive[str] = reactive("")
    lean: reactive[bool] = reactive(False, repaint=False)
    """For a slow line: no scroll bar, and half a page scrolled at once when the cursor leaves it."""

    def __init__(self, columns: Sequence[TableColumn] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._rows = Rows(pl.DataFrame())
        self._page: Page | None = None
        self._looks: dict[str | None, Style] = {}
        """Kept, since working a style out costs as much as drawing a cell with it."""
        self._drawn: dict[int, Strip] = {}
        """Lines as they are on the screen."""

    @property
    def row_count(self) -> int:
        """Number of rows there are to see."""
        return len(self._rows)

    @property
    def line_width(self) -> int:
        """Cells of a line, beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def page_rows(self) -> int:
        """Number of rows the widget has room for."""
        return max(0, self.size.height - HEADER_HEIGHT)

    @property
    def visible_rows(self) -> range:
        """Rows now on screen."""
        top = self.scroll_offset.y
        return range(top, min(top + self.page_rows, self.row_count))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines past the machinery for borders, padding and opacity, which a table has none of.

        The compositor asks for all lines between two that have changed, in any widget; those drawn before are kept.
        """
        missing = [y for y in crop.line_range if y not in self._drawn]
        if missing:
            self._draw(missing)
        blank = self._look(None)
        return [self._drawn[y].crop_extend(crop.x, crop.right, blank) for y in crop.line_range]

    def _draw(self, lines: Sequence[int]) -> None:
        page, width = self._current_page(), self.line_width
        filters, background = self.get_line_filters(), self.background_colors[1]
        for y in lines:
            strip = self._line(y, page, width)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            self._drawn[y] = strip

    def render_line(self, y: int) -> Strip:
        """Draw the header, a row, or what lies below the last row."""
        return self._line(y, self._current_page(), self.line_width)

    def _line(self, y: int, page: Page, width: int) -> Strip:
        if y < HEADER_HEIGHT:
            return self._header_line(width)
        if y - HEADER_HEIGHT < len(page.lines):
            return self._row_line(y - HEADER_HEIGHT, page, width)
        if not self.row_count and y == max(HEADER_HEIGHT, self.size.height // 2):
            return self._strip(centred(self.empty_message, width), "page-table--empty")
        return Strip.blank(width, self._look(None))

    def _slots(self) -> list[Slot]:
        width = self.line_width
        columns = stretched(self._columns, self.flex, width)
        return placed(columns, width, frozen=self.frozen_columns, skipped=self.skipped_columns)

    def _header_line(self, width: int) -> Strip:
        most = most_skipped(self._columns, width, frozen=self.frozen_columns)
        hidden = (self.skipped_columns > 0, self.skipped_columns < most)
        return self._strip(header(self._slots(), width, self.sort_marker, hidden), "page-table--header")

    def _row_line(self, number: int, page: Page, width: int) -> Strip:
        runs, key = page.lines[number], page.keys[number]
        under_cursor = page.start + number == self.cursor_row
        gutter = (CURSOR if under_cursor else " ") + (
            MARK if self._is_marked(self.marks, page.start + number, key) else " "
        )
        if under_cursor:  # one look for the whole line: the cursor outshines the cells
            return self._strip(gutter + "".join(text for text, _ in runs), "page-table--cursor")
        alike = groupby([(gutter, None), *runs], key=itemgetter(1))
        segments = [Segment("".join(text for text, _ in cells), self._look(look)) for look, cells in alike]
        return Strip(segments, width)

    def _current_page(self) -> Page:
        start, count, width = self.visible_rows.start, len(self.visible_rows), self.line_width
        page = self._page
        if page is None or (page.start, len(page.lines), page.width) != (start, count, width):
            slots, keys = self._slots(), self._rows.keys(start, count)
            wanted = {one for slot in slots for one in (slot.column.id, slot.column.beside)}
            rows = self._rows.page(start, count, wanted)
            page = self._page = page_of(rows, start, keys, slots, width)
        return page

    def _look(self, name: str | None) -> Style:
        if name not in self._looks:
            row = self.rich_style
            self._looks[name] = self.get_component_rich_style(name) + row.background_style if name else row
        return self._looks[name]

    def _strip(self, text: str, name: str) -> Strip:
        return Strip([Segment(text, self.get_component_rich_style(name))], self.line_width)

    # What is kept

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw lines again, all of them unless told which."""
        if not regions:
            self._drawn.clear()
        for y in {y for region in regions for y in region.line_range}:
            self._drawn.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _redraw(self) -> None:
        self._page = None
        self._looks.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget how things looked."""
        self._looks.clear()
        self._drawn.clear()
        super().notify_style_update()

    def _is_marked(self, marks: Set[str], row: int, key: str | None) -> bool:
        return marks.at(self._rows.place(row)) if isinstance(marks, Marks) else key in marks
