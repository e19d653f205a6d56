from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from kw_tui.core.decisions import ACTIONS, RULE_VERSION, Decision, check_decision, fold, keep_budget, replaced_by
from kw_tui.core.queue import STATE_SCHEMA
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from tests.core.decisions.entries import NOON, ROW, entry, refused, row

# the record


def test_a_decision_survives_the_journal() -> None:
    decision = entry(
        "d1", "reprice", params={"step": "0.05"}, reason="zu billig", figures={"revenue": "10"}, replaces="d0"
    )
    assert Decision.from_mapping(decision.to_mapping()) == decision
    assert decision.rule_version == RULE_VERSION


def test_empty_fields_are_left_out_and_unknown_ones_ignored() -> None:
    plain = entry("d1", "skip").to_mapping()
    assert set(plain) == {"id", "customer_id", "action", "who", "when", "rule_version"}
    assert Decision.from_mapping(plain | {"colour": "red"}) == entry("d1", "skip")


@pytest.mark.parametrize(
    "broken",
    [
        {"id": None},
        {"when": "yesterday"},
        {"when": "2026-11-02T12:00:00"},
        {"when": "0001-01-01T00:00:00+23:59"},
        {"when": "9999-12-31T23:59:59-23:59"},
        {"params": {"until": "soon"}},
        {"params": 3},
    ],
    ids=str,
)
def test_a_broken_entry_is_named(broken: dict[str, object]) -> None:
    with pytest.raises(DecisionError, match="cannot read"):
        Decision.from_mapping(entry("d1", "keep").to_mapping() | broken)


@pytest.mark.parametrize("raw", ["", "nan", "inf", "1e308", "-1", "0", "many"])
def test_a_step_that_raises_no_price_is_none(raw: str) -> None:
    assert entry("d1", "reprice", params={"step": raw}).step is None


# the fold


def test_the_frame_has_its_schema_even_when_empty() -> None:
    assert dict(fold((), NOON).frame().collect_schema()) == STATE_SCHEMA


def test_the_latest_decision_stands() -> None:
    state = fold([entry("d1", "reprice"), entry("d2", "keep", minutes=5, who="bo", replaces="d1")], NOON)
    found = row(state)
    assert (found["state"], found["action"], found["decided_by"], found["decision_id"]) == (
        "decided",
        "keep",
        "bo",
        "d2",
    )
    assert (found["rung"], found["reprice_since"]) == (0, None)


def test_undo_brings_back_what_was_replaced_and_redo_takes_it_away_again() -> None:
    history = [entry("d1", "reprice"), entry("d2", "keep", replaces="d1"), entry("u1", "undo", replaces="d2")]
    state = fold(history, NOON)
    assert (row(state)["action"], row(state)["rung"]) == ("reprice", 2)
    assert row(state.then([entry("r1", "redo", replaces="d2")]))["action"] == "keep"


def test_undoing_everything_leaves_nothing() -> None:
    state = fold([entry("d1", "let_go"), entry("u1", "undo", replaces="d1")], NOON)
    assert state.frame().collect().is_empty()


def test_undo_and_redo_walk_back_and_forth() -> None:
    state = fold([entry("d1", "reprice"), entry("d2", "service", customer="2")], NOON)
    assert state.undoable() == state.by_id["d2"]
    state = state.then([entry("u1", "undo", replaces="d2")])
    assert (state.undoable(), state.redoable()) == (state.by_id["d1"], state.by_id["d2"])
    state = state.then([entry("u2", "undo", replaces="d1")])
    assert (state.undoable(), state.redoable()) == (None, state.by_id["d1"])
    state = state.then([entry("r1", "redo", replaces="d1")])
    assert (state.undoable(), state.redoable()) == (state.by_id["d1"], state.by_id["d2"])
    state = state.then([entry("d3", "keep", customer="3")])
    assert state.redoable() is None


def test_everybody_undoes_their_own() -> None:
    state = fold([entry("d1", "reprice", who="ada"), entry("d2", "service", customer="2", who="bo")], NOON)
    assert state.undoable("ada") == state.by_id["d1"]
    assert state.undoable("cy") is None


def test_an_entry_written_twice_counts_once() -> None:
    twice = [entry("d1", "reprice"), entry("u1", "undo", replaces="d1"), entry("d1", "reprice")]
    assert fold(twice, NOON).frame().collect().is_empty()


def test_actions_of_a_newer_program_change_nothing() -> None:
    assert fold([entry("d1", "sing")], NOON).frame().collect().is_empty()


def test_a_snoozed_row_comes_back_on_its_day() -> None:
    history = [entry("d1", "snooze", params={"until": "2026-11-10"})]
    assert row(fold(history, NOON))["state"] == "snoozed"
    assert row(fold(history, datetime(2026, 11, 9, 23, tzinfo=UTC)))["state"] == "snoozed"
    assert row(fold(history, datetime(2026, 11, 10, 0, tzinfo=UTC)))["state"] == "open"


