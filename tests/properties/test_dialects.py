"""Whatever a program writes, in whatever dialect, is read back cell by cell and line by line.

What may differ between a cell written and a cell read, and nothing else:

- an empty cell is null;
- in a file whose lines end in a bare carriage return, line ends inside cells become line feeds;
- in blank-padded columns the blanks around a cell are padding.

And between the rows:

- a row of nothing but blanks, quotes and delimiters is counted as blank, a row equal to the header as a header;
- a delimiter behind the last cell makes no column, or one without a value;
- blanks in a header are single, a header without a name or with one that is taken gets another.

Left out, since nothing could tell: see `files` and `fitted` (what does not show and is not stated), one column without
a stated delimiter, empty cells in blank-padded columns, and line feeds in cells of a file of bare carriage returns.
"""

import tempfile  # noqa: I001
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given, HealthCheck, settings

from kw_tui.storage.readers.formats import read_any
from kw_tui.storage.readers.raw import LINE, RawText
from tests.properties.dialects import files, padded_files
from tests.properties.writing import Row, Written, require_same

RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def check(file: Written) -> None:
    """Read a file and compare everything; AssertionError says what differs."""
    with tempfile.TemporaryDirectory() as folder:
        path, staging = Path(folder) / "file.csv", Path(folder) / "staging"
        staging.mkdir()
        path.write_bytes(file.content)
        raw = read_any(path, staging, file.stated)
        frame = raw.frame.sort(LINE).collect()
    require_same(raw.rejects.collect().rows(), [], "rejects")
    wanted = [(line, expected(row, file)) for line, row in file.records]
    require_same(found(frame, len(file.records[0][1])), wanted, "records")
    counts = {name: getattr(raw, name) for name in file.counts} | {"preamble": len(raw.preamble)}
    require_same(accounted(counts, file), accounted(file.counts, file), "counts")
    check_headers(raw, file)


def found(frame: pl.DataFrame, width: int) -> list[tuple[int, Row]]:
    """Records with empty cells as "", and without columns behind the last that hold nothing."""
    rows = [(line, tuple(cell or "" for cell in cells)) for line, *cells in frame.iter_rows()]
    assert all(not any(cells[width:]) for _, cells in rows), "a column appeared from nowhere"
    return [(line, cells[:width]) for line, cells in rows]


def expected(row: Row, file: Written) -> Row:
    if file.dialect.end == "\r":
        return tuple(cell.replace("\r", "\n") for cell in row)
    return row


def accounted(counts: dict[str, int], file: Written) -> dict[str, int]:
    """Above the first row of a file without a header, preamble and blank rows are the same."""
    if file.headers is not None:
        return counts
    above = counts["preamble"] + counts["blank"]
    return counts | {"preamble": above, "blank": above}


def check_headers(raw: RawText, file: Written) -> None:
    assert len(set(raw.headers)) == len(raw.headers), "a name occurs twice"
    if file.headers is None:
        require_same(raw.header_line, None, "header")
        return
    names = [" ".join(name.split()) for name in file.headers]
    for name, read in zip(names, raw.headers, strict=False):
        if name and names.count(name) == 1 and '"' not in name and name != LINE:
            require_same(read, name, "header")


# `python -m benches.fuzz` reads them by the thousand.
@settings(max_examples=70, deadline=None, suppress_health_check=RELAXED)
@given(files())
def test_a_table_in_any_dialect_is_read_back(file: Written) -> None:
    # Without a header, a first cell that begins with a line break looks like a line of its own.
    first = file.records[0][1] if file.headers is None and file.records else ()
    assume(not any(cell.lstrip(" ").startswith(("\n", "\r")) for cell in first))
    check(file)


@settings(max_examples=30, deadline=None, suppress_health_check=RELAXED)
@given(padded_files())
def test_blank_padded_columns_are_read_back(file: Written) -> None:
    check(file)


LIKELY = {
    "a name broken into lines": (
        b'Kundennummer;"Netto\nEUR";Ort\r\n1;2,50;x\r\n',
        ("Kundennummer", "Netto EUR", "Ort"),
        [(3, "1", "2,50", "x")],
    ),
    "line feeds in cells between carriage returns": (
        b'Kundennummer;Netto;Ort\r1;2,50;"x\ny"\r2;3,50;"z"\r',
        ("Kundennummer", "Netto", "Ort"),
        [(2, "1", "2,50", "x\ny"), (3, "2", "3,50", "z")],
    ),
    "a first record of two lines, without a header": (
        b'"01";"2,50";"x\ny"\n"02";"3,50";"z"\n',
        ("column 1", "column 2", "column 3"),
        [(1, "01", "2,50", "x\ny"), (3, "02", "3,50", "z")],
    ),
    "a last cell that ends in a line feed": (
        b'Kundennummer;Netto;Ort\n1;2,50;"x\n"\n2;3,50;z\n',
        ("Kundennummer", "Netto", "Ort"),
        [(2, "1", "2,50", "x\n"), (4, "2", "3,50", "z")],
    ),
    "a first cell that begins with a line feed": (
        b'Ort;Kundennummer;Netto\n"\nx";1;2,50\nz;2;3,50\n',
        ("Ort", "Kundennummer", "Netto"),
        [(2, "\nx", "1", "2,50"), (4, "z", "2", "3,50")],
    ),
    "empty paragraphs of delimiters in a cell": (
        b'Kundennummer;Netto;Ort\n1;2,50;"x\n;\n\ny"\n2;3,50;z\n',
        ("Kundennummer", "Netto", "Ort"),
        [(2, "1", "2,50", "x\n;\n\ny"), (6, "2", "3,50", "z")],
    ),
}


@pytest.mark.parametrize("shape", LIKELY)
def test_line_breaks_stand_where_people_put_them(shape: str, tmp_path: Path) -> None:
    content, headers, rows = LIKELY[shape]
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    raw = read_any(path, tmp_path)
    frame = raw.frame.sort(LINE).collect()
    assert (raw.headers, frame.rows(), raw.rejected) == (headers, rows, 0)
    assert raw.records == len(rows)
