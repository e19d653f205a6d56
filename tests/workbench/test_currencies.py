"""One session has one currency: others are converted by its rates, or refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.storage import sessions
from kw_tui.vocabulary.errors import SourceError
from kw_tui.workbench import Workbench
from kw_tui.workbench.session_at_work import store_folder
from tests.workbench.ledgers import NOW, again

HEADER = "Kundennummer;Rechnungsnummer;Datum;Netto;Währung\n"
RATES = "USD=0.9,CHF=1.05"


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


def ledger(folder: Path, *lines: tuple[str, str], name: str = "a.csv") -> Path:
    """A ledger of (net amount, currency), a customer a line."""
    rows = [f"{name}{n};R{n};0{n}.02.2026;{net};{currency}\n" for n, (net, currency) in enumerate(lines, 1)]
    path = folder / name
    path.write_text(HEADER + "".join(rows), "utf-8")
    return path


def amounts(bench: Workbench) -> list[Decimal]:
    return bench.store.scan("sales_line").sort("invoice_no").collect()["net_amount"].to_list()


def mixed(folder: Path) -> Path:
    return ledger(folder, ("10,00", "EUR"), ("10,00", "USD"), ("10,00", "EUR"), ("10,00", "CHF"))


def test_several_currencies_without_rates_are_refused_with_the_first_line_of_each(
    bench: Workbench, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as refused:
        bench.import_files([mixed(tmp_path)])
    assert "EUR (line 2), USD (line 3), CHF (line 5)" in refused.value.message.in_("en")
    assert "USD=" in refused.value.hint.in_("en")
    assert "CHF=" in refused.value.hint.in_("en")
    assert not bench.session.sources


def test_they_are_converted_at_the_rates_of_the_session(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates=RATES)
    (one,) = bench.import_files([mixed(tmp_path)])
    assert amounts(bench) == [Decimal(10), Decimal(9), Decimal(10), Decimal("10.5")]
    told = " ".join(note.in_("en") for note in one.notes)
    assert "1 USD = 0.9 EUR" in told
    assert "39.50" in told


def test_one_missing_rate_refuses_the_file(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates="USD=0.9")
    with pytest.raises(SourceError) as refused:
        bench.import_files([mixed(tmp_path)])
    assert "CHF=" in refused.value.hint.in_("en")
    assert "USD=" not in refused.value.hint.in_("en")


def test_a_changed_rate_derives_the_ledger_anew(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates=RATES)
    bench.import_files([mixed(tmp_path)])
    bench.set(rates="USD=0.5,CHF=1.05")
    assert amounts(bench) == [Decimal(10), Decimal(5), Decimal(10), Decimal("10.5")]
    assert bench.summary().revenue == Decimal("35.5")


def test_rates_survive_in_the_session_file(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates=RATES)
    bench.import_files([mixed(tmp_path)])
    before = amounts(bench)
    assert sessions.read(bench.path).rates == {"USD": "0.9", "CHF": "1.05"}
    for file in store_folder(bench.path).glob("*.json"):
        file.unlink()
    assert amounts(again(bench)) == before


def test_the_first_file_of_one_currency_gives_the_session_its_own(bench: Workbench, tmp_path: Path) -> None:
    bench.import_files([ledger(tmp_path, ("10,00", "CHF"))])
    assert bench.currency == "CHF"
    assert amounts(bench) == [Decimal(10)]
    with pytest.raises(SourceError, match="EUR"):
        bench.import_files([ledger(tmp_path, ("1,00", "EUR"), name="b.csv")])
    bench.set(rates="EUR=0.5")
    bench.import_files([ledger(tmp_path, ("1,00", "EUR"), name="b.csv")])
    assert sorted(amounts(bench)) == [Decimal("0.5"), Decimal(10)]


def test_files_of_two_currencies_do_not_add_up_in_one_import(bench: Workbench, tmp_path: Path) -> None:
    two = [ledger(tmp_path, ("10,00", "CHF")), ledger(tmp_path, ("10,00", "EUR"), name="b.csv")]
    with pytest.raises(SourceError, match="EUR"):
        bench.import_files(two)
    assert not bench.session.sources
