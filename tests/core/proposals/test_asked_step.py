from decimal import Decimal

import pytest

from kw_tui.core.proposals.asked_step import largest_of_class, most_feasible, most_planned, why_reason
from kw_tui.vocabulary.settings import Settings

USUAL = Settings()


@pytest.mark.parametrize(("abc", "step"), [("A", 0.04), ("B", 0.08), ("C", 0.15), (None, 0.15)])
def test_above_the_largest_of_the_class_a_step_needs_a_reason(abc: str | None, step: float) -> None:
    assert float(largest_of_class(abc, USUAL)) == step
    assert why_reason(step, abc, 0, USUAL) is None
    assert why_reason(step + 0.005, abc, step + 0.005, USUAL) is None
    why = why_reason(Decimal(str(step)) + Decimal("0.005"), abc, 0, USUAL)
    assert why is not None
    assert "the largest for such customers, and needs a reason" in why.en


def test_a_plan_ends_at_what_is_feasible_and_at_list_price() -> None:
    assert float(most_feasible(USUAL)) == most_planned(None, USUAL) == 0.25
    assert most_planned(0.0531, USUAL) == 0.05
    assert most_planned(-0.1, USUAL) == 0.0
    assert most_planned(None, USUAL.with_(feasible_step=0.12)) == 0.12
