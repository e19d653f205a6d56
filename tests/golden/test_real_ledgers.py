"""The figures that are known of real ledgers come out of the program to the last place."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.golden.kw_process import kw, rows, said
from tests.golden.shared_data import CDNOW, SUPERSTORE, needs_real_files

pytestmark = needs_real_files


@pytest.fixture(scope="module")
def superstore(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("superstore")
    talk = kw("import", SUPERSTORE, "-s", "s.kw.toml", "--format", "json", folder=folder)
    (report,) = rows(talk)
    assert report["accepted"] == 9994
    assert report["rejected"] == 0
    assert Decimal(report["sums"]["accepted"]) == Decimal("2297200.8603")
    return folder


def customers(folder: Path, *options: str, session: str = "s.kw.toml") -> list[dict[str, object]]:
    return rows(kw("customers", "-s", session, "--period", "all", "--format", "json", *options, folder=folder))


@pytest.fixture(scope="module")
def found(superstore: Path) -> list[dict[str, object]]:
    return customers(superstore)


def test_superstore_reconciles_to_the_last_place(found: list[dict[str, object]]) -> None:
    assert len(found) == 793
    assert sum(row["revenue"] for row in found) == Decimal("2297200.8603")  # type: ignore[misc]
    assert sum(row["db1"] for row in found) == Decimal("286397.0217")  # type: ignore[misc]
    assert sum(row["orders"] for row in found) == 5009  # type: ignore[misc]


def test_superstore_in_abc_classes(found: list[dict[str, object]]) -> None:
    classes = Counter(row["abc"] for row in found)
    assert classes == {"A": 159, "B": 475, "C": 159}


def test_a_condition_selects_customers(superstore: Path) -> None:
    chosen = customers(superstore, "--where", "abc = 'C' and db1 < 0", "--sort", "db1", "--limit", "5")
    assert len(chosen) == 5
    contributions = [row["db1"] for row in chosen]
    assert contributions == sorted(contributions)  # type: ignore[type-var]
    assert all(row["abc"] == "C" for row in chosen)


def test_cdnow_reconciles_to_the_cent(tmp_path: Path) -> None:
    (report,) = rows(kw("import", CDNOW, "-s", "c.kw.toml", "--format", "json", folder=tmp_path))
    assert report["accepted"] == 69659
    found = customers(tmp_path, session="c.kw.toml")
    assert len(found) == 23570
    assert sum(row["revenue"] for row in found) == Decimal("2500315.63")  # type: ignore[misc]
    assert all(row["db1"] is None for row in found), "without goods there is no contribution, not one of 0"


def test_the_same_file_twice_is_refused_with_its_date(superstore: Path) -> None:
    again = kw("import", SUPERSTORE, "-s", "s.kw.toml", folder=superstore)
    assert again.returncode == 1
    assert "superstore.csv" in again.stderr
    assert "20" in again.stderr
    assert len(again.stderr.strip().splitlines()) == 1
    assert len(customers(superstore)) == 793


def test_a_dry_run_leaves_nothing(tmp_path: Path) -> None:
    said(kw("import", SUPERSTORE, "-s", "s.kw.toml", "--dry-run", folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []
