"""The scan of staged lines: every cell as text, led by its physical line."""

from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.rows import scan_cells

Cells = list[dict[str, object]]


@pytest.fixture
def scan(tmp_path: Path):
    def scan(content: str, columns: list[str], *, is_quoted: bool = False, skip: int = 0) -> Cells:
        path = tmp_path / "staged"
        path.write_bytes(content.encode())
        return scan_cells(path, columns, ";", is_quoted=is_quoted, skip=skip).collect().to_dicts()

    return scan


def test_every_cell_is_text_and_an_empty_one_is_null(scan) -> None:
    assert scan("007;1,50\n;true\n", ["a", "b"]) == [
        {LINE: 1, "a": "007", "b": "1,50"},
        {LINE: 2, "a": None, "b": "true"},
    ]


def test_lines_keep_their_numbers_behind_what_is_skipped(scan) -> None:
    assert [row[LINE] for row in scan("x\ny\n1;2\n3;4\n", ["a", "b"], skip=2)] == [3, 4]


def test_fields_beyond_the_columns_are_cut_and_missing_ones_are_null(scan) -> None:
    assert scan("1;2;3\n4\n", ["a", "b"]) == [{LINE: 1, "a": "1", "b": "2"}, {LINE: 2, "a": "4", "b": None}]


def test_without_quoting_a_quote_is_a_letter(scan) -> None:
    assert scan('3/4";x\n"y;z\n', ["a", "b"]) == [{LINE: 1, "a": '3/4"', "b": "x"}, {LINE: 2, "a": '"y', "b": "z"}]


def test_with_quoting_a_cell_may_hold_anything(scan) -> None:
    assert scan('"x;y";"say ""hi"""\n', ["a", "b"], is_quoted=True) == [{LINE: 1, "a": "x;y", "b": 'say "hi"'}]


def test_a_file_may_bring_its_own_line_numbers(scan) -> None:
    assert scan("7;x\n9;y\n", [LINE, "a"]) == [{LINE: 7, "a": "x"}, {LINE: 9, "a": "y"}]


def test_line_numbers_are_whole_either_way(tmp_path: Path) -> None:
    path = tmp_path / "staged"
    path.write_bytes(b"7;x\n")
    for columns in ([LINE, "a"], ["a", "b"]):
        assert scan_cells(path, columns, ";", is_quoted=False).collect_schema()[LINE] == pl.Int64


def test_a_path_is_no_pattern(tmp_path: Path) -> None:
    for name in ("[ab]*.csv", "a.csv"):
        (tmp_path / name).write_text(f"{name}\n")
    assert scan_cells(tmp_path / "[ab]*.csv", ["x"], ";", is_quoted=False).collect()["x"].to_list() == ["[ab]*.csv"]
