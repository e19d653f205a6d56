"""The text of a journal, read entry by entry: plainly written ones quickly, any other as TOML."""

import re
import tomllib
from typing import Any

_CHARACTERS = r'[^"\\\x00-\x1f\x7f]*'
_NAME = "[A-Za-z0-9_-]+"
_PAIR = re.compile(f'({_NAME}) = "({_CHARACTERS})"')
_TABLE = rf'\{{ {_NAME} = "{_CHARACTERS}"(?:, {_NAME} = "{_CHARACTERS}")* \}}'
_LINE = re.compile(rf'({_NAME}) = (?:"({_CHARACTERS})"|({_TABLE}))\n')
_HEADING = "\n[[decision]]\n"
_END = "# end\n"


def entries_of(text: str) -> dict[str, Any]:
    """Return what `tomllib.loads` returns of a journal; raise what it raises."""
    head, *tables = text.split(_HEADING)
    try:
        raw = tomllib.loads(head)
        if not tables or "decision" in raw:
            return tomllib.loads(text)
        return raw | {"decision": [_entry(table) for table in tables]}
    except (ValueError, RecursionError):  # told with its place in the whole text; or a string that held a heading
        return tomllib.loads(text)


def _entry(table: str) -> dict[str, Any]:
    found = _plain(table)
    if found is not None:
        return found
    raw = tomllib.loads(f"[[decision]]\n{table}")
    if raw.keys() != {"decision"} or len(raw["decision"]) != 1:
        raise ValueError
    entry: dict[str, Any] = raw["decision"][0]
    return entry


def _plain(table: str) -> dict[str, Any] | None:
    """Read an entry of texts without escapes, and tables of such; None where there is anything else."""
    entry: dict[str, Any] = {}
    place, end = 0, len(table) - len(_END)
    if not table.endswith(_END):
        return None
    while place < end:
        line = _LINE.match(table, place)
        if line is None or line[1] in entry:
            return None
        entry[line[1]] = line[2] if line[3] is None else _table(line[3])
        if entry[line[1]] is None:
            return None
        place = line.end()
    return entry if place == end else None


def _table(text: str) -> dict[str, str] | None:
    pairs = _PAIR.findall(text)
    table = dict(pairs)
    return table if len(table) == len(pairs) else None
