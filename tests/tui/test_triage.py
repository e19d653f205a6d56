from datetime import date

from kw_tui.core.decisions import ACTIONS, Decision
from kw_tui.tui import triage
from kw_tui.vocabulary.texts import Text

TODAY = date(2026, 11, 1)


def test_every_key_decides_something_the_core_knows() -> None:
    actions = {key.id.partition(".")[2] for key in triage.triage_keys("queue")}
    assert actions <= ACTIONS.keys()
    assert all(len(key.key) == 1 for key in triage.triage_keys("queue"))


def test_only_reasons_and_several_customers_are_asked_about() -> None:
    assert not triage.must_ask("reprice", 1)
    assert triage.must_ask("reprice", 2)
    assert triage.must_ask("keep", 1)
    assert triage.must_ask("let_go", 1)


def test_a_keep_runs_out_and_a_snooze_comes_back() -> None:
    assert triage.question("keep", "Müller", TODAY, "de").until == date(2027, 4, 30)
    assert triage.question("let_go", "Müller", TODAY, "de").until is None
    assert triage.details("snooze", {}, TODAY) == {"until": date(2026, 12, 1)}
    assert triage.details("keep", {"reason": "x"}, TODAY) == {"reason": "x"}


def test_a_decision_is_named_with_its_step_or_day() -> None:
    assert triage.with_details("reprice", {"step": 0.09}, "de") == "Preis anpassen +9,0 %"
    assert triage.with_details("snooze", {"until": date(2026, 12, 1)}, "en") == "Snooze until 2026-12-01"
    assert triage.with_details("service", {"seen": {}}, "de") == "Service kürzen oder berechnen"


def test_what_letting_go_against_the_proposal_takes_is_told_before_a_reason_is_typed() -> None:
    assert "second_signature=let_go" in triage.question("let_go", "Müller", TODAY, "de", is_override=True).note
    assert "second_signature" not in triage.question("let_go", "Müller", TODAY, "de").note
    assert "second_signature" not in triage.question("channel", "Müller", TODAY, "de", is_override=True).note


def test_the_state_shown_at_once_is_the_one_to_come() -> None:
    assert triage.state_after("reprice") == "decided"
    assert triage.state_after("snooze") == "snoozed"
    assert triage.state_after("skip") == "open"


def test_a_day_is_suggested_for_what_lasts_until_one() -> None:
    assert triage.suggested_day("snooze", date(2026, 11, 1)) == date(2026, 12, 1)
    assert triage.suggested_day("keep", date(2026, 11, 1)) == date(2027, 4, 30)
    assert set(triage.LASTING) == {"keep", "snooze"}


def test_what_is_taken_back_is_told_with_its_name_and_what_it_was() -> None:
    undone = Text("Zurückgenommen", "Undone")
    one, other = (Decision(id_, id_, action, "ada", "2026-11-01") for id_, action in (("7", "keep"), ("8", "reprice")))
    assert triage.reversed_(undone, [one], "Bau AG", "de") == "Zurückgenommen: Behalten, Bau AG (7)"
    assert triage.reversed_(undone, [one], "", "en") == "Undone: Keep, 7"
    assert triage.reversed_(undone, [one, other], "", "de") == "Zurückgenommen: 2 Kunden"
    assert triage.reversed_(undone, [one, one], "", "en") == "Undone: Keep, 2 customers"
