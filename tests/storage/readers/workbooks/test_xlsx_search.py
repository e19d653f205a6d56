import zipfile
from pathlib import Path

import pytest

from kw_tui.storage.readers.workbooks.survey import Survey
from kw_tui.storage.readers.workbooks.xlsx_search import searched
from tests.storage.readers.workbooks.sheet_cases import CASES, NUMBER
from tests.storage.readers.workbooks.workbook_files import sheet_xml, worksheet

PART = "xl/worksheets/sheet1.xml"


def search(path: Path, xml: str, styles: dict[int, str] | None = None) -> Survey | None:
    with zipfile.ZipFile(sheet_xml(path, xml)) as container:
        return searched(container, PART, styles or {}, None)


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_found(tmp_path: Path, case: str, prefix: str) -> None:
    rows, expected = CASES[case]
    if prefix:
        for name in ("row", "c", "v", "f", "is", "t"):
            for end in (" ", ">", "/"):
                rows = rows.replace(f"<{name}{end}", f"<x:{name}{end}").replace(f"</{name}{end}", f"</x:{name}{end}")
    found = search(tmp_path / "a.xlsx", worksheet(rows, prefix))
    assert found is not None
    assert (found.rows, found.patches) == (expected.rows, expected.patches)
    assert found.has_own_text >= expected.has_own_text
    assert found.columns == max(26, expected.columns)


def test_styles_are_noted_where_they_matter(tmp_path: Path) -> None:
    rows = f'<row r="4"><c r="A4" s="1"><v>1</v></c><c r="B4" s="11"><v>1</v></c><c r="C4" s="1"/>{NUMBER}</row>'
    found = search(tmp_path / "a.xlsx", worksheet(rows), {1: "percent"})
    assert found is not None
    assert {key: list(lines) for key, lines in found.shown.items()} == {(1, 1): [4]}


@pytest.mark.parametrize(
    "xml",
    [
        worksheet("<row><c><v>1</v></c></row>").replace("<row>", "<row >").replace("<c>", "<c >"),
        worksheet(f'<row r="1">{NUMBER}<!-- <c r="B1"> --></row>'),
        worksheet('<row r="1"><c s="1" r="A1"><v>1</v></c></row>'),
        worksheet('<row r="1"><c r="A1" t="e"><f>1</f><f>2</f><v>#N/A</v></c></row>'),
        "<other/>",
    ],
)
def test_an_unusual_sheet_is_left_to_others(tmp_path: Path, xml: str) -> None:
    assert search(tmp_path / "a.xlsx", xml) is None


def test_large_sheets_are_cut_between_rows(tmp_path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B{0}"><v>1</v></c></row>'
    found = search(tmp_path / "a.xlsx", worksheet("".join(row.format(number) for number in range(1, 40_001))))
    assert found is not None
    assert found.rows == 40_000
    assert [line for line, _, _ in found.patches] == list(range(1, 40_001))
