"""A field for a path: Tab completes it as a shell would, and shows what it could become; Down asks for recent ones."""

import os
from pathlib import Path
from typing import ClassVar

from textual.message import Message

from kw_tui.tui.keys import Key, bindings
from kw_tui.tui.widgets.typed_line import TypedLine
from kw_tui.vocabulary.texts import Text


class _PathMessage(Message):
    def __init__(self, field: "PathInput") -> None:
        super().__init__()
        self.field = field

    @property
    def control(self) -> "PathInput":
        """The field that spoke, so that `@on` can select by it."""
        return self.field


class PathInput(TypedLine):
    """A line whose Tab completes."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("path.complete", "tab", "complete", Text("vervollständigen", "complete")),
        Key("path.recent", "down", "recent", Text("zuletzt benutzt", "recent")),
        Key("path.submit", "enter", "submit", Text("weiter", "go on")),
    )
    BINDINGS = bindings(KEYS)

    class Completed(_PathMessage):
        """Tab was pressed; these names are possible."""

        def __init__(self, field: "PathInput", names: list[str]) -> None:
            super().__init__(field)
            self.names = names

    class RecentWanted(_PathMessage):
        """Down was pressed: offer paths used before."""

    def action_complete(self) -> None:
        """Complete as far as it is certain."""
        value, names = completed(self.value)
        self.fill(value)
        self.post_message(self.Completed(self, names))

    def action_recent(self) -> None:
        """Ask for paths used before."""
        self.post_message(self.RecentWanted(self))

    def fill(self, path: str) -> None:
        """Write a path, the cursor at its end."""
        self.value = path
        self.cursor_position = len(path)


def completed(typed: str) -> tuple[str, list[str]]:
    """Return `typed` completed as far as certain, and the names it could become (none if it is certain)."""
    folder, start = typed[: typed.rfind("/") + 1], typed[typed.rfind("/") + 1 :]
    names = _names(expanded(folder or "."), start)
    if not names:
        return typed, []
    common = _common_start(names)
    return folder + (common if len(common) >= len(start) else start), names if len(names) > 1 else []


def expanded(typed: str) -> Path:
    """Return the path a person means, also as file managers copy it, in quotes; `~` is the home folder, if any."""
    path = Path(_unquoted(typed))
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _unquoted(typed: str) -> str:
    """Without the quotes around it, if any."""
    is_quoted = len(typed) > 2 and typed[0] == typed[-1] and typed[0] in "\"'"
    return typed[1:-1] if is_quoted else typed


def _common_start(names: list[str]) -> str:
    """The letters all names begin with; of a sorted list, those its ends share."""
    first, last = names[0], names[-1]
    return first[: next((place for place, letter in enumerate(first) if letter != last[place : place + 1]), len(first))]


def _names(folder: Path, start: str) -> list[str]:
    """Names in a folder that begin so, folders ending in `/`; hidden ones only when asked for."""
    try:
        with os.scandir(folder) as entries:
            found = [entry.name + "/" * entry.is_dir() for entry in entries if entry.name.startswith(start)]
    except (OSError, ValueError):  # a name may hold what no path can
        return []
    return sorted(name for name in found if start.startswith(".") or not name.startswith("."))
