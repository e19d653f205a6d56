"""One session has one currency: others are converted by its rates, or refused."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage import sessions
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.workbench import Workbench, currencies
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.importing import AS_FOUND, Wish, reading
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


def says(currency: str) -> Wish:
    """What a person says of lines that name none."""
    return Wish(options=ImportOptions(currency=currency))


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
    assert "rates=USD=0.9,CHF=0.92`" in refused.value.hint.in_("en")


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


# Lines without a customer


def anonymous(folder: Path, name: str = "a.csv") -> Path:
    """Two lines of customers and two of nobody, one in dollars each."""
    path = ledger(folder, ("10,00", "EUR"), ("10,00", "USD"), name=name)
    path.write_text(path.read_text("utf-8") + ";R8;05.02.2026;40,00;USD\n;R9;06.02.2026;5,00;EUR\n", "utf-8")
    return path


def test_lines_without_a_customer_are_converted_too(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates=RATES)
    (one,) = bench.import_files([anonymous(tmp_path)], dry_run=True)
    assert (one.net_sum, one.without_customer_sum) == (Decimal(19), Decimal(41))
    bench.import_files([anonymous(tmp_path)])
    (source,) = bench.session.sources
    assert (Decimal(source.net_sum), Decimal(source.without_customer_sum)) == (19, 41)


def test_their_rows_are_those_of_the_account(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates=RATES)
    with reading([anonymous(tmp_path)], AS_FOUND, bench.session, tmp_path, today=NOW.date()) as (one,):
        assert one.without_customer.select("net_amount", "currency").collect().rows() == [
            (Decimal(36), "EUR"),
            (Decimal(5), "EUR"),
        ]
        assert one.reconciliation.without_customer_sum == 45  # the file itself is reconciled as it is written
    assert "1 USD = 0,9 EUR (Zeilen: 2, 50,00 USD); zusammen 60,00 EUR" in one.notes[-1].de


def test_their_currency_needs_a_rate_though_no_customer_has_it(bench: Workbench, tmp_path: Path) -> None:
    path = ledger(tmp_path, ("10,00", "EUR"))
    path.write_text(path.read_text("utf-8") + ";R9;06.02.2026;5,00;USD\n", "utf-8")
    with pytest.raises(SourceError, match=r"EUR \(line 2\), USD \(line 3\)"):
        bench.import_files([path])


def test_a_conversion_that_loses_a_line_or_a_cent_is_refused(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.set(rates=RATES)
    exact = currencies.converted
    for wrong in (
        lambda *of: exact(*of).filter(pl.col("invoice_no") != "R2"),
        lambda *of: exact(*of).with_columns(pl.col("net_amount") + Decimal("0.01")),
    ):
        monkeypatch.setattr(currencies, "converted", wrong)
        with pytest.raises(SourceError, match="after conversion"):
            bench.import_files([mixed(tmp_path)])
    assert not bench.session.sources


# Lines that name no currency


def noted(one: Imported) -> str:
    return " ".join(note.en for note in one.notes if "name no currency" in note.en)


def test_they_are_counted_and_told(bench: Workbench, tmp_path: Path) -> None:
    (one,) = bench.import_files([ledger(tmp_path, ("10,00", "EUR"), ("7,00", ""), ("8,00", " "))])
    assert noted(one) == "lines that name no currency: 2 (first line 3, together 15.00), counted as EUR"
    assert amounts(bench) == [10, 7, 8]


def test_a_column_without_a_single_currency_is_told_too(bench: Workbench, tmp_path: Path) -> None:
    path = ledger(tmp_path, ("10,00", ""), ("7,00", ""))
    (one,) = bench.import_files([path], Wish(mapping={"currency": "Währung"}))
    assert noted(one).endswith("2 (first line 2, together 17.00), counted as EUR")


def test_a_file_that_has_no_such_column_is_told_nothing(bench: Workbench, tmp_path: Path) -> None:
    (one,) = bench.import_files([ledger(tmp_path, ("10,00", "EUR"))], Wish(mapping={"currency": ""}))
    assert (noted(one), one.currency) == ("", None)


@pytest.mark.parametrize("rates", ["", RATES])
def test_beside_another_currency_they_are_asked_for(bench: Workbench, tmp_path: Path, rates: str) -> None:
    if rates:
        bench.set(rates=rates)
    path = ledger(tmp_path, ("10,00", "USD"), ("7,00", ""), ("8,00", ""))
    with pytest.raises(SourceError) as refused:
        bench.import_files([path])
    line = refused.value.line("de")
    assert "keine Währung nennen: 2 (zuerst Zeile 3, zusammen 15,00); andere nennen USD (Zeile 2)" in line
    assert "--currency EUR" in line
    assert not bench.session.sources


@pytest.mark.parametrize(
    ("answer", "expected"), [("EUR", [9, 7]), ("USD", [9, Decimal("6.3")]), ("CHF", [9, Decimal("7.35")])]
)
def test_the_answer_says_what_they_are_in(bench: Workbench, tmp_path: Path, answer: str, expected: list[int]) -> None:
    bench.set(rates=RATES)
    path = ledger(tmp_path, ("10,00", "USD"), ("7,00", ""))
    (one,) = bench.import_files([path], says(answer))
    assert amounts(bench) == expected
    assert noted(one).endswith(f"counted as {answer}")
    assert one.net_sum == sum(expected)
    for file in store_folder(bench.path).glob("*.json"):
        file.unlink()
    assert amounts(again(bench)) == expected


def test_the_answer_holds_for_the_next_file_with_the_same_columns(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates=RATES)
    bench.import_files([ledger(tmp_path, ("10,00", "USD"), ("7,00", ""))], says("CHF"))
    (one,) = bench.import_files([ledger(tmp_path, ("20,00", "USD"), ("1,00", ""), name="b.csv")])
    assert noted(one).endswith("counted as CHF")
    assert [dict(source.options) for source in bench.session.sources] == [{"currency": "CHF"}] * 2


def test_a_file_without_the_column_is_in_the_currency_that_is_said(bench: Workbench, tmp_path: Path) -> None:
    bench.set(rates=RATES)
    wish = Wish(mapping={"currency": ""}, options=ImportOptions(currency="USD"))
    bench.import_files([ledger(tmp_path, ("10,00", "x"), ("20,00", "x"))], wish)
    assert amounts(bench) == [9, 18]


def test_an_answer_that_no_line_needs_is_told_as_such(bench: Workbench, tmp_path: Path) -> None:
    (one,) = bench.import_files([ledger(tmp_path, ("10,00", "EUR"))], says("USD"))
    assert "--currency USD changes nothing" in one.notes[-1].en
    assert one.options == ImportOptions(currency="USD")


def test_what_is_no_currency_is_to_be_corrected(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="more than one currency") as refused:
        bench.import_files([ledger(tmp_path, ("10,00", "EUR"), ("7,00", "n/a"))], Wish(mapping={"currency": "Währung"}))
    assert "'N/A' is no currency" in refused.value.hint.en


def test_the_header_of_the_amount_says_the_currency(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "usd.csv"
    path.write_text("Kundennummer;Rechnungsnummer;Datum;Netto USD\nA;R1;01.02.2026;10,00\n", "utf-8")
    (one,) = bench.import_files([path])
    assert (one.currency, one.net_sum) == ("USD", Decimal(10))


def test_currencies_in_the_cells_are_refused_like_those_of_a_column(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    rows = ["100,00 EUR", "100,00 USD", "$ 100,00"]
    lines = [f"A;R{n};01.02.2026;{cell}\n" for n, cell in enumerate(rows)]
    path.write_text("Kundennummer;Rechnungsnummer;Datum;Netto\n" + "".join(lines), "utf-8")
    with pytest.raises(SourceError, match=r"EUR \(line 2\), USD \(line 3\)"):
        bench.import_files([path])
