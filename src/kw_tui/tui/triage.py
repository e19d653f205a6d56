"""One letter, one decision: the keys of triage, and the questions asked before a decision is taken."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kw_tui.core.decisions import SETTLING
from kw_tui.tui import figures
from kw_tui.tui.keys import Key
from kw_tui.tui.lines import clipped
from kw_tui.tui.widgets.ask import Question
from kw_tui.tui.words import ACTIONS, word
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    from kw_tui.core.decisions import Decision

NEEDS_REASON = frozenset({"let_go", "keep"})
KEEP_DAYS = 180
SNOOZE_DAYS = 30
NAME_CELLS = 40
UNTIL = Text("bis {day}", "until {day}")
OVERRIDE = Text(
    "Das ist hier nicht vorgeschlagen. Warum trotzdem?", "This is not proposed here. Why do it all the same?"
)
LET_GO_OVERRIDE = Text(
    "Beenden ist hier nicht vorgeschlagen und geht nur mit zweiter Unterschrift (kw set second_signature=let_go). "
    "Warum trotzdem?",
    "Letting go is not proposed here and needs a second signature (kw set second_signature=let_go). "
    "Why do it all the same?",
)
_LETTERS: tuple[tuple[str, str, Text], ...] = (
    ("l", "let_go", Text("beenden", "let go")),
    ("r", "reprice", Text("Preis", "reprice")),
    ("s", "service", Text("Service", "service")),
    ("c", "channel", Text("Kanal", "channel")),
    ("k", "keep", Text("halten", "keep")),
    ("z", "snooze", Text("später", "snooze")),
)


def triage_keys(place: str) -> tuple[Key, ...]:
    """Return the keys of triage for a tab; its action is `triage(action)`."""
    decide = tuple(Key(f"{place}.{action}", key, f"triage('{action}')", text) for key, action, text in _LETTERS)
    undo = Key(f"{place}.undo", "u", "undo", Text("rückgängig", "undo"))
    return (*decide, undo, Key(f"{place}.redo", "y", "redo", Text("wiederholen", "redo"), show=False))


LASTING = ("keep", "snooze")
"""What lasts until a day."""


def suggested_day(action: str, today: date) -> date:
    """Return the day suggested for what lasts until one."""
    return today + timedelta(days=KEEP_DAYS if action == "keep" else SNOOZE_DAYS)


def must_ask(action: str, customers: int, *, is_override: bool = False) -> bool:
    """Whether a decision is asked about first: it needs a reason, or it is about several customers at once."""
    return is_override or action in NEEDS_REASON or customers > 1


def question(
    action: str,
    about: str,
    today: date,
    lang: Lang,
    note: str = "",
    *,
    is_override: bool = False,
    why: Text | None = None,
) -> Question:
    """Return the question for a decision about somebody; `note` says what else to know.

    `is_override` tells that it is not proposed, `why` what else needs a reason: the reason is asked for.
    """
    until = today + timedelta(days=KEEP_DAYS) if action == "keep" else None
    override = LET_GO_OVERRIDE if action == "let_go" else OVERRIDE
    told = [override] if is_override else [why] if why is not None else []
    said = "\n".join(one for one in (note, *(text.in_(lang) for text in told)) if one)
    needs = bool(told) or action in NEEDS_REASON
    return Question(f"{word(ACTIONS, action, lang)}: {about}", needs, until, said, today=today)


def details(action: str, answered: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what the workbench is told besides customer and action."""
    if action == "snooze":
        return {**answered, "until": today + timedelta(days=SNOOZE_DAYS)}
    return dict(answered)


def with_details(action: str, given: Mapping[str, Any], lang: Lang) -> str:
    """Name a decision with the step, or the day it lasts until, that it was given."""
    said = word(ACTIONS, action, lang)
    if (step := given.get("step")) is not None:
        return f"{said} +{figures.ratio(step, lang)}"
    until = given.get("until")
    return said if until is None else f"{said} {UNTIL.in_(lang).format(day=day(until, lang))}"


def recorded(action: str, customers: Sequence[str], until: date | None, lang: Lang, step: float | None = None) -> str:
    """Return what is said once a decision is written: what was decided, about whom, and when it comes back."""
    about = Text("{count} Kunden", "{count} customers").in_(lang).format(count=len(customers))
    about = clipped(customers[0], NAME_CELLS) if len(customers) == 1 else about
    said = Text("Entschieden: {action}, {about}", "Decided: {action}, {about}").in_(lang)
    by = "" if step is None else f" +{figures.ratio(step, lang)}"
    said = said.format(action=word(ACTIONS, action, lang) + by, about=about)
    if action != "snooze" or until is None:
        return said
    return f"{said}, {Text('zurück am {day}', 'back on {day}').in_(lang).format(day=day(until, lang))}"


def reversed_(done: Text, decisions: "Sequence[Decision]", name: str, lang: Lang) -> str:
    """Return what is said once decisions are taken back or again: what it was, and about whom."""
    actions = {word(ACTIONS, one.action, lang) for one in decisions}
    about = Text("{count} Kunden", "{count} customers").in_(lang).format(count=len(decisions))
    if len(decisions) == 1:
        number = decisions[0].customer_id
        about = f"{clipped(name, NAME_CELLS)} ({clipped(number, NAME_CELLS)})" if name else clipped(number, NAME_CELLS)
    return f"{done.in_(lang)}: {', '.join([*actions, about] if len(actions) == 1 else [about])}"


def to_be_signed(count: int, lang: Lang) -> str:
    """Return what is said of decisions that take no effect before somebody else signs."""
    said = Text("Entschieden, wartet auf eine zweite Unterschrift", "Decided, waits for a second signature").in_(lang)
    return said if count == 1 else f"{said} ({count})"


def state_after(action: str) -> str:
    """Return the state an item has once the decision is written."""
    if action == "snooze":
        return "snoozed"
    return "decided" if action in SETTLING else "open"
