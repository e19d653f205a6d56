"""DATEV files: known by their mark, read by position, every line accounted for."""

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kw_tui.storage.readers.datev import is_datev, read_datev
from kw_tui.storage.readers.raw import LINE, RawText
from kw_tui.vocabulary.datev import HEADERS, POSTINGS
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import ImportOptions

NAMES = HEADERS[POSTINGS]
FIRST = (
    '"EXTF";700;21;"Buchungsstapel";13;20180306102500000;;"XY";"";"";1001;456;20180101;4;20180201;20180228;"Test";"";1;;0;'
    '"EUR";"";"";"";"";"03";;;"";""'
)
Read = Callable[..., RawText]


def first(**changes: str) -> str:
    """The first line with fields changed: `f13="20180101"`."""
    cells = FIRST.split(";")
    for name, value in changes.items():
        cells[int(name[1:]) - 1] = value
    return ";".join(cells)


def posting(text: str = "Honorar", amount: str = "119,00", width: int = 125) -> str:
    cells = [amount, '"S"', '""', "", "", '""', "10000", "8400", '""', "2202", '"RE-1"', '""', "", f'"{text}"']
    return ";".join([*cells, *[""] * (width - len(cells))])


def heading(width: int = 125) -> str:
    return ";".join(NAMES.get(position, f"Spalte {position}") for position in range(1, width + 1))


def stack(*lines: str, end: str = "\r\n") -> str:
    return end.join(lines) + end


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(content: str | bytes, encoding: str = "cp1252", options: ImportOptions | None = None) -> RawText:
        path = tmp_path / "EXTF_Buchungsstapel.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        staging = tmp_path / "staging"
        staging.mkdir(exist_ok=True)
        return read_datev(path, staging, options or ImportOptions())

    return read_text


def rows(raw: RawText, *columns: str) -> list[tuple]:
    return raw.frame.sort(LINE).select(LINE, *columns).collect().rows()


def accounted(raw: RawText) -> bool:
    return raw.records == raw.frame.collect().height


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'"EXTF";700;21', True),
        (b"EXTF;510;21", True),
        (b'"DTVF";700;21', True),
        (b'\xef\xbb\xbf"EXTF";700;21', True),
        ('"EXTF";700;21'.encode("utf-16"), True),
        (b"Kunde;Betrag\nA;1\n", False),
        (b"EXTFORM;1", False),
        (b'\n"EXTF";700', False),
        (b"", False),
        (b"\x00\xff\xfe\x81", False),
    ],
)
def test_the_mark_tells_the_format(tmp_path: Path, content: bytes, expected: bool) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert is_datev(path) is expected


def test_what_is_no_file_is_no_datev_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not any(is_datev(tmp_path / name) for name in ("", "pipe", "missing.csv"))


def test_the_first_line_is_read_and_counts_as_preamble(read: Read) -> None:
    raw = read(stack(first(), heading(), posting(), posting(amount="5,00")))
    assert (raw.preamble, raw.header_line, raw.header, raw.lines, raw.records) == ((FIRST,), 2, 1, 4, 2)
    assert (raw.format, raw.delimiter, raw.encoding) == ("datev", ";", "cp1252")
    header = raw.datev
    assert header is not None
    assert (header.kind, header.version, header.category, header.fields) == ("EXTF", 700, 21, 125)
    assert (header.account_length, header.currency, header.chart) == (4, "EUR", "03")
    assert (header.first_day, header.last_day) == (date(2018, 2, 1), date(2018, 2, 28))
    assert rows(raw, NAMES[1], NAMES[7], NAMES[10]) == [(3, "119,00", "10000", "2202"), (4, "5,00", "10000", "2202")]
    assert raw.notes == ()
    assert accounted(raw)


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"f1": '"DTVF"'}, "kind", "DTVF"),
        ({"f2": "510"}, "version", 510),
        ({"f14": ""}, "account_length", None),
        ({"f14": "99"}, "account_length", None),
        ({"f14": "8"}, "account_length", 8),
        ({"f22": '"chf"'}, "currency", "CHF"),
        ({"f22": '""'}, "currency", "EUR"),
        ({"f27": '""'}, "chart", ""),
        ({"f27": "4"}, "chart", "04"),
        ({"f27": '"SKR04"'}, "chart", "04"),
        ({"f15": "", "f16": ""}, "last_day", date(2018, 12, 31)),
        ({"f13": "20180701", "f15": "", "f16": ""}, "last_day", date(2019, 6, 30)),
        ({"f16": "20181301"}, "last_day", date(2018, 12, 31)),
    ],
)
def test_fields_of_the_first_line(read: Read, changes: dict[str, str], field: str, expected: object) -> None:
    raw = read(stack(first(**changes), heading(), posting()))
    assert getattr(raw.datev, field) == expected


