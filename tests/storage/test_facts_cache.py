import subprocess
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.facts_cache import KEPT, kept
from tests.storage.small_disk import small_disk


def test_a_key_is_computed_once(tmp_path: Path) -> None:
    assert kept(tmp_path, ("a", 1), lambda: pl.DataFrame({"n": [1]}))["n"].to_list() == [1]
    assert kept(tmp_path, ("a", 1), lambda: pytest.fail("again"))["n"].to_list() == [1]
    assert kept(tmp_path, ("a", 2), lambda: pl.DataFrame({"n": [2]}))["n"].to_list() == [2]


def test_only_the_latest_stay(tmp_path: Path) -> None:
    for key in range(KEPT + 4):
        kept(tmp_path, (key,), lambda: pl.DataFrame({"n": [1]}))
    assert len(list(tmp_path.iterdir())) == KEPT


def test_a_damaged_file_is_computed_anew(tmp_path: Path) -> None:
    kept(tmp_path, (1,), lambda: pl.DataFrame({"n": [1]}))
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"PAR1 nonsense")
    assert kept(tmp_path, (1,), lambda: pl.DataFrame({"n": [2]}))["n"].to_list() == [2]


def test_without_a_place_to_keep_them_facts_are_still_given(tmp_path: Path) -> None:
    nowhere = tmp_path / "absent"
    assert kept(nowhere, (1,), lambda: pl.DataFrame({"n": [1]})).height == 1


def test_something_in_the_place_of_the_file_costs_only_time(tmp_path: Path) -> None:
    kept(tmp_path, (1,), lambda: pl.DataFrame({"n": [1]}))
    (file,) = tmp_path.iterdir()
    file.unlink()
    file.mkdir()
    assert kept(tmp_path, (1,), lambda: pl.DataFrame({"n": [2]}))["n"].to_list() == [2]


def test_what_was_kept_counts_on_a_disk_that_can_only_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        kept(disk, (1,), lambda: pl.DataFrame({"n": [1]}))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert kept(disk, (1,), lambda: pytest.fail("again"))["n"].to_list() == [1]
