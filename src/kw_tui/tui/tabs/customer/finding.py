"""Finding a customer by number or name."""

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.seeking import Seeker, list_found
from kw_tui.tui.tabs.body import TabBody
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl


class SearchLine(TypedLine):
    """Where a number or a name is typed."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("seek.open", "enter", "submit", Text("öffnen", "open")),)
    BINDINGS = bindings(KEYS)


class Finding(TabBody):
    """A body with a search over its page."""

    _seeker: Seeker | None = None
    _found_here: "pl.DataFrame | None" = None

    @abstractmethod
    def open(self, customer_id: str | None) -> None:
        """Show a customer; without one, show the page again."""

    @abstractmethod
    def show_search(self) -> None:
        """Let the search take the page's place."""

    def action_find(self) -> None:
        """Ask for a number or a name."""
        self._seeker = Seeker(self.kw.desk, self._list, self.show_problem)
        search = self.query_one("#customer-search", Input)
        search.value = ""
        self.show_search()
        search.focus()
        self._list(None)
        self._seek("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows choose only while one is looked for."""
        if action == "choose":
            return self.is_mounted and self.query_one("#customer-search", Input).has_focus
        return super().check_action(action, parameters)

    def action_choose(self, step: int) -> None:
        """Move among those found while typing goes on."""
        self._table.action_move(step)

    @property
    def foremost(self) -> tuple[str, ...]:
        """While a name is typed, the key that gives it up."""
        return ("customer.back",) if self.query_one(SearchLine).has_focus else ()

    @property
    def _table(self) -> PageTable:
        return self.query_one("#customer-found", PageTable)

    def _seek(self, wanted: str) -> None:
        if self._seeker is not None:
            self.run_worker(self._seeker.seek(wanted), group="seeking", exit_on_error=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._seek(event.value)

    def _list(self, found: "pl.DataFrame | None") -> None:
        self._found_here = found
        list_found(self._table, found, self.lang)

    def list_again(self) -> None:
        """Write who is found in the language."""
        self._list(self._found_here)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if self._seeker is not None:
            self._seeker.then(event.value, lambda: self._open_found(self._table.cursor_key))

    @on(PageTable.RowSelected, "#customer-found")
    def _selected(self, event: PageTable.RowSelected) -> None:
        self._open_found(event.key)

    def _open_found(self, customer_id: str | None) -> None:
        if customer_id is not None:
            self.kw.leave()
        self.open(customer_id)
