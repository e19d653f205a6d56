"""What is derived is private, and a disk that refuses is said in plain words."""

import os
import stat
from pathlib import Path

import polars as pl
import pytest

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SessionError
from tests.storage.small_disk import small_disk
from tests.storage.stores import facts, lines


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_everything_is_private(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    facts(store)
    for path in [store.folder, *store.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SessionError):
        Store(tmp_path / "cache", reduce).write_table("sales_line", [lines(3)])


def test_a_file_in_the_place_of_the_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(SessionError):
        Store(tmp_path / "cache", reduce).write_table("sales_line", [lines(3)])


@pytest.mark.parametrize("table", ["sales_line", "customer"])
def test_a_full_disk_is_said_of_the_folder_that_is_full(tmp_path: Path, table: str) -> None:
    rows = lines(200_001, 200_001)
    with small_disk(tmp_path / "disk") as disk:
        store = Store(disk / "cache", reduce)
        store.write_table(table, [lines(5).select("customer_id") if table == "customer" else lines(5)])
        with pytest.raises(SessionError) as refused:
            store.write_table(table, [rows.with_columns(name=pl.col("invoice_no").hash().cast(pl.String))])
        assert refused.value.line("en").startswith(f"{disk}/cache cannot be written: the disk is full - ")
        assert store.rows(table) == 5
