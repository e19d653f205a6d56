import json
from pathlib import Path

import polars as pl
import pytest

from kw_tui.cli.app import run
from tests.cli.conftest import Call, at_home
from tests.workbench.ledgers import earner, loser, write_ledger


@pytest.fixture(scope="module")
def lossy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session with customers of whom something is proposed; nobody here changes it."""
    folder = tmp_path_factory.mktemp("lossy")
    lines = [*loser("L1"), *loser("L2", 50, 49), *(line for n in range(8) for line in earner(f"E{n}", 500 + 200 * n))]
    ledger, path = write_ledger(folder / "umsatz.csv", lines), folder / "s.kw.toml"
    named = ledger.read_text(encoding="cp1252").splitlines()
    rows = [
        f"{named[0]};Warengruppe",
        *(f"{row};{('Dübel', 'Werkzeug')[place % 2]}" for place, row in enumerate(named[1:])),
    ]
    ledger.write_text("\n".join(rows), encoding="cp1252")
    with pytest.MonkeyPatch.context() as patch:
        at_home(patch, folder)
        assert run(["import", str(ledger), "-s", str(path)]) == 0
    return path


def test_an_export_has_the_conditions_of_each_row(kw: Call, lossy: Path) -> None:
    rows = json.loads(kw("queue", "-s", lossy, "--format", "json").out)
    assert rows
    names = list(rows[0])
    assert names[names.index("risks") - 1] == "conditions"
    assert all(one["holds"] for row in rows for one in row["conditions"])
    assert kw("queue", "-s", lossy, "--format", "csv").out.splitlines()[0].split(",") == names


def test_all_proposals_are_listed_with_the_reason_of_their_place(kw: Call, lossy: Path) -> None:
    german = kw("queue", "-s", lossy, "--proposals", "--lang", "de").out
    assert "Warum an dieser Stelle" in german.splitlines()[0]
    assert "keine andere Maßnahme kommt in Frage" in german or "niedrigste noch nicht erprobte Stufe" in german
    assert kw("queue", "-s", lossy, "--proposals", "--where", "is_recommended = false").code == 0


def test_all_proposals_in_every_format(kw: Call, lossy: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.parquet"
    assert kw("queue", "-s", lossy, "--proposals", "-o", target).code == 0
    found = pl.read_parquet(target)
    queued = kw("queue", "-s", lossy, "--format", "csv").out.splitlines()
    assert found.filter("is_recommended").height == len(queued) - 1
    assert found.columns[-1] == "order_reason"
    told = kw("queue", "-s", lossy, "--proposals", "--format", "csv").out.splitlines()
    assert told[0].split(",") == found.columns
    assert len(told) == found.height + 1


def test_a_group_has_its_own_ranks_and_says_how_money_is_shared(kw: Call, lossy: Path) -> None:
    ended = kw("queue", "-s", lossy, "--group", "Dübel")
    assert ended.code == 0
    assert "Revenue of the group" in ended.out
    assert "the step times the group's revenue" in ended.err
    told = json.loads(kw("queue", "-s", lossy, "--group", "Dübel", "--format", "json").out)
    assert [row["rank"] for row in told] == list(range(1, len(told) + 1))
    assert [row["at_stake"] for row in told] == sorted((row["at_stake"] for row in told), reverse=True)
    assert all(row["conditions"] for row in told)


def test_an_unknown_group_is_one_clear_line(kw: Call, lossy: Path) -> None:
    ended = kw("queue", "-s", lossy, "--group", "nichts\x1b[31m")
    assert ended.code == 2
    assert "There is no product group" in ended.err
    assert "\x1b" not in ended.err


def test_a_group_and_all_proposals_do_not_go_together(kw: Call, lossy: Path) -> None:
    ended = kw("queue", "-s", lossy, "--proposals", "--group", "Werkzeug", "--lang", "de")
    assert (ended.code, ended.out) == (2, "")
    assert "gehen nicht zusammen" in ended.err


@pytest.mark.parametrize("lang", ["de", "en"])
def test_help_tells_of_both(kw: Call, lang: str) -> None:
    told = kw("queue", "--help", "--lang", lang).out
    assert "--group" in told
    assert "--proposals" in told
