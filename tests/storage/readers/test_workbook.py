import hashlib
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers import workbook
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.workbook import read_workbook
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from tests.storage.readers.workbooks.workbook_files import ods, ods_cell, ods_row, sheet_xml, worksheet, xls, xlsx

HEADER = ["Kundennummer", "Rechnungsdatum", "Netto"]
LEDGER = [HEADER, ["0012", date(2024, 1, 31), 1234.5], ["0013", date(2024, 2, 1), 1.234]]
TEXTS = [("0012", "2024-01-31", "1234.5"), ("0013", "2024-02-01", "1.234")]


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    folder = tmp_path / "staging"
    folder.mkdir()
    return folder


def read(path: Path, staging: Path, options: ImportOptions = DEFAULT) -> RawText:
    raw = read_workbook(path, staging, options)
    assert raw.frame.select(pl.len()).collect().item() == raw.records
    return raw


def made(folder: Path, kind: str) -> Path:
    if kind == "xls":
        return xls(folder / "a.xls", {"Notiz": [["x"]], "Umsatz": LEDGER})
    if kind == "ods":
        rows = "".join(
            ods_row(*(ods_cell(cell, "date" if isinstance(cell, date) else "") for cell in row)) for row in LEDGER
        )
        return ods(folder / "a.ods", {"Notiz": ods_row(ods_cell("x")), "Umsatz": rows})
    return xlsx(folder / "a.xlsx", {"Notiz": [["x"]], "Umsatz": LEDGER})


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_same_ledger_is_read_from_every_kind(tmp_path: Path, staging: Path, kind: str) -> None:
    path = made(tmp_path, kind)
    raw = read(path, staging)
    assert raw.frame.collect().rows() == [(2, *TEXTS[0]), (3, *TEXTS[1])]
    assert (raw.headers, raw.header_line, raw.lines, raw.blank) == (tuple(HEADER), 1, 3, 0)
    assert (raw.sheet, raw.sheets, raw.format) == ("Umsatz", ("Notiz", "Umsatz"), "workbook")
    assert (raw.mark, raw.typed, raw.notes) == (".", {"Netto"}, ())
    assert (raw.sha256, raw.size) == (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    raw.require_unchanged()


def test_every_row_of_a_messy_sheet_is_somewhere(tmp_path: Path, staging: Path) -> None:
    rows = [[None], ["Umsatzliste"], [None], [None, *HEADER], [None, "0012", date(2024, 1, 31), 5], [None, *HEADER]]
    raw = read(xlsx(tmp_path / "a.xlsx", {"Tab": [*rows, [None], [None, "0013", "?", 6]]}), staging)
    assert (raw.header_line, raw.preamble, raw.headers) == (4, ("Umsatzliste",), ("column 1", *HEADER))
    assert (raw.lines, raw.blank, raw.repeated_headers, raw.records) == (8, 3, 1, 2)
    assert raw.frame.collect()["line"].to_list() == [5, 8]


def test_sheet_and_header_may_be_said(tmp_path: Path, staging: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Umsatz": LEDGER, "Liste": [["x", "y"], ["Konto", "Wert"], ["a", "b"]]})
    raw = read(path, staging, ImportOptions(sheet="liste", header=2))
    assert (raw.sheet, raw.headers, raw.preamble) == ("Liste", ("Konto", "Wert"), ("x\ty",))
    assert read(path, staging, ImportOptions(sheet="2", header=0)).records == 3


def test_text_among_numbers_is_told_and_settles_no_mark(tmp_path: Path, staging: Path) -> None:
    rows = [[*HEADER, "EK"], ["K1", "x", 1.234, 2.5], ["K2", "x", "1.234,50", 3.125]]
    raw = read(xlsx(tmp_path / "a.xlsx", {"Tab": rows}), staging)
    assert raw.frame.collect()["Netto"].to_list() == ["1.2340", "1.234,50"]
    assert (raw.mark, raw.typed) == (None, {"EK"})
    assert ["Netto" in note.en for note in raw.notes] == [True]


def refusal(path: Path, staging: Path, options: ImportOptions = DEFAULT) -> str:
    with pytest.raises(SourceError) as caught:
        read_workbook(path, staging, options)
    assert not list(staging.iterdir())
    return caught.value.line("en")


def test_an_unknown_sheet_is_refused_with_a_list(tmp_path: Path, staging: Path) -> None:
    said = refusal(made(tmp_path, "xlsx"), staging, ImportOptions(sheet="Absatz"))
    assert "no sheet 'Absatz' - there are: 1 'Notiz', 2 'Umsatz'" in said


def test_a_missing_header_row_leaves_nothing_behind(tmp_path: Path, staging: Path) -> None:
    assert "no header in row 9" in refusal(made(tmp_path, "xlsx"), staging, ImportOptions(header=9))
    assert "no sheet holds data" in refusal(xlsx(tmp_path / "b.xlsx", {"A": []}), staging)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the address space")
def test_a_kilobyte_that_claims_any_memory_is_refused(tmp_path: Path, staging: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    began = time.monotonic()
    assert "more than 4096 MB of memory" in refusal(sheet_xml(tmp_path / "a.xlsx", worksheet(rows)), staging)
    assert time.monotonic() - began < 60


def test_cells_that_lie_too_far_apart_are_refused(tmp_path: Path, staging: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    said = refusal(sheet_xml(tmp_path / "a.xlsx", worksheet(rows)), staging)
    assert "'Tab' reaches to XFD1048576: 17179869184 cells" in said


def test_time_is_limited(tmp_path: Path, staging: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SECONDS", 0)
    assert "not read after 0 seconds" in refusal(made(tmp_path, "xlsx"), staging)


def test_a_child_that_cannot_work_is_told(tmp_path: Path, staging: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_CHILD", "kw_tui.no_such_module")
    assert "broke off" in refusal(made(tmp_path, "xlsx"), staging)


class CancelledError(Exception):
    """Somebody no longer waits."""


def test_cancelling_leaves_nothing_behind(tmp_path: Path, staging: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Tab": [HEADER, *[["0012", "x", 1.5]] * 20_000]})
    seen: list[tuple[int, int]] = []

    def cancel(done: int, total: int) -> None:
        seen.append((done, total))
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_workbook(path, staging, DEFAULT, cancel)
    assert not list(staging.iterdir())
    assert seen[0] == (0, path.stat().st_size)


def test_progress_counts_the_bytes_of_the_file(tmp_path: Path, staging: Path) -> None:
    path = made(tmp_path, "xlsx")
    seen: list[tuple[int, int]] = []
    read_workbook(path, staging, DEFAULT, lambda done, total: seen.append((done, total)))
    assert {total for _, total in seen} == {path.stat().st_size}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] > 0


@pytest.mark.parametrize("meddle", [Path.unlink, lambda path: path.write_bytes(b"PK\x03\x04" * 50)])
def test_a_file_that_changes_meanwhile_is_refused(
    tmp_path: Path, staging: Path, meddle: Callable[[Path], object]
) -> None:
    path, calls = made(tmp_path, "xlsx"), 0

    def progress(*_: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            meddle(path)

    with pytest.raises(SourceError, match="changed while it was being read"):
        read_workbook(path, staging, DEFAULT, progress)
    assert not list(staging.iterdir())


def test_rows_are_not_held_in_memory(tmp_path: Path, staging: Path) -> None:
    raw = read(made(tmp_path, "xlsx"), staging)
    for staged in staging.iterdir():
        staged.unlink()
    with pytest.raises(FileNotFoundError):
        raw.frame.collect()
