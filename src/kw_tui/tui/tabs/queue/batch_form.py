"""One decision about many customers in a form: condition, action, step, reason; its effect is shown while one types."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from kw_tui.tui import triage
from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import Line, printable
from kw_tui.tui.tabs.queue import batch_view
from kw_tui.tui.widgets.ask import NO_DATE, read_day, translate_day
from kw_tui.tui.widgets.choice import Choice
from kw_tui.tui.widgets.column_suggester import suggest
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Page, Panel
from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.tui.words import ACTIONS
from kw_tui.vocabulary.amounts import read_share
from kw_tui.vocabulary.errors import KwError, UsageError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.phrases import COMPUTING
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    from kw_tui.workbench.batches import BatchPreview, Wish

TITLE = Text("Viele auf einmal entscheiden", "Decide about many at once")
FEW = ("reprice", "service", "channel", "let_go", "keep", "snooze")
FIELDS: dict[str, Text] = {
    "where": Text("Bedingung", "Condition"),
    "action": Text("Aktion", "Action"),
    "step": Text("Schritt in %", "Step in %"),
    "until": Text("bis", "until"),
    "reason": Text("Grund", "Reason"),
}
EXAMPLE = Text("Klasse = 'C' und Preis veraltet", "Class = 'C' and Stale price")
OF_MARKED = Text("alle {n} markierten; eine Bedingung engt ein", "all {n} marked; a condition narrows them")
AS_PROPOSED = Text("leer: wie vorgeschlagen", "empty: as proposed")
REASON = Text("nötig; steht später im Protokoll", "required; the record keeps it")
HINT = Text(
    "<batch.go_on> weiter   Tab Feld   → Spalte   ← → Aktion   ↑ ↓   <batch.leave> abbrechen",
    "<batch.go_on> go on   Tab field   → column   ← → action   ↑ ↓   <batch.leave> cancel",
)
NO_CONDITION = Text("Eine Bedingung angeben, zum Beispiel: Klasse = 'C'", "Give a condition, for example: Class = 'C'")
NO_REASON = Text("Bitte einen Grund angeben.", "Please give a reason.")
SURE = Text("Wirklich entscheiden?", "Really decide?")
CANCEL = Text("Abbrechen", "Cancel")
DELAY = 0.25
"""Seconds without a key before the effect is asked for."""
WIDEST = 88


class Asked(NamedTuple):
    """What is previewed: the wish, the condition, and the customers marked; None where none are."""

    wish: "Wish"
    where: str
    customers: tuple[str, ...] | None


Ask = Callable[[Asked, "Callable[[BatchPreview | KwError], None]"], None]
"""Asks for a preview and tells it later, a problem in its place."""


class BatchForm(Modal["BatchPreview | None"]):
    """Answers with the preview of what was confirmed, or None when left."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("batch.leave", "escape", "dismiss", Text("Abbrechen", "Cancel")),
        Key("batch.go_on", "enter", "go_on", Text("weiter", "go on")),
        Key("batch.up", "up", "scroll(-1)", Text("Vorschau zurück", "preview back"), show=False, priority=True),
        Key("batch.down", "down", "scroll(1)", Text("Vorschau weiter", "preview on"), show=False, priority=True),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, ask: Ask, marked: tuple[str, ...], today: date, lang: Lang, currency: str) -> None:
        super().__init__()
        self._ask, self._marked, self._today, self._currency = ask, marked, today, currency
        self._lang: Lang = lang
        self._timer: Timer | None = None
        self._wanted: Asked | None = None
        self._told: BatchPreview | None = None
        self._goes_on = False
        """Whether it was gone on before the effect was known: it is as soon as that is shown."""
        self._headings: Headings | None = None

    def compose(self) -> ComposeResult:
        """A row a field, the preview, and the keys."""
        with Vertical(id="batch"):
            for id_ in FIELDS:
                with Horizontal(id=f"batch-row-{id_}", classes="batch-row"):
                    yield Panel(classes="batch-label")
                    yield self._field(id_)
            with Page(id="batch-page", can_focus=False):
                yield Panel(id="batch-preview")

    def _field(self, id_: str) -> Input | Choice:
        if id_ == "action":
            return Choice({action: ACTIONS[action] for action in FEW}, FEW[0], self._lang, id="batch-action")
        return TypedLine(id=f"batch-{id_}", select_on_focus=False)

    def on_mount(self) -> None:
        """Name the rows, and look at what is marked."""
        self._name_rows()
        self.query_one("#batch-where").focus()
        self.on_resize()
        self.call_after_refresh(self._fit)

    def _name_rows(self) -> None:
        box = self.query_one("#batch")
        box.border_title, box.border_subtitle = Content(TITLE.in_(self._lang)), Content(self.keyed(HINT, self._lang))
        hints = {"where": EXAMPLE, "step": AS_PROPOSED, "reason": REASON}
        if self._marked:
            hints["where"] = OF_MARKED.format(n=len(self._marked))
        for id_, label in FIELDS.items():
            self.query_one(f"#batch-row-{id_} .batch-label", Panel).show([((label.in_(self._lang), "dim"),)])
            if id_ in hints:
                self.query_one(f"#batch-{id_}", Input).placeholder = hints[id_].in_(self._lang)

    def offer(self, headings: Headings) -> None:
        """Complete the names of the columns there are while a condition is typed."""
        self._headings = headings
        if self.is_there:
            suggest(self.query_one("#batch-where", Input), headings, self._lang)

    def speak(self) -> None:
        """Write rows, fields and preview."""
        self._name_rows()
        suggest(self.query_one("#batch-where", Input), self._headings, self._lang)
        choice = self.query_one("#batch-action", Choice)
        choice.offer({action: ACTIONS[action] for action in FEW}, choice.value, self._lang)
        if self._action in triage.LASTING:
            suggested = triage.suggested_day(self._action, self._today)
            translate_day(self.query_one("#batch-until", Input), suggested, self._lang)
        if self._told is not None and self._wanted is not None:
            self._answered(self._wanted, self._told)
        else:
            self._changed()

    def on_resize(self) -> None:
        """The box follows the screen."""
        box = self.query_one("#batch")
        box.styles.width = min(WIDEST, int(self.app.size.width * 0.96))
        box.styles.height = int(self.app.size.height * 0.92)

    def _text(self, id_: str) -> str:
        return self.query_one(f"#batch-{id_}", Input).value.strip()

    @property
    def _action(self) -> str:
        return self.query_one("#batch-action", Choice).value

    @on(Choice.Changed)
    def _fit(self) -> None:
        """Only what the action takes is asked for; a day is suggested."""
        action = self._action
        self.query_one("#batch-row-step").display = action == "reprice"
        self.query_one("#batch-row-until").display = action in triage.LASTING
        if action in triage.LASTING:
            suggested = triage.suggested_day(action, self._today)
            self.query_one("#batch-until", Input).value = day(suggested, self._lang)
        self._changed()

    # The preview

    @on(Input.Changed)
    def _changed(self) -> None:
        """What was shown is out of date; ask anew once nothing more is typed for a moment."""
        self._told, self._wanted, self._goes_on = None, None, False
        if self._timer is not None:
            self._timer.stop()
        if not self._text("where") and not self._marked:
            self._show([((NO_CONDITION.in_(self._lang), "dim"),)])
            return
        self._show([((COMPUTING.in_(self._lang), "dim"),)])
        self._timer = self.set_timer(DELAY, self._look)

    def _look(self) -> None:
        try:
            asked = self._asked()
        except UsageError as problem:
            self._object(problem.message)
            return
        self._wanted = asked
        self._ask(asked, lambda found: self._answered(asked, found))

    def _asked(self) -> Asked:
        from kw_tui.workbench.batches import Wish

        action, step, until = self._action, None, None
        if action == "reprice" and self._text("step"):
            step = read_share(self._text("step"))
        if action in triage.LASTING:
            until = read_day(self._text("until"), self._today)
            if until is None:
                raise UsageError(NO_DATE, NO_DATE)
        reason = self._text("reason") or UNTOLD
        return Asked(Wish(action, step, until, reason), self._text("where"), self._marked or None)

    def _answered(self, asked: Asked, found: "BatchPreview | KwError") -> None:
        if not self.is_there or asked is not self._wanted:
            return
        if isinstance(found, KwError):
            self._show([((printable(problem_told(found, self).in_(self._lang)), "warning"),)])
            return
        self._told = found
        width = self.query_one("#batch-page").size.width - 2  # a scroll bar may come
        self._show(batch_view.preview_lines(found, self._lang, width))
        if self._goes_on:
            self.action_go_on()

    def _show(self, lines: list[Line]) -> None:
        self.query_one("#batch-preview", Panel).show(lines)

    def _object(self, text: Text) -> None:
        self._show([((printable(text.in_(self._lang)), "warning"),)])

    def action_scroll(self, way: int) -> None:
        """Scroll the preview."""
        self.query_one("#batch-page").scroll_relative(y=way, animate=False)

    # Leaving

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Ask whether it is meant, once the effect has been seen and a reason is given."""
        preview = self._told
        self._goes_on = preview is None
        if preview is None or not preview.count:
            return
        if not self._text("reason"):
            self.query_one("#batch-reason").focus()
            self.notify(NO_REASON.in_(self._lang), severity="warning", timeout=4, markup=False)
            return
        options = (
            Option("cancel", CANCEL),
            Option("yes", batch_view.confirmation(preview, self._lang, self._currency)),
        )

        def answered(chosen: str | None) -> None:
            if chosen == "yes":
                self.dismiss(preview)

        self.app.push_screen(PickScreen(SURE, options, self._lang, "cancel"), answered)


UNTOLD = "…"
"""Stands for the reason while none is typed: the rules that need one are asked about at the end."""
