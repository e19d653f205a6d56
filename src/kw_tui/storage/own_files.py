"""The files kw itself lives on: nothing else may be written over them."""

import os
from collections.abc import Iterable
from pathlib import Path

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

_OWN_ENDINGS = (".kw.toml", ".decisions.toml", ".lock")


def check_name(path: Path) -> None:
    """Raise UsageError for a session, its decisions, a lock or a cache - of any session."""
    for one in (path, _real(path)):
        name = one.name.lower()
        if name.endswith(_OWN_ENDINGS) or ".decisions.toml." in name or any(_is_cache(part) for part in one.parts):
            raise _refused(path)


def check_free(path: Path, taken: Iterable[Path]) -> None:
    """Raise UsageError where a path leads to one of the files `taken`, or to one of kw's own."""
    check_name(path)
    target = _real(path)
    if any(target == _real(one) or _is_same(path, one) for one in taken):
        raise _refused(path)


def _real(path: Path) -> Path:
    """Follow links; one that leads to itself leads nowhere, which whoever writes there will say."""
    return Path(os.path.realpath(path))


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
