"""What people decided about proposals. Decisions are only ever appended; a fold over them gives the state."""

from kw_tui.core.decisions.check import (
    as_written,
    check_decision,
    decided_in_turn,
    has_had_its_time,
    replaced_by,
)
from kw_tui.core.decisions.claims import POTENTIAL, Claim, HitRate, check_claim
from kw_tui.core.decisions.decision import ACTIONS, DATED, MEASURES, REVERSIBLE, SETTLING, VERDICTS, Decision
from kw_tui.core.decisions.doings import Doings, doings
from kw_tui.core.decisions.gut_feeling import Budget, keep_budget
from kw_tui.core.decisions.meanwhile import Seen, check_meanwhile
from kw_tui.core.decisions.override import is_override, overridden
from kw_tui.core.decisions.running import Running
from kw_tui.core.decisions.signing import SIGNATURES, check_verdict, may_sign, nothing_to_sign, signature_of, waits_for
from kw_tui.core.decisions.state import CLAIM_MINUTES, State, fold, is_gut_feeling
from kw_tui.core.proposals.rule import RULE_VERSION

__all__ = [
    "ACTIONS",
    "CLAIM_MINUTES",
    "DATED",
    "MEASURES",
    "POTENTIAL",
    "REVERSIBLE",
    "RULE_VERSION",
    "SETTLING",
    "SIGNATURES",
    "VERDICTS",
    "Budget",
    "Claim",
    "Decision",
    "Doings",
    "HitRate",
    "Running",
    "Seen",
    "State",
    "as_written",
    "check_claim",
    "check_decision",
    "check_meanwhile",
    "check_verdict",
    "decided_in_turn",
    "doings",
    "fold",
    "has_had_its_time",
    "is_gut_feeling",
    "is_override",
    "keep_budget",
    "may_sign",
    "nothing_to_sign",
    "overridden",
    "replaced_by",
    "signature_of",
    "waits_for",
]
