import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kw_tui.storage.readers import text
from kw_tui.storage.readers.gate import Arrival, Progress
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.storage.readers.staging import as_utf8
from kw_tui.storage.readers.text import read_text
from kw_tui.vocabulary.errors import SourceError
from tests.properties.judging import physical_lines


@pytest.fixture
def read(tmp_path: Path):
    def read_bytes(content: bytes, name: str = "file.csv") -> RawText:
        path = tmp_path / name
        path.write_bytes(content)
        staging = tmp_path / "staging"
        staging.mkdir(exist_ok=True)
        return read_text(path, staging)

    return read_bytes


def rows(raw: RawText) -> list[tuple]:
    return raw.frame.sort(LINE).collect().rows()


def codes(raw: RawText) -> list[tuple]:
    return raw.rejects.select("line_first", "code").collect().rows()


def accounted(raw: RawText) -> bool:
    return raw.records == raw.frame.collect().height


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8", "Kunde;Ort\nMüller;Köln\n".encode()),
        ("utf-8-sig", "\ufeffKunde;Ort\nMüller;Köln\n".encode()),
        ("cp1252", "Kunde;Ort\nMüller;Köln\n".encode("cp1252")),
        ("cp850", "Kunde;Ort\nMüller;Köln\n".encode("cp850")),
        ("utf-16", "Kunde;Ort\nMüller;Köln\n".encode("utf-16")),
        ("utf-16-le", "Kunde;Ort\nMüller;Köln\n".encode("utf-16-le")),
        ("utf-16-be", "Kunde;Ort\nMüller;Köln\n".encode("utf-16-be")),
    ],
)
def test_every_usual_encoding_reads_the_same(read, encoding: str, content: bytes) -> None:
    raw = read(content)
    assert raw.encoding == encoding
    assert raw.headers == ("Kunde", "Ort")
    assert rows(raw) == [(2, "Müller", "Köln")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(read, delimiter: str, end: str) -> None:
    lines = [delimiter.join(cells) for cells in (("Kunde", "Betrag"), ("A", "1"), ("B", "2"))]
    raw = read((end.join(lines) + end).encode())
    assert raw.delimiter == delimiter
    assert rows(raw) == [(2, "A", "1"), (3, "B", "2")]
    assert raw.lines == 3


def test_decimal_commas_do_not_make_the_comma_a_delimiter(read) -> None:
    raw = read(b"Kunde;Netto;Menge\nA;1,50;2,00\nB;2,50;3,00\n")
    assert raw.delimiter == ";"
    assert raw.headers == ("Kunde", "Netto", "Menge")


def test_blank_padded_columns(read) -> None:
    raw = read(b" id  date amount\r\n 001 19970101   1.50\r\n 002 19970102  12.50\r\n")
    assert raw.delimiter == " "
    assert rows(raw) == [(2, "001", "19970101", "1.50"), (3, "002", "19970102", "12.50")]


def test_preamble_and_header_are_found(read) -> None:
    raw = read(b"Nordlicht GmbH;Liste\nStand 01.11.2026\n\nKundennr;Datum;Netto;Art\n1;01.01.2026;5,00;x\n")
    assert raw.preamble == ("Nordlicht GmbH;Liste", "Stand 01.11.2026")
    assert raw.header_line == 4
    assert raw.blank == 1
    assert rows(raw) == [(5, "1", "01.01.2026", "5,00", "x")]


def test_a_preamble_padded_with_delimiters_is_not_the_header(read) -> None:
    raw = read(b"Umsatzliste;;;\nKundennr;Datum;Netto;Art\n1;01.01.2026;5,00;x\n")
    assert raw.header_line == 2
    assert raw.headers[0] == "Kundennr"


def test_a_file_without_header_gets_numbered_columns(read) -> None:
    raw = read(b"001;19970101;1,50\n002;19970102;2,50\n")
    assert raw.header_line is None
    assert raw.headers == ("column 1", "column 2", "column 3")
    assert [row[0] for row in rows(raw)] == [1, 2]


def test_double_and_empty_headers_are_told_apart(read) -> None:
    assert read(b"Name;Name;;line\na;b;c;5\n").headers == ("Name", "Name (2)", "column 3", "line (2)")


def test_rows_that_end_in_a_delimiter_still_have_a_header(read) -> None:
    raw = read(b"Kundennr;Datum;Netto\n1;01.01.2026;5,00;\n2;02.01.2026;6,00;\n")
    assert raw.headers == ("Kundennr", "Datum", "Netto", "column 4")
    assert rows(raw)[0] == (2, "1", "01.01.2026", "5,00", None)


def test_blank_lines_and_repeated_headers_are_counted_not_read(read) -> None:
    raw = read(b"Kundennr;Netto\n1;5\n\n;\nKundennr;Netto\n2;6\n   \n")
    assert [row[0] for row in rows(raw)] == [2, 6]
    assert (raw.blank, raw.header, raw.lines) == (3, 2, 7)
    assert accounted(raw)


def test_short_and_long_rows_are_rejected_with_their_line(read) -> None:
    raw = read(b"a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;;\n")
    assert codes(raw) == [(3, "short-row"), (4, "long-row")]
    assert rows(raw) == [(2, "1", "2", "3"), (5, "1", "2", "3")]
    assert raw.rejects.collect()["raw"].to_list() == ["1;2", "1;2;3;4"]
    assert accounted(raw)


def test_quoted_line_breaks_stay_in_the_cell(read) -> None:
    raw = read(b'a;b;c\n1;"two\r\nlines";3\n4;"three\n\nlines";6\n7;8;9\n')
    assert rows(raw) == [(2, "1", "two\r\nlines", "3"), (4, "4", "three\n\nlines", "6"), (7, "7", "8", "9")]
    assert (raw.continuation, raw.blank, raw.lines) == (3, 0, 7)
    assert accounted(raw)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (b'2;"Rohr 3/4" verz;5', "stray-quote"),
        (b'2;"Rohr 3/4 verz;5', "unclosed-quote"),
        (b'2;"Rohr;5', "unclosed-quote"),
        (b"2;Ro\x00hr;5", "nul-byte"),
    ],
)
def test_a_broken_line_costs_itself_and_no_other(read, broken: bytes, code: str) -> None:
    good = b'1;"Rohr";5\n'
    raw = read(b"a;b;c\n" + good * 3 + broken + b"\n" + good * 3 + b'3;"x ""y""";5\n')
    assert codes(raw) == [(5, code)]
    assert [row[0] for row in rows(raw)] == [2, 3, 4, 6, 7, 8, 9]
    assert rows(raw)[-1] == (9, "3", 'x "y"', "5")
    assert accounted(raw)


