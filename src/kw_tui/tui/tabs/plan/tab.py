"""The plan: for now what is done today, class by class and channel by channel."""

from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult

from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.tabs.plan import view
from kw_tui.tui.widgets.fields import table_columns
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Workbench


class Found(NamedTuple):
    """What the tab reads from the workbench."""

    rows: "pl.DataFrame"
    currency: str
    untimed: int


class PlanTab(TabBody):
    """An overview, said to be one."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None

    def compose(self) -> ComposeResult:
        """What this is, the table, its totals."""
        yield Panel(id="plan-heading")
        yield PageTable(id="plan-table")
        yield Panel(id="plan-totals", classes="status")

    @property
    def table(self) -> PageTable:
        """The table."""
        return self.query_one(PageTable)

    def take_focus(self) -> None:
        """The table has the keys."""
        self.table.focus()

    def fetch(self, workbench: "Workbench") -> Found:
        """Read who is served how."""
        return Found(workbench.served(), workbench.currency, workbench.untimed_activities())

    def accept(self, found: Found) -> None:
        """Keep it."""
        self._found = found

    def draw(self) -> None:
        """Fill the table."""
        self.panel("#plan-heading").show(
            [((self.say(Text("Übersicht, Planung folgt", "Overview, planning follows")), "title"),),
             ((self.say(view.HONEST), "dim"),)]
        )  # fmt: skip
        self.table.frozen_columns = 2
        self.table.flex = "channel"
        self.table.set_columns(table_columns(view.FIELDS, self.lang, "channel", self.table.size.width))
        self.table.empty_message = self.say(Text("keine Kunden", "no customers"))
        if self._found is not None:
            rows, currency, untimed = self._found
            self.table.set_frame(view.with_words(rows, self.lang))
            self.panel("#plan-totals").show([view.totals(rows, untimed, self.lang, currency)])

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.draw)
