"""The account of a file: every line in one place, faults counted and shown, what was found told."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.workbench import accounting
from kw_tui.workbench.imported import Imported, InCurrency
from kw_tui.workbench.opened import Asked
from kw_tui.workbench.reading import read_file

HEADER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag\n"
MIXED = (
    HEADER + "K2;R1;31.01.2024;10,00\nK1;R2;31.01.2024;5,50\n;R3;31.01.2024;2,00\nK3;R4;31.01.2024;1l8\nK4;R5\n"
    "\nK5;R6;30.02.2024;4,00\nSumme;;;21,50\n"
)


@pytest.fixture
def read(tmp_path: Path):
    def read(text: str) -> Imported:
        path = tmp_path / "export.csv"
        path.write_text(text, "utf-8")
        return read_file(path, Asked("sales_line"), tmp_path)

    return read


def test_every_line_and_every_amount_is_in_one_place(read) -> None:
    account = read(MIXED).reconciliation
    assert account.lines == 9
    assert (account.header, account.blank, account.totals) == (1, 1, 1)
    assert (account.accepted, account.without_customer, account.rejected) == (2, 1, 3)
    assert (account.net_sum, account.without_customer_sum) == (Decimal("15.5"), Decimal(2))
    assert (account.rejected_sum, account.totals_sum) == (Decimal(4), Decimal("21.5"))
    assert account.control_total == Decimal("21.5")
    assert account.is_balanced


def test_rows_come_in_the_order_of_the_file_without_keys(read) -> None:
    one = read(MIXED)
    assert one.accepted.collect().rows() == [
        ("K2", "R1", date(2024, 1, 31), Decimal(10)),
        ("K1", "R2", date(2024, 1, 31), Decimal("5.5")),
    ]
    assert one.without_customer.collect().rows() == [(None, "R3", date(2024, 1, 31), Decimal(2))]


def test_faults_are_listed_by_line_and_counted_by_kind(read) -> None:
    one = read(MIXED + "K6;R7;31.01.2024;x\n")
    listed = one.rejects.select("line_first", "field", "code").rows()
    assert listed == [
        (5, "net_amount", "bad-number"),
        (6, None, "short-row"),
        (8, "invoice_date", "bad-date"),
        (10, "net_amount", "bad-number"),
    ]
    first = one.faults.row(0, named=True)
    assert {name: first[name] for name in ("code", "field", "severity", "count", "line_first", "value")} == {
        "code": "bad-number",
        "field": "net_amount",
        "severity": "error",
        "count": 2,
        "line_first": 5,
        "value": "1l8",
    }
    assert one.faults["count"].sum() == one.reconciliation.rejected == 4


def test_few_faults_are_listed_but_all_are_counted(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounting, "RECORDS_KEPT", 3)
    one = read(HEADER + "K1;R0;31.01.2024;1,00\n" + "".join(f"K1;R{n};31.01.2024;x\n" for n in range(9)))
    assert one.rejects["line_first"].to_list() == [3, 4, 5]
    assert one.faults["count"].to_list() == [9]
    assert one.refused is not None
    assert len(one.refused.read_text("utf-8-sig").splitlines()) == 10


def test_a_sound_file_has_nothing_refused(read) -> None:
    one = read(HEADER + "K1;R1;31.01.2024;1,00\n")
    assert (one.refused, one.rejects.height, one.faults.height) == (None, 0, 0)
    assert one.reconciliation.rejected_sum is None


def test_currencies_are_told_with_the_lines_that_count_their_sum_and_the_first_of_them(read) -> None:
    lines = [
        "K1;R1;31.01.2024;x;GBP",
        "K1;R2;31.01.2024;1,00;usd",
        "K1;R3;31.01.2024;1,00;€",
        "K1;R4;31.01.2024;1,00;USD",
        ";R6;31.01.2024;0,25;USD",
    ]
    one = read(HEADER.strip() + ";Währung\n" + "\n".join([*lines, "K1;R5;31.01.2024;1,00;", ""]))
    assert one.currencies == (
        InCurrency("USD", 3, 3, Decimal("2.25")),
        InCurrency("EUR", 1, 4, Decimal(1)),
        InCurrency(None, 1, 7, Decimal(1)),
    )
    assert read(HEADER + "K1;R1;31.01.2024;1,00\n").currencies == ()


def test_columns_named_twice_are_told(read) -> None:
    one = read(HEADER.strip() + ";Text;Text\nK1;R1;31.01.2024;1,00;a;b\n")
    assert any("more than once: Text" in note.en for note in one.notes)


def test_a_total_that_differs_is_told(read) -> None:
    one = read(HEADER + "K1;R1;31.01.2024;1,00\nK2;R2;31.01.2024;2,00\nSumme;;;9,00\n")
    assert one.reconciliation.control_total == Decimal(9)
    assert one.reconciliation.rejected == 1
    assert any("9.00" in note.en for note in one.notes)
