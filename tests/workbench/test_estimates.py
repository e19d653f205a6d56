"""Wallets of a whole session, from a ledger and a customer list."""

from datetime import date
from pathlib import Path

import pytest

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, write_ledger

DAY = date(2026, 5, 4)


@pytest.fixture
def sized(tmp_path: Path) -> Workbench:
    """Thirty customers, one larger than the other, the larger buying more."""
    ledger = write_ledger(tmp_path / "umsatz.csv", [(f"K{n:02}", DAY, 100.0 + n, 60.0) for n in range(30)])
    rows = [f"K{n:02};Firma {n};{10 + n};" + ("2000,00" if n == 5 else "") for n in range(30)]
    master = tmp_path / "kunden.csv"
    master.write_text("\n".join(["Kundennummer;Name;Mitarbeiter;Jahresbedarf", *rows, ""]))
    bench = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([ledger, master])
    bench.set(wallet_alike=10)
    return bench


def test_wallets_come_from_customers_like_it(sized: Workbench) -> None:
    """The ten nearest to the smallest of all are the next ten: the 0.8 quantile of 101 ... 110 is 108.2."""
    found = sized.portfolio().sort("customer_id")
    assert float(found["wallet"][0]) == pytest.approx(108.2)
    assert float(found["opportunity"][0]) == pytest.approx(8.2)
    assert found["wallet_peers"].to_list() == [10] * 30
    assert found["potential_basis"][5] == "need"
    assert set(found["potential_basis"].to_list()) == {"need", "wallet"}


def test_another_quantile_is_another_wallet(sized: Workbench) -> None:
    sized.set(wallet_tau=0.5)
    assert float(sized.portfolio().sort("customer_id")["wallet"][0]) == pytest.approx(105.5)


def test_wallets_are_kept_on_the_disk(sized: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sized.portfolio()
    monkeypatch.setattr("kw_tui.core.wallet.wallet.wallets", None)
    assert Workbench.open(sized.path, clock=lambda: NOW).portfolio().equals(first)


def test_without_a_customer_list_there_is_no_wallet_and_why(bench: Workbench) -> None:
    assert bench.portfolio()["wallet"].null_count() == bench.portfolio().height
    assert "Mitarbeiter" in bench.customer("E1").reasons["wallet"].de


def test_criteria_and_own_columns_are_those_of_the_session(tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "umsatz.csv", [("K1", DAY, 100.0, 60.0), ("K2", DAY, 100.0, 60.0)])
    master = tmp_path / "kunden.csv"
    master.write_text("Kundennummer;Name;Mitarbeiter;Ampel\nK1;Eins;80;rot\nK2;Zwei;80;gruen\n")
    bench = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([ledger, master])
    with bench.path.open("a") as file:
        file.write(
            '[[scoring]]\ncriterion = "ampel"\ncolumn = "Ampel"\nweight = 0.75\nvalues = {gruen = 100}\nnew = 1\n'
        )
        file.write('[[scoring]]\ncriterion = "size"\ncolumn = "employees"\nweight = 0.25\nbands = [[0, 40]]\n')
    again = Workbench.open(bench.path, clock=lambda: NOW)
    found = again.portfolio().sort("customer_id").select("score", "score_confidence").rows()
    assert found == [(40, 0.25), (pytest.approx(85), 1.0)]
    again.set(wallet_alike=20)
    assert "new = 1" in bench.path.read_text()
    assert Workbench.open(bench.path).session.scoring == again.session.scoring
