"""Texts with quoted cells: every physical line is a record, part of one, or accounted for."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.storage.readers import rejects
from kw_tui.storage.readers.dialect import Dialect
from kw_tui.storage.readers.quoted import read_quoted
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.rows import Body, Rows

Read = tuple[list[tuple], Rows, int]
NAMES = ("a", "b", "c")


def read(content: str, names: tuple[str, ...] = NAMES, separator: str = ";", header: int | None = 1) -> Read:
    """Return the records, what became of the other lines, and how many lines are accounted for."""
    with TemporaryDirectory() as folder:
        staged = Path(folder) / "staged"
        staged.write_bytes(content.encode())
        dialect = Dialect(separator, names, header, (header or 0) + 1)
        text = content.split("\n")[header - 1].removesuffix("\r") if header else None
        rows = read_quoted(Body(staged, separator, dialect, text), Path(folder))
        found = rows.frame.select(LINE, *names).sort(LINE).collect().rows()
    other = rows.blank + rows.repeated + rows.continuation + rows.rejected + (header is not None)
    return found, rows, len(found) + other


def faults(rows: Rows) -> list[tuple]:
    return rows.rejects.select("line_first", "code").collect().rows()


def test_quotes_enclose_separators_and_quotes() -> None:
    found, rows, accounted = read('a;b;c\n1;"x;y";"say ""hi"""\n2;;"z"\n')
    assert found == [(2, "1", "x;y", 'say "hi"'), (3, "2", None, "z")]
    assert (rows.is_quoted, accounted, rows.lines) == (True, 3, 3)


def test_a_quoted_line_break_belongs_to_its_cell() -> None:
    found, rows, accounted = read('a;b;c\n1;"x\n\ny";3\n4;5;6\n')
    assert found == [(2, "1", "x\n\ny", "3"), (5, "4", "5", "6")]
    assert (rows.continuation, rows.blank, accounted) == (2, 0, rows.lines)


def test_blank_lines_and_repeated_headers_are_counted() -> None:
    found, rows, accounted = read('a;b;c\n"1";2;3\n\n;;\na;b;c\n"4";5;6\n')
    assert [row[0] for row in found] == [2, 6]
    assert (rows.blank, rows.repeated, accounted) == (2, 1, rows.lines)


def test_a_header_within_a_cell_is_not_counted_twice() -> None:
    _, rows, accounted = read('a;b\n1;"x\na;b\ny"\n3;4\n', ("a", "b"))
    assert accounted == rows.lines == 5


def test_ragged_and_broken_lines_are_rejected_and_cost_no_other() -> None:
    found, rows, accounted = read('a;b;c\n"1";2;3\n1;2\n1;2;3;4\n1;"x"y;3\n1;"open;3\n1;\x00;3\n"7";8;9\n')
    assert [row[0] for row in found] == [2, 8]
    assert faults(rows) == [
        (3, "short-row"),
        (4, "long-row"),
        (5, "stray-quote"),
        (6, "unclosed-quote"),
        (7, "nul-byte"),
    ]
    assert accounted == rows.lines


def test_without_an_opening_quote_an_inch_is_a_letter() -> None:
    found, rows, _ = read('a;b;c\n1;Rohr 3/4";x\n2;y;z\n')
    assert found == [(2, "1", 'Rohr 3/4"', "x"), (3, "2", "y", "z")]
    assert not rows.is_quoted


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_separator_and_no_header(separator: str) -> None:
    content = f'1{separator}"x{separator}y"{separator}3\n'
    assert read(content, separator=separator, header=None)[0] == [(1, "1", f"x{separator}y", "3")]


def test_very_many_columns_are_read_all_the_same() -> None:
    names = tuple(f"n{number}" for number in range(600))
    cells = [f'"{number}"' for number in range(600)]
    found, rows, accounted = read(f"{';'.join(names)}\n{';'.join(cells)}\nx;y\n", names)
    assert found == [(2, *(str(number) for number in range(600)))]
    assert (faults(rows), accounted) == ([(3, "short-row")], 3)


def test_a_cell_may_begin_with_a_line_break() -> None:
    found, rows, _ = read('a;b;c\n"\nx";2;3\n4;"5";6\n')
    assert found == [(2, "\nx", "2", "3"), (4, "4", "5", "6")]
    assert (rows.blank, rows.continuation) == (0, 1)


def test_where_columns_are_few_a_line_of_a_cell_may_look_sound() -> None:
    found, rows, accounted = read('a;b\n1;"x\ny;z\n;\nend"\n3;4\n', ("a", "b"))
    assert found == [(2, "1", "x\ny;z\n;\nend"), (6, "3", "4")]
    assert (rows.continuation, rows.blank, accounted) == (3, 0, rows.lines)


def test_faults_stand_in_order_however_many_batches_they_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects, "BATCH_LINES", 7)
    body = "".join(f'"{n}";x\n' if n % 3 else f'"{n}";"x\ny";z\n' for n in range(1, 40))
    with TemporaryDirectory() as folder:
        staged = Path(folder) / "staged"
        staged.write_text(f"a;b;c\n{body}", encoding="utf-8")
        rows = read_quoted(Body(staged, ";", Dialect(";", NAMES, 1, 2), "a;b;c"), Path(folder))
        lines = rows.rejects.collect()["line_first"].to_list()
        records = rows.frame.collect().sort(LINE)
    assert (len(lines), rows.rejected, lines) == (26, 26, sorted(lines))
    assert records["a"].to_list() == [str(n) for n in range(3, 40, 3)]
    assert 1 + len(lines) + records.height + rows.continuation == rows.lines


WORDS = st.text(alphabet='ab ;"\nä', min_size=1, max_size=6).filter(lambda word: word.partition("\n")[0].strip(' ;"'))


@settings(max_examples=60, deadline=None)
@given(records=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=8))
def test_what_a_writer_of_csv_quotes_comes_back(records: list[tuple[str, str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [("H1", "H2", "H3"), *records]
    )
    found, rows, accounted = read(text.getvalue())
    assert accounted == rows.lines
    if not rows.rejected:
        assert [row[1:] for row in found] == records


def test_the_look_at_every_line_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    staged.write_text("a;b;c\n" + '"1";"2";"3"\n' * 400_000, encoding="utf-8")
    body = Body(staged, ";", Dialect(";", NAMES, 1, 2), "a;b;c")
    told: list[tuple[int, int]] = []
    assert read_quoted(body, tmp_path, lambda done, total: told.append((done, total))).lines == 400_001
    size = staged.stat().st_size
    assert {total for _, total in told} == {size}
    assert max(done for done, _ in told) == size
    assert len(told) > 2

    def stop(_done: int, _total: int) -> None:
        raise ValueError("stopped")

    with pytest.raises((ValueError, pl.exceptions.PolarsError), match="stopped"):
        read_quoted(body, tmp_path, stop)
