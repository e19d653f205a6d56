from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.core.decisions import State
from kw_tui.vocabulary.errors import SessionError
from kw_tui.workbench import deciding
from kw_tui.workbench.deciding import Decisions
from tests.storage.small_disk import small_disk

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Decisions:
    monkeypatch.setenv("KW_USER", "anna")
    return Decisions(tmp_path / "s.kw.toml", lambda: NOW)


def test_what_is_written_is_read_back(decisions: Decisions) -> None:
    made = decisions.new("K1", "keep", params={"until": "2027-01-31"}, reason='Müller: "lohnt"', figures={"rank": "3"})
    (written,) = decisions.add(lambda _: [made], 15)
    assert written == made
    assert decisions.history() == [made]
    assert (made.who, made.moment) == ("anna", NOW)


def test_the_table_tells_newest_first_what_still_stands(decisions: Decisions) -> None:
    first, second = decisions.new("K1", "reprice", params={"step": "0.04"}), decisions.new("K2", "keep")
    decisions.add(lambda _: [first, second], 15)
    decisions.add(lambda _: [decisions.new("K1", "undo", replaces=first.id)], 15)
    table = decisions.table(15)
    assert table["action"].to_list() == ["undo", "keep", "reprice"]
    assert table["stands"].to_list() == [False, True, False]
    assert table["step"].to_list() == [None, None, 0.04]


def test_figures_and_days_of_the_table_are_no_text(decisions: Decisions) -> None:
    sound = decisions.new("K1", "reprice", params={"step": "0.04"}, figures={"at_stake": "1234.5600"})
    broken = decisions.new("K2", "reprice", params={"step": "a lot"}, figures={"at_stake": "NaN"})
    kept = decisions.new("K3", "keep", params={"until": "2027-01-31"})
    decisions.add(lambda _: [sound, broken, kept], 15)
    table = decisions.table(15).select("step", "at_stake", "until")
    assert table.schema == {"step": pl.Float64, "at_stake": pl.Decimal(18, 4), "until": pl.Date}
    assert table.rows() == [
        (None, None, date(2027, 1, 31)),
        (None, None, None),
        (0.04, Decimal("1234.56"), None),
    ]


@pytest.mark.parametrize("step", ["1e400", "nan", "-inf", "a lot"])
def test_a_step_that_is_no_number_is_not_known(decisions: Decisions, step: str) -> None:
    decisions.add(lambda _: [decisions.new("K1", "reprice", params={"step": step})], 15)
    assert decisions.table(15)["step"].to_list() == [None]
    assert decisions.history()[0].step is None


def test_the_state_is_that_of_the_moment_of_writing(decisions: Decisions, tmp_path: Path) -> None:
    Decisions(tmp_path / "s.kw.toml", lambda: NOW).add(lambda _: [decisions.new("K1", "claim")], 15)
    seen: list[State] = []

    def nothing(state: State) -> list[deciding.Decision]:
        seen.append(state)
        return []

    assert decisions.add(nothing, 15) == []
    assert seen[0].claimed_by("K1") == "anna"


def test_a_repricing_carries_its_step_as_proposed_or_as_given() -> None:
    assert deciding.params("reprice", None, None, {"step": 0.04}) == {"step": "0.04"}
    assert deciding.params("reprice", 0.02, None, {"step": 0.04}) == {"step": "0.02"}
    assert deciding.params("keep", None, date(2027, 1, 31), {"step": 0.04}) == {"until": "2027-01-31"}


def test_a_measure_carries_the_day_it_takes_effect() -> None:
    row, other = {"step": 0.04, "effective_date": date(2027, 1, 1)}, date(2027, 3, 1)
    assert deciding.params("reprice", None, None, row) == {"step": "0.04", "effective": "2027-01-01"}
    assert deciding.params("reprice", None, None, row, other) == {"step": "0.04", "effective": "2027-03-01"}
    assert deciding.params("service", None, None, row) == {"effective": "2027-01-01"}
    assert deciding.params("channel", None, None, {}) == {}
    assert deciding.params("let_go", None, None, row) == deciding.params("keep", None, None, row) == {}


def test_only_known_figures_are_taken_down() -> None:
    assert deciding.figures({"rank": 3, "db4": None, "name": "x"}) == {"rank": "3"}


def test_a_full_disk_is_told_and_what_was_decided_before_is_there(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        decisions = Decisions(disk / "s.kw.toml", lambda: NOW)
        decisions.add(lambda _: [decisions.new("K1", "service", reason="x")], 15)
        before = (disk / "s.decisions.toml").read_bytes()
        filler = disk / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        with pytest.raises(SessionError) as caught:
            decisions.add(lambda _: [decisions.new("K2", "service", reason="x" * 9000)], 15)
        assert "The decision was not saved in" in caught.value.line("en")
        assert "full" in caught.value.line("en")
        assert (disk / "s.decisions.toml").read_bytes() == before
        assert [one.customer_id for one in decisions.history()] == ["K1"]
        filler.unlink()
        decisions.add(lambda _: [decisions.new("K2", "service")], 15)
        assert [one.customer_id for one in decisions.history()] == ["K1", "K2"]


def test_a_state_given_out_stays_as_it_was(decisions: Decisions) -> None:
    first = decisions.state(15)
    decisions.add(lambda _: [decisions.new("K1", "claim")], 15)
    assert first.history == ()
    assert decisions.state(15).claimed_by("K1") == "anna"
    assert decisions.state(0.0).claimed_by("K1") is None


def test_a_history_taken_from_a_backup_is_read_anew(decisions: Decisions, tmp_path: Path) -> None:
    journal = tmp_path / "s.decisions.toml"
    decisions.add(lambda _: [decisions.new("K1", "service")], 15)
    backup = journal.read_bytes()
    decisions.add(lambda _: [decisions.new("K2", "service")], 15)
    decisions.history()
    journal.write_bytes(backup)
    assert [one.customer_id for one in decisions.history()] == ["K1"]


def test_claims_of_potential_are_found_without_the_rest(decisions: Decisions) -> None:
    made = [decisions.new("K1", "service"), decisions.new("K2", "potential", params={"amount": "5"})]
    decisions.add(lambda _: made, 15)
    assert decisions.potentials() == (made[1],)


def test_the_login_name_signs_unless_another_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_USER", "bert")
    assert deciding.who() == "bert"
    monkeypatch.delenv("KW_USER")
    monkeypatch.setenv("LOGNAME", "clara")
    assert deciding.who() == "clara"