def test_two_open_quotes_do_not_swallow_the_lines_between_them(read) -> None:
    raw = read(b'a;b;c\nx;"Rohr;1\n1;2;3\n4;5;6\ny;Rohr 3/4";1\n7;"8";9\n')
    assert codes(raw) == [(2, "unclosed-quote")]
    assert [row[0] for row in rows(raw)] == [3, 4, 5, 6]
    assert accounted(raw)


def test_an_inch_mark_inside_a_plain_cell_stands_for_itself(read) -> None:
    assert rows(read(b'a;b\n1;Rohr 3/4" verz\n2;x\n')) == [(2, "1", 'Rohr 3/4" verz'), (3, "2", "x")]
    assert rows(read(b'a;b\n1;Rohr 3/4" verz\n2;"x"\n')) == [(2, "1", 'Rohr 3/4" verz'), (3, "2", "x")]


def test_damaged_bytes_reject_their_line_only(read) -> None:
    content = "Kunde;Ort\n" + "Müller;Köln\n" * 20
    raw = read(content.encode() + b"M\xfcller;Ulm\nA;B\n")
    assert raw.encoding == "utf-8"
    assert codes(raw) == [(22, "encoding")]
    assert rows(raw)[-1] == (23, "A", "B")


def test_unicode_line_marks_do_not_split_lines(read) -> None:
    raw = read("a;b\n1;x\u2028y\u0085z\n".encode())
    assert rows(raw) == [(2, "1", "x\u2028y\u0085z")]


