from datetime import date

import polars as pl

from kw_tui.core.proposals.options import ORDER_REASONS
from kw_tui.workbench import Workbench
from kw_tui.workbench.reasons import Reasons, ground, with_conditions


def test_every_row_of_the_queue_has_its_reason(bench: Workbench) -> None:
    reasons = bench.reasons()
    for row in bench.queue().to_dicts():
        found = reasons.of(row["rank"], row["customer_id"])
        assert found is not None
        assert found.conditions
        assert all(one["holds"] for one in found.conditions)
        first, *others = found.options
        assert (first["proposal"], first["at_stake"]) == (row["proposal"], row["at_stake"])
        assert sorted(one["proposal"] for one in others) == sorted(row["alternatives"])
        assert {one["order_reason"] for one in found.options} <= set(ORDER_REASONS)
        assert set(found.risks) == set(row["risks"])


def test_a_row_of_another_queue_has_none(bench: Workbench) -> None:
    reasons, last = bench.reasons(), bench.queue().height
    assert reasons.of(1, "somebody else") is None
    assert reasons.of(last + 1, "L1") is None
    assert reasons.of(0, "L1") is None


def test_they_are_kept_while_a_decision_waits_and_made_anew_with_a_threshold(bench: Workbench) -> None:
    before = bench.conditions_of_queue()
    bench.decide(bench.queue()["customer_id"][0], "reprice", step=0.02, reason="asked for")
    assert bench.conditions_of_queue() is before
    bench.set(target_ratio=0.2)
    assert bench.conditions_of_queue() is not before
    assert bench.conditions_of_queue()["customer_id"].equals(bench.queue()["customer_id"])


def test_the_queue_itself_works_out_no_conditions(bench: Workbench) -> None:
    assert "conditions" not in bench.queue().columns
    told = with_conditions(bench.queue(), bench.conditions_of_queue())
    assert told.columns.index("conditions") == told.columns.index("risks") - 1
    assert told.drop("conditions").equals(bench.queue())


def test_a_customer_is_told_its_own_reason(bench: Workbench) -> None:
    first = bench.queue().row(0, named=True)
    story, reason = bench.customer(first["customer_id"]), bench.reasons().of(1, first["customer_id"])
    assert story.proposal is not None
    assert reason is not None
    assert story.proposal["conditions"] == reason.conditions
    assert list(story.proposal)[list(story.proposal).index("risks") - 1] == "conditions"
    assert list(story.options) == reason.options
    assert story.risks == reason.risks


def test_who_has_no_proposal_has_no_reason(bench: Workbench) -> None:
    story = bench.customer("E7")
    assert (story.proposal, story.options, story.risks) == (None, (), {})


def test_the_ground_of_a_risk_is_the_one_value_there_is() -> None:
    nothing = {"number": None, "day": None, "said": None}
    assert ground(nothing) is None
    assert ground({**nothing, "number": 0.0}) == 0.0
    assert ground({**nothing, "day": date(2027, 1, 1)}) == date(2027, 1, 1)


def test_an_empty_queue_has_no_reasons() -> None:
    empty = pl.DataFrame(schema={"rank": pl.Int64, "customer_id": pl.String, "conditions": pl.List(pl.String)})
    assert Reasons(empty, empty, empty).of(1, "a") is None
