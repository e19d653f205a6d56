from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks import ods as reader
from kw_tui.storage.readers.workbooks import rows as blocks
from kw_tui.storage.readers.workbooks.cells import Cells
from kw_tui.storage.readers.workbooks.ods import OdsBook
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from tests.storage.readers.workbooks.workbook_files import ods, ods_cell, ods_row

FULL_WIDTH = ods_cell(times=16_384)


def opened(path: Path) -> OdsBook:
    return OdsBook(path, lambda _: None)


def cells(path: Path, rows: str) -> Cells:
    return opened(ods(path, {"Vorher": ods_row(ods_cell("anders")), "Tab": rows})).cells(1, lambda _: None)


def row(path: Path, *given: str) -> list[str | None]:
    found = cells(path, ods_row(*given)).columns
    return [found[place].settled()[0][0] if place in found else None for place in range(1, max(found) + 1)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (ods_cell(0.1 + 0.2), "0.3"),
        (ods_cell("1.101E7", "float"), "11010000"),
        (ods_cell(17850.0, "currency"), "17850"),
        (ods_cell(0.075, "percentage"), "7.5%"),
        (ods_cell("2024-01-31", "date"), "2024-01-31"),
        (ods_cell("2024-01-31T00:00:00", "date"), "2024-01-31"),
        (ods_cell("2024-01-31T08:30:00", "date"), "2024-01-31T08:30:00"),
        (ods_cell("PT12H30M00S", "time"), "12:30:00"),
        (ods_cell("true", "boolean"), "true"),
        (ods_cell("0012"), "0012"),
        (ods_cell("1.234,50 & <x>"), "1.234,50 & <x>"),
        (ods_cell("", "string", shown="#DIV/0!", more='calcext:value-type="error"'), "#DIV/0!"),
        (ods_cell(0, "float", shown="#NV", more='calcext:value-type="error"'), "#NV"),
        (ods_cell(0, "float", shown="Err:502"), "Err:502"),
        (ods_cell("kaputt", "float", shown="12"), "12"),
    ],
)
def test_cells_are_exact(tmp_path: Path, cell: str, text: str) -> None:
    assert row(tmp_path / "a.ods", cell) == [text]


def test_what_is_written_in_several_pieces_is_one_text(tmp_path: Path) -> None:
    inside = (
        '<office:annotation><text:p>Notiz</text:p></office:annotation><text:p>a<text:s text:c="3"/>b<text:tab/>'
        "<text:span>c</text:span></text:p><text:p>d</text:p>"
    )
    cell = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    assert row(tmp_path / "a.ods", cell) == ["a   b\tc\nd"]


def test_repeated_and_covered_cells_stand_where_they_are_shown(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    given = (ods_cell(times=2), ods_cell("x", times=2), covered, ods_cell(5))
    assert row(tmp_path / "a.ods", *given, ods_cell(times=16_378)) == [None, None, "x", "x", None, "5"]


def test_rows_are_numbered_as_they_are_shown(tmp_path: Path) -> None:
    rows = ods_row(FULL_WIDTH, times=3) + ods_row(ods_cell("a")) + ods_row(ods_cell(7), times=2)
    found = cells(tmp_path / "a.ods", f"<table:table-header-rows>{rows}</table:table-header-rows>")
    assert found.lines.to_list() == [4, 5, 6]
    assert found.columns[1].text.to_list() == ["a", "7", "7"]


def test_a_million_empty_rows_below_cost_nothing(tmp_path: Path) -> None:
    found = cells(tmp_path / "a.ods", ods_row(ods_cell("a")) + ods_row(FULL_WIDTH, times=1_048_575))
    assert found.lines.to_list() == [1]


def test_cells_that_fill_a_sheet_are_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedError, match="too-wide"):
        cells(tmp_path / "a.ods", ods_row(ods_cell("x", times=16_384), times=1_048_576))
    with pytest.raises(RefusedError, match="crowded-sheet"):
        cells(tmp_path / "b.ods", ods_row(ods_cell("x", times=1000), times=1_048_576))
    monkeypatch.setattr(reader, "MOST_CELLS", 21)
    assert len(cells(tmp_path / "c.ods", ods_row(ods_cell("x", times=4), times=5)).lines) == 5
    book = opened(ods(tmp_path / "d.ods", {"Voll": ods_row(ods_cell("x"), times=22), "Gut": ods_row(ods_cell("y"))}))
    assert book.cells(1, lambda _: None).columns[1].text.to_list() == ["y"]


def test_blocks_of_rows_are_joined_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "ROWS_OF_A_BLOCK", 2)
    rows = "".join(
        ods_row(ods_cell(), *[ods_cell(number)] * (number % 2)) + ods_row(ods_cell(-1)) for number in range(4)
    )
    found = cells(tmp_path / "a.ods", rows)
    assert found.lines.to_list() == [2, 3, 4, 6, 7, 8]
    assert found.columns[1].text.to_list() == ["-1", None, "-1", "-1", None, "-1"]
    assert found.columns[2].text.to_list() == [None, "1", None, None, "3", None]


def test_numbers_and_text_are_told_apart(tmp_path: Path) -> None:
    found = cells(tmp_path / "a.ods", ods_row(ods_cell(1.234)) + ods_row(ods_cell("1.234")))
    assert found.columns[1].settled()[0].to_list() == ["1.2340", "1.234"]


def test_hidden_sheets_are_known(tmp_path: Path) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{display}"/>'
        "</style:style>"
        for name, display in (("ta1", "true"), ("ta2", "false"))
    )
    book = opened(ods(tmp_path / "a.ods", {"A": "", "B": ""}, styles, {"B": "ta2"}))
    assert book.names == ["A", "B"]
    assert [book.is_hidden(index) for index in range(2)] == [False, True]
