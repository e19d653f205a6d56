"""The sessions opened last: a private file under the platform's state folder (KW_STATE names another)."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kw_tui.storage.atomic import locked, replace_whole
from kw_tui.vocabulary.errors import KwError

MOST = 20
LARGEST = 1 << 20
"""Bytes above which the file is none of ours."""


class Recent(NamedTuple):
    """A session and when it was opened last (ISO); what was cheaply known of it then, None where it was not."""

    path: Path
    opened: str
    customers: int | None = None
    lines: int | None = None
    period: str = ""


def recent_path() -> Path:
    """Return where the list lies, whether or not it is there."""
    if named := os.environ.get("KW_STATE"):
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("kw-tui") / "recent.json"


def recent_sessions() -> list[Recent]:
    """Return the sessions that are still there, the latest first. A list that cannot be read is none."""
    return [one for one in _listed() if _is_there(one.path)]


def remember(one: Recent) -> None:
    """Put a session before all others. Where nothing may be written, nothing is remembered."""
    _change(lambda kept: [one, *(other for other in kept if other.path != one.path)])


def forget(path: Path) -> None:
    """Take a session off the list; its files stay."""
    _change(lambda kept: [other for other in kept if other.path != path])


def _change(change: Callable[[list[Recent]], list[Recent]]) -> None:
    place = recent_path()
    with suppress(OSError, KwError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(place):
            kept = change(recent_sessions())[:MOST]
            rows = [{**one._asdict(), "path": str(one.path)} for one in kept]
            replace_whole(place, json.dumps({"sessions": rows}, indent=1).encode())
            place.chmod(0o600)  # also in a folder that a group shares


def _listed() -> list[Recent]:
    place = recent_path()
    try:
        if not place.is_file() or place.stat().st_size > LARGEST:
            return []
        rows = json.loads(place.read_bytes())["sessions"]
        return [one for row in rows if (one := _read(row)) is not None]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def _read(row: Any) -> Recent | None:
    """One entry, if it is one: somebody else may have written into the file."""
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("path", "opened")):
        return None
    path = Path(row["path"])
    if not path.is_absolute():
        return None
    customers, lines = (row[name] if type(row.get(name)) is int else None for name in ("customers", "lines"))
    period = row.get("period")
    return Recent(path, row["opened"], customers, lines, period if isinstance(period, str) else "")


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
