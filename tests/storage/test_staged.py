"""Rows on their way into the store: few in one file, many in parts by customer, none lost."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage import staged
from kw_tui.storage.staged import LINES_A_PART, SMALL, Staged, parts_for, stage
from kw_tui.vocabulary.table import MONEY

ROWS = pl.select(
    customer_id=pl.format("K{}", pl.int_range(600) * 7 % 90),
    invoice_date=pl.lit(date(2025, 1, 1)) + pl.duration(days=pl.int_range(600) % 300),
    net_amount=pl.int_range(600).cast(MONEY),
)


@pytest.mark.parametrize(
    ("lines", "parts"),
    [(0, 1), (SMALL, 1), (SMALL + 1, 2), (LINES_A_PART, 2), (2 * LINES_A_PART, 4), (10_000_000, 16), (10**12, 1024)],
)
def test_parts_are_few_and_powers_of_two(lines: int, parts: int) -> None:
    assert parts_for(lines) == parts


def test_more_lines_never_make_fewer_parts_and_a_part_is_soon_sorted() -> None:
    counts = [parts_for(lines) for lines in range(0, 100_000_000, 99_991)]
    assert counts == sorted(counts)
    assert all(lines / parts_for(lines) <= LINES_A_PART for lines in range(SMALL, 100_000_000, 99_991))


@pytest.mark.parametrize("parts", [1, 2, 8])
def test_all_rows_come_back_with_their_types(tmp_path: Path, parts: int) -> None:
    made = stage(ROWS.lazy(), tmp_path / "rows", parts)
    back = made.scan().collect()
    assert back.schema == ROWS.schema
    assert sorted(back.rows()) == sorted(ROWS.rows())
    assert (made.parts, len(made.places)) == (parts, len(made.files))


def test_a_customer_lies_in_one_part_whichever_file_he_comes_from(tmp_path: Path) -> None:
    for name, rows in (("one", ROWS.head(300)), ("two", ROWS.tail(300))):
        stage(rows.lazy(), tmp_path / name, 8)
    both = Staged.at([tmp_path / "one", tmp_path / "two"], 8)
    assert sorted(both.scan().collect().rows()) == sorted(ROWS.rows())
    parts = [pl.concat([pl.read_parquet(file) for file in files]) for n in range(8) if (files := both.part(n))]
    customers = [set(part["customer_id"]) for part in parts]
    assert len(customers) > 1
    assert sum(map(len, customers)) == len(set.union(*customers)) == 90
    assert sum(part.height for part in parts) == 600


def test_twice_as_many_parts_only_split_parts(tmp_path: Path) -> None:
    few, many = (stage(ROWS.lazy(), tmp_path / str(parts), parts) for parts in (4, 8))
    for number in range(8):
        for file in many.part(number):
            coarser = pl.concat([pl.read_parquet(other) for other in few.part(number % 4)])
            assert set(pl.read_parquet(file)["customer_id"]) <= set(coarser["customer_id"])


def test_files_of_other_columns_are_stacked(tmp_path: Path) -> None:
    stage(ROWS.head(1).lazy(), tmp_path / "one", 1)
    stage(ROWS.head(2).drop("net_amount").with_columns(unit=pl.lit("Stk")).lazy(), tmp_path / "two", 1)
    rows = Staged.at([tmp_path / "one", tmp_path / "two"], 1).scan().collect()
    assert rows["net_amount"].null_count() == 2
    assert rows["unit"].to_list() == [None, "Stk", "Stk"]


@pytest.mark.parametrize("parts", [1, 4])
def test_no_rows_are_no_trouble(tmp_path: Path, parts: int) -> None:
    made = stage(ROWS.limit(0).lazy(), tmp_path / "rows", parts)
    assert made.scan().select(pl.len()).collect().item() == 0
    assert [file for number in range(parts) for file in made.part(number)] == list(made.files)
    assert Staged.at([], 1).scan().collect_schema().names() == []


def test_folders_with_odd_names_are_no_patterns(tmp_path: Path) -> None:
    made = stage(ROWS.lazy(), tmp_path / "[ab]*", 1)
    assert made.scan().collect().height == 600


def test_small_is_what_is_sorted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "SMALL", 10)
    monkeypatch.setattr(staged, "LINES_A_PART", 10)
    assert [parts_for(lines) for lines in (10, 11, 20, 40, 80)] == [1, 2, 4, 8, 16]
