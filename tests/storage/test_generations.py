"""A table is replaced as a whole, and what nobody reads any more goes."""

import json
import os

import polars as pl
import pytest

from kw_tui.storage.cache import Store
from tests.storage.stores import facts, lines


def test_a_failed_write_leaves_the_table_as_it_was(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    before = store.fingerprint()
    broken = lines(9).with_columns(net_amount=pl.lit("not a number"))
    with pytest.raises(pl.exceptions.PolarsError):
        store.write_table("sales_line", [broken])
    assert store.fingerprint() == before
    assert facts(store)["lines"].sum() > 0
    assert not list(store.folder.glob("*.tmp"))


def test_a_reader_may_finish_while_the_table_is_replaced(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    reading = store.scan("sales_line")
    store.write_table("sales_line", [lines(19)])
    assert reading.collect().height == 9
    assert store.scan("sales_line").collect().height == 19


def test_only_the_replaced_generation_stays_behind(store: Store) -> None:
    unfinished = store.folder / "sales_line-0123.tmp"
    unfinished.mkdir(parents=True)
    os.utime(unfinished, (0, 0))
    for _ in range(4):
        store.write_table("sales_line", [lines(9)])
    assert len(list(store.folder.glob("sales_line-*"))) == 2


def test_a_damaged_description_counts_as_absent(store: Store) -> None:
    store.write_table("sales_line", [lines(9)])
    description = store.folder / "sales_line.json"
    for damage in ("", "[]", "{", json.dumps({"format": 1, "generation": "gone"}), json.dumps({"format": 99})):
        description.write_text(damage)
        assert not store.has("sales_line"), damage


@pytest.mark.parametrize("damage", ["deleted", "cut off", "a folder"])
def test_a_table_whose_files_are_damaged_counts_as_absent(store: Store, damage: str) -> None:
    store.write_table("sales_line", [lines(9)])
    assert store.has("sales_line")
    (file,) = store.folder.glob("sales_line-*/lines-*.parquet")
    if damage == "cut off":
        os.truncate(file, file.stat().st_size // 2)
    else:
        file.unlink()
    if damage == "a folder":
        file.mkdir()
    assert not Store(store.folder).has("sales_line")


def test_marks_are_kept_with_the_table_they_were_given_for(store: Store) -> None:
    assert store.marks("sales_line") == ()
    store.write_table("sales_line", [lines(3)], marks=["a", "b"])
    assert store.marks("sales_line") == ("a", "b")
    store.write_table("sales_line", [lines(3)])
    assert store.marks("sales_line") == ()
