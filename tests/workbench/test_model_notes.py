from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kw_tui.workbench import Workbench
from kw_tui.workbench.model_notes import ModelNotes
from tests.workbench.ledgers import NOW, write_ledger

IDS = [f"C{number:03}" for number in range(60)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    folder = tmp_path_factory.mktemp("notes")
    lines = [
        (customer, date(2026, 10, 30) - timedelta(days=(7 + number % 40) * order + number), 90.0 + number, 50.0)
        for number, customer in enumerate(IDS)
        for order in range(2 + number % 7)
    ]
    made = Workbench.open_or_new(folder / "s.kw.toml", clock=lambda: NOW)
    made.import_files([write_ledger(folder / "umsatz.csv", lines)])
    return made


def notes(bench: Workbench, *columns: str) -> dict[str, Any]:
    return ModelNotes(bench, bench.portfolio().row(0, named=True)).about(columns)


def test_a_lifetime_model_is_told_with_its_parameters(bench: Workbench) -> None:
    told = notes(bench, "life_alive", "life_orders")
    assert set(told) == {"life_alive", "life_orders"}
    assert told["life_alive"].en.startswith("MBG/CNBD-k: k = ")
    assert "r = " in told["life_alive"].de
    assert told["life_alive"].de.endswith("aus 60 Kunden")


def test_only_what_is_asked_about_is_told(bench: Workbench) -> None:
    assert notes(bench) == {}
    assert notes(bench, "revenue_invoiced") == {}
    assert "80 %" in notes(bench, "wallet_quantile")["wallet_quantile"].de


def test_a_claim_is_told_with_who_made_it_and_what_it_rests_on(bench: Workbench, monkeypatch: Any) -> None:
    monkeypatch.setenv("KW_USER", "anna")
    assert notes(bench, "claim_revenue") == {}
    customer = bench.portfolio()["customer_id"][0]
    bench.claim_potential(customer, amount=5000, evidence="zweites\x1b Lager", until=date(2027, 6, 30))
    told = notes(bench, "claim_revenue")["claim_revenue"].de
    assert told.startswith("anna, gilt bis 30.06.2027: zweites· Lager")


def test_where_no_model_holds_there_is_no_note(tmp_path: Path) -> None:
    made = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    made.import_files([write_ledger(tmp_path / "umsatz.csv", [("E1", date(2026, 10, 1), 10.0, 5.0)])])
    assert notes(made, "life_alive", "life_value", "cluster", "cross_group") == {}
