from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers.html_table import is_html, read_html
from kw_tui.storage.readers.raw import RawText
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions

ROWS = [("Kundennummer", "Straße", "Netto"), ("0012", "Höhe 1", "1.234,50"), ("0013", "Tal", "-5,00")]
TABLE = "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS) + "</table>"
LAYOUT = "<table><tr><td>Bericht</td></tr><tr><td>Seite</td><td>1</td></tr></table>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "umsatz.xls"
    path.write_text(f"<html><body>{LAYOUT}{TABLE}</body></html>", encoding="utf-8")
    return path


def read(path: Path, options: ImportOptions = DEFAULT) -> RawText:
    staging = path.parent / "staging"
    staging.mkdir(exist_ok=True)
    raw = read_html(path, staging, options)
    assert raw.frame.select(pl.len()).collect().item() == raw.records
    return raw


@pytest.mark.parametrize(
    "start",
    [
        "<html>",
        "  <!DOCTYPE HTML PUBLIC>",
        "<TABLE border=1>",
        '<?xml version="1.0"?>\n<!-- SAP --><html xmlns:x="urn:schemas-microsoft-com:office:excel">',
        "<meta charset=utf-8>",
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>',
        "MIME-Version: 1.0\nContent-Type: multipart/related",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_markup_is_told_by_how_it_begins(tmp_path: Path, start: str, encoding: str) -> None:
    (tmp_path / "a.xls").write_text(start, encoding=encoding)
    assert is_html(tmp_path / "a.xls")


@pytest.mark.parametrize("start", ["", "Kunde;Netto\n<html>;1\n", "<x>;1", "<5;6", "PK\x03\x04", "MIME;Netto"])
def test_other_files_are_no_pages(tmp_path: Path, start: str) -> None:
    (tmp_path / "a.xls").write_text(start, encoding="utf-8")
    assert not is_html(tmp_path / "a.xls")
    assert not is_html(tmp_path)


def test_the_table_of_data_is_read(page: Path) -> None:
    raw = read(page)
    assert raw.frame.collect().rows() == [(2, *ROWS[1]), (3, *ROWS[2])]
    assert (raw.headers, raw.header_line, raw.lines, raw.format) == (ROWS[0], 1, 3, "html")
    assert (raw.sheet, raw.sheets, raw.mark) == ("table 2", ("table 1", "table 2"), None)


def test_a_table_may_be_asked_for(page: Path) -> None:
    assert read(page, ImportOptions(sheet="1", header=0)).records == 2
    with pytest.raises(SourceError, match="no sheet '3'"):
        read(page, ImportOptions(sheet="3"))


@pytest.mark.parametrize(
    ("encoding", "said", "named"),
    [
        ("utf-8", "", "utf-8"),
        ("cp1252", "", "utf-8"),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ("cp850", "<meta charset='ibm850'>", "cp850"),
        ("utf-16", "", "utf-16"),
        ("utf-16-le", "", "utf-16-le"),
        ("utf-16-be", "", "utf-16-be"),
        ("utf-8-sig", "<meta charset=windows-1252>", "utf-8-sig"),
        ("utf-8", "<meta charset=no-such-thing>", "utf-8"),
    ],
)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, said: str, named: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(f"<html><head>{said}</head>{TABLE}".encode(encoding))
    raw = read(path)
    assert (raw.headers, raw.encoding) == (ROWS[0], named)
    assert raw.frame.collect()["Straße"].to_list() == ["Höhe 1", "Tal"]


def test_what_is_said_about_the_encoding_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(f"<html>{TABLE}".encode("cp850"))
    assert read(path, ImportOptions(encoding="cp850")).headers == ROWS[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML or web archive"),
        ("MIME-Version: 1.0\n", "XML or web archive"),
        ("<html><body><p>Bitte anmelden</p></body></html>", "without a table of data"),
        ("<html><table><tr><td> </td></tr></table>", "without a table of data"),
        ("<html><!--" + "x" * 1_200_000, "the web page is damaged"),
        ("<table><tr>" + "<td>x" * 5000, "more than 4096 columns"),
    ],
    ids=["xml", "archive", "no table", "no text", "comment", "columns"],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.xls").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=said) as caught:
        read(tmp_path / "a.xls")
    assert " - " in caught.value.line("de")


def test_cancelling_is_possible_while_the_page_is_read(page: Path) -> None:
    class CancelledError(Exception):
        pass

    def cancel(*_: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        read_html(page, page.parent, DEFAULT, cancel)
    assert [each.name for each in page.parent.iterdir()] == [page.name]
