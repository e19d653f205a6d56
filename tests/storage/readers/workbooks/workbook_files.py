"""Workbooks made for tests: XLSX by xlsxwriter or part by part, XLS and ODS by hand."""

import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

Row = Sequence[object]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(path: Path, sheets: Mapping[str, Sequence[Row]], hidden: Sequence[str] = ()) -> Path:
    """Write rows from A1 on; texts beginning with = are formulas, dates are shown as such, None is no cell."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(index, place, value, day)
                elif value is not None:
                    sheet.write(index, place, value)
        if name in hidden:
            sheet.hide()
    if hidden:
        next(each for each in book.worksheets() if each.name not in hidden).activate()
    book.close()
    return path


def edited(path: Path, target: Path, parts: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    """Copy a zipped document with some parts changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, parts[name](data) if name in parts else data)
    return target


def sheet_xml(path: Path, xml: str, styles: str | None = None) -> Path:
    """An XLSX file whose only sheet is this XML."""
    plain = xlsx(path.with_suffix(".plain"), {"Tab": [[1]]})
    parts: dict[str, Callable[[bytes], bytes]] = {"xl/worksheets/sheet1.xml": lambda _: xml.encode()}
    if styles is not None:
        parts["xl/styles.xml"] = lambda _: styles.encode()
    return edited(plain, path, parts)


def worksheet(rows: str, prefix: str = "") -> str:
    """The XML of a sheet around the XML of its rows."""
    p, space = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    return f'<{p}worksheet xmlns{space}="{MAIN}"><{p}sheetData>{rows}</{p}sheetData></{p}worksheet>'


_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(path: Path, tables: Mapping[str, str], styles: str = "", table_styles: Mapping[str, str] | None = None) -> Path:
    """An ODS file of tables, each given as the XML of its rows."""
    named = table_styles or {}
    body = "".join(
        f'<table:table table:name="{name}" table:style-name="{named.get(name, "ta1")}">{rows}</table:table>'
        for name, rows in tables.items()
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {_SPACES} {_CALC}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        container.writestr("META-INF/manifest.xml", "<manifest/>")
        container.writestr("content.xml", content)
    return path


def ods_row(*cells: str, times: int = 1) -> str:
    """A row, written once for all its repetitions."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_cell(value: object = None, kind: str = "", times: int = 1, shown: str = "?", more: str = "") -> str:
    """A cell: a number, a text, a day as ISO text with its kind, or nothing."""
    repeated = f'table:number-columns-repeated="{times}" {more}'
    if value is None:
        return f"<table:table-cell {repeated}/>"
    if isinstance(value, str) and not kind:
        text = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell {repeated} office:value-type="string">{text}</table:table-cell>'
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    return (
        f'<table:table-cell {repeated} office:value-type="{kind or "float"}" office:{name}="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


class Failed(str):
    """The code of a failed formula, in an XLS file."""

    __slots__ = ()


FAILURES = {"#DIV/0!": 0x07, "#N/A": 0x2A}


def xls(path: Path, sheets: Mapping[str, Sequence[Row]], hidden: Sequence[str] = (), locked: bool = False) -> Path:
    """An XLS file (BIFF8) with numbers, texts, days, flags and `Failed`; formulas that failed are given as =text."""
    bodies = [
        _record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + _cells(rows) for rows in sheets.values()
    ]
    head = _record(0x0809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    head += _record(0x002F, bytes(6)) if locked else b""
    head += _record(0x0042, struct.pack("<H", 1200))
    head += b"".join(_record(0x00E0, struct.pack("<HH16x", 0, code)) for code in (0, 14))
    bounds = sum(4 + 8 + 2 * len(name) for name in sheets)
    place = len(head) + bounds + 4
    for (name, _), body in zip(sheets.items(), bodies, strict=True):
        text = name.encode("utf-16-le")
        head += _record(0x0085, struct.pack("<IBBBB", place, name in hidden, 0, len(name), 1) + text)
        place += len(body)
    path.write_bytes(compound({"Workbook": head + _record(0x000A) + b"".join(bodies)}))
    return path


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _cells(rows: Sequence[Row]) -> bytes:
    cells = [
        _cell(index, place, value)
        for index, row in enumerate(rows)
        for place, value in enumerate(row)
        if value is not None
    ]
    return b"".join(cells) + _record(0x000A)


def _cell(row: int, column: int, value: object) -> bytes:
    style = 1 if isinstance(value, date) else 0
    place = struct.pack("<HHH", row, column, style)
    if isinstance(value, Failed):
        if value.startswith("="):
            return _record(0x0006, place + bytes([2, 0, FAILURES[value[1:]], 0, 0, 0, 0xFF, 0xFF]) + bytes(8))
        return _record(0x0205, place + bytes([FAILURES[value], 1]))
    if isinstance(value, bool):
        return _record(0x0205, place + bytes([value, 0]))
    if isinstance(value, date):
        return _record(0x0203, place + struct.pack("<d", (value - date(1899, 12, 30)).days))
    if isinstance(value, int | float):
        return _record(0x0203, place + struct.pack("<d", value))
    text = str(value).encode("utf-16-le")
    return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)


def compound(streams: Mapping[str, bytes], mini: bool = False) -> bytes:
    """A container with these streams, in sectors of 512 bytes; `mini`: small ones lie in the mini stream."""
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes) -> int:
        start = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, max(1, len(data)), 512)]
        sectors.extend(pieces)
        table.extend([*range(start + 1, start + len(pieces)), 0xFFFFFFFE])
        return start

    entries, small, small_table = [], b"", list[int]()
    for name, data in streams.items():
        if mini and len(data) < 4096:
            start, count = len(small_table), -(-len(data) // 64)
            small += data.ljust(count * 64, b"\0")
            small_table.extend([*range(start + 1, start + count), 0xFFFFFFFE])
            entries.append((name, 2, start, len(data)))
        else:
            padded = data.ljust(4096, b"\0")
            entries.append((name, 2, put(padded), len(padded)))
    root = put(small) if small else 0xFFFFFFFE
    small_fat = put(struct.pack(f"<{len(small_table)}I", *small_table).ljust(512, b"\xff")) if small else 0xFFFFFFFE
    directory = put(b"".join(_entry(*each) for each in [("Root Entry", 5, root, len(small)), *entries]))
    fat_sectors = -(-(len(table) + 2) // 127)
    start = len(sectors)
    table.extend([0xFFFFFFFD] * fat_sectors)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(fat_sectors * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xI", 0x3E, 3, 0xFFFE, 9, 6, 0)
    head += struct.pack("<IIIIII", fat_sectors, directory, 0, 4096, small_fat, 1 if small else 0)
    head += struct.pack("<II", 0xFFFFFFFE, 0)
    places = [*range(start, start + fat_sectors)]
    head += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - fat_sectors))
    return head + b"".join(sectors) + fat


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return text.ljust(64, b"\0") + struct.pack("<HBBIII16x4x16xIQ", len(text), kind, 1, none, none, none, start, size)
