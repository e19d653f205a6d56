from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.vocabulary.errors import DecisionError, SourceError, UsageError
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import again, earner, state_of, write_ledger


def test_a_decision_outlives_the_program(fresh: Workbench) -> None:
    customer = fresh.queue()["customer_id"][0]
    made = fresh.decide(customer, "service", reason="to be announced in January")
    later = again(fresh)
    assert state_of(later, customer) == "decided"
    history = later.decisions().row(0, named=True)
    assert (history["who"], history["action"], history["reason"]) == ("anna", "service", "to be announced in January")
    assert history["when"] == made.when
    assert Decimal(history["at_stake"]) == fresh.queue()["at_stake"][0]


def test_undo_and_redo_reach_across_restarts(bench: Workbench) -> None:
    customer = bench.queue()["customer_id"][0]
    bench.decide(customer, "service", reason="they agreed")
    (undone,) = again(bench).undo()
    assert undone.customer_id == customer
    assert state_of(again(bench), customer) == "open"
    assert len(again(bench).redo()) == 1
    assert state_of(again(bench), customer) == "decided"
    assert again(bench).redo() == []


def test_nobody_undoes_for_somebody_else(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.decide(bench.queue()["customer_id"][0], "service", reason="they agreed")
    monkeypatch.setenv("KW_USER", "bert")
    assert bench.undo() == []


def test_what_somebody_else_decided_meanwhile_is_not_replaced_unseen(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = bench.queue()["customer_id"][:2]
    made = bench.decide(first, "service", reason="they agreed")
    monkeypatch.setenv("KW_USER", "bert")
    with pytest.raises(DecisionError, match="anna"):
        bench.decide_all([second, first], "channel", reason="they write", seen={first: None, second: None})
    assert state_of(bench, second) == "open"
    bench.decide_all([first], "channel", reason="they write", seen={first: made.id})


def test_an_impossible_decision_leaves_no_trace(bench: Workbench) -> None:
    for customer, action in (("nobody", "keep"), ("L1", "dance"), ("L1", "let_go")):
        with pytest.raises(DecisionError):
            bench.decide(customer, action)
    assert bench.decisions().is_empty()


def test_a_threshold_moves_the_classes_and_is_remembered(bench: Workbench) -> None:
    before = bench.portfolio()["abc"].value_counts(sort=True)
    bench.set(abc_a_customers=0.5)
    assert not again(bench).portfolio()["abc"].value_counts(sort=True).equals(before)
    assert again(bench).settings.number("abc_a_customers") == 0.5


@pytest.mark.parametrize("change", [{"abc_a_customers": 7}, {"period": "soon"}, {"as_of": "x"}, {"colour": "red"}])
def test_an_impossible_setting_changes_nothing(bench: Workbench, change: dict[str, object]) -> None:
    before = bench.path.read_bytes()
    with pytest.raises(UsageError):
        bench.set(**change)
    assert bench.path.read_bytes() == before


def test_the_same_content_twice_is_refused(bench: Workbench, ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.csv"
    copy.write_bytes(ledger.read_bytes())
    with pytest.raises(SourceError, match="2026-11-01"):
        bench.import_files([copy])
    assert len(bench.session.sources) == 1


def test_one_refused_file_keeps_all_out(bench: Workbench, tmp_path: Path) -> None:
    good = write_ledger(tmp_path / "good.csv", earner("E77"))
    before = bench.portfolio()
    with pytest.raises(SourceError):
        bench.import_files([good, tmp_path / "missing.csv"])
    assert again(bench).portfolio().equals(before)


def test_two_imports_that_began_together_are_both_kept(fresh: Workbench, tmp_path: Path) -> None:
    first, second = again(fresh), again(fresh)
    before = first.portfolio().height
    first.import_files([write_ledger(tmp_path / "x.csv", earner("X1"))])
    second.import_files([write_ledger(tmp_path / "y.csv", earner("Y1"))])
    assert second.portfolio().height == before + 2
    assert first.reload_if_changed()
    assert first.portfolio().equals(second.portfolio())


def test_the_same_file_imported_by_two_at_once_counts_once(bench: Workbench, tmp_path: Path) -> None:
    first, second = again(bench), again(bench)
    more = write_ledger(tmp_path / "x.csv", earner("X1"))
    first.import_files([more])
    with pytest.raises(SourceError, match="already imported"):
        second.import_files([more])
    assert again(bench).portfolio().height == bench.portfolio().height


def test_each_person_finds_the_screen_as_that_person_left_it(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    for who, tab in (("eva", "queue"), ("tom", "plan")):
        monkeypatch.setenv("KW_USER", who)
        assert bench.view() == {}
        bench.save_view({"tab": tab, "queue": {"sort": "revenue"}})
    monkeypatch.setenv("KW_USER", "eva")
    assert again(bench).view() == {"tab": "queue", "queue": {"sort": "revenue"}}


def test_a_session_moved_away_is_not_written_again_by_its_view(bench: Workbench) -> None:
    bench.path.unlink()
    bench.save_view({"tab": "queue"})
    assert not bench.path.exists()


def test_a_file_of_which_no_line_fits_is_refused_and_can_be_imported_again(bench: Workbench, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Kundennummer;Rechnungsnummer;Datum;Netto\nK1;R1;gestern;1,00\nK2;R2;morgen;2,00\n", "utf-8")
    with pytest.raises(SourceError, match="no line accepted, 2 rejected"):
        bench.import_files([odd])
    assert len(again(bench).session.sources) == 1


def test_what_is_decided_at_one_stroke_is_undone_at_one_stroke(bench: Workbench) -> None:
    bench.decide("E1", "reprice", step=0.03, reason="agreed with them")
    both = ["L1", "L2"]
    bench.decide_all(both, "keep", reason="they come back", until=date(2027, 1, 31))
    assert [one.customer_id for one in again(bench).undo()] == both
    assert [one.customer_id for one in again(bench).redo()] == both
    assert len(again(bench).undo()) == 2
    assert [one.customer_id for one in again(bench).undo()] == ["E1"]


@pytest.mark.parametrize("step", [None, 0.4, 0.0])
def test_a_price_is_raised_only_by_a_step_that_is_named_and_feasible(bench: Workbench, step: float | None) -> None:
    assert bench.queue().filter(pl.col("customer_id") == "E1").is_empty()
    with pytest.raises(DecisionError, match="step"):
        bench.decide("E1", "reprice", step=step)
    assert bench.decisions().is_empty()
