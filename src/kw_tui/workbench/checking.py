"""Is a session whole: what it holds, and whether its sources are still what was imported?"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.session import Source
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.texts import Text, grouped
from kw_tui.workbench.arriving import is_of


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and whether it is fine."""

    is_fine: bool
    told: Text


def tables_found(tables: Mapping[str, int]) -> Iterator[Finding]:
    """Tell the imported tables and their rows; that there are none is not fine."""
    told = Text("{label}: {rows} Zeilen", "{label}: {rows} rows")
    for table, rows in tables.items():
        yield Finding(True, told.format(label=table_by_id(table).label, rows=_number(rows)))
    if not tables:
        yield Finding(False, Text("noch nichts importiert", "nothing imported yet"))


def source_found(source: Source, folder: Path) -> Finding:
    """Tell whether a source is what was imported. One that is gone is fine: its rows are kept."""
    path = folder / source.path
    if not path.is_file():
        gone = Text("Quelle {path} ist nicht mehr da (importiert ist sie)", "source {path} is gone (it stays imported)")
        return Finding(True, gone.format(path=source.path))
    if _is_database(path):
        told = Text("Quelle {path} ist eine Datenbank: nicht verglichen", "source {path} is a database: not compared")
        return Finding(True, told.format(path=source.path))
    if path.stat().st_size == source.size and _is_same(path, source):
        return Finding(True, Text("Quelle {path} unverändert", "source {path} unchanged").format(path=source.path))
    changed = Text(
        "Quelle {path} hat sich seit dem Import geändert - neu importieren",
        "source {path} has changed since its import - import it again",
    )
    return Finding(False, changed.format(path=source.path))


def criteria_found(check: Callable[[], None]) -> Iterator[Finding]:
    """Tell what is wrong with the criteria of the scoring; nothing where `check` raises nothing."""
    try:
        check()
    except UsageError as error:
        yield Finding(False, Text(error.line("de"), error.line("en")))


def decisions_found(count: int, notice: Text | None) -> Finding:
    """Tell how many decisions there are, or what is wrong with their journal."""
    if notice is not None:
        return Finding(False, notice)
    return Finding(True, Text("{n} Entscheidungen", "{n} decisions").format(n=_number(count)))


def _number(count: int) -> Text:
    return Text(grouped(count, 0, "de"), grouped(count, 0, "en"))


def _is_database(path: Path) -> bool:
    """Of a database the rows that were read have a fingerprint, not the file."""
    with path.open("rb") as file:
        return file.read(15) == b"SQLite format 3"


def _is_same(path: Path, source: Source) -> bool:
    return is_of(source, _sha256(path), source.options.get("sheet", ""))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
