"""Which file `-o` may write: not one that kw itself lives on, nor one whose suffix promises what it will not be."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kw_tui.cli.options import Format
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

_BY_SUFFIX: dict[str, Format] = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".txt": "table"}
_NEVER = frozenset((
    ".xlsx", ".xlsm", ".xls", ".ods", ".html", ".htm", ".pdf", ".xml", ".toml", ".db", ".arrow", ".zip", ".gz", ".png",
))  # fmt: skip
"""Suffixes of what kw does not write, whatever the format asked for."""
_OWN_ENDINGS = (".kw.toml", ".decisions.toml", ".lock")


def format_of(path: Path | None) -> Format | None:
    """Return the format a file's suffix stands for; None without one that is known."""
    return _BY_SUFFIX.get(path.suffix.lower()) if path else None


def check_suffix(path: Path, asked: Format | None, also: Sequence[str] = ()) -> None:
    """Raise UsageError where the suffix tells no format and none is asked for, or it contradicts every format.

    `also` are suffixes a command can write besides.
    """
    suffix = path.suffix.lower()
    if not suffix or suffix in _BY_SUFFIX or suffix in also or (asked and suffix not in _NEVER):
        return
    message = Text("Als {suffix} lässt sich nichts schreiben", "Nothing can be written as {suffix}")
    *known, last = (".csv", ".json", ".parquet", *also)
    hint = Text(f"{', '.join(known)} oder {last} verwenden", f"use {', '.join(known)} or {last}")
    raise UsageError(message.format(suffix=suffix), hint)


def check_name(path: Path) -> None:
    """Raise UsageError for a session, its decisions, a lock or a cache - of any session."""
    for one in (path, path.resolve()):
        name = one.name.lower()
        if name.endswith(_OWN_ENDINGS) or ".decisions.toml." in name or any(_is_cache(part) for part in one.parts):
            raise _refused(path)


def check_target(path: Path | None, asked: Format | None, bench: "Workbench", also: Sequence[str] = ()) -> None:
    """Raise UsageError for what `-o` must not write: the session's files, its sources, an unknown suffix."""
    if path is None:
        return
    check_name(path)
    folder, target = bench.path.absolute().parent, path.resolve()
    own = [bench.path, *(folder / source.path for source in bench.session.sources)]
    if any(target == one.resolve() or _is_same(path, one) for one in own):
        raise _refused(path)
    check_suffix(path, asked, also)


def _is_cache(part: str) -> bool:
    return part.lower().startswith(".") and part.lower().endswith(".kw.cache")


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _refused(path: Path) -> UsageError:
    message = Text("{path} gehört zur Sitzung und bleibt", "{path} belongs to the session and stays as it is")
    return UsageError(message.format(path=path), Text("eine andere Datei nennen", "name another file"))
