"""Which of several tables of a database is meant: the one that was named, else the one whose columns are known best."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kw_tui.storage.readers.heading import known_names
from kw_tui.vocabulary.errors import SheetError
from kw_tui.vocabulary.texts import Text

_NAMED = 20


def chosen_table(path: Path, tables: Mapping[str, Sequence[str]], wanted: str | None) -> str:
    """Choose among tables with their columns; raise SheetError, which lists them, where none is clearly meant."""
    if wanted is not None:
        by_name = {name.casefold(): name for name in reversed(list(tables))} | {name: name for name in tables}
        if found := by_name.get(wanted) or by_name.get(wanted.casefold()):
            return found
        raise _refused(path, _ABSENT.format(name=wanted), tables)
    known = {name: known_names(columns) for name, columns in tables.items()}
    most = max(known.values(), default=0)
    best = [name for name in tables if known[name] == most]
    if len(best) == 1 and (most >= 2 or len(tables) == 1):
        return best[0]
    raise _refused(path, _SEVERAL.format(count=len(tables)) if tables else _NONE, tables)


def _refused(path: Path, message: Text, tables: Iterable[str]) -> SheetError:
    names = tuple(tables)
    listed = ", ".join(names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")
    said = Text("{path}: {message}", "{path}: {message}").format(path=path, message=message)
    return SheetError(said, _CHOOSE.format(names=listed or "-"), names)


_ABSENT = Text("keine Tabelle {name!r} in der Datenbank", "no table {name!r} in the database")
_NONE = Text("keine Tabelle in der Datenbank", "no table in the database")
_SEVERAL = Text("{count} Tabellen, und keine passt am besten", "{count} tables, and none fits best")
_CHOOSE = Text("mit --sheet eine wählen: {names}", "choose one with --sheet: {names}")
