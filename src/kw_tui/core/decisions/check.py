"""Whether a decision may be taken: its form, claims, days, reasons, the price step (SPEC 7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from kw_tui.core.decisions.decision import ACTIONS, DATED, REVERSIBLE, SETTLING, Decision
from kw_tui.core.decisions.gut_feeling import check_gut_feeling
from kw_tui.core.decisions.needing import Row, need_future_day, need_reason, number, shown_share
from kw_tui.core.decisions.override import check_override
from kw_tui.core.decisions.signing import why_signed
from kw_tui.core.decisions.state import State
from kw_tui.core.proposals.asked_step import most_feasible
from kw_tui.core.proposals.rule import WAITING
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text


def check_decision(
    decision: Decision,
    state: State,
    queue_row: Row | None,
    settings: Settings,
    total_contribution: Decimal | None,
) -> None:
    """Raise DecisionError, saying what is missing or left, if the decision may not be taken now.

    `queue_row` is the customer's row of the queue, None where nothing is proposed. `total_contribution` is that of all
    customers in the period, None if unknown.
    """
    _check_form(decision)
    _check_claim(decision, state)
    _check_step(decision, settings)
    if decision.action == "keep" and queue_row is not None:
        check_gut_feeling(decision, state, queue_row, settings, total_contribution)
    elif decision.action == "snooze" or (decision.action == "keep" and decision.until is not None):
        need_future_day(decision, state.today, settings)
    elif decision.action in _CHECKS:
        _CHECKS[decision.action](decision, state)
    check_override(decision, queue_row, settings)


def decided_in_turn(
    made: Sequence[Decision],
    state: State,
    rows: Mapping[str, Row | None],
    settings: Settings,
    total_contribution: Decimal | None,
    as_of: date,
) -> list[Decision]:
    """Return decisions taken at one stroke as they are to be written; raise DecisionError if one is refused.

    Each is checked on the state after those before it. `rows` holds, by customer, what the queue proposes.
    """
    trial = state if len(made) < 2 else state.then(())
    taken = []
    for one in made:
        written = as_written(one, trial, rows[one.customer_id], settings, total_contribution, as_of)
        taken.append(written)
        if len(made) > 1:
            trial.running.take([written])
            trial = State(trial.running, trial.now)
    return taken


def as_written(
    decision: Decision, state: State, row: Row | None, settings: Settings, total: Decimal | None, as_of: date
) -> Decision:
    """Return a decision with the signature it needs and what it replaces; raise DecisionError if it may not be."""
    check_decision(decision, state, row, settings, total)
    why = ",".join(why_signed(decision, row, settings))
    params = {**decision.params, "signature": why} if why else decision.params
    return replace(decision, params=params, replaces=replaced_by(state, decision.customer_id, settings, as_of))


def replaced_by(state: State, customer_id: str, settings: Settings, as_of: date) -> str | None:
    """Return the id a new decision puts into `replaces`: the customer's latest one while it is pending.

    A measure that has had its waiting time is not replaced: it stays behind the customer as a rung of the ladder.
    """
    latest = state.latest(customer_id)
    if latest is None or state.awaiting(customer_id) is not None:
        return latest.id if latest else None
    return None if has_had_its_time(latest, state, settings, as_of) else latest.id


def has_had_its_time(decision: Decision, state: State, settings: Settings, as_of: date) -> bool:
    """Whether it is a measure that has had its waiting time by `as_of`, so that its customer is open again."""
    waiting = timedelta(days=int(settings.number("waiting_days")))
    return decision.action in WAITING and state.since(decision) + waiting <= as_of


def _check_form(decision: Decision) -> None:
    if decision.action not in ACTIONS:
        message = Text("Aktion {action!r} gibt es nicht", "There is no action {action!r}").format(
            action=decision.action
        )
        known = ", ".join(ACTIONS)
        raise DecisionError(message, Text("erlaubt: {known}", "use one of {known}").format(known=known))
    if not (decision.id.strip() and decision.customer_id.strip() and decision.who.strip()):
        raise DecisionError(
            Text("Entscheidung ohne Nummer, Kunde oder Person", "Decision without id, customer or person"),
            Text("alle drei angeben", "give all three"),
        )
    _ = decision.moment
    if decision.until is not None and decision.action not in DATED:
        raise _takes_no(decision, Text("keine Frist", "no last day"), Text("--until", "--until"), DATED[:2])
    if decision.params.get("step") is not None and decision.action != "reprice":
        raise _takes_no(decision, Text("keinen Preisschritt", "no price step"), Text("--step", "--step"), ("reprice",))
    if decision.params.get("effective") and decision.takes_effect is None:
        message = Text("Ab {day} kann nichts gelten", "Nothing can take effect on {day}")
        hint = Text("einen Tag dieser Zeit nennen", "name a day of this age")
        raise DecisionError(message.format(day=decision.params["effective"]), hint)


def _takes_no(decision: Decision, what: Text, option: Text, goes_with: Sequence[str]) -> DecisionError:
    message = Text("{action} hat {what}", "{action} takes {what}").format(action=ACTIONS[decision.action], what=what)
    known = Text(" oder ".join(goes_with), " or ".join(goes_with))
    hint = Text("{option} gehört zu {known}", "{option} goes with {known}")
    return DecisionError(message, hint.format(option=option, known=known))


def _check_claim(decision: Decision, state: State) -> None:
    holder = state.claimed_by(decision.customer_id)
    if holder in {None, decision.who} or decision.action not in {*SETTLING, "claim", "release"}:
        return
    message = Text("Kunde {customer} ist bei {who} in Arbeit", "Customer {customer} is claimed by {who}")
    hint = Text("warten, bis er freigegeben ist oder die Frist endet", "wait until it is released or the claim ends")
    raise DecisionError(message.format(customer=decision.customer_id, who=holder), hint)


def _check_step(decision: Decision, settings: Settings) -> None:
    """A price is raised by a step that is named, and one that can be asked for."""
    if decision.action != "reprice":
        return
    raw, limit = decision.params.get("step"), most_feasible(settings)
    if raw is None:
        message = Text("Für {id} ist kein Preisschritt vorgeschlagen", "No price step is proposed for {id}")
        hint = Text("einen angeben: kw decide {id} reprice --step 3", "name one: kw decide {id} reprice --step 3")
        raise DecisionError(message.format(id=decision.customer_id), hint.format(id=decision.customer_id))
    step = number(raw)
    if step is None or not 0 < step <= limit:
        asked = Text(str(raw), str(raw)) if step is None else shown_share(step)
        message = Text("Preisschritt {asked} ist nicht möglich", "Price step {asked} is not possible")
        hint = Text("größer 0 bis {limit}; kw set feasible_step", "above 0 up to {limit}; kw set feasible_step")
        raise DecisionError(message.format(asked=asked), hint.format(limit=shown_share(limit)))


def _check_reason(decision: Decision, _: State) -> None:
    need_reason(decision)


def _check_own_claim(decision: Decision, state: State) -> None:
    if state.claimed_by(decision.customer_id) is None:
        message = Text("Kunde {customer} ist nicht in Arbeit", "Customer {customer} is not claimed")
        hint = Text("es gibt nichts freizugeben", "there is nothing to release")
        raise DecisionError(message.format(customer=decision.customer_id), hint)


def _check_undo(decision: Decision, state: State) -> None:
    target = state.by_id.get(decision.replaces or "")
    if target is None or target.action not in REVERSIBLE or target.id in state.running.undone:
        raise _nothing_to(decision)


def _check_redo(decision: Decision, state: State) -> None:
    if decision.replaces not in state.running.undone:
        raise _nothing_to(decision)


def _nothing_to(decision: Decision) -> DecisionError:
    message = Text("{action}: Entscheidung {id!r} steht dafür nicht an", "{action}: decision {id!r} is not up for it")
    hint = Text("`kw decisions -s SESSION` zeigt den Verlauf", "`kw decisions -s SESSION` shows the history")
    return DecisionError(message.format(action=ACTIONS[decision.action], id=decision.replaces), hint)


_CHECKS: dict[str, Callable[[Decision, State], None]] = {
    "let_go": _check_reason,
    "release": _check_own_claim,
    "undo": _check_undo,
    "redo": _check_redo,
}
