"""A claim of potential: how much more a year, on what evidence, and until when it holds."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings, problem_told
from kw_tui.tui.lines import clipped
from kw_tui.tui.widgets.ask import NO_DATE, TITLE_CELLS, read_day, translate_day
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.amounts import read_amount
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.session import add_months
from kw_tui.vocabulary.texts import Lang, Text, day

MONTHS = 12
TITLE = Text("Potenzial: {name}", "Potential: {name}")
AMOUNT = Text("Mehr im Jahr in {currency}", "More a year in {currency}")
EVIDENCE = Text("Beleg: was gesehen, gezählt oder zugesagt wurde", "Evidence: what was seen, counted or promised")
UNTIL = Text("Gilt bis", "Holds until")
HINT = Text(
    "Tab nächstes Feld   ⏎ aufnehmen   <claim.cancel> abbrechen", "Tab next field   ⏎ make it   <claim.cancel> cancel"
)


class ClaimAnswer(NamedTuple):
    """What was claimed."""

    amount: Decimal
    evidence: str
    until: date


class ClaimScreen(Modal[ClaimAnswer | None]):
    """Answers with a ClaimAnswer, or None when cancelled. Whether the claim may stand is the workbench's to say."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("claim.cancel", "escape", "dismiss", Text("Abbrechen", "Cancel")),)
    BINDINGS = bindings(KEYS)

    def __init__(self, name: str, currency: str, today: date, lang: Lang) -> None:
        super().__init__()
        self._name, self._currency, self._today = name, currency, today
        self._lang: Lang = lang

    def compose(self) -> ComposeResult:
        """Three fields, each under its label, and the keys."""
        until = day(self._suggested, self._lang)
        with Vertical(id="ask"):
            yield Panel(id="claim-amount-label")
            yield TypedLine(id="claim-amount")
            yield Panel(id="claim-evidence-label")
            yield TypedLine(id="claim-evidence")
            yield Panel(id="claim-until-label")
            yield TypedLine(until, id="claim-until")
            yield Panel(id="claim-hint")

    def on_mount(self) -> None:
        """Say what each field takes."""
        self.speak()

    @property
    def _suggested(self) -> date:
        return add_months(self._today, MONTHS)

    def speak(self) -> None:
        """Write title, labels and keys."""
        title = clipped(TITLE.in_(self._lang).format(name=self._name), TITLE_CELLS)
        self.query_one("#ask").border_title = Content(title)
        translate_day(self.query_one("#claim-until", Input), self._suggested, self._lang)
        amount = AMOUNT.format(currency=self._currency)
        for name, label in (("amount", amount), ("evidence", EVIDENCE), ("until", UNTIL), ("hint", HINT)):
            selector = "#claim-hint" if name == "hint" else f"#claim-{name}-label"
            self.query_one(selector, Panel).show([((self.keyed(label, self._lang), "dim"),)])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        try:
            amount = read_amount(self._value("amount"))
        except KwError as problem:
            self._object("amount", problem_told(problem, self).in_(self._lang))
            return
        until = read_day(self._value("until"), self._today)
        if event.input.id == "claim-amount":
            self.query_one("#claim-evidence", Input).focus()
        elif until is None:
            self._object("until", NO_DATE.in_(self._lang))
        else:
            self.dismiss(ClaimAnswer(amount, self._value("evidence").strip(), until))

    def _value(self, name: str) -> str:
        return self.query_one(f"#claim-{name}", Input).value

    def _object(self, name: str, text: str) -> None:
        self.query_one("#claim-hint", Panel).show([((text, "warning"),)])
        self.query_one(f"#claim-{name}", Input).focus()
