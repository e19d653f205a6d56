"""The formats that can be read: one module each, one line here. The first that knows a file reads it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kw_tui.storage.readers.compressed import is_compressed, read_compressed, told_of
from kw_tui.storage.readers.datev import is_datev, read_datev
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.html_table import is_html, read_html
from kw_tui.storage.readers.json_lines import is_json, read_json
from kw_tui.storage.readers.parquet import is_arrow, is_parquet, read_arrow, read_parquet
from kw_tui.storage.readers.postgres import is_postgres, read_postgres
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.sqlite import is_sqlite, read_sqlite
from kw_tui.storage.readers.text import read_text
from kw_tui.storage.readers.workbook import is_workbook, read_workbook
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

Read = Callable[[Path, Path, ImportOptions, Progress | None], RawText]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to store tables: `knows` looks at a path; `read` takes it, a staging folder, options, progress."""

    id: str
    label: Text
    knows: Callable[[Path], bool]
    read: Read


def _read_inner(path: Path, staging: Path, options: ImportOptions, progress: Progress | None) -> RawText:
    return read_compressed(path, staging, options, progress, read_any)


def _is_anything(_: Path) -> bool:
    return True


FORMATS = (
    Format("postgres", Text("PostgreSQL-Datenbank", "PostgreSQL database"), is_postgres, read_postgres),
    Format("parquet", Text("Parquet-Datei", "Parquet file"), is_parquet, read_parquet),
    Format("arrow", Text("Arrow-Datei", "Arrow file"), is_arrow, read_arrow),
    Format("sqlite", Text("SQLite-Datenbank", "SQLite database"), is_sqlite, read_sqlite),
    Format("workbook", Text("Excel- oder Calc-Mappe", "Excel or Calc workbook"), is_workbook, read_workbook),
    Format("html", Text("HTML-Tabelle", "HTML table"), is_html, read_html),
    Format("compressed", Text("gepackte Datei", "compressed file"), is_compressed, _read_inner),
    Format("json", Text("JSON", "JSON"), is_json, read_json),
    Format("datev", Text("DATEV-Format", "DATEV format"), is_datev, read_datev),
    Format("text", Text("Textdatei mit Trennzeichen", "delimited text"), _is_anything, read_text),
)


def read_any(path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None) -> RawText:
    """Read a file in the format that knows it; raises SourceError where it cannot be read."""
    if not _is_text(path):
        return _read_by_another_name(path, staging, options, progress)
    return next(each for each in FORMATS if each.knows(path)).read(path, staging, options, progress)


def _is_text(path: Path) -> bool:
    """Whether a name is text; the engine that reads the frames takes no other."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _read_by_another_name(path: Path, staging: Path, options: ImportOptions, progress: Progress | None) -> RawText:
    """Read a file by a link whose name is text; what is told of the link is told of the file."""
    name = path.name.encode("utf-8", "replace").decode()
    link = Path(tempfile.mkdtemp(prefix="named-", dir=staging)) / name
    link.symlink_to(path.absolute())
    try:
        raw = read_any(link, staging, options, progress)
    except SourceError as error:
        raise told_of(path, link, error) from None
    return replace(raw, path=path)
