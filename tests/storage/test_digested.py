"""What lies beside the lines of a bucket: codes that lead back to the texts, and running totals."""

import os
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kw_tui.core.reduction import reduce
from kw_tui.storage import staged
from kw_tui.storage.buckets import CUSTOMERS_A_BUCKET, file_of, write_ledger
from kw_tui.storage.cache import Store
from kw_tui.storage.digested import coded_lines, decoded, digest_folder, write_digests
from kw_tui.storage.staged import stage
from kw_tui.vocabulary.table import MONEY
from tests.storage.small_disk import small_disk
from tests.storage.stores import AS_OF, YEAR, facts, lines

PRODUCTS = ["Öl", None, "A", "Öl", "Z", "A"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A ledger of one bucket."""
    lines = pl.DataFrame(
        {
            "customer_id": ["K2", "K1", "K1", "K2", "K1", "K3"],
            "invoice_no": ["R1", "R2", "R2", "R3", "R4", "R5"],
            "invoice_date": [date(2025, 1, day) for day in (1, 2, 2, 3, 4, 5)],
            "net_amount": pl.Series([1, 2, 4, 8, 16, 32]).cast(MONEY),
            "product_id": PRODUCTS,
        }
    )
    write_ledger([stage(lines.lazy(), tmp_path / "staged", 1)], tmp_path)
    return tmp_path


@pytest.fixture
def digests(home: Path) -> Path:
    folder = digest_folder(home, reduce.REDUCTION_VERSION)
    folder.mkdir()
    write_digests(home, folder, 0, reduce)
    return folder


def words(digests: Path) -> pl.DataFrame:
    return pl.read_parquet(file_of(digests, "words", 0))


def test_codes_lead_back_to_the_texts(home: Path, digests: Path) -> None:
    texts = pl.read_parquet(file_of(home, "lines", 0))["product_id"].to_list()
    assert sorted(texts, key=str) == sorted(PRODUCTS, key=str)
    assert decoded(coded_lines(home, digests, 0), words(digests)).collect()["product_id"].to_list() == texts


def test_codes_stand_in_text_order(home: Path, digests: Path) -> None:
    codes = coded_lines(home, digests, 0).collect()["product_id"]
    texts = pl.read_parquet(file_of(home, "lines", 0))["product_id"].to_list()
    by_code = dict(sorted((code, text) for code, text in zip(codes, texts, strict=True) if text))
    assert list(by_code.values()) == ["A", "Z", "Öl"]


def test_customers_and_invoices_are_told_apart_by_their_codes(home: Path, digests: Path) -> None:
    coded = coded_lines(home, digests, 0).collect()
    texts = pl.read_parquet(file_of(home, "lines", 0))
    for name in ("customer_id", "invoice_no"):
        pairs = set(zip(coded[name], texts[name], strict=True))
        assert len(pairs) == coded[name].n_unique() == texts[name].n_unique()
        assert coded[name].dtype.is_integer()
    assert coded["net_amount"].sum() == Decimal(63)


def test_customers_of_different_buckets_never_share_a_code(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "later"
    folder.mkdir()
    file_of(home, "lines", 0).rename(file_of(home, "lines", 3))
    write_digests(home, folder, 3, reduce)
    codes = pl.read_parquet(file_of(folder, "codes", 3))["customer_id"]
    assert codes.is_between(3 * CUSTOMERS_A_BUCKET, 4 * CUSTOMERS_A_BUCKET - 1).all()


def test_lines_are_boiled_down_to_running_totals(digests: Path) -> None:
    accounts = pl.read_parquet(file_of(digests, "accounts", 0))
    totals = accounts.group_by("customer_id", maintain_order=True).agg(pl.col("revenue_invoiced").last())
    assert totals["revenue_invoiced"].to_list() == [Decimal(22), Decimal(9), Decimal(32)]
    assert accounts.select("customer_id", "since").equals(accounts.select("customer_id", "since").sort(pl.all()))


def test_a_ledger_without_products_has_no_words(tmp_path: Path, home: Path, digests: Path) -> None:
    bare = pl.read_parquet(file_of(home, "lines", 0)).drop("product_id")
    bare.write_parquet(file_of(home, "lines", 1))
    write_digests(home, digests, 1, reduce)
    assert pl.read_parquet(file_of(digests, "words", 1)).columns == []
    assert "product_id" not in coded_lines(home, digests, 1).collect_schema().names()


def test_each_version_of_the_reduction_has_a_folder_of_its_own(tmp_path: Path) -> None:
    assert digest_folder(tmp_path, 1) != digest_folder(tmp_path, 2)


def test_another_reduction_digests_the_stored_lines_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_table("sales_line", [lines(30)])
    first = facts(store)
    monkeypatch.setattr(reduce, "REDUCTION_VERSION", 99)
    assert_frame_equal(facts(store), first)
    assert list(store.folder.glob("*/digests-v99/accounts-*"))


@pytest.mark.parametrize("damage", ["deleted", "cut off", "unknown"])
def test_damaged_digests_are_made_again(store: Store, damage: str) -> None:
    store.write_table("sales_line", [lines(9)])
    before = facts(store)
    file = next(store.folder.glob("sales_line-*/digests-v*/identities-*.parquet"))
    if damage == "cut off":
        os.truncate(file, file.stat().st_size // 2)
    elif damage == "deleted":
        file.unlink()
    else:
        (file.parent / "files.json").write_text("[")
    shutil.rmtree(store.folder / "results", ignore_errors=True)
    assert facts(Store(store.folder, reduce)).equals(before)


def test_a_store_written_without_a_reduction_yields_facts_later(store: Store) -> None:
    Store(store.folder).write_table("sales_line", [lines(30)])
    assert facts(store)["lines_prev"].sum() > 0
    with pytest.raises(ValueError, match="reduction"):
        Store(store.folder).facts(YEAR, None, AS_OF)


@pytest.mark.parametrize("small", [0, 300_000], ids=["many buckets", "one bucket"])
def test_a_store_that_can_only_be_read_yields_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(staged, "SMALL", small)
    expected = Store(tmp_path / "other", reduce)
    expected.write_table("sales_line", [lines()])
    with small_disk(tmp_path / "disk") as disk:
        Store(disk / ".s.kw.cache", reduce).write_table("sales_line", [lines()])
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        read_only = Store(disk / ".s.kw.cache", reduce)
        assert_frame_equal(facts(read_only), facts(expected))
        assert_frame_equal(
            read_only.assortment(YEAR).sort(pl.all()), expected.assortment(YEAR).sort(pl.all()), check_exact=True
        )
        assert not (disk / ".s.kw.cache" / "results").exists()