def test_ids_keep_their_zeros(read) -> None:
    assert rows(read(b"Kundennr;PLZ\n000123;01067\n")) == [(2, "000123", "01067")]


def test_a_file_name_is_no_pattern(read) -> None:
    read(b"a;b\n1;x\n", "sales2.csv")
    assert rows(read(b"a;b\n2;y\n", "sales[2].csv")) == [(2, "2", "y")]
    assert rows(read("a;b\nä;y\n\n".encode("cp1252"), "s*.csv")) == [(2, "ä", "y")]


def test_the_last_line_needs_no_end(read) -> None:
    assert read(b"a;b\n1;x\n2;y").lines == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n  \n",
        b"Kundennr;Netto\n",
        b"Kundennr;Netto\n\n;\n",
        b"PK\x03\x04" + bytes(50),
        b"%PDF-1.7 " + b"x" * 50,
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"\xd0\xcf\x11\xe0" + bytes(50),
        b"PAR1" + bytes(50),
        bytes(range(256)) * 8 + bytes(200),
    ],
)
def test_files_that_hold_nothing_to_read_are_refused_in_both_languages(read, content: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read(content)
    for lang in ("de", "en"):
        assert "file.csv" in refused.value.line(lang)
        assert "\n" not in refused.value.line(lang)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SourceError):
            read_text(path, tmp_path)


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "locked.csv"
    path.write_text("a;b\n1;2\n")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="Permission denied"):
        read_text(path, tmp_path)


CELL = st.text(alphabet=st.sampled_from('ab1 ;",\n\rä€|'), max_size=8)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12))
def test_whatever_a_correct_program_writes_is_read_back(read, table: list[tuple[str, str, str]]) -> None:
    """Cells quoted as RFC 4180 asks; the first column keeps the lines from being blank."""
    quoted = [
        ["k" + str(number), *('"' + cell.replace('"', '""') + '"' for cell in row)] for number, row in enumerate(table)
    ]
    content = "".join(";".join(row) + "\r\n" for row in [["key", "x", "y", "z"], *quoted])
    raw = read(content.encode())
    expected = [("k" + str(number), *row) for number, row in enumerate(table)]
    if raw.rejected == 0:
        assert [tuple(cell or "" for cell in row[1:]) for row in rows(raw)] == expected
    assert accounted(raw)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from('a1;"\n\r,.\t|'), min_size=1, max_size=60))
def test_any_text_is_accounted_for_or_refused(read, content: str) -> None:
    try:
        raw = read(content.encode())
    except SourceError:
        return
    assert accounted(raw)
    assert raw.lines == physical_lines(content.encode(), raw.encoding)


@pytest.mark.parametrize("quote", ["", '"'])
def test_columns_have_a_limit(read, quote: str) -> None:
    def table(columns: int) -> bytes:
        head = ";".join(f"h{number}" for number in range(columns))
        return f"{head}\n{';'.join([f'{quote}1,5{quote}'] * columns)}\nshort;row\n".encode()

    raw = read(table(4096))
    assert [len(row) for row in rows(raw)] == [4097]
    assert rows(raw)[0][1] == "1,5"
    assert codes(raw) == [(3, "short-row")]
    with pytest.raises(SourceError, match="more than 4096 columns"):
        read(table(4097))


