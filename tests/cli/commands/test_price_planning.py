import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ID = "0002"


def test_a_plan_in_all_forms(kw: Call, session: Path) -> None:
    shown = kw("price-plan", ID, "-s", session, "--lang", "de")
    assert shown.code == 0, shown.err
    assert "Nötiger Schritt" in shown.out
    plain = json.loads(kw("price-plan", ID, "-s", session, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(kw("price-plan", ID, "-s", session, "--format", "csv").out)))
    assert [float(row["step"]) for row in rows] == [one["step"] for one in plain["steps"]]
    assert len(plain["outcomes"]) == 101


def test_another_step_and_a_loss(kw: Call, session: Path) -> None:
    plain = json.loads(kw("price-plan", ID, "-s", session, "--step", "2,5", "--loss", "10 %", "--format", "json").out)
    assert plain["step"] == 0.025
    assert plain["at_loss"]["loss"] == 0.1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--step", "90"), "is not possible here"),
        (("--step", "x"), "is not possible"),
        (("--loss", "101"), "Share '101' is not possible"),
        (("--loss", "-1"), "is not possible"),
    ],
)
def test_what_is_impossible_is_one_line(kw: Call, session: Path, options: tuple[str, ...], said: str) -> None:
    ended = kw("price-plan", ID, "-s", session, *options)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert said in ended.err


def test_an_unknown_customer(kw: Call, session: Path) -> None:
    ended = kw("price-plan", "0999", "-s", session)
    assert (ended.code, ended.out) == (1, "")
    assert "0999" in ended.err
