from datetime import date
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import SessionError, SourceError
from kw_tui.workbench import Workbench
from kw_tui.workbench.session_at_work import store_folder
from tests.workbench.ledgers import NOW, again, earner, revenue, state_of, write_ledger


def test_the_day_after_the_last_invoice_is_as_of_and_the_year_before_it_the_period(bench: Workbench) -> None:
    assert bench.as_of == date(2026, 11, 1)
    assert bench.period.first == date(2025, 11, 1)


def test_what_another_person_decides_is_seen(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    other = again(bench)
    customer = bench.queue()["customer_id"][0]
    assert not bench.reload_if_changed()
    monkeypatch.setenv("KW_USER", "bert")
    other.decide(customer, "service", reason="agreed")
    assert bench.reload_if_changed()
    assert state_of(bench, customer) == "decided"
    assert not bench.reload_if_changed()


def test_the_derived_store_can_be_deleted_at_any_time(fresh: Workbench) -> None:
    import shutil

    before = fresh.portfolio()
    shutil.rmtree(store_folder(fresh.path))
    assert again(fresh).portfolio().equals(before)


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


def test_a_short_period_is_the_last_months(bench: Workbench) -> None:
    short = Workbench.open(bench.path, period="1m", clock=lambda: NOW)
    assert short.period.first == date(2026, 10, 1)
    assert short.summary().revenue < bench.summary().revenue


def test_a_cache_left_by_another_session_is_not_added_to_a_new_one(bench: Workbench, ledger: Path) -> None:
    before = revenue(bench)
    bench.path.rename(bench.path.with_name("aside.toml"))
    fresh = Workbench.open_or_new(bench.path, clock=lambda: NOW)
    assert fresh.tables() == {}
    fresh.import_files([ledger])
    assert revenue(fresh) == before


def test_the_cache_can_be_deleted_under_an_open_program(bench: Workbench) -> None:
    import shutil

    customer, before = bench.queue()["customer_id"][0], bench.portfolio()
    shutil.rmtree(store_folder(bench.path))
    bench.decide(customer, "service", reason="agreed")
    assert bench.portfolio().equals(before)
    assert bench.customer(customer).lines.height == 24


def test_as_if_settings_were_others_nothing_is_saved(bench: Workbench) -> None:
    before = bench.path.read_bytes()
    other = bench.as_if({"abc_measure": "db1", "rfm_r": "30,90", "period": "6m"})
    assert other.settings.choice("abc_measure") == "db1"
    assert other.settings.rfm.of("r") == (30.0, 90.0)
    assert other.period != bench.period
    assert bench.settings.choice("abc_measure") == "revenue"
    assert bench.path.read_bytes() == before


def test_a_session_that_is_gone_is_not_begun_anew_in_its_place(bench: Workbench, ledger: Path) -> None:
    held = bench.path.read_bytes()
    bench.path.unlink()
    for change in (lambda: bench.set(lang="en"), lambda: bench.apart().import_files([ledger]), bench.news):
        with pytest.raises(SessionError, match="not there any more"):
            change()
    assert not bench.path.exists()
    assert bench.portfolio().height > 0
    bench.path.write_bytes(held)
    bench.set(lang="en")
    assert bench.tables()["sales_line"] > 0


def test_what_is_changed_apart_is_taken_in_and_what_is_computed_aside_is_learnt(bench: Workbench) -> None:
    other = bench.apart()
    other.set(feasible_step="0.2")
    before = bench.settings["feasible_step"]
    assert bench.reload_if_changed()
    assert bench.settings["feasible_step"] != before
    aside = bench.aside()
    portfolio = aside.portfolio()
    bench.learn(aside)
    assert bench.portfolio() is portfolio
