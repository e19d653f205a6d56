from typing import Any

import polars as pl
import pytest

from kw_tui.core.proposals.options import ORDER_REASONS
from kw_tui.core.queue import OPTION_COLUMNS, queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import (
    AS_OF,
    customer,
    explained,
    lossmaker,
    no_state,
    optioned,
    portfolio,
    state_row,
    states,
)

EATER: dict[str, Any] = {"revenue": 1000, "goods": 400, "handling": 1000, "abc": "C", "abc_sub": "C3"}
SQUEEZED: dict[str, Any] = {
    "revenue": 100_000, "goods": 70_000, "handling": 26_000, "abc": "A", "kind": "squeezed_key_account",
}  # fmt: skip
LONG_AGO, LATELY = AS_OF.replace(month=5), AS_OF.replace(month=10)


def order(row: dict[str, Any], **state: object) -> list[tuple[str, str]]:
    found = optioned(portfolio(row), states(state_row("1", **state)))
    assert found["order"].to_list() == list(range(1, found.height + 1))
    assert found["is_recommended"].to_list() == [True, *[False] * (found.height - 1)]
    return found.select("proposal", "order_reason").rows()


def test_the_lowest_rung_comes_first() -> None:
    assert order(customer("1", **SQUEEZED)) == [("reprice", "lowest_rung"), ("service", "higher_rung")]


def test_on_one_rung_the_larger_gain() -> None:
    called = customer("1", **EATER, visits=1, calls=60)
    assert order(called) == [("channel", "larger_gain"), ("service", "smaller_gain")]
    few = customer("1", **EATER, visits=1, calls=40)
    assert order(few) == [("service", "larger_gain"), ("channel", "smaller_gain")]


def test_of_equal_gains_the_rule_that_is_read_first() -> None:
    even = customer("1", **EATER, visits=1, calls=60)
    same = optioned(portfolio(even), settings=Settings({"service_reduction": 0.504}))
    assert same["profit_change"].n_unique() == 1
    assert same.select("proposal", "order_reason").rows() == [("service", "earlier_rule"), ("channel", "later_rule")]


def test_what_was_tried_comes_after_what_is_new() -> None:
    found = order(customer("1", **SQUEEZED), reprice_since=LONG_AGO)
    assert found == [("service", "lowest_rung"), ("reprice", "tried")]


def test_what_was_tried_comes_again_only_if_nothing_new_holds() -> None:
    assert order(customer("1", stale_price=True), reprice_since=LONG_AGO) == [("reprice", "again")]
    both = order(customer("1", **SQUEEZED), reprice_since=LONG_AGO, migrate_since=LONG_AGO)
    assert both == [("reprice", "again"), ("service", "higher_rung")]


def test_nothing_above_a_rung_that_waits_comes_into_question() -> None:
    assert order(customer("1", **SQUEEZED), reprice_since=LATELY) == [("reprice", "only")]
    assert order(lossmaker("1")) == [("let_go", "only")]


def test_the_recommended_option_is_the_row_of_the_queue() -> None:
    rows = portfolio(
        customer("squeezed", **SQUEEZED),
        customer("called", **EATER, visits=1, calls=60),
        customer("stale", stale_price=True),
        lossmaker("lost", potential=None),
        customer("healthy"),
    )
    queued = queue(rows, no_state(), Settings(), AS_OF).collect()
    found = optioned(rows)
    assert found.columns == list(OPTION_COLUMNS)
    same = ["rank", "customer_id", "name", "proposal", "rule", "at_stake", "confidence", "profit_change", "step"]
    assert found.filter("is_recommended").select(same).equals(queued.select(same))
    others = found.filter(~pl.col("is_recommended")).group_by("rank").agg(pl.col("proposal"))
    told = dict(others.rows())
    assert [sorted(told.get(rank, [])) for rank in queued["rank"]] == [sorted(one) for one in queued["alternatives"]]


def test_a_rule_of_another_action_gets_its_own_confidence() -> None:
    bound = lossmaker("1", potential=None, stale_price=True)
    found = optioned(portfolio(bound), states(state_row("1", reprice_since=LONG_AGO)))
    assert dict(found.select("proposal", "confidence").rows())["let_go"] == pytest.approx(0.72)
    assert explained(portfolio(bound))["proposal"].item() == "let_go"


def test_every_reason_is_said_in_both_languages() -> None:
    assert all(one.de and one.en for one in ORDER_REASONS.values())
    assert len({one.de for one in ORDER_REASONS.values()}) == len(ORDER_REASONS)
