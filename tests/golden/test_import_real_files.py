"""Real exports are read to the line and to the last place."""

import json
import time
import tomllib
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.text import read_text
from kw_tui.workbench.opened import Asked
from kw_tui.workbench.reading import read_file
from tests.golden.shared_data import CDNOW, SHARED, SUPERSTORE, needs_real_files

SAMPLE = Path(__file__).parents[2] / "sample_data"
SPECTRUM = SHARED / "csv_spectrum"


@needs_real_files
def test_superstore(tmp_path: Path) -> None:
    imported = read_file(SUPERSTORE, Asked(), tmp_path)
    account, lines = imported.reconciliation, imported.accepted.collect()
    assert (imported.table.id, imported.guesses) == ("sales_line", frozenset())
    assert {
        "invoice_no": "Order ID", "invoice_date": "Order Date", "net_amount": "Sales", "margin_amount": "Profit",
        "discount_pct": "Discount", "quantity": "Quantity", "product_id": "Product ID", "product_group": "Category",
        "product_name": "Product Name", "customer_id": "Customer ID", "name": "Customer Name", "region": "Region",
        "industry": "Segment", "line_no": "Row ID",
    }.items() <= imported.mapping.items()  # fmt: skip
    assert (account.accepted, account.rejected, account.lines) == (9994, 0, 9995)
    assert account.net_sum == Decimal("2297200.8603")
    assert lines["margin_amount"].sum() == Decimal("286397.0217")
    assert lines.filter(pl.col("margin_amount") < 0).height == 1871
    assert (lines["customer_id"].n_unique(), lines["invoice_no"].n_unique()) == (793, 5009)
    assert lines["discount_pct"].max() == Decimal(80)


@needs_real_files
def test_cdnow(tmp_path: Path) -> None:
    imported = read_file(CDNOW, Asked(), tmp_path)
    account, lines = imported.reconciliation, imported.accepted.collect()
    assert (account.accepted, account.rejected) == (69_659, 0)
    assert account.net_sum == Decimal("2500315.63")
    assert lines["customer_id"].n_unique() == 23_570
    assert lines["invoice_no"].n_unique() == 69_659
    assert lines["customer_id"].head(1).item() == "00001"


@needs_real_files
def test_cdnow_sample_without_header(tmp_path: Path) -> None:
    imported = read_file(CDNOW.with_name("CDNOW_sample.txt"), Asked(), tmp_path)
    account = imported.reconciliation
    assert (account.accepted, account.header, account.net_sum) == (6919, 0, Decimal("244091.94"))
    assert imported.accepted.collect()["customer_id"].n_unique() == 2357
    assert imported.guesses == {"customer_id", "invoice_date", "net_amount"}


@needs_real_files
@pytest.mark.parametrize("path", sorted(SPECTRUM.glob("csvs/*.csv")), ids=lambda path: path.stem)
def test_csv_spectrum(path: Path, tmp_path: Path) -> None:
    expected = json.loads((SPECTRUM / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    expected = expected if isinstance(expected, list) else [expected]
    rows = read_text(path, tmp_path).frame.sort(LINE).drop(LINE).collect().fill_null("").to_dicts()
    if path.stem == "location_coordinates":  # Its JSON holds another telephone number than its CSV.
        expected[0]["Contact Phone Number"] = "2095257564"
    assert rows == expected


@needs_real_files
@pytest.mark.parametrize("path", [path for path in SHARED.rglob("*") if path.is_file()], ids=lambda path: path.name)
def test_every_line_of_every_real_file_is_accounted_for(path: Path, tmp_path: Path) -> None:
    raw = read_text(path, tmp_path)
    assert raw.records == raw.frame.collect().height
    assert raw.lines == len(path.read_bytes().removesuffix(b"\n").split(b"\n"))


def test_the_sample_ledger_and_its_known_totals(tmp_path: Path) -> None:
    known = tomllib.loads((SAMPLE / "stories.toml").read_text(encoding="utf-8"))["totals"]
    imported = read_file(SAMPLE / "umsatz.csv", Asked(), tmp_path)
    account = imported.reconciliation
    assert account.accepted == known["sales_accepted"]
    assert account.without_customer == known["sales_without_customer"]
    assert account.rejected == known["sales_rejected"]
    assert account.preamble == known["sales_preamble_rows"]
    assert account.totals == known["sales_totals_rows"]
    assert account.net_sum == Decimal(known["sales_accepted_net"])
    assert account.without_customer_sum == Decimal(known["sales_without_customer_net"])
    assert account.control_total == Decimal(known["sales_net_sum"])


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("kunden", "customer"),
        ("tickets", "ticket"),
        ("aktivitaeten", "activity"),
        ("kulanz", "concession"),
        ("konditionen", "price_condition"),
        ("interessenten", "prospect"),
    ],
)
def test_the_other_sample_files_map_by_themselves(name: str, table: str, tmp_path: Path) -> None:
    known = tomllib.loads((SAMPLE / "stories.toml").read_text(encoding="utf-8"))["totals"]
    imported = read_file(SAMPLE / f"{name}.csv", Asked(), tmp_path)
    assert (imported.table.id, imported.guesses) == (table, frozenset())
    assert (imported.reconciliation.accepted, imported.reconciliation.rejected) == (known[name], 0)


def test_a_million_lines_take_seconds(tmp_path: Path) -> None:
    number = pl.int_range(1_000_000)
    lines = pl.select(number.alias("n")).select(
        pl.format("00{}", pl.col("n") % 5000 + 10_000).alias("Kundennummer"),
        pl.format("RE{}", pl.col("n") // 3).alias("Rechnungsnummer"),
        (pl.date(2024, 1, 1) + pl.duration(days=pl.col("n") % 900)).dt.strftime("%d.%m.%Y").alias("Rechnungsdatum"),
        pl.format("{},{}", pl.col("n") % 900, pl.col("n") % 90 + 10).alias("Nettobetrag"),
    )
    path = tmp_path / "million.csv"
    lines.write_csv(path, separator=";")
    start = time.process_time()
    account = read_file(path, Asked(), tmp_path).reconciliation
    assert account.accepted == 1_000_000
    assert time.process_time() - start < 30
