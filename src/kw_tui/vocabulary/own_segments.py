"""Segments a session names itself: a name and a condition over the columns of a customer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kw_tui.vocabulary.condition import fault
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text, printable

LONGEST_NAME = 40
MOST_SEGMENTS = 200
Rows = tuple[Mapping[str, Any], ...]
"""As the session keeps them: `name`, `where`, and whatever a newer program added."""


@dataclass(frozen=True, slots=True)
class OwnSegment:
    """A named condition in SQL, as `--where` takes it."""

    name: str
    where: str


def parse_segments(raw: Iterable[object]) -> tuple[OwnSegment, ...]:
    """Read `[[segment]]` of a session; raise UsageError for what is no name and condition, and for a name twice."""
    found: dict[str, OwnSegment] = {}
    for row in raw:
        name, where = (row.get("name"), row.get("where")) if isinstance(row, Mapping) else (None, None)
        if not isinstance(name, str) or not isinstance(where, str):
            message = Text("In [[segment]] fehlt name oder where", "[[segment]] lacks name or where")
            raise UsageError(message, _FORM)
        _check_name(name)
        name = name.strip()
        if name.casefold() in found:
            twice = Text("Segment {name!r} gibt es zweimal", "There are two segments {name!r}").format(name=name)
            raise UsageError(twice, Text("eines umbenennen", "rename one"))
        _check_count(len(found) + 1)
        found[name.casefold()] = OwnSegment(name, where)
    return tuple(found.values())


def with_segment(rows: Rows, name: str, where: str) -> Rows:
    """Return the rows with this segment added, or in place of the one of its name; raise UsageError if it cannot be."""
    name = name.strip()
    _check_name(name)
    if not where.strip():
        raise UsageError(Text("Die Bedingung fehlt", "The condition is missing"), _FORM)
    if why := fault(where):
        raise UsageError(
            Text("Bedingung geht nicht: {why}", "The condition does not work: {why}").format(why=why.why), _FORM
        )
    if any(_is(row, name) for row in rows):
        return tuple({**row, "where": where} if _is(row, name) else row for row in rows)
    _check_count(len(rows) + 1)
    return (*rows, {"name": name, "where": where})


def without_segment(rows: Rows, name: str) -> Rows:
    """Return the rows without the segment of this name; raise UsageError if there is none."""
    left = tuple(row for row in rows if not _is(row, name))
    if len(left) == len(rows):
        raise no_segment(name, [str(row["name"]) for row in rows])
    return left


def no_segment(name: str, names: Iterable[str]) -> UsageError:
    """Return the error for a segment nobody named, with those there are."""
    message = Text("Segment {name!r} gibt es nicht", "There is no segment {name!r}").format(name=printable(name))
    some = ", ".join(names)
    return UsageError(message, Text("es gibt {some}", "there are {some}").format(some=some) if some else _FORM)


def _is(row: Mapping[str, Any], name: str) -> bool:
    return str(row["name"]).strip().casefold() == name.strip().casefold()


def _check_count(segments: int) -> None:
    if segments > MOST_SEGMENTS:
        message = Text("Mehr als {n} eigene Segmente", "More than {n} segments of your own").format(n=MOST_SEGMENTS)
        raise UsageError(
            message, Text("eines entfernen: `kw segment NAME --remove`", "remove one: `kw segment NAME --remove`")
        )


def _check_name(name: str) -> None:
    if not 0 < len(name.strip()) <= LONGEST_NAME or printable(name) != name or set(name) & set(",="):
        message = Text("Segmentname {name!r} ist nicht möglich", "Segment name {name!r} is not possible")
        allowed = Text("1 bis 40 Zeichen ohne Komma und =", "1 to 40 characters without comma and =")
        raise UsageError(message.format(name=printable(name)[:60]), allowed)


_FORM = Text(
    "`kw segment NAME --where \"abc = 'C' and db1 < 0\"`", "`kw segment NAME --where \"abc = 'C' and db1 < 0\"`"
)
