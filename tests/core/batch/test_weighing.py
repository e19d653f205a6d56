from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.batch.weighing import Ground, Wish, weighed
from kw_tui.core.decisions import Budget
from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, lossmaker, no_state, portfolio, state_row, states

SETTINGS = Settings()
DAY = datetime(2026, 11, 1, tzinfo=UTC)


def told(wish: Wish, *rows: dict[str, object], state: pl.LazyFrame | None = None, **more: Any) -> dict[str, Any]:
    state = no_state() if state is None else state
    frame = portfolio(*rows)
    ground = Ground(frame, queue(frame, state, SETTINGS, AS_OF), state, "anna", **more)
    return {row["customer_id"]: row for row in weighed(ground, wish, SETTINGS, AS_OF).collect().to_dicts()}


def raised(step: float | None = 0.03) -> Wish:
    return Wish("reprice", step)


def test_a_step_for_all_is_limited_by_class_and_by_list_price() -> None:
    found = told(
        raised(0.06),
        customer("A", abc="A", abc_sub="A2"),
        customer("B", abc="B"),
        customer("L", list_revenue=1033, line_discount=33),
        customer("S", list_revenue=1000, line_discount=0),
    )
    assert {id_: row["step"] for id_, row in found.items()} == pytest.approx({"A": 0.04, "B": 0.06, "L": 0.03, "S": 0})
    assert [id_ for id_, row in found.items() if row["limited_class"]] == ["A"]
    assert [id_ for id_, row in found.items() if row["limited_list"]] == ["L", "S"]
    assert [row["excluded"] for row in found.values()] == [None, None, None, "at_list"]
    assert [row["effect"] for row in found.values()][:3] == [Decimal(40), Decimal(60), Decimal(30)]


def test_without_a_step_only_what_is_proposed_is_taken() -> None:
    found = told(raised(None), customer("P", goods=880, handling=60), customer("H"), customer("0", revenue=0, goods=0))
    assert found["P"]["step"] == pytest.approx(0.045)
    assert [row["excluded"] for row in found.values()] == [None, "no_step", "no_revenue"]


def test_what_each_may_lose_leaves_nothing_or_ends_the_loss() -> None:
    found = told(raised(0.05), customer("G", goods=500, handling=100), lossmaker("L", revenue=500, goods=520))
    assert found["G"]["break_even_loss"] == pytest.approx(0.05 / 0.45)
    assert found["G"]["effect_tolerated"] == Decimal(0)
    assert (found["L"]["break_even_loss"], found["L"]["effect_tolerated"]) == (1.0, Decimal(80))


def test_who_is_claimed_or_decided_is_left_out() -> None:
    decided = {"state": "decided", "action": "reprice", "decision_id": "d"}
    recent = decided | {"decided_at": DAY.isoformat()}
    rows = [
        state_row("O", state="claimed", claimed_by="bert"),
        state_row("M", state="claimed", claimed_by="anna"),
        state_row("D", **recent),
        state_row("W", **(decided | {"decided_at": (DAY - timedelta(days=91)).isoformat()})),
        state_row("K", state="decided", action="keep", decided_at=(DAY - timedelta(days=200)).isoformat()),
        state_row("Z", state="snoozed", action="snooze", decided_at=DAY.isoformat()),
    ]
    found = told(raised(), *(customer(id_) for id_ in "OMDWKZ"), state=states(*rows))
    assert {id_: row["excluded"] for id_, row in found.items()} == {
        "O": "claimed", "M": None, "D": "decided", "W": None, "K": "decided", "Z": None,
    }  # fmt: skip
    assert (found["O"]["claimed_by"], found["D"]["decision_id"]) == ("bert", "d")


def test_a_contract_and_another_proposal_are_noted() -> None:
    bound = customer("C", contract_until=AS_OF + timedelta(days=300))
    served = customer("S", revenue=1000, goods=500, handling=460, abc="C", abc_sub="C3")
    found = told(raised(), bound, served, customer("H"))
    assert [id_ for id_, row in found.items() if row["contract_later"]] == ["C"]
    assert found["S"]["proposal"] in {"reprice", "service"}
    assert not found["H"]["other_proposal"]
    assert found["H"]["excluded"] is None
    other = told(Wish("channel"), served)
    assert other["S"]["other_proposal"]


def test_nobody_is_let_go_of_whom_it_is_not_proposed() -> None:
    found = told(Wish("let_go"), customer("H"), lossmaker("L"))
    assert [row["excluded"] for row in found.values()] == ["not_proposed", None]
    assert found["L"]["effect"] == Decimal(80)


def test_only_what_is_proposed_can_be_put_off() -> None:
    found = told(Wish("snooze", until=AS_OF), customer("H"), lossmaker("L"))
    assert [row["excluded"] for row in found.values()] == ["nothing_proposed", None]
    assert found["L"]["effect"] == 0


def test_serving_less_brings_what_the_rules_say() -> None:
    found = told(Wish("service"), customer("H", handling=100))
    assert found["H"]["effect"] == Decimal(50)  # half of the handling can be cut


@pytest.mark.parametrize(
    ("cases", "stake", "kept"), [(2, None, ["1", "2"]), (9, None, ["1", "2", "3"]), (9, Decimal(150), ["1"])]
)
def test_the_budget_goes_to_those_first_in_the_queue(cases: int, stake: Decimal | None, kept: list[str]) -> None:
    rows = [lossmaker(str(number), handling=160 - number * 20) for number in (3, 1, 2)]
    budget = Budget(0, cases, Decimal(0), stake)
    found = told(Wish("keep", until=AS_OF), *rows, budget=budget)
    assert sorted(id_ for id_, row in found.items() if row["excluded"] is None) == kept
    assert {row["excluded"] for row in found.values()} <= {None, "budget"}
