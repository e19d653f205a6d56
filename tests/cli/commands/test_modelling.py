import json
from pathlib import Path

from kw_tui.workbench import Workbench
from tests.cli.conftest import Call
from tests.workbench.ledgers import earner, write_ledger


def session_of(folder: Path) -> Path:
    path = folder / "m.kw.toml"
    lines = [line for n in range(12) for line in earner(f"E{n}", 500 + 200 * n)]
    Workbench.open_or_new(path).import_files([write_ledger(folder / "umsatz.csv", lines)])
    return path


def test_models_as_objects(kw: Call, tmp_path: Path) -> None:
    ended = kw("model", "-s", session_of(tmp_path), "--format", "json")
    models = {one["name"]: one for one in json.loads(ended.out)}
    assert list(models) == ["mbg_cnbd", "mbg_nbd", "bg_nbd", "pareto_nbd", "nbd", "gamma_gamma_orders", "gamma_gamma"]
    assert set(models["pareto_nbd"]["parameters"]) == {"r", "alpha", "s", "beta"}
    assert {"k", "log_likelihood", "aic", "converged", "customers", "unique", "unit"} <= set(models["nbd"])
    assert models["nbd"]["customers"] == 12


def test_as_tables_in_both_languages(kw: Call, tmp_path: Path) -> None:
    session = session_of(tmp_path)
    assert "Konvergiert" in kw("model", "-s", session, "--lang", "de").out
    assert "Wheat/Morrison, 12 Kunden" in kw("model", "-s", session, "--lang", "de").err
    assert "Held" not in kw("model", "-s", session, "--errors").err
    assert kw("model", "-s", session, "--errors").out.splitlines()[0].split()[0] == "Repeats"
    tracked = kw("model", "-s", session, "--track", "--format", "csv").out.splitlines()
    assert tracked[0].split(",")[:3] == ["time", "until", "actual"]
    assert int(tracked[-1].split(",")[2]) == 12 * 23


def test_where_no_model_holds_it_says_why(kw: Call, session: Path) -> None:
    ended = kw("model", "-s", session)
    assert "kw: no model: only" in ended.err
    assert ended.code == 0
