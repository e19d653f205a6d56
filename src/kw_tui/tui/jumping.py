"""A customer by number or name, from anywhere: whoever types sees the best first, Enter opens."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import printable
from kw_tui.tui.seeking import Seeker, list_found
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.table import PageTable
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.tui.desk import Desk

TITLE = Text("Zum Kunden", "Go to a customer")
TYPED = Text("Nummer oder Name, auch ungefähr", "number or name, roughly will do")
HINT = Text("↑ ↓  ⏎ öffnen   <jump.leave> schließt", "↑ ↓  ⏎ open   <jump.leave> closes")


class JumpScreen(Modal[str | None]):
    """Answers with the id of a customer, or None when left."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("jump.leave", "escape", "dismiss", Text("Schließen", "Close")),
        Key("jump.up", "up", "move(-1)", Text("hinauf", "up"), show=False, priority=True),
        Key("jump.down", "down", "move(1)", Text("hinunter", "down"), show=False, priority=True),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    JumpScreen #jump {
        width: 74; max-width: 94%; height: 80%; max-height: 24; padding: 0 1; background: $panel;
        border: round $border; border-title-color: $text-accent; border-subtitle-color: $foreground-muted;
        & Input { background: $surface; }
        & PageTable { height: 1fr; }
    }
    """

    def __init__(self, desk: "Desk", lang: Lang) -> None:
        super().__init__()
        self._lang: Lang = lang
        self._found: pl.DataFrame | None = None
        self._seeker = Seeker(desk, self._show, self._told)

    def compose(self) -> ComposeResult:
        """What is typed over who is found."""
        with Vertical(id="jump"):
            yield TypedLine(id="jump-typed")
            yield PageTable(id="jump-found")

    def on_mount(self) -> None:
        """The largest customers first."""
        self.query_one(Input).focus()
        self.speak()
        self._seek("")

    def speak(self) -> None:
        """Write title, keys and who is found."""
        box = self.query_one("#jump")
        box.border_title, box.border_subtitle = Content(TITLE.in_(self._lang)), Content(self.keyed(HINT, self._lang))
        self.query_one(Input).placeholder = TYPED.in_(self._lang)
        list_found(self.table, self._found, self._lang)

    @property
    def table(self) -> PageTable:
        """Who is found."""
        return self.query_one(PageTable)

    def _seek(self, wanted: str) -> None:
        self.run_worker(self._seeker.seek(wanted), group="seeking", exit_on_error=False)

    def _show(self, found: "pl.DataFrame") -> None:
        self._found = found
        if self.is_there:
            list_found(self.table, found, self._lang)

    def _told(self, problem: KwError) -> None:
        if self.is_there:
            self.notify(printable(problem_told(problem, self).in_(self._lang)), severity="error", markup=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._seek(event.value)

    def action_move(self, step: int) -> None:
        """Move in the list while typing goes on."""
        self.table.action_move(step)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self._seeker.then(event.value, self._open_found)

    def _open_found(self) -> None:
        if self.is_there and self.table.cursor_key is not None:
            self.dismiss(self.table.cursor_key)

    @on(PageTable.RowSelected)
    def _selected(self, event: PageTable.RowSelected) -> None:
        if event.key is not None:
            self.dismiss(event.key)
