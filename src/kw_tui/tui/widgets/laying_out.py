"""How a browser is laid out: which columns it shows, in which order, and by which of them its rows are sorted."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.widget import Widget

from kw_tui.tui.filtering.ordering import Sort
from kw_tui.tui.keys import Key
from kw_tui.tui.widgets.columns_screen import ColumnsScreen
from kw_tui.tui.widgets.fields import Field
from kw_tui.tui.widgets.pick import Option
from kw_tui.tui.widgets.search_pick import SearchPickScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Lang, Text

SORT_BY = Text("Sortieren nach", "Sort by")
AS_GIVEN = Text("wie gegeben", "as given")

UNSORTED = Text("Nach nichts sortiert; <browse.sort> sortiert.", "Sorted by nothing; <browse.sort> sorts.")


class LayingOut(Widget):
    """A browser whose columns are chosen and sorted by."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("browse.sort", "o", "sort", Text("sortieren", "sort")),
        Key("browse.flip", "O", "flip", Text("Richtung", "direction"), show=False),
        Key("browse.columns", "C", "choose_columns", Text("Spalten wählen", "choose columns"), show=False),
    )

    sort: Sort | None
    _lang: Lang
    _usual: tuple[Field, ...] = ()
    _known: tuple[Field, ...] = ()
    _names: Mapping[str, Text] = {}
    """What columns are called where there is more room than in a header, by id."""
    _flex = ""
    currency = ""
    chosen: tuple[str, ...] | None = None
    """The ids of the columns a person wants to see; None for the usual ones."""

    @abstractmethod
    def narrow(self) -> None:
        """Filter and sort anew."""

    @abstractmethod
    def lay_out(self) -> None:
        """Give the table its columns."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns shown."""
        if self.chosen is None:
            return self._usual
        known = {one.id: one for one in self._known}
        return tuple(known[id_] for id_ in self.chosen if id_ in known) or self._usual

    def _offered(self) -> list[Field]:
        """All columns there are, by their whole names; those shown first, in their order."""
        every = dict.fromkeys((*self.fields, *self._known))
        return [replace(one, label=self._names.get(one.id, one.label)) for one in every]

    # Sorting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is sorted can be turned round."""
        return None if self.why_not(action, parameters) else super().check_action(action, parameters)

    def why_not(self, action: str, _parameters: tuple[object, ...]) -> Text | None:
        """Return why it cannot be done now; None where it can."""
        return UNSORTED if action == "flip" and self.sort is None else None

    def action_sort(self) -> None:
        """Ask for the column to sort by, shown or not."""
        options = [Option(one.id, one.label) for one in self._offered()]
        screen = SearchPickScreen(SORT_BY, options, self._lang, everything=AS_GIVEN)
        self.app.push_screen(screen, self._picked)

    def _picked(self, column: str | None) -> None:
        if column is not None:
            self.sort_by(column)

    def action_flip(self) -> None:
        """Sort the other way round."""
        if self.sort is not None:
            self.sort = (self.sort[0], not self.sort[1])
            self.narrow()

    @on(PageTable.SortRequested)
    def _header_clicked(self, event: PageTable.SortRequested) -> None:
        event.stop()
        self.sort_by(event.column)

    def sort_by(self, column: str) -> None:
        """Sort by a column: figures from the top, text from A; again the other way round; then as the rows came."""
        field = next((one for one in self._known if one.id == column), None)
        first = field is not None and field.align == "right"
        if field is None:
            self.sort = None
        elif self.sort is None or self.sort[0] != column:
            self.sort = (column, first)
        else:
            self.sort = (column, not first) if self.sort[1] == first else None
        self.narrow()

    def unseen_sort(self) -> list[str]:
        """Say what rows are sorted by where no header does."""
        if self.sort is None or self.sort[0] in {one.id for one in self.fields}:
            return []
        labels = {one.id: one.label.in_(self._lang) for one in self._known}
        return [f"{'▼' if self.sort[1] else '▲'} {labels.get(self.sort[0], self.sort[0])}"]

    # Columns

    def action_choose_columns(self) -> None:
        """Ask which columns to show, and where."""
        if self._known:
            shown = [one.id for one in self.fields]
            self.app.push_screen(ColumnsScreen(self._offered(), shown, self._lang), self._columns_chosen)

    def _columns_chosen(self, chosen: tuple[str, ...] | None) -> None:
        if chosen is not None:
            self.chosen = chosen or None
            self.lay_out()
            self.narrow()
