from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kw_tui.core.reduction import reduce
from kw_tui.storage import buckets
from kw_tui.storage.buckets import file_of, write_ledger
from kw_tui.storage.staged import stage


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> pl.LazyFrame:
    """Six hundred lines that go to many buckets."""
    monkeypatch.setattr(buckets, "SMALL", 100)
    number = pl.int_range(600)
    return pl.select(
        customer_id=pl.format("K{}", number * 7 % 90),
        invoice_no=pl.format("R{}", number // 3),
        invoice_date=pl.lit(date(2025, 1, 1)) + pl.duration(days=number * 11 % 300),
        net_amount=number.cast(pl.Decimal(18, 4)),
        product_id=pl.format("P{}", number % 13),
    ).lazy()


def test_each_customer_lies_in_one_bucket_in_order(lines: pl.LazyFrame, tmp_path: Path) -> None:
    ledger = write_ledger(lines, tmp_path, None)
    homes: dict[str, int] = {}
    for bucket in range(ledger.buckets):
        part = pl.read_parquet(file_of(tmp_path, "lines", bucket))
        assert part.select("customer_id_key", "invoice_date").equals(
            part.select("customer_id_key", "invoice_date").sort("customer_id_key", "invoice_date")
        )
        for customer in part["customer_id"].unique():
            assert homes.setdefault(customer, bucket) == bucket
    assert (len(homes), ledger.rows) == (90, 600)
    assert not (tmp_path / "parts").exists()


def test_codes_decode_to_the_texts(lines: pl.LazyFrame, tmp_path: Path) -> None:
    write_ledger(lines, tmp_path, None)
    words = pl.read_parquet(file_of(tmp_path, "words", 0))
    texts = pl.read_parquet(file_of(tmp_path, "lines", 0))["product_id"]
    assert decoded(coded_lines(tmp_path, 0), words).collect()["product_id"].to_list() == texts.to_list()


def test_the_same_lines_give_the_same_buckets(lines: pl.LazyFrame, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ledger = write_ledger(lines, tmp_path / name, reduce)
        written.append([pl.read_parquet(file_of(tmp_path / name, "lines", b)) for b in range(ledger.buckets)])
    assert all(one.equals(two) for one, two in zip(*written, strict=True))