@pytest.mark.parametrize("hours", [-11, 0, 9, 14])
def test_days_are_the_same_wherever_the_machine_stands(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    history = [entry("d1", "keep", params={"until": "2026-11-10"}), entry("d2", "reprice", customer="2")]
    for moment in (datetime(2026, 11, 10, 23, 59, tzinfo=UTC), datetime(2026, 11, 11, tzinfo=UTC)):
        here, there = fold(history, moment), fold(history, moment.astimezone(zone))
        assert here.frame().collect().equals(there.frame().collect())
        assert row(there)["state"] == ("decided" if moment.day == 10 else "open")


def test_a_keep_holds_through_its_last_day() -> None:
    history = [entry("d1", "keep", params={"until": "2026-11-10"})]
    assert row(fold(history, datetime(2026, 11, 10, 23, tzinfo=UTC)))["state"] == "decided"
    assert row(fold(history, datetime(2026, 11, 11, 1, tzinfo=UTC)))["state"] == "open"


def test_rungs_remember_their_days() -> None:
    later = NOON + timedelta(days=100)
    history = [entry("d1", "reprice"), entry("d2", "channel", minutes=100 * 24 * 60)]
    found = row(fold(history, later))
    assert (found["rung"], found["rung_since"]) == (3, later.date())
    assert (found["reprice_since"], found["migrate_since"]) == (NOON.date(), later.date())


# claims


@pytest.mark.parametrize(("minutes", "holder"), [(0, "ada"), (14.9, "ada"), (15, None)])
def test_a_claim_ends_after_its_minutes(minutes: float, holder: str | None) -> None:
    state = fold([entry("c1", "claim")], NOON + timedelta(minutes=minutes))
    assert state.claimed_by("1") == holder


def test_the_first_to_claim_holds() -> None:
    history = [entry("c1", "claim"), entry("c2", "claim", minutes=5, who="bo")]
    assert fold(history, NOON + timedelta(minutes=6)).claimed_by("1") == "ada"
    history.append(entry("c3", "claim", minutes=16, who="bo"))
    assert fold(history, NOON + timedelta(minutes=17)).claimed_by("1") == "bo"


def test_a_claim_of_a_clock_far_ahead_holds_nobody_off() -> None:
    ahead = entry("c1", "claim", minutes=60 * 24 * 365)
    assert fold([ahead], NOON).claimed_by("1") is None
    assert fold([ahead, entry("c2", "claim", who="bo")], NOON).claimed_by("1") == "bo"


def test_only_the_holder_releases_and_deciding_ends_the_claim() -> None:
    claim = entry("c1", "claim")
    assert fold([claim, entry("x", "release", who="bo")], NOON).claimed_by("1") == "ada"
    assert fold([claim, entry("x", "release")], NOON).claimed_by("1") is None
    state = fold([claim, entry("x", "reprice")], NOON)
    assert (state.claimed_by("1"), row(state)["state"]) == (None, "decided")


def test_a_claimed_row_says_by_whom() -> None:
    found = row(fold([entry("c1", "claim")], NOON))
    assert (found["state"], found["claimed_by"], found["action"]) == ("claimed", "ada", None)


# what may be decided


def test_every_action_has_words() -> None:
    assert all(text.de and text.en for text in ACTIONS.values())


def test_plain_decisions_need_no_reason() -> None:
    check_decision(entry("d", "reprice", params={"step": "0.04"}), fold((), NOON), ROW, Settings(), Decimal(10_000))
    for action in ("service", "channel", "skip", "claim"):
        check_decision(entry("d", action), fold((), NOON), ROW, Settings(), Decimal(10_000))
    check_decision(entry("d", "keep"), fold((), NOON), None, Settings(), Decimal(10_000))


def test_letting_go_needs_a_reason() -> None:
    assert "needs a reason" in refused(entry("d", "let_go", reason="  "), fold((), NOON))
    check_decision(entry("d", "let_go", reason="Verlust seit Jahren"), fold((), NOON), ROW, Settings(), None)


@pytest.mark.parametrize("until", ["", "2026-11-02", "2026-01-01"])
def test_keeping_against_a_proposal_needs_an_expiry(until: str) -> None:
    assert "day in the future" in refused(entry("d", "keep", reason="x", params={"until": until}), fold((), NOON))


def test_keeping_against_a_proposal_needs_a_reason() -> None:
    assert "needs a reason" in refused(entry("d", "keep", params={"until": "2027-01-01"}), fold((), NOON))


def test_snoozing_needs_a_day() -> None:
    assert "day in the future" in refused(entry("d", "snooze"), fold((), NOON))


@pytest.mark.parametrize("step", ["0", "-0.1", "1.5", "many", "nan"])
def test_an_impossible_step_is_refused(step: str) -> None:
    assert "not possible" in refused(entry("d", "reprice", params={"step": step}), fold((), NOON))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_nobody_reckons_with_is_refused(day: str) -> None:
    assert "take effect on" in refused(entry("d", "service", params={"effective": day}), fold((), NOON))


@pytest.mark.parametrize("action", ["reprice", "service", "channel", "let_go", "skip", "claim"])
def test_what_does_not_last_takes_no_day(action: str) -> None:
    params = {"until": "2027-01-01"} | ({"step": "0.02"} if action == "reprice" else {})
    line = refused(entry("d", action, reason="x", params=params), fold((), NOON))
    assert "takes no last day" in line
    assert "keep or snooze" in line


def test_only_a_price_has_a_step() -> None:
    assert "takes no price step" in refused(entry("d", "service", params={"step": "0.02"}), fold((), NOON))


@pytest.mark.parametrize(("action", "row"), [("keep", ROW), ("keep", None), ("snooze", ROW)])
def test_nothing_is_kept_for_ever(action: str, row: dict[str, object] | None) -> None:
    def until(day: str) -> Decision:
        return entry("d", action, reason="x", params={"until": day})

    check_decision(until("2027-11-02"), fold((), NOON), row, Settings(), None)
    line = refused(until("2027-11-03"), fold((), NOON), row)
    assert "is too long" in line
    assert "2027-11-02" in line
    check_decision(until("2027-11-03"), fold((), NOON), row, Settings({"keep_longest_days": 366}), None)


def test_unknown_actions_and_nobody_are_refused() -> None:
    assert "no action" in refused(entry("d", "sing"), fold((), NOON))
    assert "without id" in refused(entry("d", "skip", who=" "), fold((), NOON))


def test_a_customer_in_work_is_left_to_its_holder() -> None:
    state = fold([entry("c1", "claim", who="bo\x1b[2J")], NOON)
    line = refused(entry("d", "service"), state)
    assert "claimed by bo" in line
    assert "\x1b" not in line
    check_decision(entry("d", "service", who="bo\x1b[2J"), state, ROW, Settings(), None)


def test_only_what_is_there_is_released_undone_or_redone() -> None:
    state = fold([entry("d1", "reprice"), entry("u1", "undo", replaces="d1")], NOON)
    assert "not claimed" in refused(entry("x", "release"), state)
    assert "not up for it" in refused(entry("x", "undo", replaces="d1"), state)
    assert "not up for it" in refused(entry("x", "redo", replaces="d9"), state)
    check_decision(entry("x", "redo", replaces="d1"), state, None, Settings(), None)


def keep(id_: str, customer: str, stake: int = 50, who: str = "ada") -> Decision:
    figures = {"proposal": "let_go", "at_stake": str(stake)}
    return entry(id_, "keep", customer, who=who, reason="x", params={"until": "2027-01-01"}, figures=figures)


def test_the_budget_of_cases() -> None:
    state = fold([keep("k1", "8"), keep("k2", "9"), keep("k3", "7", who="bo")], NOON)
    line = refused(keep("d", "1"), state, keep_budget_open=2)
    assert "left: 0 cases" in line
    check_decision(keep("d", "1", who="bo"), state, ROW, Settings({"keep_budget_open": 2}), None)


def test_the_budget_of_money() -> None:
    state = fold([keep("k1", "8", stake=120)], NOON)
    line = refused(keep("d", "1"), state)
    assert "left: 9 cases and 80.00 a year; at stake here: 100.00" in line


def test_what_is_left_comes_back_when_a_keep_ends() -> None:
    history = [keep("k1", "8", stake=120), entry("u1", "undo", replaces="k1")]
    check_decision(keep("d", "1"), fold(history, NOON), ROW, Settings(), Decimal(10_000))
    expired = fold([keep("k1", "8", stake=120)], datetime(2027, 1, 2, tzinfo=UTC))
    assert keep_budget(expired, "ada", Settings(), Decimal(10_000)).cases == 0


def test_keeping_the_same_customer_again_draws_once() -> None:
    state = fold([keep("k1", "1", stake=150)], NOON)
    check_decision(keep("d", "1"), state, ROW, Settings(), Decimal(10_000))


def test_without_any_contribution_there_is_no_money_to_draw_on() -> None:
    budget = keep_budget(fold((), NOON), "ada", Settings(), Decimal(-500))
    assert (budget.stake_limit, budget.allows(Decimal(1))) == (Decimal(0), False)


def test_a_pending_decision_is_replaced_a_waited_out_one_stays_a_rung() -> None:
    state = fold([entry("d1", "reprice")], NOON + timedelta(days=200))
    assert replaced_by(state, "1", Settings(), date(2026, 12, 1)) == "d1"
    assert replaced_by(state, "1", Settings(), date(2027, 2, 1)) is None
    assert replaced_by(state, "2", Settings(), date(2027, 2, 1)) is None
