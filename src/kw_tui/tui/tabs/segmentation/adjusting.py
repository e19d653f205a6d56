"""How a way of cutting the portfolio is set: its settings in a form, and what they would do while they are changed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, TextArea

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import Line, printable
from kw_tui.tui.tabs.segmentation.effects import RULES, Row, as_typed, effect_lines, queue_lines
from kw_tui.tui.widgets.choice import Choice
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench.trying import Effect

HINT = Text(
    "⏎ für alle übernehmen   Tab Feld   ← → wählen   <adjust.leave>",
    "⏎ apply for all   Tab field   ← → choose   <adjust.leave>",
)
HINT_OF_RULES = Text(
    "⏎ (in Regeln <adjust.apply>) für alle übernehmen   Tab Feld   <adjust.leave>",
    "⏎ (in rules <adjust.apply>) apply for all   Tab field   <adjust.leave>",
)
AS_IT_IS = Text(
    "So ist es jetzt. Änderungen zeigen hier ihre Wirkung.", "As it is now. Changes show their effect here."
)
COMPUTING = Text("wird gerechnet …", "computing …")
QUEUE_COMPUTING = Text("Prüfliste: wird gerechnet …", "Review queue: computing …")
Changes = Mapping[str, str]
MOST_LINES = 4


class Asked:
    """The two questions of the form; each answer is told later, a problem in its place."""

    def __init__(
        self,
        effect: Callable[[Changes, "Callable[[Effect | KwError], None]"], None],
        queue: Callable[[Changes, "Callable[[pl.DataFrame | KwError], None]"], None],
    ) -> None:
        self.effect, self.queue = effect, queue


class AdjustScreen(Modal[Changes | None]):
    """Answers with what was changed once its effect was shown, or None when left."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("adjust.leave", "escape", "dismiss", Text("Abbrechen", "Cancel")),
        Key("adjust.apply", "ctrl+s", "apply", Text("Übernehmen", "Apply"), priority=True),
        Key("adjust.apply_choice", "enter,j,y", "apply", Text("Übernehmen", "Apply")),
        Key("adjust.measure", "m", "step('abc_measure')", Text("nächstes Maß", "next measure"), show=False),
        Key("adjust.method", "v", "step('abc_method')", Text("nächste Methode", "next method"), show=False),
    )
    BINDINGS = bindings(KEYS)

    def __init__(
        self, title: Text, rows: tuple[Row, ...], asked: Asked, lang: Lang, currency: str, chosen: Changes
    ) -> None:
        super().__init__()
        self._chosen = chosen
        self._title, self._rows, self._asked, self._currency = title, rows, asked, currency
        self._lang: Lang = lang
        self._hidden: frozenset[str] = frozenset()
        self._wanted: Changes | None = None
        self._told: Changes | None = None
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        """A row a setting, the effect, and the keys."""
        with Vertical(id="adjust") as box:
            box.border_title = Content(self._title.in_(self._lang))
            for row in self._rows:
                yield from self._row(row)
            yield Panel(id="adjust-effect")
            yield Panel(id="adjust-hint")

    def _row(self, row: Row) -> ComposeResult:
        with (Vertical if row.id == RULES else Horizontal)(id=f"row-{row.id}", classes="adjust-row"):
            yield Panel(classes="adjust-label")
            if row.id == RULES:
                yield TextArea(row.text, id=row.id, show_line_numbers=False, tab_behavior="focus")
            elif row.choices:
                yield Choice(row.choices, self._chosen.get(row.id, row.text), self._lang, id=row.id)
            else:
                yield Input(row.text, id=row.id, select_on_focus=False)
            yield Panel(classes="adjust-allowed")

    def on_mount(self) -> None:
        """Name the rows, and ask for what holds now, which tells the rows that matter."""
        for row in self._rows:
            place = self.query_one(f"#row-{row.id}")
            place.query_one(".adjust-label", Panel).show([((row.label.in_(self._lang), ""),)])
            allowed = place.query_one(".adjust-allowed", Panel)
            allowed.display = row.id != RULES and not row.choices
            allowed.show([((row.allowed.in_(self._lang), "dim"),)])
        has_rules = any(row.id == RULES for row in self._rows)
        hint = self.keyed(HINT_OF_RULES if has_rules else HINT, self._lang)
        self.query_one("#adjust-hint", Panel).show([((hint, "dim"),)])
        for id_ in self._chosen:
            self.query_one(f"#{id_}").focus()
        self.look()

    # What is changed

    def changes(self) -> dict[str, str]:
        """Return what differs from what holds now, among the rows that matter."""
        typed = {row.id: self._typed(row) for row in self._rows if row.id not in self._hidden}
        before = {row.id: as_typed(row.text) if row.id == RULES else row.text for row in self._rows}
        return {id_: text for id_, text in typed.items() if text != before[id_]}

    def _typed(self, row: Row) -> str:
        if row.id == RULES:
            return as_typed(self.query_one(TextArea).text)
        if row.choices:
            return self.query_one(f"#{row.id}", Choice).value
        return self.query_one(f"#{row.id}", Input).value.strip()

    def action_step(self, id_: str) -> None:
        """Choose the next value of a row."""
        for choice in self.query(f"#{id_}").results(Choice):
            choice.focus()
            choice.action_step(1)

    @on(Input.Changed)
    @on(Choice.Changed)
    @on(TextArea.Changed)
    def look(self) -> None:
        """Ask what the changes would do; what was told before is out of date."""
        if not self.is_mounted:
            return
        changes = self.changes()
        if changes == self._wanted:
            return
        self._wanted, self._told = changes, None
        self._show([((COMPUTING.in_(self._lang), "dim"),)])
        self._asked.effect(changes, lambda found: self._answered(changes, found))

    def _answered(self, changes: Changes, found: "Effect | KwError") -> None:
        if not self.is_attached or changes != self._wanted:
            return
        if isinstance(found, KwError):
            self._show([((printable(found.line(self._lang)), "warning"),)])
            return
        if self._hide(found.rests_on):
            self.look()
            return
        self._told = changes
        if not changes:
            self._show([((AS_IT_IS.in_(self._lang), "dim"),)])
            return
        width = self.query_one("#adjust-effect").size.width
        self._lines = effect_lines(found, self._lang, self._currency, width, MOST_LINES)
        self._show([*self._lines, ((QUEUE_COMPUTING.in_(self._lang), "dim"),)])
        self._asked.queue(changes, lambda counted: self._counted(changes, counted))

    def _counted(self, changes: Changes, counted: "pl.DataFrame | KwError") -> None:
        if self.is_attached and changes == self._told and not isinstance(counted, KwError):
            self._show([*self._lines, *queue_lines(counted, self._lang)])

    def _hide(self, rests_on: tuple[str, ...]) -> bool:
        """Show the rows that matter alone; tell whether that changed what is changed."""
        before = self.changes()
        self._hidden = frozenset(row.id for row in self._rows) - frozenset(rests_on)
        for row in self._rows:
            self.query_one(f"#row-{row.id}").display = row.id not in self._hidden
        return self.changes() != before

    def _show(self, lines: list[Line]) -> None:
        self.query_one("#adjust-effect", Panel).show(lines)

    # Leaving

    @on(Input.Submitted)
    def action_apply(self) -> None:
        """Apply what was changed, if its effect has been told."""
        if self._told is not None:
            self.dismiss(self._told or None)
