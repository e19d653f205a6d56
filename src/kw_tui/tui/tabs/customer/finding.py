"""Finding a customer by number or name."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from kw_tui.tui.filtering import narrowed
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.widgets.fields import Field, table_columns, text
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.words import SHORT
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

FOUND: tuple[Field, ...] = (
    Field("customer_id", SHORT["customer_id"], 10, text),
    Field("name", Text("Kunde", "Customer"), 30, text),
    Field("abc_sub", SHORT["abc_sub"], 3, text),
)


class Finding(TabBody):
    """A body with a search over its page."""

    @abstractmethod
    def names(self) -> "pl.DataFrame | None":
        """Return the customers to find one among; None while they are not known."""

    @abstractmethod
    def open(self, customer_id: str | None) -> None:
        """Show a customer; without one, show the page again."""

    @abstractmethod
    def show_search(self) -> None:
        """Let the search take the page's place."""

    def action_find(self) -> None:
        """Ask for a number or a name."""
        search = self.query_one("#customer-search", Input)
        search.value = ""
        self.show_search()
        search.focus()
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, wanted: str) -> None:
        names = self.names()
        if names is None:
            return
        table = self.query_one("#customer-found", PageTable)
        table.flex = "name"
        table.set_columns(table_columns(FOUND, self.lang))
        table.set_frame(narrowed(names, wanted, ("customer_id", "name")), key="customer_id")
        table.action_first()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.open(self.query_one("#customer-found", PageTable).cursor_key)

    @on(PageTable.RowSelected, "#customer-found")
    def _selected(self, event: PageTable.RowSelected) -> None:
        self.open(event.key)