def test_a_short_first_line_leaves_open_what_it_does_not_say(read: Read) -> None:
    raw = read(stack(";".join(FIRST.split(";")[:16]), heading(), posting()))
    assert raw.datev is not None
    assert (raw.datev.currency, raw.datev.chart, raw.datev.account_length) == ("EUR", "", 4)


def test_a_version_that_is_not_known_is_read_and_named(read: Read) -> None:
    raw = read(stack(first(f2="710"), heading(), posting()))
    assert "710" in raw.notes[0].de
    assert raw.records == 1


@pytest.mark.parametrize("width", [14, 116, 119, 120, 125, 130])
def test_columns_are_known_by_position_at_any_width(read: Read, width: int) -> None:
    raw = read(stack(first(), heading(width), posting(width=width)))
    assert len(raw.headers) == width
    assert raw.datev is not None
    assert raw.datev.fields == width
    assert [name for position, name in NAMES.items() if position <= width] == [
        raw.headers[position - 1] for position in NAMES if position <= width
    ]
    assert rows(raw, NAMES[14]) == [(3, "Honorar")]


def test_headers_of_other_programs_give_way_to_the_position(read: Read) -> None:
    own = ["Amount", "DebitCredit", "Currency", "Rate", "Base", "Base currency", "Account", "Contra", "Key", "Date"]
    own += ["Doc", "Doc 2", "Discount", "Text", "Konto", "Text", ""]
    raw = read(stack(first(), ";".join(own), posting(width=17)))
    assert raw.headers[:11] == tuple(NAMES[position] for position in range(1, 12))
    assert raw.headers[13:] == ("Buchungstext", "Feld 15", "Text (2)", "column 17")
    assert rows(raw, NAMES[1], NAMES[11]) == [(3, "119,00", "RE-1")]


@pytest.mark.parametrize("header", [20, 116, 124, 126, 130])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_header_narrower_or_wider_than_the_data_does_no_harm(
    read: Read, header: int, encoding: str, tmp_path
) -> None:
    content = stack(first(), heading(header), *[posting("Müller"), posting("Söhne", "1,00")] * 2)
    raw = read(content, encoding)
    assert (raw.lines, raw.records, len(raw.headers), raw.rejected) == (6, 4, 125, 0)
    assert rows(raw, NAMES[14])[:2] == [(3, "Müller"), (4, "Söhne")]
    path = tmp_path / "EXTF_Buchungsstapel.csv"
    assert (raw.path, raw.size) == (path, path.stat().st_size)
    assert raw.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    raw.require_unchanged()
    path.write_bytes(b"other")
    with pytest.raises(SourceError, match="changed"):
        raw.require_unchanged()


def test_data_without_a_header_of_their_own(read: Read) -> None:
    raw = read(stack(first(), posting(), posting(amount="5,00")))
    assert (raw.header_line, raw.header, raw.preamble, raw.records) == (None, 0, (FIRST,), 2)
    assert rows(raw, NAMES[1]) == [(2, "119,00"), (3, "5,00")]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "cp1252"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-8", "utf-8")],
)
def test_umlauts_in_every_encoding_that_occurs(read: Read, encoding: str, named: str) -> None:
    raw = read(stack(first(), heading(), posting("Müller & Söhne, 5 €")), encoding)
    assert raw.encoding == named
    assert rows(raw, NAMES[14]) == [(3, "Müller & Söhne, 5 €")]


