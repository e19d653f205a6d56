"""What the program reads of a session before it shows any of it: its name, its view, the state of its journal."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kw_tui.storage.personal import read_config
from kw_tui.tui.lines import printable
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.vocabulary.session import Period
    from kw_tui.workbench import Workbench


READ_ONLY = Text(
    "In {folder} darf nichts geschrieben werden: ansehen geht, entscheiden und einstellen nicht"
    " - Rechte des Ordners prüfen oder die Sitzung kopieren",
    "Nothing may be written in {folder}: looking works, deciding and setting do not"
    " - check the rights of the folder or copy the session",
)

WORDS = frozenset({"tab", "theme"})
MOST = 4000
"""Characters of a word that is remembered, and columns of a table."""


class Opened(NamedTuple):
    """What is known once the workbench is open."""

    view: dict[str, Any]
    lang: Lang
    note: str
    has_data: bool
    notice: Text | None
    theme: str
    """What the person's configuration says; nothing if it says nothing."""


def first_look(workbench: "Workbench") -> Opened:
    """Read what the frame of the screen needs."""
    view, has_data = remembered(workbench.view()), bool(workbench.tables())
    return Opened(view, workbench.lang, note(workbench), has_data, _notice(workbench), _theme())


def remembered(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a view says that may have been remembered: somebody may have written something else into the file.

    That is a few words, and a table for each place; in a table one value each, but a list of `columns`.
    """
    words = {name: value for name, value in view.items() if name in WORDS and _is_short(value)}
    tables = {name: value for name, value in view.items() if name not in WORDS and isinstance(value, Mapping)}
    return {**words, **{name: _table(value) for name, value in tables.items()}}


def _table(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if _may_be(name, value)}


def _may_be(name: str, value: object) -> bool:
    if isinstance(value, list) and name == "columns":
        return len(value) <= MOST and all(map(_is_short, value))
    return isinstance(value, bool) or _is_short(value)


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MOST


def _notice(workbench: "Workbench") -> Text | None:
    """Read the journal, so that a torn or broken one is told before anybody decides."""
    try:
        workbench.news()  # from here on it tells what others did
    except KwError as problem:
        return Text(problem.line("de"), problem.line("en"))
    return workbench.notice() or _read_only(workbench.path.parent)


def _read_only(folder: Path) -> Text | None:
    """Tell early that nothing can be decided here; that it was not saved would be told each time."""
    if not folder.is_dir() or os.access(folder, os.W_OK):
        return None
    return READ_ONLY.format(folder=str(folder))


def _theme() -> str:
    """Return the theme the person's configuration names; a broken file was told when the command began."""
    try:
        return str(read_config().get("theme", ""))
    except KwError:
        return ""


def note(workbench: "Workbench") -> str:
    """Name the session, the months of its period, and its currency."""
    name = printable(workbench.path.name.removesuffix(".kw.toml"))
    period = f"{_months(workbench.period)} · " if "sales_line" in workbench.tables() else ""
    return f"{name} · {period}{workbench.currency}"


def _months(period: "Period") -> str:
    first = f"{period.first:%m/%y}" if period.first else ""
    return f"{first}–{period.last:%m/%y}"
