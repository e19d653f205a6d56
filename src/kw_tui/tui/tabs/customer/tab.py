"""One customer: the arithmetic, the proposal and its reasons, the months, the decisions; invoice lines on request."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from kw_tui.tui import messages, triage
from kw_tui.tui.filtering import narrowed
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.customer import view
from kw_tui.tui.trace.screen import TraceScreen
from kw_tui.tui.widgets.ask import Answer, AskScreen
from kw_tui.tui.widgets.fields import Field, table_columns, text
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.words import NOBODY, SHORT
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import CustomerStory, Workbench

SEARCH = Text("Kunde suchen: Nummer oder Name", "find a customer: number or name")
NOBODY_YET = Text(
    "Noch kein Kunde gewählt.  / sucht nach Nummer oder Name,  ⏎ in einer Tabelle öffnet den Kunden der Zeile.",
    "No customer chosen yet.  / finds one by number or name,  ⏎ in a table opens the customer of the row.",
)
FOUND: tuple[Field, ...] = (
    Field("customer_id", SHORT["customer_id"], 10, text),
    Field("name", Text("Kunde", "Customer"), 30, text),
    Field("abc_sub", SHORT["abc_sub"], 3, text),
)
ORIGINS = ("queue", "segmentation")


class Found(NamedTuple):
    """What the tab reads from the workbench."""

    story: "CustomerStory | None"
    names: "pl.DataFrame"
    currency: str


class CustomerTab(TabBody):
    """The customer's page."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        *triage.triage_keys("customer"),
        Key("customer.find", "slash", "find", Text("Kunde suchen", "find customer")),
        Key("customer.previous", "p", "neighbour(-1)", Text("voriger", "previous")),
        Key("customer.next", "n", "neighbour(1)", Text("nächster", "next")),
        Key("customer.lines", "i", "lines", Text("Rechnungen", "invoices")),
        Key("customer.trace", "t", "trace", Text("nachrechnen", "trace")),
        Key("customer.back", "escape", "back", Text("zurück zur Liste", "back to the list"), show=False),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self) -> None:
        super().__init__()
        self._customer: str | None = None
        self._origin = ""
        self._found: Found | None = None
        self._sorted: tuple[pl.DataFrame, pl.DataFrame] | None = None

    def compose(self) -> ComposeResult:
        """The search over the page; the lines take the page's place."""
        yield Input(id="customer-search")
        yield PageTable(id="customer-found")
        with Page(id="customer-page"):
            yield Panel(id="customer-story")
        yield PageTable(id="customer-lines")

    def on_mount(self) -> None:
        """Only the page is seen at first."""
        self._show("#customer-page")
        super().on_mount()

    def take_focus(self) -> None:
        """The page has the keys."""
        self.query_one("#customer-page").focus()

    # Data

    def fetch(self, workbench: "Workbench") -> Found:
        """Read the customer's story, and the names to find others by."""
        names = self._names(workbench.portfolio())
        known = self._customer is not None and self._customer in names["customer_id"]
        story = workbench.customer(self._customer) if known and self._customer is not None else None
        return Found(story, names, workbench.currency)

    def _names(self, portfolio: "pl.DataFrame") -> "pl.DataFrame":
        """Return the customers by revenue; sorted once as long as the portfolio is the same."""
        if self._sorted is None or self._sorted[0] is not portfolio:
            names = portfolio.select("customer_id", "name", "abc_sub", "revenue")
            self._sorted = (portfolio, names.sort("revenue", descending=True, nulls_last=True))
        return self._sorted[1]

    def accept(self, found: Found) -> None:
        """Keep it; another customer's page begins at its top."""
        before, self._found = self._found, found
        if _shown(before) != _shown(found):
            self.query_one("#customer-page").scroll_home(animate=False)

    def draw(self) -> None:
        """Write the page."""
        self.query_one("#customer-search", Input).placeholder = self.say(SEARCH)
        story = self._found.story if self._found is not None else None
        width = max(40, self.query_one("#customer-page").size.width - 4)
        if self._found is None or story is None:
            self.panel("#customer-story").show([BLANK, ((self.say(NOBODY_YET), "dim"),)])
            return
        self.panel("#customer-story").show(view.story_lines(story, self.lang, self._found.currency, width))
        lines = self.query_one("#customer-lines", PageTable)
        lines.set_columns(table_columns([one for one in view.LINE_FIELDS if one.id in story.lines.columns], self.lang))
        lines.flex = "product_name"
        lines.empty_message = self.say(Text("keine Rechnungszeilen", "no invoice lines"))
        lines.set_frame(story.lines)

    def on_resize(self) -> None:
        """The page follows the width."""
        self.call_after_refresh(self.draw)

    # Finding

    def action_find(self) -> None:
        """Ask for a number or a name."""
        search = self.query_one("#customer-search", Input)
        search.value = ""
        self._show("#customer-search", "#customer-found")
        search.focus()
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, wanted: str) -> None:
        if self._found is None:
            return
        table = self.query_one("#customer-found", PageTable)
        table.flex = "name"
        table.set_columns(table_columns(FOUND, self.lang))
        table.set_frame(narrowed(self._found.names, wanted, ("customer_id", "name")), key="customer_id")
        table.action_first()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._open(self.query_one("#customer-found", PageTable).cursor_key)

    @on(PageTable.RowSelected, "#customer-found")
    def _selected(self, event: PageTable.RowSelected) -> None:
        self._open(event.key)

    def _open(self, customer_id: str | None) -> None:
        if customer_id is not None:
            self._customer = customer_id
            self.reload()
        self._show_page()

    def action_neighbour(self, step: int) -> None:
        """Open the next customer of the list one came from, else by revenue; or the one before."""
        if self._found is None or self._found.names.is_empty():
            return
        ids = self._walked(self._found.names["customer_id"])
        place = ids.index_of(self._customer) if self._customer is not None else None
        row = 0 if place is None else min(max(place + step, 0), ids.len() - 1)
        self._open(ids[row])

    def _walked(self, by_revenue: "pl.Series") -> "pl.Series":
        origin = self.kw.body(self._origin) if self._origin else None
        listed = origin.listed() if origin is not None else None
        return by_revenue if listed is None or self._customer not in listed else listed

    # Deciding

    def action_triage(self, action: str) -> None:
        """Decide about this customer."""
        row = self._found.story.row if self._found is not None and self._found.story is not None else None
        if row is None:
            return
        if not triage.must_ask(action, 1):
            self._decide(action, {})
            return
        about = str(row["name"] or NOBODY.in_(self.lang))
        question = triage.question(action, about, self.kw.today, self.lang)

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self._decide(action, answer.details())

        self.app.push_screen(AskScreen(question, self.lang), answered)

    def _decide(self, action: str, answered: Mapping[str, Any]) -> None:
        if self._customer is not None:
            details = triage.details(action, answered, self.kw.today)
            self.decide((self._customer,), action, details, tells=True)

    # What is seen

    def _show(self, *selectors: str) -> None:
        for selector in ("#customer-search", "#customer-found", "#customer-page", "#customer-lines"):
            self.query_one(selector).display = selector in selectors

    def action_lines(self) -> None:
        """Show the invoice lines, or the page again."""
        lines = self.query_one("#customer-lines")
        if lines.display:
            self._show_page()
        elif self._found is not None and self._found.story is not None:
            self._show("#customer-lines")
            lines.focus()

    def action_trace(self) -> None:
        """Show every figure of the customer, and what it is computed from."""
        row = self._found.story.row if self._found is not None and self._found.story is not None else None
        if row is not None:
            named = f"{row['name'] or NOBODY.in_(self.lang)} ({row['customer_id']})"
            self.app.push_screen(TraceScreen(row["customer_id"], named, self.lang, self.kw.desk.ask))

    def action_back(self) -> None:
        """Show the page; from there, go back to the list one came from."""
        if self.query_one("#customer-page").display and self._origin:
            self.post_message(messages.GoTo(self._origin))
        else:
            self._show_page()

    def _show_page(self) -> None:
        self._show("#customer-page")
        self.take_focus()

    # Memory

    def view_state(self) -> dict[str, Any]:
        """Return the customer."""
        return {"customer": self._customer or ""}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Take up the customer, and the tab one came from."""
        self._origin = remembered["origin"] if remembered.get("origin") in ORIGINS else ""
        self._customer = str(remembered.get("customer", "")) or None
        if self.is_mounted:
            self._show("#customer-page")


def _shown(found: Found | None) -> str | None:
    """Return whose page it is."""
    return found.story.row["customer_id"] if found is not None and found.story is not None else None
