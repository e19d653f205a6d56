"""Tables in web pages, as programs write them under the name of an Excel file, to text cells with row numbers.

Cells are text as a page shows it. A table is read like a sheet, and of several the one that looks most like data.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.fingerprint import Fingerprint, Passage, opening
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.grid import Grid, Origin, raw_text
from kw_tui.storage.readers.html_page import HtmlPage, HtmlTable
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.workbooks.cells import Staged, stage
from kw_tui.storage.readers.workbooks.choice import asked_for, better, listed
from kw_tui.storage.readers.workbooks.refusals import RefusedError, refused
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

_CHUNK = 1 << 16
_START = r"\ufeff?\s*(?:(?:<\?xml[^>]*>|<!--.*?-->)\s*)*"
_PAGE = re.compile(rf"(?is){_START}<(?:!doctype\s+html|html|head|meta|body|table|style|center)\b")
_OTHER = re.compile(rf"(?is)(?:MIME-Version:|{_START}(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?workbook\b)")
_CHARSET = re.compile(rb"(?i)charset\s*=\s*[\"']?\s*([\w-]+)")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KNOWN = {"utf-8": "utf-8", "cp850": "cp850", "iso8859-15": "iso8859-15"} | dict.fromkeys(
    ("cp1252", "iso8859-1", "ascii"), "cp1252"
)

codecs.register_error("kw-1252", lambda error: (_as_1252(error), getattr(error, "end", 0)))


def _as_1252(error: UnicodeError) -> str:
    """Read what is no UTF-8 as Windows would; pages that do not say what they are written in are one or the other."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace")


def is_html(path: Path) -> bool:
    """Whether the file begins as a web page does, or as one of the other kinds of markup that Excel writes."""
    head = _head(path)
    return bool(_PAGE.match(head) or _OTHER.match(head))


def read_html(path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None) -> RawText:
    """Read a table of a web page into the folder `staging`: `options.sheet` (1, 2, ...), or the likeliest.

    A line is a row of the table. Raises SourceError where the page has no table with data, or is another markup.
    """
    if _OTHER.match(_head(path)):
        raise refusals.refusal(path, _OTHER_MARKUP, _SAVE_AS)
    passage, page = Passage(path, progress), HtmlPage()
    encoding = options.encoding or _encoding(opening(path, _CHUNK))
    try:
        for text in _texts(passage, encoding):
            page.feed(text)
        page.close()
        return replace(_raw_text(passage.finish(), page.tables, staging, options), encoding=encoding)
    except RefusedError as error:
        if error.code == "damaged":
            raise refusals.refusal(path, _NO_PAGE, _SAVE_AS) from None
        raise refused(path, error.code, {"sheet": path.name, **error.fields}) from None


def _head(path: Path) -> str:
    start = opening(path, 4096)
    return start.decode(_encoding(start), "replace")


def _encoding(start: bytes) -> str:
    """What a page says that it is written in; else UTF-8, with room for single bytes of Windows."""
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name
    if start[1:2] == b"\0":
        return "utf-16-le"
    if start[:1] == b"\0":
        return "utf-16-be"
    if said := _CHARSET.search(start):
        with suppress(LookupError):
            return _KNOWN.get(codecs.lookup(said[1].decode()).name, "utf-8")
    return "utf-8"


def _texts(passage: Passage, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="kw-1252")
    for chunk in passage.chunks(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _raw_text(known: Fingerprint, tables: list[HtmlTable], staging: Path, options: ImportOptions) -> RawText:
    names = [f"table {number}" for number in range(1, len(tables) + 1)]
    wanted = None if options.sheet is None else asked_for(options.sheet, names)
    best: tuple[int, Staged] | None = None
    for index, table in enumerate(tables):
        if wanted in (None, index):
            staged = stage(table.rows.cells(), staging / f"{known.sha256[:16]}.table-{index}.parquet")
            best = better(best, (index, staged)) if staged else best
    if best is None and wanted is not None:
        raise RefusedError("empty-sheet", sheet=names[wanted], sheets=listed(names))
    if best is None:
        raise refusals.refusal(known.path, _NO_TABLE, _SAVE_AS)
    index, staged = best
    origin = Origin(known.path, known.size, known.sha256, known.stamp, "html", names[index], tuple(names))
    return raw_text(Grid(pl.scan_parquet(staged.path, glob=False), staged.lines), origin, options.header)


_SAVE_AS = Text("in Excel öffnen und als XLSX oder CSV speichern", "open it in Excel and save it as XLSX or CSV")
_OTHER_MARKUP = Text(
    "eine Excel-Tabelle als XML- oder Webarchiv-Datei, die nicht gelesen wird",
    "an Excel sheet as an XML or web archive file, which is not read",
)
_NO_PAGE = Text("die Webseite ist beschädigt", "the web page is damaged")
_NO_TABLE = Text("eine Webseite ohne Tabelle mit Daten", "a web page without a table of data")
