"""`--map FIELD=COLUMN`: which column of a file a person wants for which field."""

from collections.abc import Iterable

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.meant import meant
from kw_tui.vocabulary.texts import LANGUAGES, Text


def column_pairs(pairs: Iterable[str], table: str | None) -> dict[str, str]:
    """Return field -> column, the column empty where the field shall be left out; raise UsageError.

    A field is named by its id or by what it is called. `table` is the one asked for; without it any may be meant.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not name.strip() or not equals:
            message = Text("--map {pair!r} ist nicht lesbar", "--map {pair!r} cannot be read").format(pair=pair)
            raise UsageError(message, Text("Form: FELD=SPALTE", "write FIELD=COLUMN"))
        field = _field(name.strip(), table)
        if found.setdefault(field, column) != column:
            message = Text("--map nennt {field} zweimal", "--map names {field} twice").format(field=field)
            raise UsageError(message, Text("eine Spalte je Feld", "one column for each field"))
    return found


def _field(name: str, table: str | None) -> str:
    """The id of a field; raise UsageError with those that may be meant."""
    from kw_tui.vocabulary.sources import TABLES, table_by_id

    fields = [field for one in ([table_by_id(table)] if table else TABLES) for field in one.fields]
    ids = list(dict.fromkeys(field.id for field in fields))
    if name in ids:
        return name
    called = next((field.id for field in fields if _is_called(name, field.label)), None)
    if called is None:
        raise _no_field(name, ids)
    return called


def _is_called(name: str, label: Text) -> bool:
    return name.casefold() in {label.in_(lang).casefold() for lang in LANGUAGES}


def _no_field(name: str, ids: list[str]) -> UsageError:
    message = Text("Ein Feld {name!r} gibt es nicht", "There is no field {name!r}").format(name=name)
    return UsageError(message, meant(name, ids, Text("es gibt {all}", "there are {all}").format(all=", ".join(ids))))
