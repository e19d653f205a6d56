"""Deciding otherwise than proposed: another measure, or a larger step, needs a reason (SPEC 7)."""

from collections.abc import Sequence

import polars as pl

from kw_tui.core.decisions.decision import MEASURES, Decision
from kw_tui.core.decisions.needing import Row, amount, need_reason, number
from kw_tui.core.proposals.asked_step import why_reason
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

_NOT_PROPOSED = Text(
    "{action} ist für {id} nicht vorgeschlagen und braucht eine Begründung",
    "{action} is not proposed for {id} and needs a reason",
)


def proposed(row: Row | None) -> frozenset[str]:
    """Return the measures proposed to a customer, the recommended one and the alternatives; `row` is of the queue."""
    return frozenset({row["proposal"], *(row.get("alternatives") or ())}) if row is not None else frozenset()


def is_override(action: str, row: Row | None) -> bool:
    """Whether a measure is none of the proposals; `row` is the customer's of the queue, None where there is none."""
    return action in MEASURES and action not in proposed(row)


def overridden(items: pl.DataFrame, customers: Sequence[str], action: str) -> int:
    """Return for how many of these customers a measure is none of the proposals; `items` are rows of the queue."""
    if action not in MEASURES:
        return 0
    wanted = items.filter(pl.col("customer_id").is_in(list(customers)))  # first: the queue is long
    is_proposed = (pl.col("proposal") == action) | pl.col("alternatives").list.contains(action).fill_null(value=False)
    return wanted.filter(~is_proposed).height


def check_override(decision: Decision, row: Row | None, settings: Settings) -> None:
    """Raise DecisionError where a measure goes beyond what is proposed, and says not why."""
    if is_override(decision.action, row):
        if decision.action == "let_go" and settings.choice("second_signature") == "off":
            raise _only_signed(decision)
        need_reason(decision, _NOT_PROPOSED)
    if decision.action == "reprice":
        _check_larger_step(decision, row or {}, settings)


def _only_signed(decision: Decision) -> DecisionError:
    message = Text("Für {id} ist kein Beenden vorgeschlagen", "Letting {id} go is not proposed")
    hint = Text(
        "nur mit zweiter Unterschrift: kw set second_signature=let_go",
        "only with a second signature: kw set second_signature=let_go",
    )
    return DecisionError(message.format(id=decision.customer_id), hint)


def _check_larger_step(decision: Decision, row: Row, settings: Settings) -> None:
    step = number(decision.params.get("step"))
    why = None if step is None else why_reason(step, row.get("abc"), amount(row.get("step")), settings)
    if why is not None:
        need_reason(decision, why)
