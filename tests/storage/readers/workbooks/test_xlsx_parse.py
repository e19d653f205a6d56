import zipfile
from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks.survey import Survey
from kw_tui.storage.readers.workbooks.xlsx_parse import parsed
from tests.storage.readers.workbooks.sheet_cases import CASES
from tests.storage.readers.workbooks.workbook_files import sheet_xml, worksheet


def parse(path: Path, rows: str, styles: dict[int, str] | None = None) -> Survey:
    with zipfile.ZipFile(sheet_xml(path, worksheet(rows))) as container:
        return parsed(container, "xl/worksheets/sheet1.xml", styles or {}, None)


@pytest.mark.parametrize("case", CASES)
def test_what_is_found(tmp_path: Path, case: str) -> None:
    rows, expected = CASES[case]
    assert parse(tmp_path / "a.xlsx", rows) == expected


def test_cells_without_a_reference_stand_next_to_the_one_before(tmp_path: Path) -> None:
    rows = (
        '<row><c><v>1</v></c></row><row><c r="C2"/><c t="e"><v>#N/A</v></c></row><row r="9"><c/><c><v>1</v></c></row>'
    )
    found = parse(tmp_path / "a.xlsx", rows)
    assert (found.rows, found.columns, found.patches) == (9, 4, [(2, 4, "#N/A")])


def test_cells_without_a_value_do_not_count(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert parse(tmp_path / "a.xlsx", rows, {1: "percent"}) == Survey(1, 1)


def test_styles_are_noted_where_they_matter(tmp_path: Path) -> None:
    found = parse(tmp_path / "a.xlsx", '<row r="4"><c r="B4" s="1"><v>1</v></c></row>', {1: "percent"})
    assert list(found.shown[2, 1]) == [4]
