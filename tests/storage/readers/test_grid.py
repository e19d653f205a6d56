from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers.grid import Grid, Origin, judge, known_columns, raw_text
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.vocabulary.errors import SourceError

ORIGIN = Origin(Path("mappe.xlsx"), 10, "ab" * 32, (10, 1, 1), "workbook", "Tab", ("Tab", "Zwei"))
TITLE, BLANK = ["Umsatzliste 2024", None, None], None
HEADER = ["Kundennummer", "Rechnungsdatum", "Netto"]
FIRST, SECOND = ["0012", "2024-01-31", "1.5"], ["0013", "2024-02-01", "2"]


def grid(*rows: list[str | None] | None) -> Grid:
    filled = [(number, *row) for number, row in enumerate(rows, 1) if row]
    width = max((len(row) - 1 for row in filled), default=0)
    schema = {LINE: pl.Int64, **{f"c{place}": pl.String for place in range(1, width + 1)}}
    return Grid(pl.LazyFrame(filled, schema=schema, orient="row"), filled[-1][0] if filled else 0)


def read(*rows: list[str | None] | None, header: int | None = None) -> RawText:
    raw = raw_text(grid(*rows), ORIGIN, header)
    assert raw.frame.select(pl.len()).collect().item() == raw.records
    return raw


def test_every_row_is_somewhere() -> None:
    raw = read(BLANK, TITLE, BLANK, HEADER, FIRST, BLANK, HEADER, SECOND, BLANK)
    assert (raw.header_line, raw.headers, raw.preamble) == (4, tuple(HEADER), ("Umsatzliste 2024",))
    assert (raw.lines, raw.blank, raw.repeated_headers, raw.records) == (8, 3, 1, 2)
    assert raw.frame.collect().rows() == [(5, *FIRST), (8, *SECOND)]
    assert (raw.sheet, raw.sheets, raw.format) == ("Tab", ("Tab", "Zwei"), "workbook")


def test_known_names_are_the_header_even_below_a_fuller_row() -> None:
    assert read(["Stand", "Ort", "Blatt"], HEADER, FIRST).header_line == 2


def test_without_known_names_the_first_full_row_is_the_header_unless_it_holds_figures() -> None:
    names = ["Spalte A", "Spalte B", "Spalte C"]
    assert read(["Bericht", "Kiel", None], names, FIRST, SECOND).header_line == 2
    raw = read(["Bericht", None, None], FIRST, SECOND)
    assert (raw.header_line, raw.headers, raw.preamble) == (None, ("column 1", "column 2", "column 3"), ("Bericht",))


def test_a_last_column_that_is_mostly_empty_does_not_hide_the_header() -> None:
    raw = read(["Alpha", "Beta", "Gamma"], *[[f"{number}", "x", None] for number in range(9)])
    assert raw.headers == ("Alpha", "Beta", "Gamma")


@pytest.mark.parametrize(("header", "records", "preamble"), [(1, 3, 0), (2, 2, 1), (3, 1, 2), (0, 4, 0)])
def test_the_header_may_be_said(header: int, records: int, preamble: int) -> None:
    raw = read(FIRST, HEADER, SECOND, ["0014", "2024-02-02", "3"], header=header)
    assert (raw.records, len(raw.preamble), raw.header_line) == (records, preamble, header or None)


def test_a_header_in_a_blank_row_is_refused() -> None:
    with pytest.raises(SourceError, match="row 2"):
        read(HEADER, BLANK, FIRST, header=2)


def test_data_must_follow() -> None:
    with pytest.raises(SourceError, match="no line of data"):
        read(TITLE, HEADER, HEADER)
    with pytest.raises(SourceError, match="empty"):
        read()


def test_columns_named_alike_are_told_apart() -> None:
    raw = read(["Kundennummer", "Netto", "Netto", None], [*FIRST, "x"])
    assert (raw.headers, raw.doubles) == (("Kundennummer", "Netto", "Netto (2)", "column 4"), ("Netto (2)",))


def test_rows_are_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    grid(HEADER, FIRST).frame.sink_parquet(path)
    raw = raw_text(Grid(pl.scan_parquet(path), 2), ORIGIN)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        raw.frame.collect()


def test_how_many_names_a_table_has_is_counted_in_its_best_row() -> None:
    assert known_columns([["Netto", "x", ""], HEADER]) == 3
    assert known_columns([["Netto", "x", ""], FIRST]) == 0


def test_rows_are_numbered_as_they_stand() -> None:
    layout = judge([3, 7, 9], [HEADER, FIRST, SECOND])
    assert layout is not None
    assert (layout.header_line, layout.first_line) == (3, 4)
