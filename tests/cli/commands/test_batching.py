import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

WHERE = ("--where", "revenue > 0")


def history(kw: Call, session: Path) -> list[dict[str, Any]]:
    return json.loads(kw("decisions", "-s", session, "--format", "json").out)


def test_a_preview_writes_nothing(kw: Call, fresh: Path) -> None:
    ended = kw("batch", "reprice", *WHERE, "--step", "3", "-s", fresh, "--lang", "de")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("Preis anpassen +3,0 %: 5 von 5 Kunden")
    assert "nichts geschrieben" in ended.err
    assert not fresh.with_name("s.decisions.toml").exists()


def test_a_batch_is_taken_undone_and_redone_as_one(kw: Call, fresh: Path) -> None:
    preview = json.loads(kw("batch", "reprice", *WHERE, "--step", "3", "-s", fresh, "--format", "json").out)
    asked = ("batch", "reprice", *WHERE, "--step", "3", "--reason", "Runde", "-s", fresh, "--yes")
    ended = kw(*asked, "--format", "json")
    assert ended.code == 0, ended.err
    taken = json.loads(ended.out)
    assert taken["decided"] == preview["can_be_decided"] == 5
    assert taken["total"] == preview["total"]
    assert ended.err.startswith("Decided: 5 customers - Reprice (ute); `kw undo`")
    assert [one["step"] for one in history(kw, fresh)] == [0.03] * 5
    assert kw("undo", "-s", fresh).err.count("Taken back") == 5
    assert kw("redo", "-s", fresh).err.count("Brought back") == 5
    assert kw(*asked).code == 1
    assert [one["action"] for one in history(kw, fresh)].count("reprice") == 5


def test_rows_as_csv_tell_who_and_why_not(kw: Call, session: Path) -> None:
    out = kw("batch", "let-go", "--where", "true", "-s", session, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["excluded"] for row in rows} == {"not_proposed"}
    assert next(row["name"] for row in rows if row["customer_id"] == "0002").startswith("'=")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("reprice", *WHERE, "--step", "3", "--yes"), 1, "needs a reason"),
        (("reprice", "--where", "nonsense = 1"), 2, "no column 'nonsense'"),
        (("claim", *WHERE), 2, "not for many"),
        (("dance", *WHERE), 2, "no action"),
        (("reprice", *WHERE, "--until", "2027-01-01"), 2, "takes no --until"),
        (("reprice", "--where", "revenue > 1e9", "--reason", "r", "--yes"), 1, "no customer matches"),
    ],
)
def test_refusals_are_one_line_and_write_nothing(
    kw: Call, fresh: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    ended = kw("batch", *options, "-s", fresh)
    assert (ended.code, ended.out, ended.err.count("\n")) == (code, "", 1)
    assert said in ended.err
    assert not fresh.with_name("s.decisions.toml").exists()


def test_many_taken_back_are_told_in_one_line(kw: Call, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.cli.commands.deciding.MOST_TOLD", 2)
    kw("batch", "reprice", *WHERE, "--step", "3", "--reason", "r", "--yes", "-s", fresh)
    assert kw("undo", "-s", fresh).err == "Taken back: 5 customers - Reprice (ute)\n"
