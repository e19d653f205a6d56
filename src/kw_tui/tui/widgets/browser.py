"""A table one can narrow, sort and lay out anew: the frame stays as it is, only places in it are worked out."""

from collections.abc import Collection, Mapping, Sequence, Set
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.widgets import Input

from kw_tui.tui.filtering.ordering import Asked, Sort
from kw_tui.tui.keys import Key, bindings, with_keys
from kw_tui.tui.latest import Latest
from kw_tui.tui.widgets.arranged import PLACE, Arranged, arrange, with_places
from kw_tui.tui.widgets.chips import Chips
from kw_tui.tui.widgets.fields import Field, table_columns
from kw_tui.tui.widgets.laying_out import LayingOut
from kw_tui.tui.widgets.marking import Marking
from kw_tui.tui.widgets.marks import Marks
from kw_tui.tui.widgets.narrowing import FILTER_HINT, NO_MATCH, Narrowing
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.parting import Parting
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.table_rows import as_text
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import Lang

if TYPE_CHECKING:
    import polars as pl

SEARCHED = ("customer_id", "name", "abc_sub", "region", "industry", "channel", "sales_rep")
"""Columns of customers that text is looked for in, shown or not."""


class Browser(Vertical, LayingOut, Narrowing, Marking, Parting):
    """A PageTable with `/` to narrow, `o` to sort, `C` for its columns, marks, and what its rows come to.

    `key` names the column that tells rows apart; without one their places do. `table_id` is the id of the table within.
    The actions `without` which it does are left to whoever has them around it. A brief one tells what rows come to
    only where some are left out or marked.
    """

    KEYS: ClassVar[tuple[Key, ...]] = (
        *Narrowing.KEYS,
        *LayingOut.KEYS,
        *Marking.KEYS,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    Browser > .filter-says, Browser > .totals { height: 1; padding: 0 1; text-wrap: nowrap; }
    Browser > .totals { background: $surface; }
    """

    class Narrowed(Message):
        """Other rows are shown than before; `control` is the browser."""

        def __init__(self, browser: "Browser") -> None:
            super().__init__()
            self.browser = browser

        @property
        def control(self) -> "Browser":
            """The browser that spoke."""
            return self.browser

    def __init__(
        self,
        *,
        id: str,  # noqa: A002
        classes: str | None = None,
        table_id: str | None = None,
        key: str | None = "customer_id",
        searched: Sequence[str] = (),
        without: Collection[str] = (),
        is_brief: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.sort: Sort | None = None
        self._table_id, self._key, self._searched = table_id, key, tuple(searched)
        self._without, self.is_brief = frozenset(without), is_brief
        self._lang: Lang = "de"
        self._given: tuple[pl.DataFrame, pl.Series, pl.Series | None] | None = None
        """What is to be shown, and its keys: what is shown now stays in use until that is worked out."""
        self._whole = self._order = None
        self._rows = Latest(self)
        self._cursor: tuple[str, int | None] = ("", None)
        self.wanted = self._nothing = ""

    def compose(self) -> ComposeResult:
        """A field and what it says, or the conditions, over the table; below it what the rows come to."""
        yield TypedLine(classes="filter", select_on_focus=False)
        yield Panel(classes="filter-says")
        yield Chips()
        yield PageTable(id=self._table_id)
        yield Panel(classes="totals")

    def on_mount(self) -> None:
        """Keep the field away until it is asked for."""
        self.show_field(is_typing=False)
        with self.prevent(Input.Changed):
            self.field.value = self.wanted
        self.watch(self.table, "marks", self.marks_changed, init=False)

    def on_resize(self) -> None:
        """Columns follow the room, of which a table not seen before had none."""
        self.call_after_refresh(self.lay_out)

    @property
    def table(self) -> PageTable:
        """The table."""
        return self.query_one(PageTable)

    def tell_nothing(self, said: str) -> None:
        """Say this where there are no rows at all; what a filter leaves out is told otherwise."""
        self._nothing = said
        if not self._conditions or self._whole is None or not self._whole.height:
            self.table.empty_message = said

    def set_fields(
        self, fields: Sequence[Field], lang: Lang, flex: str = "name", more: Sequence[Field] = (), currency: str = ""
    ) -> None:
        """Show these columns in a language, unless others were chosen; `more` are all there are, by whole names."""
        self._usual, self._lang, self._flex, self.currency = tuple(fields), lang, flex, currency
        self._known = tuple({one.id: one for one in (*more, *fields)}.values())
        self._names = {one.id: one.label for one in reversed(more)}
        self.field.placeholder = FILTER_HINT.in_(lang)
        self.lay_out()
        self.say()

    def lay_out(self) -> None:
        """Give the table its columns."""
        self.table.flex = self._flex
        self.table.set_columns(table_columns(self.fields, self._lang, self._flex, self.table.size.width))

    # What is shown

    def set_frame(self, frame: "pl.DataFrame", within: "pl.Series | None" = None) -> None:
        """Show what the filter leaves of this frame; or of its rows at the places `within` (UInt32), in their order."""
        given = frame if self._key is not None else with_places(frame)
        self._given = (given, as_text(given[self._key or PLACE]), within)
        self.narrow()

    def narrow(self) -> None:
        """Filter and sort anew; of many rows beside the screen, which goes on meanwhile."""
        if self._given is None:
            return
        frame, keys, within = self._given
        self.understand(frame.schema)
        is_plain = not self._conditions and self.sort is None
        marks, searched = self.table.marks, self._looked_through(frame)
        by = None if self.sort is None else next((one for one in self._known if one.id == self.sort[0]), None)
        asked = Asked(self._conditions, searched, self.sort, self._lang, by)
        work = partial(arrange, frame, within, asked, marks, keys)
        rows = 0 if is_plain and not marks else frame.height
        self._rows.ask(work, partial(self._arranged, frame, keys, marks), rows)

    def _looked_through(self, frame: "pl.DataFrame") -> list[Field]:
        """The columns a bare word is looked for in: of text, shown or always searched."""
        import polars as pl

        shown = {field.id for field in self.fields} | set(self._searched)
        kinds, schema = (pl.String, pl.Enum, pl.Categorical), frame.schema
        return [one for one in self._known if one.id in shown and isinstance(schema.get(one.id), kinds)]

    def _arranged(self, frame: "pl.DataFrame", keys: "pl.Series", before: Set[str], found: Arranged) -> None:
        table = self.table
        # what was marked meanwhile is not lost
        marks = found.marks if table.marks is before else Marks.of(table.marks, keys)
        self._whole, self._keys, self._order = frame, keys, found.order
        table.set_reactive(PageTable.marks, marks)
        table.sort_marker = self.sort
        table.empty_message = (
            with_keys(NO_MATCH, self).in_(self._lang) if self.is_filtered and frame.height else self._nothing
        )
        table.set_frame(frame, found.order, key=self._key or PLACE)
        if self._cursor[0]:
            table.move_to_key(*self._cursor)
            self._cursor = ("", None)
        self.show_conditions()
        self.add_up()
        self.post_message(self.Narrowed(self))

    def return_to(self, key: str, line: int) -> None:
        """Put the cursor on this row and this line of the page when rows are shown next."""
        self._cursor = (key, line)

    def point_at(self, key: str) -> None:
        """Put the cursor on this row, now or when it is shown next."""
        self._cursor = ("" if self.table.move_to_key(key) else key, None)

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return self.table.row_count

    @property
    def shown(self) -> "pl.DataFrame | None":
        """All rows shown with every column: a copy, so not for what is done with each key."""
        if self._whole is None:
            return None
        whole = self._whole if self._key is not None else self._whole.drop(PLACE)
        return whole if self._order is None else whole[self._order]

    def place(self) -> int | None:
        """Return where in the frame the row under the cursor stands."""
        if self._whole is None or not self.count:
            return None
        row = self.table.cursor_row
        return row if self._order is None else self._order[row]

    def row(self) -> dict[str, Any] | None:
        """Return the row under the cursor."""
        place = self.place()
        return None if place is None or self._whole is None else self._whole.row(place, named=True)

    def listed(self) -> "pl.Series | None":
        """Return the keys of the rows shown, in their order."""
        if self._whole is None:
            return None
        keys = self._whole[self._key or PLACE]
        return keys if self._order is None else keys.gather(self._order)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Give the table the keys."""
        self.table.focus(scroll_visible)
        return self

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is left to others is not done here."""
        return False if action in self._without else super().check_action(action, parameters)

    # Memory

    def view_state(self) -> dict[str, Any]:
        """Return filter, sort, columns and cursor."""
        state: dict[str, Any] = {"filter": self.wanted, "cursor": self.table.cursor_key or ""}
        if self.chosen is not None:
            state["columns"] = list(self.chosen)
        return state if self.sort is None else {**state, "sort": self.sort[0], "descending": self.sort[1]}

    def restore(self, view: Mapping[str, Any]) -> None:
        """Take up what `view_state` told."""
        self.wanted = str(view.get("filter", ""))
        self._cursor = (str(view.get("cursor", "")), None)
        if "sort" in view:
            self.sort = (str(view["sort"]), bool(view.get("descending")))
        if isinstance(columns := view.get("columns"), list | tuple):
            self.chosen = tuple(map(str, columns)) or None
        try:
            with self.prevent(Input.Changed):
                self.field.value = self.wanted
        except NoMatches:  # not built yet: its field takes the text up when it is
            return
