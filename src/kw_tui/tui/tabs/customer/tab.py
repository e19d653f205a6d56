"""One customer: pages of its whole story; invoice lines on request."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from kw_tui.tui import messages
from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK
from kw_tui.tui.pictures.enlarging import Enlarging
from kw_tui.tui.pictures.of_customer import FIRST_ON, pictures_of
from kw_tui.tui.tabs.customer import pages
from kw_tui.tui.tabs.customer.acting import Acting
from kw_tui.tui.tabs.customer.finding import SearchLine
from kw_tui.tui.tabs.customer.keys import KEYS
from kw_tui.tui.tabs.customer.lists import lines_heading, list_alike, list_lines
from kw_tui.tui.trace.screen import TraceScreen
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import CustomerStory, Timeline, Workbench

SEARCH = Text("Kunde suchen: Nummer oder Name", "find a customer: number or name")
NOBODY_YET = Text(
    "Noch kein Kunde gewählt.  <customer.find> sucht nach Nummer oder Name,  "
    "<table.select> in einer Tabelle öffnet den Kunden der Zeile.",
    "No customer chosen yet.  <customer.find> finds one by number or name,  "
    "<table.select> in a table opens the customer of the row.",
)
MARGINS = 5  # two cells on each side, and a scroll bar
ORIGINS = ("queue", "segmentation")
SEEN = (
    "#customer-search",
    "#customer-found",
    "#customer-pages",
    "#customer-page",
    "#customer-alike-list",
    "#customer-lines-heading",
    "#customer-lines-list",
)


class Found(NamedTuple):
    """What the tab reads from the workbench."""

    story: "CustomerStory | None"
    names: "pl.DataFrame"
    currency: str
    alike: "pl.DataFrame | None" = None
    timeline: "Timeline | None" = None


class CustomerTab(Acting, Enlarging):
    """The customer's pages."""

    KEYS: ClassVar[tuple[Key, ...]] = KEYS
    BINDINGS = bindings(KEYS)
    PIECES: ClassVar[tuple[str, ...]] = ("PageTable",)

    def __init__(self) -> None:
        super().__init__()
        self._customer: str | None = None
        self._origin = ""
        self._page = pages.OVERVIEW
        self._trail: list[str] = []
        self._found: Found | None = None
        self._sorted: tuple[pl.DataFrame, pl.DataFrame] | None = None

    def compose(self) -> ComposeResult:
        """The search over the page; the lines take the page's place."""
        yield SearchLine(id="customer-search")
        yield PageTable(id="customer-found")
        yield Panel(id="customer-pages")
        with Page(id="customer-page"):
            yield Panel(id="customer-story")
        yield Browser(id="customer-alike-list", table_id="customer-alike", is_brief=True)
        yield Panel(id="customer-lines-heading", classes="heading")
        yield Browser(id="customer-lines-list", table_id="customer-lines", key=None, is_brief=True)

    def on_mount(self) -> None:
        """Only the page is seen at first; its arrows turn pages, of a table once there are no more columns."""
        self.query_one("#customer-alike", PageTable).gives_arrows = True
        self._show(*self._seen_page())
        super().on_mount()

    def take_focus(self) -> None:
        """The page has the keys."""
        self.query_one(self._seen_page()[-1]).focus()

    # Data

    def fetch(self, workbench: "Workbench") -> Found:
        """Read the customer's story, and the names to find others by."""
        names = self._names(workbench.portfolio())
        known = self._customer is not None and self._customer in names["customer_id"]
        if not known or self._customer is None:
            return Found(None, names, workbench.currency)
        alike = workbench.neighbours(self._customer) if self._page == pages.NEIGHBOURS else None
        timeline = workbench.timeline(self._customer) if self._page == pages.TIMELINE else None
        return Found(workbench.customer(self._customer), names, workbench.currency, alike, timeline)

    def _names(self, portfolio: "pl.DataFrame") -> "pl.DataFrame":
        """Return the customers by revenue; sorted once as long as the portfolio is the same."""
        if self._sorted is None or self._sorted[0] is not portfolio:
            names = portfolio.select("customer_id", "name", "abc_sub", "revenue")
            self._sorted = (portfolio, names.sort("revenue", descending=True, nulls_last=True))
        return self._sorted[1]

    def accept(self, found: Found) -> None:
        """Keep it; another customer's page begins at its top."""
        before, self._found = self.shown(), found
        after = found.story
        if before is None or after is None or before.row["customer_id"] != after.row["customer_id"]:
            self.query_one("#customer-page").scroll_home(animate=False)

    def draw(self) -> None:
        """Write the page."""
        self.query_one("#customer-search", Input).placeholder = self.say(SEARCH)
        if self._seeker is not None:
            self.list_again()
        found = self._found
        story = found.story if found is not None else None
        width = max(40, self.size.width - MARGINS)
        strip = [pages.strip(self._page, self.lang, width)]
        if found is None or story is None:
            self.panel("#customer-pages").show(strip)
            said = self.keyed(self.waiting() if found is None else NOBODY_YET)
            self.panel("#customer-story").show([BLANK, ((said, "dim"),)])
            return
        lines = pages.page_lines(self._page, story, self.lang, found.currency, width, found.timeline)
        written = self.keyed_lines(lines)
        is_table = self._page == pages.NEIGHBOURS
        self.panel("#customer-pages").show([*strip, *written] if is_table else strip)
        self.panel("#customer-story").show([] if is_table else written)
        self.panel("#customer-lines-heading").show([lines_heading(story.row, self.lang, width)])
        list_lines(self.query_one("#customer-lines-list", Browser), story.lines, self.lang, found.currency)
        if found.alike is not None:
            list_alike(self.query_one("#customer-alike-list", Browser), found.alike, self.lang, found.currency)

    def on_resize(self) -> None:
        """The page follows the width."""
        self.call_after_refresh(self.draw)

    # Moving about

    def shown(self) -> "CustomerStory | None":
        """The story of the customer looked at."""
        return self._found.story if self._found is not None else None

    def currency(self) -> str:
        """The currency of amounts."""
        return self._found.currency if self._found is not None else ""

    def open(self, customer_id: str | None) -> None:
        """Show a customer on the page looked at; without one, show the page again."""
        if customer_id is not None:
            self._customer = customer_id
            self.reload()
        self._show_page()

    def action_page(self, step: int) -> None:
        """Show the next page, or the one before."""
        self._turn_to(pages.beyond(self._page, step))

    def _turn_to(self, page: str) -> None:
        self._page = page
        self.query_one("#customer-page").scroll_home(animate=False)
        self.draw()
        if page in (pages.NEIGHBOURS, pages.TIMELINE):
            self.reload()
        self._show_page()

    @on(PageTable.RowSelected, "#customer-alike")
    def _alike_chosen(self, event: PageTable.RowSelected) -> None:
        if event.key is not None and event.key != self._customer:
            self.kw.leave()
            self._trail.append(self._customer or "")
            self._page = pages.OVERVIEW
            self.open(event.key)

    def action_neighbour(self, step: int) -> None:
        """Open the next customer of the list one came from, else by revenue; or the one before."""
        if self._found is None or self._found.names.is_empty():
            return
        ids = self._walked(self._found.names["customer_id"])
        place = ids.index_of(self._customer) if self._customer is not None else None
        row = 0 if place is None else min(max(place + step, 0), ids.len() - 1)
        self._trail.clear()
        self.open(ids[row])

    def _walked(self, by_revenue: "pl.Series") -> "pl.Series":
        origin = self.kw.body(self._origin) if self._origin else None
        listed = origin.listed() if origin is not None else None
        return by_revenue if listed is None or self._customer not in listed else listed

    # What is seen

    def _show(self, *selectors: str) -> None:
        for selector in SEEN:
            self.query_one(selector).display = selector in selectors

    def show_search(self) -> None:
        """Let the search take the page's place."""
        self._show("#customer-search", "#customer-found")

    def _seen_page(self) -> tuple[str, ...]:
        has_table = self._page == pages.NEIGHBOURS and self._customer is not None
        return ("#customer-pages", "#customer-alike-list" if has_table else "#customer-page")

    def action_lines(self) -> None:
        """Show the invoice lines, or the page again."""
        lines = self.query_one("#customer-lines-list")
        if lines.display:
            self._show_page()
        elif self._found is not None and self._found.story is not None:
            self._show("#customer-lines-heading", "#customer-lines-list")
            lines.focus()

    def action_trace(self) -> None:
        """Show every figure of the customer, and what it is computed from."""
        row = self._found.story.row if self._found is not None and self._found.story is not None else None
        if row is not None:
            named = f"{row['name'] or NOBODY.in_(self.lang)} ({row['customer_id']})"
            self.app.push_screen(TraceScreen(row["customer_id"], named, self.lang, self.asker(names.TRACE, named)))

    def action_enlarge(self) -> None:
        """Show the pictures of the customer large; on the timeline, whether it still buys comes first."""
        story = self.shown()
        if story is not None:
            customer, name = str(story.row["customer_id"]), story.row["name"] or NOBODY.in_(self.lang)
            named = f"{name} ({customer})"
            self.enlarge(Text(named, named), pictures_of(customer), FIRST_ON.get(self._page, ""))

    def action_back(self) -> None:
        """Show the page; from there, go back to the list one came from."""
        if not self.query_one("#customer-pages").display:
            self._show_page()
        elif self._trail:
            self._page = pages.NEIGHBOURS
            self.open(self._trail.pop())
        elif self._origin:
            self.post_message(messages.GoTo(self._origin))

    def _show_page(self) -> None:
        self._show(*self._seen_page())
        self.take_focus()

    # Memory

    def whereabouts(self) -> dict[str, str]:
        """Return the customer, the page, and the list one came from."""
        return {"customer": self._customer or "", "page": self._page, "origin": self._origin}

    def return_to(self, seen: Mapping[str, str]) -> None:
        """Show the customer, on the page named or the one looked at."""
        self.restore(seen)
        self.reload()
        if self.kw.tab == "customer":  # what had the keys may be hidden now
            self.take_focus()

    def view_state(self) -> dict[str, Any]:
        """Return the customer and the page."""
        return {"customer": self._customer or "", "page": self._page}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Take up the customer, and the tab one came from."""
        self._origin = remembered["origin"] if remembered.get("origin") in ORIGINS else ""
        self._customer = str(remembered.get("customer", "")) or None
        self._page = remembered["page"] if remembered.get("page") in pages.PAGE_IDS else self._page
        self._trail.clear()
        if self.is_mounted:
            self._show(*self._seen_page())
