"""The why beside the list: it follows the cursor, and is drawn with it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import on

from kw_tui.tui.jobs import names
from kw_tui.tui.lines import Line
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.queue import why_view
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.fields import Field
from kw_tui.tui.widgets.slate import Slate
from kw_tui.tui.widgets.table import PageTable

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench
    from kw_tui.workbench.reasons import Reason, Reasons


class Found(NamedTuple):
    """What the tab reads from the workbench."""

    items: "pl.DataFrame"
    currency: str
    assumed: frozenset[str]
    more: tuple[Field, ...] = ()
    """Columns that could be shown besides."""
    has_claims: bool = False
    """Whether anybody has claimed an open item."""
    listed: "tuple[str, pl.DataFrame, pl.Series | None] | None" = None
    """The filter that was chosen when this was read, the items with their status, and the places of that filter."""


def _reasons(workbench: "Workbench") -> "Reasons":
    return workbench.reasons()


class Peeking(TabBody):
    """A body with a list, and beside it why the item under the cursor is listed."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._reasons: Reasons | None = None
        self._peeked: tuple[object, ...] = ()
        """What the peek shows, so that it is not drawn twice."""

    @property
    def browser(self) -> Browser:
        """The table with its filter."""
        return self.query_one(Browser)

    def ask_for_reasons(self) -> None:
        """Ask for the conditions behind each proposal: until they are there, the peek shows what it has."""
        self.inquire(_reasons, self._reasoned, "reasons", name=names.REASONS, is_aside=True)

    def _reasoned(self, reasons: "Reasons") -> None:
        self._reasons, self._peeked = reasons, ()
        self.peek(keeps_place=True)

    @on(PageTable.RowHighlighted)
    def _moved(self) -> None:
        self.peek()

    def peek(self, *, keeps_place: bool = False) -> None:
        """Show why the item under the cursor is listed, from the top unless it is the same item as before."""
        row, found = self.browser.row(), self._found
        room = self.query_one("#queue-peek").size
        width = max(20, room.width - 3)
        shown = (row, self.lang, width)
        if shown == self._peeked:
            return
        self._peeked = shown
        lines: list[Line] = []
        if row is not None and found is not None:
            lines = why_view.why(row, self._reason(row), self.lang, found.currency, width, found.assumed)
        self.query_one("#queue-why", Slate).show(lines, room.height)
        if not keeps_place:
            self.query_one("#queue-peek").scroll_home(animate=False)

    def _reason(self, row: Mapping[str, Any]) -> "Reason | None":
        rank = row.get("rank_overall") or row["rank"]
        return None if self._reasons is None else self._reasons.of(rank, row["customer_id"])

    def action_scroll_why(self, way: int) -> None:
        """Scroll the peek by half its height."""
        peek = self.query_one("#queue-peek")
        peek.scroll_relative(y=way * max(1, peek.size.height // 2), animate=False)
