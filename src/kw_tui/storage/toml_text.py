"""TOML as files of this program have it: where it breaks, how deep it may go, and what it can say."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from kw_tui.vocabulary.texts import Text

DEEPEST = 100
"""Tables within tables; what is deeper could be read but not written again."""


def broken_toml(error: Exception, lines_before: int = 0) -> Text:
    """Say where TOML breaks; `lines_before` is what stands in the file before the part that was read."""
    if isinstance(error, ValueError) and not isinstance(error, tomllib.TOMLDecodeError):
        return Text("eine Zahl hat viel zu viele Ziffern", "a number has far too many digits")
    found = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    why = str(error)[: found.start()].strip() if found else "nested too deeply"
    if found and found[1]:
        where = Text("Zeile {line}, Spalte {column}", "line {line}, column {column}").format(
            line=int(found[1]) + lines_before, column=found[2]
        )
    else:
        where = Text("am Ende der Datei", "at the end of the file")
    return Text("kein gültiges TOML, {where} ({why})", "not valid TOML, {where} ({why})").format(where=where, why=why)


def is_deeper(value: object, levels: int) -> bool:
    """Whether tables and lists lie within each other in more levels; without recursion, for that is what would fail."""
    level = [value]
    for _ in range(levels):
        level = [inner for one in level if isinstance(one, dict | list) for inner in _within(one)]
    return any(isinstance(one, dict | list) for one in level)


def _within(value: dict[str, Any] | list[Any]) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value


def plain(value: Any) -> Any:
    """Turn a value into what TOML can say: no None, tuples as lists, half characters of broken file names replaced."""
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value if one is not None]
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return value
