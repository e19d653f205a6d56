from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.vocabulary.errors import DecisionError, SessionError, SourceError, UsageError
from kw_tui.workbench import Workbench
from kw_tui.workbench.workbench import store_folder
from tests.workbench.ledgers import NOW, earner, loser, write_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    lines = [*loser("L1"), *loser("L2", 50, 49), *(line for n in range(8) for line in earner(f"E{n}", 500 + 200 * n))]
    return write_ledger(tmp_path / "umsatz.csv", lines)


@pytest.fixture
def bench(tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    monkeypatch.setenv("KW_USER", "anna")
    made = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    made.import_files([ledger])
    return made


def again(bench: Workbench) -> Workbench:
    """The next start of the program."""
    return Workbench.open(bench.path, clock=lambda: NOW)


def state_of(bench: Workbench, customer: str) -> str:
    return str(bench.queue().filter(pl.col("customer_id") == customer)["state"].item())


def test_the_day_after_the_last_invoice_is_as_of_and_the_year_before_it_the_period(bench: Workbench) -> None:
    assert bench.as_of == date(2026, 11, 1)
    assert bench.period.first == date(2025, 11, 1)


def test_a_decision_outlives_the_program(bench: Workbench) -> None:
    customer = bench.queue()["customer_id"][0]
    made = bench.decide(customer, "reprice", reason="to be announced in January")
    later = again(bench)
    assert state_of(later, customer) == "decided"
    history = later.decisions().row(0, named=True)
    assert (history["who"], history["action"], history["reason"]) == ("anna", "reprice", "to be announced in January")
    assert history["when"] == made.when
    assert Decimal(history["at_stake"]) == bench.queue()["at_stake"][0]


def test_undo_and_redo_reach_across_restarts(bench: Workbench) -> None:
    customer = bench.queue()["customer_id"][0]
    bench.decide(customer, "reprice")
    undone = again(bench).undo()
    assert undone is not None
    assert undone.customer_id == customer
    assert state_of(again(bench), customer) == "open"
    assert again(bench).redo() is not None
    assert state_of(again(bench), customer) == "decided"
    assert again(bench).redo() is None


def test_nobody_undoes_for_somebody_else(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.decide(bench.queue()["customer_id"][0], "reprice")
    monkeypatch.setenv("KW_USER", "bert")
    assert bench.undo() is None


def test_what_another_person_decides_is_seen(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    other = again(bench)
    customer = bench.queue()["customer_id"][0]
    assert not bench.reload_if_changed()
    monkeypatch.setenv("KW_USER", "bert")
    other.decide(customer, "reprice")
    assert bench.reload_if_changed()
    assert state_of(bench, customer) == "decided"
    assert not bench.reload_if_changed()


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


def test_the_derived_store_can_be_deleted_at_any_time(bench: Workbench) -> None:
    import shutil

    before = bench.portfolio()
    shutil.rmtree(store_folder(bench.path))
    assert again(bench).portfolio().equals(before)


def test_a_source_that_changed_is_not_read_in_place_of_the_imported_one(bench: Workbench, ledger: Path) -> None:
    import shutil

    shutil.rmtree(store_folder(bench.path))
    ledger.write_bytes(ledger.read_bytes().replace(b"108,00", b"18,00"))
    with pytest.raises(SourceError, match="changed"):
        again(bench).portfolio()


def test_a_crash_between_store_and_session_counts_no_line_twice(bench: Workbench, tmp_path: Path) -> None:
    session = bench.path.read_bytes()
    before = bench.portfolio()
    more = write_ledger(tmp_path / "more.csv", earner("E99"))
    again(bench).import_files([more])
    bench.path.write_bytes(session)  # as if the session had not been saved
    assert again(bench).portfolio().equals(before)
    again(bench).import_files([more])
    assert again(bench).portfolio().height == before.height + 1


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


def test_without_sales_there_is_a_clear_word(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="No sales"):
        Workbench.open_or_new(tmp_path / "new.kw.toml").portfolio()
    assert list(tmp_path.iterdir()) == []


def test_session_and_files_can_be_moved_together(bench: Workbench, tmp_path: Path) -> None:
    import shutil

    before = bench.queue().drop("claimed_by")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in ("s.kw.toml", "umsatz.csv"):
        shutil.copy(tmp_path / name, moved / name)
    assert Workbench.open(moved / "s.kw.toml", clock=lambda: NOW).queue().drop("claimed_by").equals(before)


def test_a_customers_story_adds_up(bench: Workbench) -> None:
    story = bench.customer("E3")
    assert story.lines.height == 24
    assert story.monthly["net_amount"].sum() == story.lines["net_amount"].sum()
    amounts = {step.id: step.amount for step in story.ladder}
    assert amounts["revenue"] - amounts["goods"] == amounts["db1"]
    assert amounts["db1"] == story.row["db1"]


def test_a_short_period_is_the_last_months(bench: Workbench) -> None:
    short = Workbench.open(bench.path, period="1m", clock=lambda: NOW)
    assert short.period.first == date(2026, 10, 1)
    assert short.summary().revenue < bench.summary().revenue


def test_a_claim_ends_after_its_time(bench: Workbench) -> None:
    customer = bench.queue()["customer_id"][0]
    bench.decide(customer, "claim")
    assert state_of(bench, customer) == "claimed"
    later = Workbench.open(bench.path, clock=lambda: NOW + timedelta(minutes=16))
    assert state_of(later, customer) == "open"


def revenue(bench: Workbench) -> Decimal:
    return bench.summary().revenue


def test_a_cache_left_by_another_session_is_not_added_to_a_new_one(bench: Workbench, ledger: Path) -> None:
    before = revenue(bench)
    bench.path.rename(bench.path.with_name("aside.toml"))
    fresh = Workbench.open_or_new(bench.path, clock=lambda: NOW)
    assert fresh.tables() == {}
    fresh.import_files([ledger])
    assert revenue(fresh) == before


def test_two_imports_that_began_together_are_both_kept(bench: Workbench, tmp_path: Path) -> None:
    first, second = again(bench), again(bench)
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


def test_the_cache_can_be_deleted_under_an_open_program(bench: Workbench) -> None:
    import shutil

    customer, before = bench.queue()["customer_id"][0], bench.portfolio()
    shutil.rmtree(store_folder(bench.path))
    bench.decide(customer, "reprice")
    assert bench.portfolio().equals(before)
    assert bench.customer(customer).lines.height == 24


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
