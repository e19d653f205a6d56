"""Texts whose lines are their records: only the few that are not plainly one are judged."""

from pathlib import Path

import pytest

from kw_tui.storage.readers.dialect import Dialect
from kw_tui.storage.readers.proof import Proof, prove
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.rows import Body, Rows
from kw_tui.storage.readers.unquoted import is_readable, read_unquoted

HEADER = "a;b;c"


@pytest.fixture
def read(tmp_path: Path):
    def read(body: str, before: str = "") -> Rows:
        staged = tmp_path / "staged"
        staged.write_bytes(f"{before}{HEADER}\n{body}".encode())
        place = before.count("\n") + 1
        dialect = Dialect(";", ("a", "b", "c"), place, place + 1)
        laid_out = Body(staged, ";", dialect, HEADER)
        return read_unquoted(laid_out, prove(staged, laid_out.layout), tmp_path)

    return read


def found(rows: Rows) -> list[tuple]:
    return rows.frame.select(LINE, "a", "b", "c").sort(LINE).collect().rows()


def faults(rows: Rows) -> list[tuple]:
    return rows.rejects.select("line_first", "code", "raw").collect().rows()


def accounted(rows: Rows, above: int = 1) -> int:
    return len(found(rows)) + rows.blank + rows.repeated + rows.continuation + rows.rejected + above


def test_plain_lines_are_scanned_as_they_lie(read) -> None:
    rows = read("1;2;3\n4;;6\n")
    assert found(rows) == [(2, "1", "2", "3"), (3, "4", None, "6")]
    assert (rows.is_trimmed, rows.is_quoted, rows.lines) == (True, False, 3)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_line_is_accounted_for(read, end: str) -> None:
    rows = read(end.join(["1;2;3", "", ";;", HEADER, "1;2", "1;2;3;4", "7;8;9", ""]))
    assert [row[0] for row in found(rows)] == [2, 8]
    assert (rows.blank, rows.repeated) == (2, 2 - 1)
    assert faults(rows) == [(6, "short-row", "1;2"), (7, "long-row", "1;2;3;4")]
    assert accounted(rows) == rows.lines == 8


def test_separators_behind_the_last_cell_do_no_harm(read) -> None:
    rows = read("1;2;3;;\n4;5;6\n")
    assert found(rows) == [(2, "1", "2", "3"), (3, "4", "5", "6")]
    assert rows.rejected == 0


def test_the_odd_quoted_cell_is_unravelled(read) -> None:
    rows = read('1;"x;y";3\n4;Rohr 3/4";6\n7;"p\nq";9\n5;5;5\n')
    assert found(rows) == [
        (2, "1", "x;y", "3"),
        (3, "4", 'Rohr 3/4"', "6"),
        (4, "7", "p\nq", "9"),
        (6, "5", "5", "5"),
    ]
    assert (rows.continuation, rows.is_trimmed, accounted(rows)) == (1, False, rows.lines)


def test_a_blank_line_within_a_cell_is_part_of_it(read) -> None:
    rows = read('1;"x\n\ny";3\n4;5;6\n')
    assert found(rows)[0] == (2, "1", "x\n\ny", "3")
    assert (rows.blank, rows.continuation, accounted(rows)) == (0, 2, rows.lines)


def test_a_stray_quote_costs_its_own_line_and_no_other(read) -> None:
    rows = read('1;"2;3\n4;5;6\n7;"x"y;9\n')
    assert found(rows) == [(3, "4", "5", "6")]
    assert [fault[:2] for fault in faults(rows)] == [(2, "unclosed-quote"), (4, "stray-quote")]


def test_lines_keep_their_numbers_below_a_preamble(read) -> None:
    rows = read("1;2;3\nx\n", before="Umsatzliste\n\n")
    assert found(rows) == [(4, "1", "2", "3")]
    assert faults(rows) == [(5, "short-row", "x")]
    assert accounted(rows, above=3) == rows.lines


def test_broken_characters_and_end_marks(read) -> None:
    rows = read("1;\x00;3\n4;5;6\n\x1a")
    assert [fault[:2] for fault in faults(rows)] == [(2, "nul-byte")]
    assert (rows.blank, accounted(rows)) == (1, rows.lines)


@pytest.mark.parametrize(
    ("proof", "fields", "is_fine"),
    [
        (Proof(), 3, True),
        (Proof(gave_up=True), 3, False),
        (Proof(failing={2: b'1;"x'}), 3, True),
        (Proof(failing={2: b'1;"x'}), 2, False),
        (Proof(failing={2: b"1"}), 2, True),
    ],
)
def test_prose_passes_for_records_too_easily_where_columns_are_few(proof: Proof, fields: int, is_fine: bool) -> None:
    assert is_readable(proof, fields) is is_fine
