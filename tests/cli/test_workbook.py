from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import fastexcel
import polars as pl
import pytest

from kw_tui.cli import workbook
from kw_tui.cli.workbook import workbook_bytes
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.table import MONEY

HARM = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "@SUM(A1)",
    "https://example.com",
    "a\x1b[2J\x00b",
    "x" * 40_000,
    "0012",
    None,
]
FRAME = pl.DataFrame(
    {
        "text": HARM,
        "amount": [Decimal("1234.5"), None, Decimal("-0.0001"), *[Decimal(0)] * 5],
        "day": [date(2026, 11, 1), None, *[date(1999, 12, 31)] * 6],
        "share": [0.05, None, *[1.0] * 6],
        "flag": [True, False, None, *[True] * 5],
    },
    schema_overrides={"amount": MONEY},
)


def test_what_is_written_is_read_with_its_kinds() -> None:
    sheet = fastexcel.read_excel(workbook_bytes(FRAME)).load_sheet(0, dtypes={"text": "string"})
    read = sheet.to_polars()
    assert read.columns == FRAME.columns
    assert read["text"].to_list() == [*HARM[:4], "a·[2J·b", "x" * workbook.LONGEST, "0012", None]
    assert read["amount"].to_list()[:3] == [1234.5, None, -0.0001]
    assert read["day"].cast(pl.Date).to_list()[:3] == [date(2026, 11, 1), None, date(1999, 12, 31)]
    assert read["share"].to_list()[:3] == [0.05, None, 1.0]
    assert read["flag"].to_list()[:4] == [True, False, None, True]


def test_no_text_becomes_a_formula_or_a_link() -> None:
    with ZipFile(BytesIO(workbook_bytes(FRAME))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet.lower()
        assert not [name for name in book.namelist() if name.endswith(".rels") and "worksheets" in name]


def test_the_same_frame_gives_the_same_bytes() -> None:
    assert workbook_bytes(FRAME) == workbook_bytes(FRAME)


def test_no_rows_are_a_head() -> None:
    read = fastexcel.read_excel(workbook_bytes(FRAME.clear())).load_sheet(0).to_polars()
    assert (read.columns, read.height) == (FRAME.columns, 0)


def test_what_a_sheet_cannot_hold_is_empty_or_text() -> None:
    frame = pl.DataFrame({"share": [float("nan"), float("inf"), 1.0], "day": [date(1899, 12, 31), None, None]})
    read = fastexcel.read_excel(workbook_bytes(frame)).load_sheet(0, dtypes={"day": "string"}).to_polars()
    assert read["share"].to_list() == [None, None, 1.0]
    assert read["day"].to_list() == ["1899-12-31", None, None]


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 7)
    with pytest.raises(UsageError, match="8 rows with 5 columns do not fit on a sheet"):
        workbook_bytes(FRAME)


def test_more_cells_than_one_can_open_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 39)
    with pytest.raises(UsageError, match="8 rows with 5 columns"):
        workbook_bytes(FRAME)


def test_lists_are_one_text_in_a_cell() -> None:
    frame = pl.DataFrame(
        {"risks": [["a", "b"], []], "step": [{"by": 1}, None]}, schema_overrides={"risks": pl.List(pl.String)}
    )
    read = fastexcel.read_excel(workbook_bytes(frame)).load_sheet(0).to_polars()
    assert read["risks"].to_list()[0] == "a; b"
    assert read["step"].to_list()[0] == '{"by":1}'
