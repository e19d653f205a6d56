import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Call


def test_an_export_has_the_conditions_of_each_row(kw: Call, session: Path) -> None:
    rows = [
        json.loads(line.strip().rstrip(","))
        for line in kw("queue", "-s", session, "--format", "json").out.splitlines()[1:-1]
    ]
    assert rows
    names = list(rows[0])
    assert names[names.index("risks") - 1] == "conditions"
    assert all(one["holds"] for row in rows for one in row["conditions"])
    assert kw("queue", "-s", session, "--format", "csv").out.splitlines()[0].split(",") == names


def test_all_proposals_are_listed_with_the_reason_of_their_place(kw: Call, session: Path) -> None:
    german = kw("queue", "-s", session, "--proposals", "--lang", "de").out
    assert "Warum an dieser Stelle" in german.splitlines()[0]
    assert "keine andere Maßnahme kommt in Frage" in german or "niedrigste noch nicht erprobte Stufe" in german
    assert kw("queue", "-s", session, "--proposals", "--where", "is_recommended = false").code == 0


def test_all_proposals_in_every_format(kw: Call, session: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.parquet"
    assert kw("queue", "-s", session, "--proposals", "-o", target).code == 0
    found = pl.read_parquet(target)
    queued = kw("queue", "-s", session, "--format", "csv").out.splitlines()
    assert found.filter("is_recommended").height == len(queued) - 1
    assert found.columns[-1] == "order_reason"
    told = kw("queue", "-s", session, "--proposals", "--format", "csv").out.splitlines()
    assert told[0].split(",") == found.columns
    assert len(told) == found.height + 1


def test_an_unknown_group_is_one_clear_line(kw: Call, session: Path) -> None:
    ended = kw("queue", "-s", session, "--group", "nichts\x1b[31m")
    assert ended.code == 2
    assert "There is no product group" in ended.err
    assert "\x1b" not in ended.err


def test_a_group_and_all_proposals_do_not_go_together(kw: Call, session: Path) -> None:
    ended = kw("queue", "-s", session, "--proposals", "--group", "Werkzeug", "--lang", "de")
    assert (ended.code, ended.out) == (2, "")
    assert "gehen nicht zusammen" in ended.err


@pytest.mark.parametrize("lang", ["de", "en"])
def test_help_tells_of_both(kw: Call, lang: str) -> None:
    told = kw("queue", "--help", "--lang", lang).out
    assert "--group" in told
    assert "--proposals" in told
