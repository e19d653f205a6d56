from array import array
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.workbooks.cells import Cells, Column, Staged, stage
from kw_tui.storage.readers.workbooks.xlsx_styles import PERCENT


def column(*cells: str | None) -> Column:
    return Column(pl.Series(cells, dtype=pl.String))


def staged(path: Path, columns: dict[int, Column]) -> Staged:
    rows = max(len(each.text) for each in columns.values())
    found = stage(Cells(pl.int_range(1, rows + 1, eager=True), columns), path)
    assert found is not None
    return found


def test_rows_with_text_are_staged_under_their_numbers(tmp_path: Path) -> None:
    columns = {2: column(None, "Netto", " ", None, "1.5", None), 3: column(None, "Menge", "\u00a0", None, None, None)}
    found = staged(tmp_path / "a.parquet", columns)
    frame = pl.read_parquet(found.path)
    assert frame.columns == [LINE, "c1", "c2", "c3"]
    assert frame.rows() == [(2, None, "Netto", "Menge"), (5, None, "1.5", None)]
    assert (found.lines, found.rows, found.known, found.verdicts) == (5, 2, 2, ("none", "true", "none"))


def test_columns_without_text_at_the_end_are_left_out(tmp_path: Path) -> None:
    assert len(staged(tmp_path / "a.parquet", {1: column("a"), 2: column(" "), 5: column(None)}).verdicts) == 2
    assert len(staged(tmp_path / "a.parquet", {1: column("a"), 5: column(None)}).verdicts) == 1


def test_nothing_is_staged_of_an_empty_sheet(tmp_path: Path) -> None:
    lines = pl.int_range(1, 3, eager=True)
    assert stage(Cells(lines, {1: column(None, " ")}), tmp_path / "a.parquet") is None
    assert stage(Cells(lines.clear(), {}), tmp_path / "a.parquet") is None
    assert not list(tmp_path.iterdir())


def test_true_numbers_are_staged_as_they_are_shown() -> None:
    rates = column("Rabatt", "0.1", "0.25", "5")
    rates.shown = [(PERCENT, array("I", [1, 2, 3, 99]))]
    text, verdict = rates.settled()
    assert (text.to_list(), verdict) == (["Rabatt", "10%", "25%", "5"], "true")


def test_cells_below_are_empty_and_no_numbers() -> None:
    short = Column(pl.Series(["1"], dtype=pl.String), pl.Series([True]))
    short.extend(3)
    assert short.text.to_list() == ["1", None, None]
    assert short.is_number is not None
    assert short.is_number.to_list() == [True, False, False]
