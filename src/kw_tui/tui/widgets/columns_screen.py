"""Which columns a table shows, and in which order: a list that is searched, ticked and moved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings, with_keys
from kw_tui.tui.widgets.fields import Field, table_columns, text
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

TITLE = Text("Spalten", "Columns")
HINT = Text(
    "<columns.tick> zeigen/verbergen   <columns.left> <columns.right> schieben   ⏎ fertig   <columns.leave> abbrechen",
    "<columns.tick> show/hide   <columns.left> <columns.right> move   ⏎ done   <columns.leave> cancel",
)
COUNTED = Text(
    "● {shown} von {total} gezeigt   <columns.find> suchen   <columns.reset> wie üblich",
    "● {shown} of {total} shown   <columns.find> find   <columns.reset> as usual",
)
FIND = Text("Spalte suchen", "find a column")
NONE = Text("keine Spalte heißt so", "no column is called so")
LISTED = (
    Field("label", Text("Spalte", "Column"), 34, text),
    Field("id", Text("Kennung im Filter", "Id in a filter"), 24, text),
)


class ColumnsScreen(Modal[tuple[str, ...] | None]):
    """Answers with the ids of the columns to show, in order; with none of them for the usual ones; None when left."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("columns.leave", "escape", "leave", Text("Abbrechen", "Cancel")),
        Key("columns.tick", "space", "tick", Text("zeigen/verbergen", "show/hide")),
        Key("columns.left", "less_than_sign,shift+up", "shift(-1)", Text("nach links", "to the left")),
        Key("columns.right", "greater_than_sign,shift+down", "shift(1)", Text("nach rechts", "to the right")),
        Key("columns.find", "slash", "find", Text("suchen", "find")),
        Key("columns.reset", "r", "reset", Text("wie üblich", "as usual")),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    #columns { width: 74; max-width: 96%; height: 80%; padding: 0 1; background: $panel; border: round $border;
        border-title-color: $text-accent; border-subtitle-color: $foreground-muted; }
    #columns-says { height: 1; text-wrap: nowrap; }
    """

    def __init__(self, known: Sequence[Field], shown: Sequence[str], lang: Lang) -> None:
        super().__init__()
        self._known, self._shown = tuple(known), list(shown)
        self._lang: Lang = lang

    def compose(self) -> ComposeResult:
        """What is typed to find one, over the list."""
        with Vertical(id="columns"):
            yield TypedLine(id="columns-find")
            yield PageTable(id="columns-list")
            yield Panel(id="columns-says")

    def on_mount(self) -> None:
        """List all columns, those shown first."""
        self.query_one(Input).display = False
        self.speak()
        self._table.focus()

    def speak(self) -> None:
        """Write title, keys and columns."""
        box, table, column = self.query_one("#columns"), self._table, self._table.cursor_key
        box.border_title, box.border_subtitle = Content(TITLE.in_(self._lang)), Content(self.keyed(HINT, self._lang))
        self.query_one(Input).placeholder = FIND.in_(self._lang)
        table.flex, table.empty_message = "label", NONE.in_(self._lang)
        table.set_columns(table_columns(LISTED, self._lang))
        self._list()
        if column is not None:
            table.move_to_key(column)

    @property
    def _table(self) -> PageTable:
        return self.query_one(PageTable)

    def _list(self) -> None:
        self._table.marks = frozenset(self._shown)
        self._table.set_frame(listed(self._known, self._shown, self.query_one(Input).value, self._lang), key="id")
        said = with_keys(COUNTED, self).format(shown=len(self._shown), total=len(self._known)).in_(self._lang)
        self.query_one("#columns-says", Panel).show([((said, "dim"),)])

    def action_tick(self) -> None:
        """Show the column, after all others; or hide it, unless it is the last."""
        column = self._table.cursor_key
        if column is None:
            return
        if column not in self._shown:
            self._shown.append(column)
        elif len(self._shown) > 1:
            self._shown.remove(column)
        row = self._table.cursor_row
        self._list()
        self._table.cursor_row = row + 1

    def action_shift(self, step: int) -> None:
        """Move a column that is shown by one place."""
        column = self._table.cursor_key
        if column in self._shown:
            place = self._shown.index(column)
            self._shown.insert(max(0, place + step), self._shown.pop(place))
            self._list()

    def action_reset(self) -> None:
        """Show the usual columns again."""
        self.dismiss(())

    def action_find(self) -> None:
        """Ask for part of a name."""
        self.query_one(Input).display = True
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list()
        self._table.action_first()

    @on(Input.Submitted)
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        self._table.focus()

    def action_leave(self) -> None:
        """List all columns again; where they are, everything stays as it was."""
        search = self.query_one(Input)
        if search.display:
            search.value = ""
            search.display = False
            self._table.focus()
        else:
            self.dismiss(None)

    @on(PageTable.RowSelected)
    def _done(self) -> None:
        self.dismiss(tuple(self._shown))


def listed(known: Sequence[Field], shown: Sequence[str], wanted: str, lang: Lang) -> "pl.DataFrame":
    """Return a row a column whose label or id holds what is wanted: those shown in their order, then by name."""
    import polars as pl

    sought = wanted.strip().casefold()
    found = [one for one in known if sought in f"{one.label.in_(lang)} {one.id}".casefold()]
    places = {id_: place for place, id_ in enumerate(shown)}
    found.sort(key=lambda one: (places.get(one.id, len(places)), one.label.in_(lang).casefold()))
    rows = {"id": [one.id for one in found], "label": [one.label.in_(lang) for one in found]}
    return pl.DataFrame(rows, schema={"id": pl.String, "label": pl.String})
