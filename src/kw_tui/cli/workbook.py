"""Frames as a workbook: figures, days and flags typed, text never a formula nor a link."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TITLE = "kw"
MOST_ROWS = 1_048_575
LONGEST = 32_767
"""Rows of a sheet beside its head, and characters of a cell."""
MOST_CELLS = 4_000_000
"""Cells of a sheet: more take gigabytes to write here, and to open there."""
FIRST_YEAR = 1900
"""Days before it are no days to a sheet."""
_WIDEST = 48
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same frame gives the same bytes


def workbook_bytes(frame: "pl.DataFrame") -> bytes:
    """Write one sheet with a head of column ids; raise UsageError where the rows do not fit on one."""
    from xlsxwriter import Workbook

    from kw_tui.cli.exact import nested_as_text

    if frame.height > MOST_ROWS or frame.height * frame.width > MOST_CELLS:
        message = Text("{rows} Zeilen mit {columns} Spalten passen auf kein Blatt",
                       "{rows} rows with {columns} columns do not fit on a sheet")  # fmt: skip
        hint = Text("--columns, --limit, oder .csv verwenden", "use --columns, --limit, or .csv")
        raise UsageError(message.format(rows=frame.height, columns=frame.width), hint)
    frame = nested_as_text(frame)
    buffer = BytesIO()
    with Workbook(buffer, _PLAIN) as book:
        book.set_properties({"created": _MADE})
        formats = {
            "head": book.add_format({"bold": True}),
            "money": book.add_format({"num_format": "#,##0.00"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        sheet = book.add_worksheet(TITLE)
        for place, name in enumerate(frame.columns):
            sheet.write_string(0, place, name, formats["head"])
            _write_column(sheet, place, frame[name].to_list(), formats)
            sheet.set_column(place, place, _width(name, frame[name].head(200).to_list()))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(frame.height, 1), max(frame.width - 1, 0))
    return buffer.getvalue()


def _write_column(sheet: "Worksheet", place: int, values: "Sequence[Any]", formats: "dict[str, Format]") -> None:
    for row, value in enumerate(values, 1):
        if value is None or (isinstance(value, float) and not isfinite(value)):
            continue
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, Decimal):
            sheet.write_number(row, place, float(value), formats["money"])
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value)
        elif isinstance(value, date) and value.year >= FIRST_YEAR:
            sheet.write_datetime(row, place, value, formats["day"])
        else:
            sheet.write_string(row, place, printable(str(value))[:LONGEST])


def _width(name: str, values: "Sequence[Any]") -> int:
    return min(max(len(name), *(len(str(value)) for value in values if value is not None), 6) + 2, _WIDEST)
