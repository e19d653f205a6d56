import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from kw_tui.storage.readers.workbooks import survey as limits
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.survey import MOST_CELLS
from kw_tui.storage.readers.workbooks.xlsx_survey import XlsxSurvey, has_number_like_text
from tests.storage.readers.workbooks.workbook_files import edited, sheet_xml, worksheet, xlsx


def ignored(_: float) -> None:
    pass


def test_sheets_are_known_in_order_with_those_out_of_sight(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Ä & B": [["a"]], "Zwei": [[1], [2], [3]]}, hidden=["Zwei"])
    found = XlsxSurvey(path)
    assert [found.is_hidden(index) for index in range(len(found))] == [False, True]
    assert [found.of(index, ignored).rows for index in range(2)] == [1, 3]


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "../xl/Worksheets/Sheet1.xml"])
def test_parts_may_be_named_in_several_ways(tmp_path: Path, target: str) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Tab": [[1]]})
    rels = {"xl/_rels/workbook.xml.rels": lambda old: old.replace(b"worksheets/sheet1.xml", target.encode())}
    assert XlsxSurvey(edited(path, tmp_path / "b.xlsx", rels)).of(0, ignored).rows == 1


def test_a_chart_is_no_grid(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet("Tab").write(0, 0, 1)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Tab!$A$1"})
    book.add_chartsheet("Bild").set_chart(chart)
    book.close()
    with pytest.raises(RefusedError, match="no-cells"):
        XlsxSurvey(tmp_path / "a.xlsx").of(1, ignored)


def test_cells_that_lie_too_far_apart_are_refused(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("Tab")
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "b")
    book.close()
    assert (tmp_path / "a.xlsx").stat().st_size < 6000
    with pytest.raises(RefusedError) as caught:
        XlsxSurvey(tmp_path / "a.xlsx").of(0, ignored)
    assert caught.value.fields == {"cell": "XFD1048576", "cells": 17_179_869_184, "limit": MOST_CELLS}


def test_a_far_cell_without_a_value_does_no_harm(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    xml = worksheet(rows).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    found = XlsxSurvey(sheet_xml(tmp_path / "a.xlsx", xml)).of(0, ignored)
    assert (found.rows, found.columns) == (1, 1)


def test_the_limit_lets_a_full_table_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 26 * 3)
    path = xlsx(tmp_path / "a.xlsx", {"Tab": [["x"] * 26] * 3})
    assert XlsxSurvey(path).of(0, ignored).rows == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234", True),
        (" -12.500 ", True),
        ("1234567890123456", True),
        ("1.234,50", False),
        ("12.5", False),
        ("x", False),
    ],
)
def test_text_that_might_be_a_number_is_noticed(tmp_path: Path, text: str, expected: bool) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_string(0, 0, text)
    book.close()
    with zipfile.ZipFile(path) as container:
        assert has_number_like_text(container) is expected
    survey = XlsxSurvey(path)
    assert survey.is_open(survey.of(0, ignored)) is expected