def test_datev_knows_no_cp850(read: Read) -> None:
    plain = heading().replace("ü", "ue").replace("ä", "ae")
    raw = read(stack(first(), plain, posting("„Zitat“")))
    assert raw.encoding == "cp1252"
    assert rows(raw, NAMES[14]) == [(3, "„Zitat“")]


def test_what_a_person_says_of_the_encoding_holds(read: Read) -> None:
    raw = read(stack(first(), heading(), posting("Müller")), "cp850", ImportOptions(encoding="cp850"))
    assert rows(raw, NAMES[14]) == [(3, "Müller")]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_quoted_texts_hold_line_breaks_quotes_and_delimiters(read: Read, end: str) -> None:
    text = f'Zoll ""3/4"";{end}zweite Zeile'
    raw = read(stack(first(), heading(), posting(), posting(text), posting(), end=end))
    assert (raw.lines, raw.continuation, raw.records, raw.rejected) == (6, 1, 3, 0)
    lines = [line for line, _ in rows(raw, NAMES[14])]
    texts = [cell.replace("\r", "") for _, cell in rows(raw, NAMES[14])]
    assert (lines, texts) == ([3, 4, 6], ["Honorar", 'Zoll "3/4";\nzweite Zeile', "Honorar"])
    assert accounted(raw)


def test_blank_and_broken_lines_are_counted_and_cost_no_other(read: Read) -> None:
    raw = read(stack(first(), heading(), posting(), "", "119,00;S", posting(amount="5,00"), posting() + ";1;2"))
    assert (raw.lines, raw.blank, raw.records) == (7, 1, 2)
    assert raw.rejects.select("line_first", "code").collect().rows() == [(5, "short-row"), (7, "long-row")]
    assert [line for line, *_ in rows(raw, NAMES[1])] == [3, 6]
    assert accounted(raw)


def refused(read: Read, content: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(content)
    assert "\n" not in caught.value.line("de")
    return caught.value


@pytest.mark.parametrize(
    ("category", "name", "said"),
    [("20", '"Kontenbeschriftungen"', "Kontenbeschriftungen"), ("65", '"Wiederkehrende Buchungen"', "Wiederkehrende"),
     ("99", '"Neues"', "Neues"), ("", '""', "Kategorie 0"), ("9" * 5000, '"' + "x" * 90 + '"', "x" * 60)],
)  # fmt: skip
def test_other_categories_are_refused_with_what_to_export(read: Read, category: str, name: str, said: str) -> None:
    error = refused(read, stack(first(f3=category, f4=name), "Konto;Kontenbeschriftung", '400;"BGA"'))
    assert said in error.message.de
    assert "Buchungsstapel" in error.hint.de
    assert "16" in error.hint.en


@pytest.mark.parametrize(
    "changes",
    [{"f13": "", "f15": "", "f16": ""}, {"f15": "20180301", "f16": "20180201"}, {"f13": "x", "f15": "y", "f16": "z"}],
)
def test_postings_without_a_period_are_refused(read: Read, changes: dict[str, str]) -> None:
    assert "13" in refused(read, stack(first(**changes), heading(), posting())).message.en


def test_debtors_need_no_period(read: Read) -> None:
    raw = read(stack(first(f3="16", f13="", f15="", f16=""), "Konto;Name;x", '10000;"Meyer GmbH";'))
    assert raw.headers[:2] == ("Konto", "Name (Adressatentyp Unternehmen)")
    assert rows(raw, "Konto") == [(3, "10000")]


def test_files_too_narrow_to_hold_postings_are_refused(read: Read) -> None:
    assert "10" in refused(read, stack(first(), "Umsatz;S/H;Konto", "119,00;S;10000")).message.de


@pytest.mark.parametrize("lines", [(), (heading(),), ("", "")])
def test_files_without_data_are_refused(read: Read, lines: tuple[str, ...]) -> None:
    assert "Datenzeile" in refused(read, stack(first(), *lines)).message.de
