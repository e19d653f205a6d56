from pathlib import Path

import polars as pl
import pytest

from kw_tui.workbench.damage import told_damage


def test_derived_files_that_cannot_be_read_are_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "rows.parquet").write_bytes(b"PAR1" + bytes(100))
    with pytest.raises(pl.exceptions.PolarsError) as caught:
        pl.read_parquet(tmp_path / "rows.parquet")
    told = told_damage(caught.value)
    assert told is not None
    assert told.line("en").startswith("Derived data of the session are damaged - delete the folder .NAME.kw.cache")
    assert told_damage(FileNotFoundError(2, "gone", "/x/.f.kw.cache/customer-1/rows.parquet")) is not None


def test_other_failures_are_none_of_it() -> None:
    assert told_damage(ValueError("parquet")) is None
    assert told_damage(FileNotFoundError(2, "gone", "/x/umsatz.csv")) is None
    assert told_damage(pl.exceptions.ComputeError("overflow")) is None
