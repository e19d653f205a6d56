"""The list of proposals by money at stake: what is read, shown, marked, filtered and remembered."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from kw_tui.tui.latest import Latest
from kw_tui.tui.lines import Line, trimmed
from kw_tui.tui.tabs.queue import view
from kw_tui.tui.tabs.queue.peeking import Found, Peeking
from kw_tui.tui.widgets.browser import SEARCHED, Browser
from kw_tui.tui.widgets.marking import MARKS
from kw_tui.tui.widgets.more_fields import more_fields
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.slate import Slate
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench


NO_PROPOSALS = Text(
    "Keine Vorschläge.  <app.tab.imports> zeigt, welche Daten sie genauer machen",
    "No proposals.  <app.tab.imports> shows which data would tell more",
)
NOTHING_LEFT = Text("Nichts zu entscheiden.  <queue.state> zeigt alle", "Nothing to decide.  <queue.state> shows all")


def _progress(items: "pl.DataFrame", pending: dict[str, str], today: date, lang: Lang, currency: str) -> Line:
    return view.progress(view.overlaid(items, pending), pending.keys(), today, lang, currency)


class QueueList(Peeking):
    """A body that lists the queue."""

    def __init__(self) -> None:
        super().__init__()
        self._pending: dict[str, str] = {}
        """What is decided here and not read back yet: the action by customer."""
        self._to_be_read: dict[str, str] = {}
        """What of it was decided before the list was asked for last, and so is in the answer."""
        self._which = "open"
        self._waiting = 0
        """How many wait for a second signature."""
        self._remembered: dict[str, Any] = {}
        self._left_at: dict[str, str] = {}
        """Where the cursor was among the open ones, all and the decided ones."""
        self._unchanged: tuple[str, pl.DataFrame, pl.Series | None] | None = None
        """The items as read, and the places of a filter."""
        self._progress = Latest(self)

    def compose(self) -> ComposeResult:
        """Table and peek, side by side or one over the other."""
        yield Panel(id="queue-heading", classes="heading")
        with Container(id="queue-split", classes="split"):
            yield Browser(id="queue-browser", classes="main", searched=SEARCHED, without=MARKS, is_brief=True)
            with Page(id="queue-peek", can_focus=False):
                yield Slate(id="queue-why")
        yield Panel(id="queue-progress", classes="status")

    def take_focus(self) -> None:
        """The table has the keys."""
        self.browser.table.focus()

    # Data

    def reload(self) -> None:
        """Read anew; what is decided meanwhile is not in the answer yet, and stays decided here."""
        self._to_be_read = dict(self._pending)
        super().reload()

    def fetch(self, workbench: "Workbench") -> Found:
        """Read the queue."""
        return self.read(workbench, workbench.queue())

    def read(self, workbench: "Workbench", items: "pl.DataFrame") -> Found:
        """Return what is told of these items; all that takes the engine is asked of it here, beside the screen."""
        which, assumed = self._which, frozenset(workbench.assumptions())
        more, has_claims = more_fields(items, workbench.metrics()), view.has_claims(items)
        return Found(items, workbench.currency, assumed, more, has_claims, (which, *view.listed(items, which)))

    def accept(self, found: Found) -> None:
        """What was pending is in the queue now."""
        if self._found is not None and (marks := self.browser.table.marks):
            # what others decided since is not decided again with the rest
            decided = view.newly_decided(self._found.items, found.items, marks)
            self.browser.table.marks = frozenset(marks) - decided if decided else marks
        self._found, self._unchanged, self._peeked = found, found.listed, ()
        read = self._to_be_read
        self._pending = {one: action for one, action in self._pending.items() if read.get(one) != action}
        # told when the list is shown: until then the peek shows what it has
        self.call_after_refresh(self.ask_for_reasons)

    def draw(self) -> None:
        """Fill table, heading and progress."""
        self._lay_out()
        self.browser.tell_nothing(self.keyed(self._nothing()))
        if self._found is not None:
            self._fill()

    def _nothing(self) -> Text:
        """Return what stands in the place of rows where there are none."""
        if self._found is None:
            return self.waiting()
        return NO_PROPOSALS if self._found.items.is_empty() else NOTHING_LEFT

    def _lay_out(self) -> None:
        has_claims = self._found is not None and self._found.has_claims
        shown = view.fields(self._which, self.browser.size.width, has_claims=has_claims)
        currency, more = (self._found.currency, self._found.more) if self._found is not None else ("", ())
        self.browser.set_fields(shown, self.lang, more=(*more, *view.ALL_FIELDS), currency=currency)

    def point_at(self, *customers: str) -> None:
        """Put the cursor on the first of these customers when the queue has been read again."""
        if self._found is None:
            self.browser.point_at(customers[0])
            return
        known = self._found.items["customer_id"]
        named = known.filter(known.is_in(customers))
        self.browser.point_at(customers[0] if named.is_empty() else named[0])

    def _fill(self) -> None:
        if self._found is None:
            return
        items, places = self._listed(self._found)
        # what the open ones come to stands in the line below: here it is told only of some of them
        self.browser.total = places.len() if self._which == "open" and places is not None else items.height
        self.browser.set_frame(items, places)
        self.peek()  # drawn with the table, not after it
        self.call_after_refresh(self._tell_progress)

    def _listed(self, found: Found) -> "tuple[pl.DataFrame, pl.Series | None]":
        """All items and the places of the filter; of open ones, what is decided here is only left out of those."""
        if self._unchanged is None or self._unchanged[0] != self._which:
            self._unchanged = (self._which, *view.listed(found.items, self._which))
        _, items, places = self._unchanged
        if not self._pending:
            return items, places
        if self._which == "open" and places is not None:
            return items, view.still_open(items, places, self._pending)
        return view.listed(view.overlaid(found.items, self._pending), self._which)

    def _tell_progress(self) -> None:
        """Beside the screen: the engine may be long at something else."""
        if self._found is not None:
            items, told = self._found.items, (dict(self._pending), self.kw.today, self.lang, self._found.currency)
            self._progress.ask(partial(_progress, items, *told), self._told_progress, items.height)

    def _told_progress(self, line: Line) -> None:
        self.panel("#queue-progress").show([trimmed(line, self.size.width - 2)])

    @on(Browser.Narrowed)
    def _narrowed(self) -> None:
        self._head()
        self.peek()

    def _head(self) -> None:
        if self._found is not None:
            self._waiting = view.to_sign(self._found.items)
            line = view.heading(self._which, self.lang, self._waiting)
            said = (*line, *self.narrowed_to(), *self.just_decided())
            self.panel("#queue-heading").show([trimmed(said, self.size.width - 2)])
            self.tell_keys()

    def narrowed_to(self) -> Line:
        """What of the queue is listed, where it is not all of it."""
        return ()

    def just_decided(self) -> Line:
        """What was decided last here."""
        return ()

    def listed(self) -> "pl.Series | None":
        """Return the customers shown."""
        return self.browser.listed()

    def on_resize(self) -> None:
        """Columns and peek follow the width."""
        self.call_after_refresh(self.draw)

    # Marks and filters

    def action_mark(self) -> None:
        """Mark the row or take its mark, and go on."""
        self.browser.action_mark()

    def action_mark_range(self) -> None:
        """Mark all rows from the last one marked to the cursor."""
        self.browser.action_mark_range()

    def action_next_filter(self) -> None:
        """Show the open ones, all, the decided ones, or those to be signed; the cursor goes where it was among them."""
        order = view.filters(self._which, 0 if self._found is None else view.to_sign(self._found.items))
        self._left_at[self._which] = self.browser.table.cursor_key or ""
        self._which = order[(order.index(self._which) + 1) % len(order)]
        self.draw()
        if left_at := self._left_at.get(self._which):
            self.browser.point_at(left_at)

    # Memory

    def view_state(self) -> dict[str, Any]:
        """Return filter, sort and cursor."""
        return {"which": self._which, **self.browser.view_state()}

    def restore(self, view_: Mapping[str, Any]) -> None:
        """Take up filter, sort and cursor."""
        self._which = view_.get("which", "open") if view_.get("which") in view.FILTERS else "open"
        self._remembered = dict(view_)

    def on_mount(self) -> None:
        """Give the browser what was remembered of it."""
        self.browser.restore(self._remembered)
        super().on_mount()
        # at once, for a message would come after the cursor is drawn: the screen is sent one time instead of two
        self.watch(self.browser.table, "cursor_row", self._moved, init=False)
