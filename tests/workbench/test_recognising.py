"""What the customer master does not know is counted with its sum, and counts."""

from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.workbench import Workbench
from kw_tui.workbench.imported import Imported, Unknown
from kw_tui.workbench.importing import Wish
from kw_tui.workbench.session_at_work import store_folder
from tests.workbench.ledgers import NOW

SALES = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag\n"
UNKNOWN = Unknown(lines=3, customers=2, first=3, value="K9", total=Decimal("8.5"))


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    path = tmp_path / "sales.csv"
    rows = [("K1", "1,00"), ("K9", "2,50"), ("K8", "4,00"), ("K9", "2,00"), ("", "7,00"), ("K2", "x")]
    path.write_text(SALES + "".join(f"{who};R{n};01.02.2026;{net}\n" for n, (who, net) in enumerate(rows)), "utf-8")
    return path


def master(folder: Path, *customers: str, name: str = "master.csv") -> Path:
    path = folder / name
    path.write_text("Kundennummer;Name;PLZ\n" + "".join(f"{one};Firma {one};01234\n" for one in customers), "utf-8")
    return path


def warned(one: Imported) -> list[tuple[object, ...]]:
    told = one.faults.filter(code="unknown-customer")
    return told.select("field", "severity", "count", "line_first", "value").rows()


def test_lines_of_customers_the_master_does_not_know_are_told_with_their_sum(
    bench: Workbench, tmp_path: Path, sales: Path
) -> None:
    bench.import_files([master(tmp_path, "K1", "K2")])
    (one,) = bench.import_files([sales])
    assert one.unknown == UNKNOWN
    assert warned(one) == [("customer_id", "warning", 3, 3, "K9")]
    assert (one.reconciliation.accepted, one.reconciliation.rejected) == (4, 1)
    assert bench.summary().revenue == Decimal("9.5")


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_master_imported_along_is_asked_too(bench: Workbench, tmp_path: Path, sales: Path, dry_run: bool) -> None:
    one, people = bench.import_files([sales, master(tmp_path, "K1", "K2")], dry_run=dry_run)
    assert (one.unknown, people.unknown) == (UNKNOWN, None)


def test_without_a_master_nothing_is_unknown(bench: Workbench, sales: Path) -> None:
    (one,) = bench.import_files([sales])
    assert (one.unknown, warned(one)) == (None, [])


def test_where_all_are_known_nothing_is_told(bench: Workbench, tmp_path: Path, sales: Path) -> None:
    bench.import_files([master(tmp_path, "K1", "K8", "K9")])
    (one,) = bench.import_files([sales], dry_run=True)
    assert (one.unknown, warned(one)) == (None, [])


def test_a_replaced_master_is_asked_no_more(bench: Workbench, tmp_path: Path, sales: Path) -> None:
    bench.import_files([master(tmp_path, "K1", "K8", "K9")])
    files = [sales, master(tmp_path, "K1")]
    for dry_run in (True, False):
        one, _ = bench.import_files(files, Wish(replace=True), dry_run=dry_run)
        assert one.unknown == UNKNOWN


def test_a_dry_run_on_a_store_that_is_gone_tells_nothing_false(bench: Workbench, tmp_path: Path, sales: Path) -> None:
    bench.import_files([master(tmp_path, "K1")])
    for file in store_folder(bench.path).glob("*.json"):
        file.unlink()
    (one,) = bench.import_files([sales], dry_run=True)
    assert one.unknown is None


def test_a_master_that_comes_later_tells_of_what_was_there(bench: Workbench, tmp_path: Path, sales: Path) -> None:
    bench.import_files([sales])
    (people,) = bench.import_files([master(tmp_path, "K1", "K2")])
    assert "Umsätze: 2 Kunden fehlen im Kundenstamm (3 Zeilen, zusammen 8,50)" in [note.de for note in people.notes]


def test_lines_without_an_amount_are_counted(bench: Workbench, tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    tickets.write_text("Ticketnummer;Kundennummer;Erstellt am\nT1;K1;01.02.2026\nT2;K9;01.02.2026\n", "utf-8")
    one, _ = bench.import_files([tickets, master(tmp_path, "K1")])
    assert one.unknown == Unknown(1, 1, 3, "K9", Decimal(0))
