from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.sheets import staged_sheet
from tests.storage.readers.workbooks.workbook_files import edited, ods, ods_cell, ods_row, xls, xlsx

LEDGER = [["Kundennummer", "Netto"], ["0012", 1.5], ["0013", 2]]
NOTES = [[f"Notiz {number}"] for number in range(20)]


def staged(path: Path, sheet: str | None = None) -> dict[str, Any]:
    found = dict(staged_sheet(path, str(path.with_suffix(".staged")), sheet, lambda _: None))
    assert [each.name for each in path.parent.glob("*.parquet")] == [Path(found["path"]).name]
    return found


def test_the_sheet_that_looks_like_data_is_read(tmp_path: Path) -> None:
    sheets = {"Deckblatt": NOTES, "Kurz": LEDGER[:2], "Umsatz": LEDGER, "Leer": [], "Kopie": LEDGER}
    found = staged(xlsx(tmp_path / "a.xlsx", sheets))
    assert (found["index"], found["lines"], found["sheets"]) == (2, 3, list(sheets))
    assert found["verdicts"] == ["none", "true"]
    assert pl.read_parquet(found["path"]).rows()[0] == (1, "Kundennummer", "Netto")


def test_without_known_names_the_longest_is_read(tmp_path: Path) -> None:
    assert staged(xlsx(tmp_path / "a.xlsx", {"A": [["x"]], "B": NOTES}))["index"] == 1


@pytest.mark.parametrize(("sheet", "index"), [(None, 1), ("Umsatz", 0)])
def test_hidden_sheets_are_read_only_if_asked_for(tmp_path: Path, sheet: str | None, index: int) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Umsatz": LEDGER, "Notizen": NOTES[:1]}, hidden=["Umsatz"])
    assert staged(path, sheet)["index"] == index


@pytest.mark.parametrize("sheet", ["Umsatz", "umsatz", "2"])
def test_a_sheet_may_be_asked_for(tmp_path: Path, sheet: str) -> None:
    assert staged(xlsx(tmp_path / "a.xlsx", {"Viel": LEDGER * 5, "Umsatz": NOTES}), sheet)["index"] == 1


def test_old_workbooks_too(tmp_path: Path) -> None:
    found = staged(xls(tmp_path / "a.xls", {"A": NOTES, "B": LEDGER}))
    assert (found["index"], found["sheets"], found["lines"]) == (1, ["A", "B"], 3)


def test_open_documents_too(tmp_path: Path) -> None:
    rows = "".join(ods_row(*map(ods_cell, row)) for row in LEDGER)
    found = staged(ods(tmp_path / "a.ods", {"A": ods_row(ods_cell("x")), "B": rows}))
    assert (found["index"], found["sheets"], found["lines"]) == (1, ["A", "B"], 3)


def refusal(path: Path, sheet: str | None = None) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        staged_sheet(path, str(path.with_suffix(".staged")), sheet, lambda _: None)
    assert not list(path.parent.glob("*.parquet"))
    return caught.value


def test_nothing_to_read_is_said_in_the_right_way(tmp_path: Path) -> None:
    assert refusal(xlsx(tmp_path / "a.xlsx", {"A": [], "B": []})).code == "empty"
    hidden = refusal(xlsx(tmp_path / "b.xlsx", {"A": [], "B": LEDGER}, hidden=["B"]))
    assert (hidden.code, hidden.fields) == ("only-hidden", {"sheets": "1 'A', 2 'B'"})
    chosen = refusal(tmp_path / "b.xlsx", "A")
    assert (chosen.code, chosen.fields) == ("empty-sheet", {"sheet": "A", "sheets": "1 'A', 2 'B'"})
    assert refusal(tmp_path / "b.xlsx", "C").code == "unknown-sheet"


def test_a_sheet_that_cannot_be_read_does_not_keep_others_from_it(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Wild": [["x"]], "Umsatz": LEDGER})
    far = {"xl/worksheets/sheet1.xml": lambda old: old.replace(b'"A1"', b'"XFD99999"').replace(b'"1"', b'"99999"')}
    wild = edited(path, tmp_path / "b.xlsx", far)
    assert refusal(wild, "Wild").code == "far-cell"
    assert staged(wild)["index"] == 1


def test_if_no_sheet_can_be_read_the_first_fault_is_told(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Leer": [], "Kaputt": [["x"]] * 9})
    cut = {"xl/worksheets/sheet2.xml": lambda old: old[: len(old) * 2 // 3]}
    assert refusal(edited(path, tmp_path / "b.xlsx", cut)).code == "damaged"


def test_progress_goes_from_none_to_all(tmp_path: Path) -> None:
    shares: list[float] = []
    path = xlsx(tmp_path / "a.xlsx", {"A": LEDGER, "B": LEDGER})
    staged_sheet(path, str(tmp_path / "staged"), None, shares.append)
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.5 < shares[-1] <= 1