@pytest.mark.parametrize(
    "content",
    [
        "Kundennr,Rechnungsnr,Rechnungsdatum,Nettobetrag\n1,R1,13.03.2024,1,234.50\n1,R2,13.03.2024,2,500.00\n",
        "Kundennr,Rechnungsnr,Rechnungsdatum,Nettobetrag\n1,R1,13.03.2024,100,50\n1,R2,13.03.2024,200,50\n",
        "Kundennr,Rechnungsnr,Rechnungsdatum,Nettobetrag,\n1,R1,13.03.2024,1,234.50\n1,R2,13.03.2024,2,500.00\n",
        "Kundennr,Rechnungsnr,Rechnungsdatum,Nettobetrag\n1,R1,13.03.2024,1,234.50\n1,R2,13.03.2024,500.00\n",
        "Kundennr;Rechnungsdatum;Nettobetrag\n1;13.03.2024;1;2,50\n1;13.03.2024;1;3,50\n",
        "alpha,beta\nx,100,50\ny,200,50\n",
        # Each line ends in a comma, for its last cell is empty.
        "Kundennr,Rechnungsnr,Rechnungsdatum,Nettobetrag,Text\n1,R1,13.03.2024,1,234.50,\n1,R2,13.03.2024,2,500.00,\n",
        "Kundennr,Rechnungsnr,Rechnungsdatum,Nettobetrag,Text\n1,R1,13.03.2024,1,234.50,\n1,R2,13.03.2024,500.00,\n",
    ],
)
def test_a_filled_cell_beyond_the_header_is_refused(read, content: str) -> None:
    with pytest.raises(SourceError, match="line 2 has one more filled cell than the header"):
        read(content.encode())


@pytest.mark.parametrize(
    "content",
    [
        "Kundennr,Rechnungsdatum,Nettobetrag\n1,13.03.2024,100.50,\n",
        "Kundennr,Rechnungsdatum,Nettobetrag,\n1,13.03.2024,100.50,ja\n",
        "Kundennr,Rechnungsdatum,Nettobetrag,Menge\n1,13.03.2024,100.50,3,\n1,13.03.2024,8,100.50,\n",
        "Kundennr,Rechnungsdatum,Nettobetrag,Menge\n1,13.03.2024,100.50,3\n",
    ],
)
def test_a_cell_beyond_the_header_that_is_empty_or_no_part_of_a_number_is_read(read, content: str) -> None:
    assert rows(read(content.encode()))[0][:4] == (2, "1", "13.03.2024", "100.50")


def test_a_number_that_a_comma_cuts_behind_the_first_lines_costs_its_line(read) -> None:
    header, plain = b"Kundennr,Rechnungsdatum,Nettobetrag,Text\n", b"1,13.03.2024,500.00,\n"
    raw = read(header + plain * 600 + b"1,13.03.2024,1,234.50,\n" + b"1,13.03.2024,17.50,x,\n")
    assert (raw.records, codes(raw)) == (601, [(602, "long-row")])


def test_a_few_lines_in_another_encoding_than_utf_8_are_rejected(read) -> None:
    raw = read(b"".join([b"Name;Wert\n", "Müller;1\n".encode() * 5, "Jäger;2\n".encode("cp1252")]))
    assert {row[1] for row in rows(raw)} == {"Müller"}
    assert (raw.encoding, codes(raw), raw.notes) == ("utf-8", [(7, "encoding")], ())


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_letters_in_utf_8_are_told_where_the_file_is_something_else(read, encoding: str) -> None:
    raw = read(b"".join([b"Name;Wert\n", "Jäger;2\n".encode(encoding) * 5, "Müller;1\n".encode()]))
    assert raw.encoding == encoding
    assert "1 letters are UTF-8, the rest of the file is" in raw.notes[0].en
    assert read("Name;Wert\n„Spaß“ Jäger;2\n".encode("cp1252")).notes == ()


def test_a_line_of_ten_megabytes_is_refused_soon(read) -> None:
    began = time.perf_counter()
    with pytest.raises(SourceError, match="a line of more than 1.0 MB"):  # noqa: RUF043
        read(b"a;b;" * 2_500_000 + b"\n")
    assert time.perf_counter() - began < 15


def test_a_file_that_changes_behind_the_gate_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"a;b\n1;2\n")

    def as_utf8_and_grow(arrival: Arrival, folder: Path, progress: Progress | None = None) -> Path:
        with path.open("ab") as file:
            file.write(b"3;4\n")
        return as_utf8(arrival, folder, progress)

    monkeypatch.setattr(text, "as_utf8", as_utf8_and_grow)
    with pytest.raises(SourceError, match="changed while it was being read"):
        read_text(path, tmp_path)
