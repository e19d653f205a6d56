"""What people decided about proposals. Decisions are only ever appended; a fold over them gives the state."""

from kw_tui.core.decisions.check import Budget, check_decision, keep_budget, replaced_by
from kw_tui.core.decisions.claims import POTENTIAL, Claim, HitRate, check_claim
from kw_tui.core.decisions.decision import ACTIONS, MEASURES, SETTLING, Decision
from kw_tui.core.decisions.state import CLAIM_MINUTES, State, fold, is_gut_feeling
from kw_tui.core.proposals.rule import RULE_VERSION

__all__ = [
    "ACTIONS",
    "CLAIM_MINUTES",
    "MEASURES",
    "POTENTIAL",
    "RULE_VERSION",
    "SETTLING",
    "Budget",
    "Claim",
    "Decision",
    "HitRate",
    "State",
    "check_claim",
    "check_decision",
    "fold",
    "is_gut_feeling",
    "keep_budget",
    "replaced_by",
]
