"""A question before a decision: a reason where one is needed, a last day where one applies, or a plain yes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.lines import BLANK, Line, clipped
from kw_tui.tui.widgets.modal import Modal
from kw_tui.tui.widgets.panel import Panel
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import LANGUAGES, Lang, Text, day

REASON = Text("Grund (nötig)", "reason (required)")
UNTIL = Text("Wiedervorlage am", "Look again on")
HINT = Text("⏎ entscheiden   <ask.cancel> abbrechen", "⏎ decide   <ask.cancel> cancel")
CONFIRM = Text("<ask.yes_de> ja   <ask.cancel> abbrechen", "<ask.yes_en> yes   <ask.cancel> cancel")
NO_REASON = Text(
    "Bitte einen Grund angeben: er steht später im Protokoll.", "Please give a reason: the record keeps it."
)
NOT_AHEAD = Text("Der Tag muss in der Zukunft liegen.", "The day must lie ahead.")
TITLE_CELLS = 62
_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})(?:\.\s*(\d{4}|\d{2})?)?")
"""A day, a month, and a year of four or two digits; without one the next such day is meant."""
NO_DATE = Text("Das Datum ist nicht lesbar, z. B. 31.03.2027.", "The date cannot be read, e.g. 2027-03-31.")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `until` is the day suggested, None where no day is wanted; `note` says what else to know.

    `reason` is one given before, `today` the day after which a day must lie.
    """

    title: str
    wants_reason: bool = False
    until: date | None = None
    note: str = ""
    reason: str = ""
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    reason: str = ""
    until: date | None = None

    def details(self) -> dict[str, Any]:
        """Return what was given, by name."""
        given = {"reason": self.reason, "until": self.until}
        return {name: value for name, value in given.items() if value}


class AskScreen(Modal[Answer | None]):
    """Answers with an Answer, or None when cancelled."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("ask.cancel", "escape", "dismiss", Text("Abbrechen", "Cancel")),
        Key("ask.yes_de", "j", "confirm", Text("Ja", "Yes")),
        Key("ask.yes_en", "y", "confirm", Text("Ja", "Yes")),
    )
    BINDINGS = bindings(KEYS)

    def __init__(self, ask: Callable[[Lang], Question], lang: Lang) -> None:
        super().__init__()
        self._ask, self._question = ask, ask(lang)
        self._lang: Lang = lang
        self._objection: Text | None = None

    def compose(self) -> ComposeResult:
        """The question, its fields, and the keys."""
        question = self._question
        with Vertical(id="ask"):
            if question.note:
                yield Panel(id="ask-note")
            if question.wants_reason:
                yield TypedLine(question.reason, id="ask-reason")
            if question.until is not None:
                yield Panel(id="ask-until-label")
                yield TypedLine(day(question.until, self._lang), id="ask-until")
            yield Panel(id="ask-hint")

    def on_mount(self) -> None:
        """Ask."""
        self.speak()

    def speak(self) -> None:
        """Write title, note, fields and keys."""
        question = self._question = self._ask(self._lang)
        self.query_one("#ask").border_title = Content(clipped(question.title, TITLE_CELLS))
        if question.note:
            lines: list[Line] = [((line, ""),) for line in question.note.splitlines()]
            self.query_one("#ask-note", Panel).show([*lines, BLANK])
        if question.wants_reason:
            self.query_one("#ask-reason", Input).placeholder = REASON.in_(self._lang)
        if question.until is not None:
            self.query_one("#ask-until-label", Panel).show([((UNTIL.in_(self._lang), "dim"),)])
            translate_day(self.query_one("#ask-until", Input), question.until, self._lang)
        hint = HINT if question.wants_reason else CONFIRM
        said = self.keyed(hint, self._lang) if self._objection is None else self._objection.in_(self._lang)
        self.query_one("#ask-hint", Panel).show([((said, "dim" if self._objection is None else "warning"),)])

    def action_confirm(self) -> None:
        """Yes, unless a reason is wanted."""
        if not self._question.wants_reason:
            self.dismiss(Answer())

    @on(Input.Submitted)
    def _submitted(self) -> None:
        reason = self.query_one("#ask-reason", Input).value.strip()
        if not reason:
            self._object(NO_REASON)
            return
        if self._question.until is None:
            self.dismiss(Answer(reason))
            return
        until = read_day(self.query_one("#ask-until", Input).value, self._question.today)
        if until is None:
            self._object(NO_DATE)
        elif until <= self._question.today:
            self._object(NOT_AHEAD)
        else:
            self.dismiss(Answer(reason, until))

    def _object(self, text: Text) -> None:
        self._objection = text
        self.speak()


def translate_day(field: Input, suggested: date, lang: Lang) -> None:
    """Write the day suggested as the language does, unless another one was typed."""
    if field.value in {day(suggested, one) for one in LANGUAGES}:
        field.value = day(suggested, lang)


def read_day(text: str, today: date) -> date | None:
    """Read `31.03.2027`, `31.3.27` or `2027-03-31`; `31.3.` is the next one after `today`. None for anything else."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found is None:
            return date.fromisoformat(text.strip())
        day_, month, year = (None if part is None else int(part) for part in found.groups())
        if year is not None:
            return date(year if year > 99 else 2000 + year, month or 0, day_ or 0)
        coming = date(today.year, month or 0, day_ or 0)
        return coming if coming > today else coming.replace(year=today.year + 1)
    except ValueError:
        return None
