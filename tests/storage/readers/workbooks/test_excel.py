import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from kw_tui.storage.readers.workbooks.biff import XlsSurvey
from kw_tui.storage.readers.workbooks.excel import ExcelBook
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.xlsx_survey import XlsxSurvey
from tests.storage.readers.workbooks.workbook_files import Failed, edited, sheet_xml, worksheet, xls, xlsx


def ignored(_: float) -> None:
    pass


def column(path: Path, place: int = 1, sheet: int = 0) -> list[str | None]:
    """A column of a sheet as it is staged."""
    kind = "xls" if path.suffix == ".xls" else "xlsx"
    book = ExcelBook(path, kind, XlsxSurvey(path) if kind == "xlsx" else XlsSurvey(path))
    return book.cells(sheet, ignored).columns[place].settled()[0].to_list()


def numbers(path: Path, values: Sequence[float], form: str | None = None) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    style = book.add_format({"num_format": form}) if form else None
    for row, value in enumerate(values):
        sheet.write_number(row, 0, value, style)
    book.close()
    return path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1.234, "1.234"),
        (17850.0, "17850"),
        (1.101e7, "11010000"),
        (2 / 3, "0.666666666666667"),
        (12345678.9, "12345678.9"),
        (99999999.995, "99999999.995"),
        (123456789012.34, "123456789012.34"),
        (12345678901234567890.0, "12345678901234600000"),
        (-0.0, "0"),
        (1.5, "1.5"),
    ],
)
def test_numbers_are_exact(tmp_path: Path, value: float, text: str) -> None:
    assert column(numbers(tmp_path / "a.xlsx", [value])) == [text]
    assert column(xls(tmp_path / "a.xls", {"A": [[value]]})) == [text]


def test_numbers_alike_in_nine_decimals_stay_apart(tmp_path: Path) -> None:
    values = [0.1234567891, 0.1234567892, 0.1234567893]
    assert column(numbers(tmp_path / "a.xlsx", values)) == [str(value) for value in values]


def test_text_stays_as_it_is_even_if_it_looks_like_a_number(tmp_path: Path) -> None:
    cells = [
        "0012",
        "1.234,50",
        "17850.0",
        "1E5",
        "12345678901234567890",
        "1234567890.1234567",
        "0.123456789",
        "  x ",
        "NULL",
        "#N/A",
    ]
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    for row, cell in enumerate(cells):
        sheet.write_string(row, 0, cell)
    book.close()
    assert column(tmp_path / "a.xlsx") == cells
    assert column(xls(tmp_path / "a.xls", {"A": [[cell] for cell in cells]})) == cells


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_true_numbers_and_text_in_one_column_are_told_apart(tmp_path: Path, suffix: str) -> None:
    rows = [["Netto"], [1.234], [1234567890123456789.0]]
    path = tmp_path / f"a.{suffix}"
    if suffix == "xls":
        xls(path, {"A": [*rows, ["1.234"], ["1234567890123456789"], ["1.234,50"]]})
    else:
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet()
        for row, (value,) in enumerate(rows):
            sheet.write(row, 0, value)
        for row, text in enumerate(["1.234", "1234567890123456789", "1.234,50"], 3):
            sheet.write_string(row, 0, text)
        book.close()
    assert column(path) == ["Netto", "1.2340", "1234567890123460000", "1.234", "1234567890123456789", "1.234,50"]


def test_days_are_iso_and_times_keep_their_place(tmp_path: Path) -> None:
    rows = [[date(2024, 1, 31)], [datetime.fromisoformat("2024-01-31T12:30")], [date(1999, 12, 31)]]
    assert column(xlsx(tmp_path / "a.xlsx", {"A": rows})) == ["2024-01-31", "2024-01-31 12:30:00", "1999-12-31"]
    assert column(xls(tmp_path / "a.xls", {"A": [[date(2024, 1, 31)]]})) == ["2024-01-31"]
    assert column(numbers(tmp_path / "b.xlsx", [0.5], "hh:mm")) == ["12:00:00"]


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True})
    book.add_worksheet().write_datetime(
        0, 0, datetime.fromisoformat("2024-01-31"), book.add_format({"num_format": "yyyy-mm-dd"})
    )
    book.close()
    assert column(tmp_path / "a.xlsx") == ["2024-01-31"]


def test_failed_formulas_keep_their_name_wherever_they_stand(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write(1, 1, "Netto")
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(9, 4, "=NA()", None, "#N/A")
    book.close()
    assert column(tmp_path / "a.xlsx", 2)[:3] == [None, "Netto", "#DIV/0!"]
    assert column(tmp_path / "a.xlsx", 5)[9] == "#N/A"
    old = xls(tmp_path / "a.xls", {"Leer": [], "A": [["a"], [Failed("#N/A")], [Failed("=#DIV/0!")]]})
    assert column(old, sheet=1) == ["a", "#N/A", "#DIV/0!"]


def test_a_formula_never_computed_is_shown_not_lost(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>2</v></c></row><row r="2"><c r="A2"><f>A1*2</f><v></v></c></row>'
    assert column(sheet_xml(tmp_path / "a.xlsx", worksheet(rows))) == ["2", "=A1*2"]


@pytest.mark.parametrize(("form", "texts"), [("0.0%", ["19%", "7.5%", "100%"]), ("00000", ["0.19", "0.075", "00001"])])
def test_numbers_are_written_as_their_format_shows_them(tmp_path: Path, form: str, texts: list[str]) -> None:
    assert column(numbers(tmp_path / "a.xlsx", [0.19, 0.075, 1], form)) == texts


def test_flags_are_words(tmp_path: Path) -> None:
    assert column(xlsx(tmp_path / "a.xlsx", {"A": [[True], [False]]})) == ["true", "false"]
    assert column(xls(tmp_path / "a.xls", {"A": [[True], [False]]})) == ["true", "false"]


def test_a_wrong_name_does_not_matter(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"A": [["x"]]}).rename(tmp_path / "umsatz.xlsm.csv")
    assert column(path) == ["x"]
    old = xls(tmp_path / "a.xls", {"A": [["x"]]}).rename(tmp_path / "umsatz.txt")
    assert ExcelBook(old, "xls", XlsSurvey(old)).cells(0, ignored).columns[1].text.to_list() == ["x"]


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"A": [["x"] * 4097]})
    with pytest.raises(RefusedError, match="too-wide"):
        column(path)


def test_damage_is_noticed(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"A": [["x"]]})
    broken = edited(path, tmp_path / "b.xlsx", {"xl/sharedStrings.xml": lambda old: old[:-20]})
    with pytest.raises(RefusedError, match="damaged"):
        column(broken)
    with zipfile.ZipFile(path) as container:
        assert "xl/sharedStrings.xml" in container.namelist()
