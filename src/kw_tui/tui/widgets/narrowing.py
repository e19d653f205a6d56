"""The filter of a browser: its field, what it says of what is typed, and the conditions over the table."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from kw_tui.tui.filtering import Condition, parsed
from kw_tui.tui.filtering.ordering import Sort
from kw_tui.tui.keys import Key, with_keys
from kw_tui.tui.widgets import filter_help
from kw_tui.tui.widgets.chips import Chips
from kw_tui.tui.widgets.fields import Field
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.sheets import SheetsScreen
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.tui.one_by_one import OneByOne

FILTER_HINT = Text("Filter", "filter")
FORMS = Text(
    "text  !ohne  /muster/  umsatz>1000  spalte:-   <browse.forms> alle Formen  <browse.clear> leert",
    "text  !without  /pattern/  revenue>1000  column:-   <browse.forms> all forms  <browse.clear> clears",
)
SHORT_FORMS = Text(
    "!ohne /muster/ umsatz>1000   <browse.forms> Formen  <browse.clear> leert",
    "!not /pattern/ revenue>1000   <browse.forms> forms  <browse.clear> clears",
)
NO_MATCH = Text(
    "Nichts passt zum Filter.  <browse.clear> zeigt alle", "Nothing matches the filter.  <browse.clear> shows all"
)
CLEAR = Text("Filter, dann Marken leeren", "clear filter, then marks")
WIDE = 88
"""Cells from which there is room for all forms."""


class Narrowing(Widget):
    """A browser whose rows are narrowed by what is typed."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("browse.filter", "slash", "filter", Text("filtern", "filter")),
        Key("browse.forms", "down", "forms", Text("was ein Filter versteht", "what a filter understands"), show=False),
        Key("browse.clear", "escape", "clear", CLEAR, show=False),
    )

    wanted = ""
    """What is typed."""
    sort: Sort | None
    _lang: Lang
    _known: tuple[Field, ...]
    _conditions: tuple[Condition, ...] = ()
    """What was understood last."""
    _is_understood = True
    _left_at = ("", 0)
    """The row under the cursor when a filter was asked for, and its line of the page."""

    if TYPE_CHECKING:

        @property
        def table(self) -> PageTable:
            """The table."""

    @property
    def is_filtered(self) -> bool:
        """Whether a filter holds."""
        return bool(self._conditions)

    @property
    def field(self) -> Input:
        """The field for the filter."""
        return self.query_one(Input)

    @abstractmethod
    def narrow(self) -> None:
        """Filter and sort anew."""

    @abstractmethod
    def return_to(self, key: str, line: int) -> None:
        """Put the cursor on this row and this line of the page when rows are shown next."""

    @abstractmethod
    def unseen_sort(self) -> list[str]:
        """Say what rows are sorted by where no header does."""

    def understand(self, schema: "Mapping[str, pl.DataType]") -> None:
        """Take up what is typed; what cannot be understood is said, and what was understood before stays."""
        found = parsed(self.wanted, self._known, schema, self._lang)
        self._is_understood = found.problem is None
        self.say(found.problem)
        if found.problem is None:
            self._conditions = found.conditions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc is for whoever can use it, where nothing is to be cleared here."""
        if action == "forms":
            return self.is_mounted and self.field.has_focus
        if action == "clear":
            return self.is_mounted and (self.field.display or bool(self.wanted or self.table.marks))
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Ask for a filter."""
        if not self.field.display:
            self._left_at = self.table.cursor_key or "", self.table.cursor_line
        self.show_field(is_typing=True)
        self.say()
        self.field.focus()

    def action_forms(self) -> None:
        """Show what can be typed."""
        self.app.push_screen(SheetsScreen(filter_help.TITLE, (filter_help.sheet(self._known, self._lang),), self._lang))

    def left(self) -> bool:
        """Clear filter or marks, if there are any; tell whether there were. For screens whose own Esc comes first."""
        if self.check_action("clear", ()) is not True:
            return False
        self.action_clear()
        return True

    def action_clear(self) -> None:
        """Show all rows again, the cursor where it was when typing began; where they are, mark none."""
        if self.wanted or self.field.display:
            if self.field.display and self.wanted:
                self.return_to(*self._left_at)
            self.field.value = ""
            self.show_field(is_typing=False)
        else:
            self.table.marks = frozenset()
        self.table.focus()

    def show_only(self, typed: str) -> None:
        """Show the rows a filter leaves, as if it had been typed and taken."""
        self.field.value = typed
        self.show_field(is_typing=False)
        self.table.focus()

    def show_field(self, *, is_typing: bool) -> None:
        """Show the field and what it says, or the conditions."""
        self.field.display = is_typing
        self.query_one(".filter-says").display = is_typing
        self.show_conditions()

    def show_conditions(self) -> None:
        """Show the conditions as chips while nobody types."""
        faces = [*(one.face(self._lang) for one in self._conditions), *self.unseen_sort()]
        self.query_one(Chips).show(() if self.field.display else faces)

    def say(self, problem: Text | None = None) -> None:
        """Say what is wrong, or what could be typed."""
        says = self.query_one(".filter-says", Panel)
        forms = with_keys(FORMS if self.size.width > WIDE else SHORT_FORMS, self)
        says.show([(((problem or forms).in_(self._lang), "dim" if problem is None else "warning"),)])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.wanted = event.value
        cast("OneByOne[None]", self.app).when_typed(self.narrow)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._is_understood:
            self.show_field(is_typing=False)
            self.table.focus()

    @on(Chips.Removed)
    def _removed(self, event: Chips.Removed) -> None:
        event.stop()
        if event.place >= len(self._conditions):
            self.sort = None
            self.narrow()
            return
        kept = [one.typed for place, one in enumerate(self._conditions) if place != event.place]
        self.field.value = " ".join(kept)
