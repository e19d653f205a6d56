"""What only the last of many lines tells counts as much as what the first ones say."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.storage.readers.formats import read_any
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.vocabulary.errors import SourceError
from kw_tui.workbench import Workbench
from kw_tui.workbench.reading import Imported
from tests.properties.reading import read_ledger

LINES = 60_000
"""More than any sample that could be looked at first."""
LEDGER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag\n"
PRICED = "Kundennummer;Rechnungsdatum;Menge;Einzelpreis;Rabatt %\n"


@pytest.fixture
def bring_in(tmp_path: Path) -> Callable[..., Imported]:
    def bring_in(header: str, line: str, *last: str) -> Imported:
        path = tmp_path / "export.csv"
        path.write_text(header + f"{line}\n" * LINES + "".join(f"{text}\n" for text in last), encoding="utf-8")
        return read_ledger(path, tmp_path)

    return bring_in


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., RawText]:
    def read(last: bytes, line: bytes = b"1;eins;x\n") -> RawText:
        path = tmp_path / "export.csv"
        path.write_bytes(b"Kundennummer;Name;Ort\n" + line * LINES + last)
        return read_any(path, tmp_path)

    return read


def tail(raw: RawText, rows: int = 1) -> list[tuple[object, ...]]:
    return raw.frame.sort(LINE).collect().tail(rows).rows()


@pytest.mark.parametrize(
    ("last", "each", "final"), [("2,50", 1234, "2.50"), ("2.50", "1.234", "2.50"), ("1.234.567", 1234, "1234567")]
)
def test_the_last_amount_proves_the_decimal_mark(bring_in, last: str, each: object, final: str) -> None:
    account = bring_in(LEDGER, "1;R1;31.01.2024;1.234", f"1;R2;31.01.2024;{last}").reconciliation
    assert account.net_sum == LINES * Decimal(str(each)) + Decimal(final)


@pytest.mark.parametrize(("last", "day"), [("25/02/2025", date(2025, 2, 1)), ("02/25/2025", date(2025, 1, 2))])
def test_the_last_day_proves_the_order(bring_in, last: str, day: date) -> None:
    imported = bring_in(LEDGER, "1;R1;01/02/2025;1,50", f"1;R2;{last};1,50")
    days = imported.accepted.collect()["invoice_date"]
    assert sorted(set(days)) == sorted({day, date(2025, 2, 25)})


def test_the_last_discount_tells_per_cent_from_fractions(bring_in) -> None:
    imported = bring_in(PRICED, "1;31.01.2024;2;100,00;0,5", "1;31.01.2024;2;100,00;20")
    assert imported.reconciliation.net_sum == LINES * Decimal(199) + 160


@pytest.mark.parametrize(
    ("last", "amount"),
    [("12,50-", "-12.50"), ("(12,50)", "-12.50"), ("12,50 €", "12.50"), ("1'234,50", "1234.50"), ("1,5E3", "1500")],
)
def test_the_last_amount_may_be_written_in_another_way(bring_in, last: str, amount: str) -> None:
    account = bring_in(LEDGER, "1;R1;31.01.2024;1,50", f"1;R2;31.01.2024;{last}").reconciliation
    assert account.net_sum == LINES * Decimal("1.50") + Decimal(amount)
    assert account.rejected == 0


def test_the_last_amount_may_be_rounded_and_that_is_told(bring_in) -> None:
    imported = bring_in(LEDGER, "1;R1;31.01.2024;1,50", "1;R2;31.01.2024;1,23456")
    assert imported.reconciliation.net_sum == LINES * Decimal("1.50") + Decimal("1.2346")
    assert imported.rejects.select("line_first", "code").rows() == [(LINES + 2, "precision-loss")]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ("1;R2;31.01.2024;1l8", "bad-number"),
        ("1;R2;31.01.2024;999.999.999.999,00", "bad-number"),
        ("1;R2;30.02.2024;1,50", "bad-date"),
        ("1;R2;31.01.2044;1,50", "date-out-of-range"),
        ("1;;31.01.2024;1,50", "missing-required"),
        ("1;R2;31.01.2024;#WERT!", "excel-error"),
        ("1;R2;31.01.2024", "short-row"),
        ("1;R2;31.01.2024;1,50;zuviel", "long-row"),
        ('1;"R2;31.01.2024;1,50', "unclosed-quote"),
        ("1;R\x002;31.01.2024;1,50", "nul-byte"),
    ],
)
def test_the_last_line_is_rejected_like_any_other(bring_in, last: str, code: str) -> None:
    imported = bring_in(LEDGER, "1;R1;31.01.2024;1,50", last)
    account = imported.reconciliation
    assert (account.accepted, account.rejected, account.lines) == (LINES, 1, LINES + 2)
    assert account.net_sum == LINES * Decimal("1.50")
    assert imported.rejects.select("line_first", "code").rows() == [(LINES + 2, code)]


def test_the_last_line_lacks_its_customer(bring_in) -> None:
    account = bring_in(LEDGER, "1;R1;31.01.2024;1,50", ";R2;31.01.2024;2,50").reconciliation
    assert (account.without_customer, account.without_customer_sum) == (1, Decimal("2.50"))


def test_the_last_id_is_unwrapped(bring_in) -> None:
    imported = bring_in(LEDGER, "1;R1;31.01.2024;1,50", '="0012";R2;31.01.2024;1,50')
    assert set(imported.accepted.collect()["customer_id"]) == {"1", "0012"}


def test_the_last_line_is_in_another_currency(tmp_path: Path) -> None:
    path, line = tmp_path / "export.csv", "1;R1;31.01.2024;1,50;EUR\n"
    header = LEDGER.replace("\n", ";Währung\n")
    path.write_text(header + line * LINES + line.replace("EUR", "USD"), encoding="utf-8")
    with pytest.raises(SourceError, match=rf"USD.*{LINES + 2}"):
        Workbench.open_or_new(tmp_path / "s.kw.toml").import_files([path])


def test_the_last_line_is_the_total(bring_in) -> None:
    account = bring_in(LEDGER, "1;R1;31.01.2024;1,50", f"Summe;;;{LINES * 3 // 2},00").reconciliation
    assert (account.accepted, account.totals, account.rejected) == (LINES, 1, 0)
    assert account.control_difference == 0


def test_subtotals_alone_are_no_control_total(bring_in) -> None:
    account = bring_in(
        LEDGER, "1;R1;31.01.2024;1,50", "Zwischensumme;;;90.000,00", "2;R2;31.01.2024;5,00"
    ).reconciliation
    assert (account.accepted, account.totals, account.rejected) == (LINES + 1, 1, 0)
    assert account.control_difference in {None, 0}, "a sum of some lines is not compared with all of them"


@pytest.mark.parametrize(
    ("last", "row"),
    [
        (b'2;"zwei\nZeilen";y\n', ("2", "zwei\nZeilen", "y")),
        (b'2;"zwei; drei";y\n', ("2", "zwei; drei", "y")),
        (b'2;"zwei";"y\n"\n', ("2", "zwei", "y\n")),
        (b'2;Rohr 3/4" lang;y\n', ("2", 'Rohr 3/4" lang', "y")),
        (b"2;zwei;y;;;\n", ("2", "zwei", "y")),
        (b"2;zwei;y\r\n", ("2", "zwei", "y")),
        (b"2;zwei;y", ("2", "zwei", "y")),
        ("2;zwölf;y\n".encode("cp1252"), ("2", "zwölf", "y")),
        ("2;zw\u0085\u2028ei;y\n".encode(), ("2", "zw\u0085\u2028ei", "y")),
    ],
)
def test_the_last_record_may_look_different(read, last: bytes, row: tuple[str, ...]) -> None:
    raw = read(last)
    assert tail(raw, 2) == [(LINES + 1, "1", "eins", "x"), (LINES + 2, *row)]
    assert (raw.rejected, raw.records) == (0, LINES + 1)


@pytest.mark.parametrize(
    ("last", "counts"),
    [(b"\n;;\n  \n", {"blank": 3}), (b"Kundennummer;Name;Ort\n", {"repeated_headers": 1}), (b"\x1a", {"blank": 1})],
)
def test_the_last_lines_are_no_records(read, last: bytes, counts: dict[str, int]) -> None:
    raw = read(last)
    assert raw.records == LINES == raw.frame.collect().height
    assert {name: getattr(raw, name) for name in counts} == counts


def test_a_last_line_of_two_megabytes_costs_itself_at_most(read) -> None:
    raw = read(b"2;" + b"z" * (2 << 20) + b";y\n")
    assert raw.records + raw.rejected == LINES + 1
    assert tail(raw, 2)[0][:3] in {(LINES + 1, "1", "eins"), (LINES, "1", "eins")}
