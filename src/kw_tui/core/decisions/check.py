"""Whether a decision may be taken: reasons, days, claims, and the budget for gut feeling (SPEC 7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from kw_tui.core.decisions.decision import ACTIONS, SETTLING, Decision, stored_amount
from kw_tui.core.decisions.state import State
from kw_tui.core.proposals.rule import WAITING
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text, money

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a person has drawn on gut feeling. `stake_limit` None means that no total contribution is known."""

    cases: int
    cases_limit: int
    stake: Decimal
    stake_limit: Decimal | None

    def allows(self, stake: Decimal) -> bool:
        """Whether one more case with this much at stake fits."""
        fits = self.stake_limit is None or self.stake + stake <= self.stake_limit
        return self.cases < self.cases_limit and fits


def keep_budget(
    state: State, who: str, settings: Settings, total_contribution: Decimal | None, besides: str | None = None
) -> Budget:
    """Return what `who` has drawn, from the figures its open keeps were taken on; `besides` leaves one customer out."""
    keeps = [entry for entry in state.open_keeps(who) if entry.customer_id != besides]
    limit = None
    if total_contribution is not None:
        limit = max(total_contribution, Decimal(0)) * settings.amount("keep_budget_share")
    stake = sum((stored_amount(entry.figures.get("at_stake")) or Decimal(0) for entry in keeps), Decimal(0))
    return Budget(len(keeps), int(settings.number("keep_budget_open")), stake, limit)


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
    if decision.action == "reprice":
        _check_step(decision, settings)
    if decision.action == "keep" and queue_row is not None:
        _check_gut_feeling(decision, state, queue_row, settings, total_contribution)
    elif decision.action in _CHECKS:
        _CHECKS[decision.action](decision, state)


def replaced_by(state: State, customer_id: str, settings: Settings, as_of: date) -> str | None:
    """Return the id a new decision puts into `replaces`: the customer's standing one while it is pending.

    A measure that has had its waiting time is not replaced: it stays behind the customer as a rung of the ladder.
    """
    standing = state.standing(customer_id)
    if standing is None:
        return None
    waiting = timedelta(days=int(settings.number("waiting_days")))
    is_rung = standing.action in WAITING and standing.moment.date() + waiting <= as_of
    return None if is_rung else standing.id


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
    _ = decision.moment, decision.until


def _check_claim(decision: Decision, state: State) -> None:
    holder = state.claimed_by(decision.customer_id)
    if holder in {None, decision.who} or decision.action not in {*SETTLING, "claim", "release"}:
        return
    message = Text("Kunde {customer} ist bei {who} in Arbeit", "Customer {customer} is claimed by {who}")
    hint = Text("warten, bis er freigegeben ist oder die Frist endet", "wait until it is released or the claim ends")
    raise DecisionError(message.format(customer=decision.customer_id, who=holder), hint)


def _check_gut_feeling(
    decision: Decision, state: State, row: Row, settings: Settings, total_contribution: Decimal | None
) -> None:
    _need_reason(decision)
    _need_future_day(decision, state)
    budget = keep_budget(state, decision.who, settings, total_contribution, besides=decision.customer_id)
    stake = _amount(row.get("at_stake"))
    if not budget.allows(stake):
        raise _over_budget(budget, stake)


def _over_budget(budget: Budget, stake: Decimal) -> DecisionError:
    message = Text("Budget für Bauchgefühl ausgeschöpft", "The budget for gut feeling is used up")
    cases = max(budget.cases_limit - budget.cases, 0)
    if budget.stake_limit is None:
        left = Text("noch frei: {cases} Fälle", "left: {cases} cases").format(cases=cases)
        return DecisionError(message, left)
    left = Text(
        "noch frei: {cases} Fälle und {money} im Jahr; hier stehen {stake} auf dem Spiel",
        "left: {cases} cases and {money} a year; at stake here: {stake}",
    )
    rest = max(budget.stake_limit - budget.stake, Decimal(0))
    return DecisionError(message, left.format(cases=cases, money=_shown(rest), stake=_shown(stake)))


def _need_reason(decision: Decision, _: State | None = None) -> None:
    if not decision.reason.strip():
        message = Text("{action} braucht eine Begründung", "{action} needs a reason").format(
            action=ACTIONS[decision.action]
        )
        raise DecisionError(
            message, Text("einen Satz angeben, der später noch trägt", "give one that still holds later")
        )


def _need_future_day(decision: Decision, state: State) -> None:
    if decision.until is None or decision.until <= state.now.date():
        message = Text("{action} braucht ein Datum in der Zukunft", "{action} needs a day in the future")
        hint = Text("zum Beispiel {day}", "for example {day}").format(day=state.now.date() + timedelta(days=90))
        raise DecisionError(message.format(action=ACTIONS[decision.action]), hint)


def _check_step(decision: Decision, settings: Settings) -> None:
    """A price is raised by a step that is named, and one that can be asked for."""
    raw, limit = decision.params.get("step"), settings.number("feasible_step")
    if raw is None:
        message = Text("Für {id} ist kein Preisschritt vorgeschlagen", "No price step is proposed for {id}")
        hint = Text("einen angeben: kw decide {id} reprice --step 3", "name one: kw decide {id} reprice --step 3")
        raise DecisionError(message.format(id=decision.customer_id), hint.format(id=decision.customer_id))
    step = _number(raw)
    if step is None or not 0 < step <= Decimal(str(limit)):
        message = Text("Preisschritt {raw!r} ist nicht möglich", "Price step {raw!r} is not possible").format(raw=raw)
        hint = Text("größer 0 bis {limit}; kw set feasible_step", "above 0 up to {limit}; kw set feasible_step")
        raise DecisionError(message, hint.format(limit=limit))


def _check_own_claim(decision: Decision, state: State) -> None:
    if state.claimed_by(decision.customer_id) is None:
        message = Text("Kunde {customer} ist nicht in Arbeit", "Customer {customer} is not claimed")
        hint = Text("es gibt nichts freizugeben", "there is nothing to release")
        raise DecisionError(message.format(customer=decision.customer_id), hint)


def _check_undo(decision: Decision, state: State) -> None:
    target = state.by_id.get(decision.replaces or "")
    if target is None or target.action not in SETTLING or target.id in state.undone:
        raise _nothing_to(decision)


def _check_redo(decision: Decision, state: State) -> None:
    if decision.replaces not in state.undone:
        raise _nothing_to(decision)


def _nothing_to(decision: Decision) -> DecisionError:
    message = Text("{action}: Entscheidung {id!r} steht dafür nicht an", "{action}: decision {id!r} is not up for it")
    hint = Text("`kw decisions -s SESSION` zeigt den Verlauf", "`kw decisions -s SESSION` shows the history")
    return DecisionError(message.format(action=ACTIONS[decision.action], id=decision.replaces), hint)


_CHECKS: dict[str, Callable[[Decision, State], None]] = {
    "let_go": _need_reason,
    "snooze": _need_future_day,
    "release": _check_own_claim,
    "undo": _check_undo,
    "redo": _check_redo,
}


def _number(raw: object) -> Decimal | None:
    try:
        value = Decimal(str(raw).strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _amount(raw: object) -> Decimal:
    return (_number(raw) if raw is not None else None) or Decimal(0)


def _shown(amount: Decimal) -> Text:
    return Text(money(amount, "de"), money(amount, "en"))
