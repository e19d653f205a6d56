"""What came of past decisions, over the queue: totals, a line each, and the customer of one on Enter."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kw_tui.tui import messages
from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.queue import afterwards_view as view
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.reading import ReadingScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.phrases import COMPUTING
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench

TITLE = Text("Was daraus wurde", "What came of it")
HINT = Text(
    "<table.select> Kunde   <afterwards.by> Summen {by}   ← → Spalten   <afterwards.leave> schließt",
    "<table.select> customer   <afterwards.by> totals {by}   ← → columns   <afterwards.leave> closes",
)


class Looked(NamedTuple):
    """Past measures, and their totals by each way of telling them apart."""

    rows: "pl.DataFrame"
    totals: "dict[str | None, pl.DataFrame]"
    currency: str
    assumed: frozenset[str]


def look(bench: "Workbench") -> Looked:
    """Read what came of past measures."""
    rows = bench.afterwards()
    return Looked(
        rows, {by: bench.afterwards_totals(rows, by) for by in view.BY}, bench.currency, frozenset(bench.assumptions())
    )


class AfterwardsScreen(ReadingScreen):
    """Totals above, past measures below, and what is to be said of the one under the cursor."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("afterwards.leave", "escape,h", "dismiss", Text("Schließen", "Close")),
        Key("afterwards.by", "b", "next_totals", Text("Summen: alle, Person, Klasse", "Totals: all, person, class")),
        *ReadingScreen.KEYS,
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, lang: Lang, fill: Callable[[Callable[[Looked], None]], None], go: Callable[[str], None]) -> None:
        super().__init__(lang)
        self._fill, self._go = fill, go
        self._found: Looked | None = None
        self._by: str | None = None

    def compose(self) -> ComposeResult:
        """One below the other."""
        with Vertical(id="afterwards"):
            yield Panel(id="afterwards-totals")
            yield Browser(id="afterwards-list", table_id="afterwards-rows", key="decision_id", is_brief=True)
            yield Panel(id="afterwards-about")

    def on_mount(self) -> None:
        """Ask for the rows."""
        self.speak()
        self.browser.focus()
        self._fill(self._filled)

    @property
    def browser(self) -> Browser:
        """The past measures."""
        return self.query_one(Browser)

    def _filled(self, found: Looked) -> None:
        if self.is_there:
            self._found = found
            self.speak()

    def speak(self) -> None:
        """Write title, totals and table."""
        box = self.query_one("#afterwards")
        box.border_title = Content(TITLE.in_(self._lang))
        box.border_subtitle = Content(self.keyed(HINT, self._lang).format(by=view.BY[self._by].in_(self._lang)))
        self.browser.tell_nothing((COMPUTING if self._found is None else view.NOTHING).in_(self._lang))
        currency = "" if self._found is None else self._found.currency
        self.browser.set_fields(view.FIELDS, self._lang, currency=currency)
        if self._found is not None:
            self.browser.set_frame(self._found.rows)
            self._total()
            self._explain()

    def _total(self) -> None:
        if self._found is not None:
            totals = self._found.totals[self._by].to_dicts()
            lines = view.total_lines(totals, self._by, self._lang, self._found.currency, self._width - 2)
            self.query_one("#afterwards-totals", Panel).show(lines)

    @property
    def _width(self) -> int:
        return max(40, self.query_one("#afterwards").content_size.width)

    @on(PageTable.RowHighlighted)
    def _explain(self) -> None:
        found, row = self._found, self.browser.row()
        if found is None or row is None:
            return
        self.query_one("#afterwards-about", Panel).show(view.about(row, self._lang, self._width - 2, found.assumed))

    def on_resize(self) -> None:
        """Columns and lines follow the width."""
        self.call_after_refresh(self.speak)

    def action_next_totals(self) -> None:
        """Tell the totals by person, by class, or of all."""
        ways = list(view.BY)
        self._by = ways[(ways.index(self._by) + 1) % len(ways)]
        self.speak()

    @on(PageTable.RowSelected)
    def _chosen(self) -> None:
        row = self.browser.row()
        if row is not None:
            self.dismiss()
            self._go(row["customer_id"])


class LookingBack(TabBody):
    """A tab from which one looks back at past decisions."""

    def action_afterwards(self) -> None:
        """Show what came of past decisions."""

        def fill(show: Callable[[Looked], None]) -> None:
            self.inquire(look, show, "afterwards", name=names.AFTERWARDS, is_aside=True)

        self.app.push_screen(AfterwardsScreen(self.lang, fill, self._open))

    def _open(self, customer_id: str) -> None:
        self.post_message(messages.OpenCustomer(customer_id))
