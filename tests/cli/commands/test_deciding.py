import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kw_tui.cli.commands.deciding import ACTIONS, UNTIL_A_DAY, read_action, read_day, read_step
from kw_tui.core import decisions
from kw_tui.vocabulary.errors import UsageError
from tests.cli.conftest import Call


@pytest.mark.parametrize(
    ("raw", "ratio"), [("5", 0.05), ("5%", 0.05), (" 2,5 % ", 0.025), ("0.5", 0.005), ("100", 1.0), (None, None)]
)
def test_a_step_is_in_per_cent(raw: str | None, ratio: float | None) -> None:
    assert read_step(raw) == ratio


@pytest.mark.parametrize(
    "raw",
    ["", "0", "-5", "0.05", "101", "nan", "inf", "five", "1_0", "٥", "５", "1e1", "5%%", "+5", "5.", ",5", "1,000.0"],
)
def test_an_impossible_step_is_refused(raw: str) -> None:
    with pytest.raises(UsageError, match="is not possible"):
        read_step(raw)


def test_days_come_in_two_forms() -> None:
    assert read_day("2027-01-31") == read_day("31.01.2027") == date(2027, 1, 31)
    for raw in ("31.02.2027", "2027-1", "", "01/31/2027", "٢٠٢٧-01-31"):
        with pytest.raises(UsageError):
            read_day(raw)


def test_actions_are_those_of_the_core() -> None:
    assert set(ACTIONS) == set(decisions.ACTIONS) - {"undo", "redo", "potential", "letter", "sign", "reject"}
    assert set(UNTIL_A_DAY) == set(decisions.DATED) - {"potential"}
    assert read_action("Let-Go") == read_action("let go") == "let_go"


def history(kw: Call, session: Path) -> list[dict[str, Any]]:
    return json.loads(kw("decisions", "-s", session, "--format", "json").out)


def test_a_decision_is_recorded_undone_and_redone(kw: Call, fresh: Path) -> None:
    ended = kw("decide", "0002", "reprice", "-s", fresh, "--step", "5", "--reason", "zu „billig“\x1b[2J")
    assert (ended.code, ended.out) == (0, ""), ended.err
    assert ended.err.startswith("Decided: 0002 - Reprice +5.0 % (ute)")
    (entry,) = history(kw, fresh)
    assert (entry["customer_id"], entry["action"], entry["who"], entry["step"]) == ("0002", "reprice", "ute", 0.05)
    assert "\x1b" not in entry["reason"]
    assert kw("undo", "-s", fresh).err.startswith("Taken back: 0002")
    assert kw("redo", "-s", fresh).err.startswith("Brought back: 0002")
    assert [one["action"] for one in history(kw, fresh)] == ["redo", "undo", "reprice"]


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"keep", "snooze"}))
def test_only_what_lasts_takes_a_day(kw: Call, session: Path, action: str) -> None:
    ended = kw("decide", "0002", action, "-s", session, "--until", "2020-01-01", "--reason", "r")
    assert (ended.code, ended.err) == (2, f"kw: {action} takes no --until - --until goes with keep or snooze\n")
    assert history(kw, session) == []


def test_nothing_to_undo_is_told(kw: Call, session: Path) -> None:
    for command in ("undo", "redo"):
        ended = kw(command, "-s", session, "--lang", "de")
        assert ended.code == 1
        assert ended.err.count("\n") == 1


def test_a_refused_decision_is_one_line_and_not_written(kw: Call, session: Path) -> None:
    ended = kw("decide", "0999", "reprice", "-s", session)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "0999" in ended.err
    assert not session.with_name("s.decisions.toml").exists()
