"""A table one can narrow and sort: the frame stays whole, the table shows what is left of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from kw_tui.tui.filtering import narrowed
from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.widgets.fields import Field, table_columns
from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

FILTER_HINT = Text(
    "Filter:  text   !ohne   spalte:wert   revenue>1000     Esc leert",
    "filter:  text   !without   column:value   revenue>1000     Esc clears",
)
SORT_BY = Text("Sortieren nach", "Sort by")
AS_GIVEN = Text("wie gegeben", "as given")
KEY = "customer_id"
SEARCHED = ("customer_id", "name", "abc_sub", "region", "industry", "channel", "sales_rep")


class Browser(Vertical):
    """A PageTable of customers with `/` to narrow and `o` to sort."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("browse.filter", "slash", "filter", Text("filtern", "filter")),
        Key("browse.sort", "o", "sort", Text("sortieren", "sort")),
        Key("browse.flip", "O", "flip", Text("Richtung", "direction"), show=False),
        Key("browse.clear", "escape", "clear", Text("Filter und Marken leeren", "clear filter and marks"), show=False),
    )
    BINDINGS = bindings(KEYS)

    class Narrowed(Message):
        """Other rows are shown than before; `control` is the browser."""

        def __init__(self, browser: "Browser") -> None:
            super().__init__()
            self.browser = browser

        @property
        def control(self) -> "Browser":
            """The browser that spoke."""
            return self.browser

    def __init__(self, *, id: str, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._fields: tuple[Field, ...] = ()
        self._lang: Lang = "de"
        self._whole: pl.DataFrame | None = None
        self.shown: pl.DataFrame | None = None
        self.wanted = ""
        self.sort: tuple[str, bool] | None = None

    def compose(self) -> ComposeResult:
        """A hidden field over the table."""
        yield Input(classes="filter")
        yield PageTable()

    def on_mount(self) -> None:
        """Keep the field away until it is asked for."""
        self.field.display = bool(self.wanted)
        with self.prevent(Input.Changed):
            self.field.value = self.wanted

    @property
    def table(self) -> PageTable:
        """The table."""
        return self.query_one(PageTable)

    @property
    def field(self) -> Input:
        """The field for the filter."""
        return self.query_one(Input)

    def set_fields(self, fields: Sequence[Field], lang: Lang, flex: str = "name") -> None:
        """Show these columns in a language."""
        self._fields, self._lang = tuple(fields), lang
        self.table.flex = flex
        self.table.set_columns(table_columns(fields, lang, flex, self.table.size.width))
        self.field.placeholder = FILTER_HINT.in_(lang)

    def set_frame(self, frame: "pl.DataFrame") -> None:
        """Show what the filter leaves of this frame."""
        self._whole = frame
        self.narrow()

    def narrow(self) -> None:
        """Filter and sort anew."""
        if self._whole is None:
            return
        shown = narrowed(self._whole, self.wanted, SEARCHED)
        if self.sort is not None and self.sort[0] in shown.columns:
            shown = shown.sort(self.sort[0], descending=self.sort[1], nulls_last=True, maintain_order=True)
        self.shown = shown
        self.table.sort_marker = self.sort
        self.table.set_frame(shown, key=KEY)
        self.post_message(self.Narrowed(self))

    def row(self) -> dict[str, Any] | None:
        """Return the row under the cursor."""
        if self.shown is None or self.shown.is_empty():
            return None
        return self.shown.row(self.table.cursor_row, named=True)

    def listed(self) -> "pl.Series | None":
        """Return the customers shown, in their order."""
        return None if self.shown is None else self.shown[KEY]

    # Narrowing

    def action_filter(self) -> None:
        """Ask for a filter."""
        self.field.display = True
        self.field.focus()

    def action_clear(self) -> None:
        """Show all rows again, none marked."""
        self.table.marks = frozenset()
        self.field.value = ""
        self.field.display = False
        self.table.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.wanted = event.value
        self.narrow()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.field.display = bool(self.wanted)
        self.table.focus()

    # Sorting

    def action_sort(self) -> None:
        """Ask for the column to sort by."""
        given = Option("", AS_GIVEN)
        options = [given, *(Option(field.id, field.label) for field in self._fields)]
        self.app.push_screen(PickScreen(SORT_BY, options, self._lang, self.sort[0] if self.sort else ""), self._picked)

    def _picked(self, column: str | None) -> None:
        if column is not None:
            self._sort_by(next((field for field in self._fields if field.id == column), None))

    def action_flip(self) -> None:
        """Sort the other way round."""
        if self.sort is not None:
            self.sort = (self.sort[0], not self.sort[1])
            self.narrow()

    @on(PageTable.SortRequested)
    def _header_clicked(self, event: PageTable.SortRequested) -> None:
        if self.sort is not None and self.sort[0] == event.column:
            self.action_flip()
        else:
            self._sort_by(next(field for field in self._fields if field.id == event.column))

    def _sort_by(self, field: Field | None) -> None:
        self.sort = None if field is None else (field.id, field.align == "right")
        self.narrow()

    def view_state(self) -> dict[str, Any]:
        """Return filter, sort and cursor."""
        state: dict[str, Any] = {"filter": self.wanted, "cursor": self.table.cursor_key or ""}
        return state if self.sort is None else {**state, "sort": self.sort[0], "descending": self.sort[1]}
