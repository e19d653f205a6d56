"""The account of several files: each kind of money by itself."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.imports import account_view
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.texts import Text
from tests.tui.fake_workbench import FakeWorkbench

LEDGER = FakeWorkbench().import_files([Path("umsatz.csv")])[0]
GOODWILL = replace(
    LEDGER,
    path=Path("kulanz.csv"),
    table=table_by_id("concession"),
    reconciliation=replace(LEDGER.reconciliation, net_sum=Decimal(500), without_customer_sum=Decimal(0)),
)


def test_money_of_different_tables_is_not_added_up() -> None:
    told = plain(account_view.account([LEDGER, GOODWILL], "de", 60)).splitlines()
    sums = {line.rsplit(maxsplit=1)[0].strip(): line.rsplit(maxsplit=1)[1] for line in told if line.startswith("Summe")}
    assert sums["Summe angenommen · Umsätze"] == "1.234,50"
    assert sums["Summe angenommen · Kulanz und Gratisleistungen"] == "500,00"
    assert sums["Summe ohne Kunde · Umsätze"] == "10,00"
    assert len(sums) == 3


def test_sums_are_those_in_the_currency_of_the_session() -> None:
    abroad = replace(LEDGER, converted_sum=Decimal("1111.1100"), converted_without_customer=Decimal(9))
    told = plain(account_view.account([abroad], "de", 60))
    assert "1.111,11" in told
    assert "1.234,50" not in told


def test_many_tables_are_counted_where_their_names_would_not_fit() -> None:
    several = [replace(LEDGER, table=table) for table in TABLES]
    assert plain(account_view.account(several, "de", 52)).startswith("7 Dateien → 7 Tabellen ─")
    assert plain(account_view.account(several, "de", 200)).startswith("7 Dateien → Umsätze + Kundenstamm + ")


def test_on_a_wide_screen_both_columns_keep_their_place() -> None:
    several = [replace(LEDGER, table=table) for table in TABLES]
    lines = account_view.page(several, {"sales_line": 1}, (), "de", 114)
    assert max(len(plain([line])) for line in lines) <= 114
    for begins in ("Abgewiesen: so", "Das lässt sich"):
        assert {plain([line]).find(begins) for line in lines} == {-1, account_view.ROOM + 3}


def test_notes_speak_of_keys() -> None:
    said = replace(LEDGER, notes=(Text("EK: je Stück; sonst: --map cost_amount=EK", "x"),))
    told = plain(account_view.account([said], "de", 60))
    assert "EK: je Stück; sonst: Vorschau, <import.edit> → Wareneinsatz" in told
