"""A rule proposes one action for the customers of whom all its conditions hold."""

from dataclasses import dataclass

import polars as pl

from kw_tui.core.proposals.condition import Condition, verdicts
from kw_tui.vocabulary.texts import Text

RULE_VERSION = "2"
"""Changes whenever the rules could tell something else of the same figures; every decision records it.

1: the ladder with its rules of reprice, service, channel and let go, the blocking risks, dependence and natural person.
2: warnings of a season ahead and of presumed dominance; every action that comes into question, with the reason of its
   place. What is proposed first is as before.
"""

REPRICE_RUNG, MIGRATE_RUNG, LET_GO_RUNG = 2, 3, 4
"""The ladder: reassess, educate, reprice, migrate, let go (SPEC 6), counted from 0."""

WAITING = ("reprice", "service", "channel")
"""The actions whose effect is waited for; once it had its time the customer is looked at anew."""

RUNG_OF_ACTION = {
    "reprice": REPRICE_RUNG,
    "service": MIGRATE_RUNG,
    "channel": MIGRATE_RUNG,
    "let_go": LET_GO_RUNG,
}


@dataclass(frozen=True)
class Rule:
    """`gain` is what the action is expected to bring in the period, as Float64 money, before confidence.

    The first condition is the reason: it reads the portfolio alone, and tells at little cost for whom it is worth while
    to look at the others.
    """

    id: str
    action: str
    label: Text
    conditions: tuple[Condition, ...]
    gain: pl.Expr

    @property
    def rung(self) -> int:
        """Its place on the ladder."""
        return RUNG_OF_ACTION[self.action]

    @property
    def reason(self) -> Condition:
        """Why the action is thought of at all."""
        return self.conditions[0]

    @property
    def holds(self) -> pl.Expr:
        """Whether every condition holds: Boolean without nulls."""
        return pl.all_horizontal(condition.is_met for condition in self.conditions)

    @property
    def verdicts(self) -> pl.Expr:
        """Every condition with value and limit: List(Struct{id, value, limit, holds})."""
        return verdicts(self.conditions)
