"""The marks of a browser, and what marked rows and all others come to."""

from abc import abstractmethod
from collections.abc import Sequence, Set
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from kw_tui.tui.keys import Key
from kw_tui.tui.latest import Latest
from kw_tui.tui.widgets.fields import Field
from kw_tui.tui.widgets.marks import Marks
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.totals import Sums, Totals, sums_of, totals_line
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

MARKS = frozenset({"mark", "mark_range"})
"""Actions that a tab may answer itself."""


class Marking(Widget):
    """A browser whose rows can be marked; marks stay with their rows whatever is shown."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("browse.mark", "space", "mark", Text("markieren", "mark"), show=False),
        Key("browse.range", "v", "mark_range", Text("bis hier markieren", "mark up to here"), show=False),
        Key("browse.mark_all", "asterisk", "mark_all", Text("alle gezeigten markieren", "mark all shown"), show=False),
    )

    if TYPE_CHECKING:

        @property
        def table(self) -> PageTable:
            """The table."""

        @property
        def count(self) -> int:
            """How many rows are shown."""

    is_brief: bool
    currency: str
    total: int | None = None
    """How many rows there are, where the frame holds but some of them."""
    _lang: Lang
    _whole: "pl.DataFrame | None"
    _keys: "pl.Series"
    _order: "pl.Series | None"

    def __init__(self, *, id: str, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._sums = Latest(self)
        self._last_marked: str | None = None
        self._totals = Totals()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A range needs a row it begins at: without one its key is for others."""
        if action == "mark_range":
            return self.has_begun
        return super().check_action(action, parameters)

    @property
    def has_begun(self) -> bool:
        """Whether a row is marked at which a range could begin."""
        return self._last_marked is not None and bool(self.table.marks)

    def _marks(self) -> Marks:
        marks = self.table.marks
        return marks if isinstance(marks, Marks) else Marks.of(marks, self._keys)

    def action_mark(self) -> None:
        """Mark the row or take its mark, and go on."""
        if self._whole is not None and self.count:
            places, marks = self._places(self.table.cursor_row, 1), self._marks()
            self.table.marks = marks.with_places(places, marked=not marks.at(places[0]))
            self._last_marked = self.table.cursor_key
            self.table.cursor_row += 1

    def action_mark_range(self) -> None:
        """Mark all rows from the last one marked to the cursor, in the order they are shown."""
        begun = self.table.row_of(self._last_marked)
        if begun is not None and self._whole is not None:
            first, last = sorted((begun, self.table.cursor_row))
            self.table.marks = self._marks().with_places(self._places(first, last - first + 1))

    def action_mark_all(self) -> None:
        """Mark all rows shown; where they are, take the marks of all shown."""
        if self._whole is not None and self.count:
            marks = self._marks()
            are_marked = marks.among(self._order) == self.count
            self.table.marks = marks.with_places(self._places(0, self.count), marked=not are_marked)

    def _places(self, first: int, count: int) -> "pl.Series":
        import polars as pl

        if self._order is not None:
            return self._order.slice(first, count)
        return pl.int_range(first, first + count, dtype=pl.UInt32, eager=True)

    # What rows come to

    @property
    @abstractmethod
    def fields(self) -> tuple[Field, ...]:
        """The columns shown."""

    def marks_changed(self, _old: Set[str], new: Set[str]) -> None:
        """Whoever sets marks may give any set of keys."""
        if self._whole is None:
            return
        if not isinstance(new, Marks):
            self.table.set_reactive(PageTable.marks, Marks.of(new, self._keys))
        self.add_up()

    def add_up(self) -> None:
        """Tell what is shown and marked; sums that take longer are shown when they are known, never older ones."""
        frame, marks = self._whole, self._marks()
        if frame is None:
            return
        hidden = len(marks) - marks.among(self._order)
        total = frame.height if self.total is None else self.total
        self._totals = Totals(self.count, total, len(marks), hidden, None, None)
        columns = [one.id for one in self.fields if one.adds_up] if frame.height else []
        rows = frame.height if columns else 0  # asked in any case: what was asked before is told no more
        self._sums.ask(partial(_both, frame, self._order, marks, columns), self._summed, rows)
        self._tell()

    def _summed(self, found: tuple[Sums, Sums]) -> None:
        told = self._totals
        self._totals = Totals(told.shown, told.total, told.marked, told.hidden, *found)
        self._tell()

    def on_resize(self) -> None:
        """Tell as many sums as there is room for."""
        if self._whole is not None:
            self._tell()

    def _tell(self) -> None:
        panel = self.query_one(".totals", Panel)
        panel.display = not self.is_brief or self._totals.marked > 0 or self._totals.shown < self._totals.total
        room = max(20, self.size.width - 2)  # the panel may not have been shown before
        line = totals_line(self._totals, self.fields, self._lang, self.currency, room, is_brief=self.is_brief)
        panel.show([line])


def _both(frame: "pl.DataFrame", order: "pl.Series | None", marks: Marks, columns: Sequence[str]) -> tuple[Sums, Sums]:
    return sums_of(frame, order, columns), sums_of(frame, marks.places(), columns) if len(marks) else {}
