"""Keeping a customer against the proposal: a reason, a last day, and a budget a person has for it (SPEC 7)."""

from dataclasses import dataclass
from decimal import Decimal

from kw_tui.core.decisions.decision import Decision, stored_amount
from kw_tui.core.decisions.needing import Row, amount, need_future_day, need_reason
from kw_tui.core.decisions.state import State
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text, money


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


def check_gut_feeling(
    decision: Decision, state: State, row: Row, settings: Settings, total_contribution: Decimal | None
) -> None:
    """Raise DecisionError where a keep against the proposal in `row` lacks something, or the budget is used up."""
    need_reason(decision)
    need_future_day(decision, state.today, settings)
    budget = keep_budget(state, decision.who, settings, total_contribution, besides=decision.customer_id)
    stake = amount(row.get("at_stake"))
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


def _shown(amount_: Decimal) -> Text:
    return Text(money(amount_, "de"), money(amount_, "en"))
