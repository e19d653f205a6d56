"""Entries of a history, a customer to be let go of by default."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kw_tui.core.decisions import Decision, State, check_decision
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
OTHERS = ["reprice", "service", "channel"]
ROW: Mapping[str, Any] = {
    "customer_id": "1", "proposal": "let_go", "alternatives": OTHERS,
    "at_stake": Decimal(100), "step": None, "abc": "C",
}  # fmt: skip


def entry(id_: str, action: str, customer: str = "1", minutes: float = 0, who: str = "ada", **more: Any) -> Decision:
    when = (NOON + timedelta(minutes=minutes)).isoformat()
    return Decision(id_, customer, action, who, when, **more)


def row(state: State, customer: str = "1") -> dict[str, Any]:
    return state.frame().collect().filter(customer_id=customer).to_dicts()[0]


def refused(decision: Decision, state: State, queue_row: Mapping[str, Any] | None = ROW, **settings: Any) -> str:
    with pytest.raises(DecisionError) as caught:
        check_decision(decision, state, queue_row, Settings(settings), Decimal(10_000))
    assert caught.value.line("de") != caught.value.line("en")
    return caught.value.line("en")
