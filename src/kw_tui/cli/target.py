"""Which file `-o` may write: not one that kw itself lives on, nor one whose suffix promises what it will not be."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kw_tui.cli.options import Form, Format
from kw_tui.storage.own_files import check_free, check_name
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench
__all__ = ["check_name", "check_suffix", "check_target", "format_of"]

_BY_SUFFIX: dict[str, Form] = {
    ".csv": "csv", ".json": "json", ".parquet": "parquet", ".xlsx": "xlsx", ".txt": "table",
}  # fmt: skip
_NEVER = frozenset((
    ".xlsm", ".xls", ".ods", ".html", ".htm", ".pdf", ".xml", ".toml", ".db", ".arrow", ".zip", ".gz", ".png",
))  # fmt: skip
"""Suffixes of what kw does not write, whatever the format asked for."""


def format_of(path: Path | None) -> Form | None:
    """Return the format a file's suffix stands for; None without one that is known."""
    return _BY_SUFFIX.get(path.suffix.lower()) if path else None


def check_suffix(path: Path, asked: Format | None, also: Sequence[str] = ()) -> None:
    """Raise UsageError where the suffix tells no format and none is asked for, or it contradicts every format.

    `also` are suffixes a command can write besides.
    """
    suffix, is_book = path.suffix.lower(), path.suffix.lower() == ".xlsx"
    is_known = suffix in _BY_SUFFIX or suffix in also or (asked and suffix not in _NEVER)
    if not suffix or (is_known and not (is_book and asked)):
        return
    message = Text("Als {suffix} lässt sich nichts schreiben", "Nothing can be written as {suffix}")
    *known, last = dict.fromkeys((".csv", ".json", ".parquet", *(() if asked else (".xlsx",)), *also))
    hint = Text(f"{', '.join(known)} oder {last} verwenden", f"use {', '.join(known)} or {last}")
    raise UsageError(message.format(suffix=suffix), hint)


def check_target(path: Path | None, asked: Format | None, bench: "Workbench", also: Sequence[str] = ()) -> None:
    """Raise UsageError for what `-o` must not write: the session's files, its sources, an unknown suffix."""
    if path is None:
        return
    folder = bench.path.absolute().parent
    check_free(path, [bench.path, *(folder / source.path for source in bench.session.sources)])
    check_suffix(path, asked, also)
