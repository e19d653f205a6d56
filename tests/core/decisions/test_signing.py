"""The second signature: what needs one, who may give it, and what it changes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kw_tui.core.decisions import (
    Decision,
    State,
    check_verdict,
    decided_in_turn,
    fold,
    has_had_its_time,
    may_sign,
    signature_of,
)
from kw_tui.core.decisions.signing import why_signed
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from tests.core.decisions.entries import NOON, ROW, entry, row

NEEDS = {"signature": "let_go"}
DAY = 24 * 60


def let_go(id_: str = "d1", who: str = "ada", **more: Any) -> Decision:
    return entry(id_, "let_go", who=who, reason="x", params=NEEDS, **more)


def sign(id_: str = "s1", about: str = "d1", who: str = "bo", **more: Any) -> Decision:
    return entry(id_, "sign", who=who, replaces=about, **more)


def objection(verdict: Decision, state: State, *reviewers: str) -> str:
    with pytest.raises(DecisionError) as caught:
        check_verdict(verdict, state, reviewers)
    return caught.value.line("en")


@pytest.mark.parametrize(
    ("action", "step", "settings", "why"),
    [
        ("let_go", None, {}, ()),
        ("let_go", None, {"second_signature": "let_go"}, ("let_go",)),
        ("service", None, {"second_signature": "let_go"}, ()),
        ("keep", None, {"second_signature": "all"}, ("all",)),
        ("snooze", None, {"second_signature": "all", "decide_limit": 1}, ()),
        ("service", None, {"decide_limit": 100}, ()),
        ("service", None, {"decide_limit": 99}, ("stake",)),
        ("reprice", "0.05", {"decide_step_limit": 0.05}, ()),
        ("reprice", "0.055", {"decide_step_limit": 0.05, "decide_limit": 5}, ("stake", "step")),
    ],
)
def test_the_settings_say_what_needs_one(
    action: str, step: str | None, settings: dict[str, Any], why: tuple[str, ...]
) -> None:
    params = {"step": step} if step else {}
    assert why_signed(entry("d", action, params=params), ROW, Settings(settings)) == why


def test_what_is_written_says_so_whatever_is_set_later() -> None:
    made = [entry("d1", "let_go", reason="x")]
    settings = Settings({"second_signature": "let_go"})
    (written,) = decided_in_turn(made, fold((), NOON), {"1": ROW}, settings, None, NOON.date())
    assert written.needs_signature
    assert Decision.from_mapping(written.to_mapping()) == written


def test_it_waits_and_takes_effect_on_the_day_of_the_signature() -> None:
    waiting = fold([let_go()], NOON)
    found = row(waiting)
    assert (found["state"], found["action"], found["decided_by"], found["rung"]) == ("to_sign", "let_go", "ada", 0)
    assert waiting.to_sign == (let_go(),)
    later = fold([let_go(), sign(minutes=3 * DAY)], NOON + timedelta(days=4))
    found = row(later)
    assert (found["state"], found["rung"], found["rung_since"]) == ("decided", 4, date(2026, 11, 5))
    assert found["decided_at"].startswith("2026-11-05")
    assert later.to_sign == ()


def test_nobody_signs_alone() -> None:
    state = fold([let_go()], NOON)
    for who in ("ada", " ADA "):
        assert "took the decision" in objection(sign(who=who), state)
    forged = fold([let_go(), sign(who="Ada")], NOON)
    assert row(forged)["state"] == "to_sign"


def test_reviewers_may_be_named() -> None:
    state = fold([let_go()], NOON)
    assert "who may: cem, dora" in objection(sign(), state, "cem", "dora")
    check_verdict(sign(who="Dora"), state, ("cem", "dora"))
    check_verdict(sign(), state, ())
    assert not may_sign(let_go(), "ada", ("ada",))


def test_only_what_waits_is_signed() -> None:
    state = fold([entry("d1", "reprice"), let_go("d2", customer="2"), sign(about="d2", customer="2")], NOON)
    for about, customer in (("d1", "1"), ("d2", "2"), ("d9", "9")):
        assert f"Nothing about {customer} waits" in objection(sign("s9", about, customer=customer), state)


def test_a_rejection_needs_a_reason_and_opens_the_row_again() -> None:
    state = fold([let_go()], NOON)
    assert "Reject needs a reason" in objection(entry("r1", "reject", who="bo", replaces="d1"), state)
    rejected = state.then([entry("r1", "reject", who="bo", reason="first call them", replaces="d1")])
    assert rejected.frame().collect().is_empty()
    assert rejected.undoable("ada") is None
    assert signature_of(let_go(), rejected) == "rejected"


def test_until_it_is_signed_what_stood_before_stands() -> None:
    """A repricing whose waiting time is over is a rung; one under way is replaced, but only by what is signed."""
    over = fold([entry("d0", "reprice"), let_go(minutes=100 * DAY)], NOON + timedelta(days=101))
    assert row(over)["reprice_since"] == NOON.date()
    under_way = fold([entry("d0", "reprice"), let_go(replaces="d0")], NOON)
    assert (row(under_way)["state"], row(under_way)["reprice_since"]) == ("to_sign", None)
    assert under_way.effective["1"][-1] == entry("d0", "reprice")
    rejected = under_way.then([entry("r", "reject", who="bo", reason="no", replaces="d1")])
    assert (row(rejected)["state"], row(rejected)["action"]) == ("decided", "reprice")
    signed = under_way.then([sign()])
    assert signed.effective["1"] == (let_go(replaces="d0"),)


def test_what_takes_the_place_of_what_waits_takes_that_of_what_stood_before_too() -> None:
    history = [entry("d0", "reprice"), let_go(replaces="d0")]
    made = [entry("d2", "service", who="bo")]
    (written,) = decided_in_turn(made, fold(history, NOON), {"1": ROW}, Settings(), None, NOON.date())
    assert written.replaces == "d1"
    state = fold([*history, written], NOON)
    assert (state.effective["1"], state.to_sign) == ((written,), ())


def test_what_waits_leaves_out_all_that_it_would_replace() -> None:
    """What is replaced in turn counts as no rung behind the one that waits for its signature."""
    history = [entry("d0", "reprice"), let_go("d1", replaces="d0"), let_go("d2", replaces="d1")]
    assert row(fold(history, NOON))["reprice_since"] is None


def test_a_measure_settles_its_customer_until_it_has_had_its_time() -> None:
    reprice, keep = entry("d0", "reprice"), entry("k", "keep", customer="2")
    state = fold([reprice, keep, let_go("d1", customer="3"), sign(about="d1", customer="3", minutes=90 * DAY)], NOON)
    told = {
        days: [has_had_its_time(one, state, Settings(), NOON.date() + timedelta(days)) for one in (reprice, keep)]
        for days in (89, 90)
    }
    assert told == {89: [False, False], 90: [True, False]}


def test_decisions_and_signatures_are_undone_by_whom_they_are_of() -> None:
    signed = fold([let_go(), sign()], NOON)
    assert (signed.undoable("ada"), signed.undoable("bo")) == (let_go(), sign())
    unsigned = signed.then([entry("u1", "undo", who="bo", replaces="s1")])
    assert row(unsigned)["state"] == "to_sign"
    assert row(unsigned.then([entry("y1", "redo", who="bo", replaces="s1")])) == row(signed)
    taken_back = signed.then([entry("u1", "undo", replaces="d1")])
    assert taken_back.frame().collect().is_empty()
    assert row(taken_back.then([entry("y1", "redo", replaces="d1")])) == row(signed)


def test_what_waits_draws_on_the_budget() -> None:
    kept = entry("k1", "keep", params={"until": "2027-01-01", "signature": "all"}, figures={"proposal": "let_go"})
    assert fold([kept], NOON).open_keeps("ada") == (kept,)


def test_what_stands_with_a_signature() -> None:
    state = fold([let_go(), entry("d2", "reprice", customer="2"), let_go("d3", customer="3")], NOON)
    state = state.then([sign(about="d3", customer="3"), entry("u", "undo", replaces="d1")])
    assert [signature_of(one, state) for one in state.history[:3]] == [None, None, "signed"]
    assert signature_of(let_go(), fold([let_go()], NOON)) == "open"


def test_a_stroke_is_checked_in_turn() -> None:
    """Of three keeps at 80 each a budget of 200 allows two; the third is refused, and so are all."""
    made = [
        entry(f"d{n}", "keep", customer=n, reason="x", params={"until": "2027-01-01"},
              figures={"proposal": "let_go", "at_stake": "80"})
        for n in "123"
    ]  # fmt: skip
    rows = {n: {**ROW, "at_stake": Decimal(80)} for n in "123"}
    start = fold((), NOON)
    assert len(decided_in_turn(made[:2], start, rows, Settings(), Decimal(10_000), NOON.date())) == 2
    with pytest.raises(DecisionError, match="used up"):
        decided_in_turn(made, start, rows, Settings(), Decimal(10_000), NOON.date())
    assert start.history == ()
