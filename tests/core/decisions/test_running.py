"""A history read at once, in parts, or twice over comes to the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.core.decisions import REVERSIBLE, Decision, Running, State, fold
from kw_tui.core.decisions.running import NOTHING

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
CUSTOMERS, PEOPLE = ("1", "2", "3"), ("ada", "bo", "cem")
NEW = ("let_go", "reprice", "service", "keep", "snooze", "claim", "release", "skip", "sing", "potential")
MOVES = st.tuples(
    st.sampled_from((*NEW, "sign", "reject", "undo", "redo", "undo", "redo")),
    st.sampled_from(CUSTOMERS),
    st.sampled_from(PEOPLE),
    st.booleans(),
    st.integers(0, 9),
)


def played(moves: list[tuple[str, str, str, bool, int]]) -> list[Decision]:
    """What people do one after the other, each as the program would write it down."""
    history: list[Decision] = []
    for place, (action, customer, who, is_signed, minutes) in enumerate(moves):
        history += _written(f"e{place}", action, customer, who, is_signed, place * 10 + minutes, fold(history, NOON))
    return history


def _written(
    id_: str, action: str, customer: str, who: str, is_signed: bool, minutes: int, state: State
) -> list[Decision]:
    more: dict[str, Any] = {}
    if action in {"sign", "reject"}:
        waiting = [one for one in state.to_sign if one.who != who]
        more = {"about": waiting[0]} if waiting else {}
    elif action in {"undo", "redo"}:
        found = state.undoable(who) if action == "undo" else state.redoable(who)
        more = {"about": found} if found else {}
    else:
        latest = state.latest(customer)
        params = {"signature": "all"} if is_signed and action in {"let_go", "reprice", "service", "keep"} else {}
        params |= {"until": f"2026-11-0{2 + minutes % 7}"} if action in {"keep", "snooze"} else {}
        more = {"params": params, "replaces": latest.id if latest and action in REVERSIBLE else None}
    if not more:
        return []
    about = more.pop("about", None)
    if about is not None:
        customer, more = about.customer_id, {"replaces": about.id}
    return [Decision(id_, customer, action, who, (NOON + timedelta(minutes=minutes)).isoformat(), **more)]


def told(state: State) -> dict[str, Any]:
    """Everything a state says."""
    return {
        "frame": state.frame().collect().to_dicts(),
        "effective": dict(state.effective),
        "to_sign": state.to_sign,
        "claims": dict(state.claims),
        "undone": state.undone,
        **{f"undo {who}": state.undoable(who) for who in PEOPLE},
        **{f"redo {who}": state.redoable(who) for who in PEOPLE},
        **{f"keeps {who}": state.open_keeps(who) for who in PEOPLE},
    }


HISTORIES = st.lists(MOVES, max_size=40).map(played)
NOWS = st.integers(0, 10 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))


@settings(max_examples=60)
@given(HISTORIES, st.lists(st.integers(0, 40), max_size=6), NOWS)
def test_it_is_the_same_read_at_once_and_in_parts(history: list[Decision], cuts: list[int], now: datetime) -> None:
    running = Running(15)
    for first, last in zip([0, *sorted(cuts)], [*sorted(cuts), len(history)], strict=True):
        running.take(history[first:last])
        told(State(running, now))  # whoever looks in between changes nothing
    assert told(State(running, now)) == told(fold(history, now))


@settings(max_examples=60)
@given(HISTORIES, st.lists(st.integers(0, 39), max_size=10), NOWS)
def test_entries_written_twice_and_those_of_newer_programs_change_nothing(
    history: list[Decision], again: list[int], now: datetime
) -> None:
    more = list(history)
    for place in again:
        if place < len(history):
            more.insert(max(place + 1, len(more) - place), history[place])
    more += [Decision("x1", "1", "sing", "ada", NOON.isoformat(), replaces=one.id) for one in history[:1]]
    assert told(fold(more, now)) == told(fold(history, now))


@settings(max_examples=60)
@given(HISTORIES, st.sampled_from(PEOPLE), NOWS)
def test_undo_and_then_redo_is_as_before(history: list[Decision], who: str, now: datetime) -> None:
    before = fold(history, now)
    target = before.undoable(who)
    if target is None:
        return
    undone = before.then([Decision("u", target.customer_id, "undo", who, now.isoformat(), replaces=target.id)])
    assert undone.redoable(who) == target
    back = undone.then([Decision("y", target.customer_id, "redo", who, now.isoformat(), replaces=target.id)])
    for part in ("frame", "effective", "to_sign", "undone", *(f"keeps {one}" for one in PEOPLE)):
        assert told(back)[part] == told(before)[part]
    assert [back.undoable(one) for one in PEOPLE] == [before.undoable(one) for one in PEOPLE]


@settings(max_examples=40)
@given(HISTORIES, HISTORIES)
def test_a_copy_goes_on_by_itself(first: list[Decision], second: list[Decision]) -> None:
    state = fold(first, NOON)
    before = told(state)
    state.then([Decision(f"z{one.id}", *_rest(one)) for one in second])
    assert told(state) == before


def _rest(one: Decision) -> tuple[Any, ...]:
    return (one.customer_id, one.action, one.who, one.when, one.params, one.reason)


def test_entries_that_take_each_others_place_end_nowhere() -> None:
    made = [Decision(id_, "1", "reprice", "ada", NOON.isoformat(), replaces=of) for id_, of in (("a", "b"), ("b", "a"))]
    assert fold(made, NOON).running.stand("1") == NOTHING


@pytest.mark.parametrize("action", ["undo", "redo", "sign", "reject"])
def test_what_is_about_nothing_changes_nothing(action: str) -> None:
    made = [Decision("d", "1", "reprice", "ada", NOON.isoformat(), params={"signature": "all"})]
    more = [Decision(str(n), "1", action, "bo", NOON.isoformat(), replaces=of) for n, of in enumerate(("?", None))]
    assert fold([*made, *more], NOON).frame().collect().equals(fold(made, NOON).frame().collect())
