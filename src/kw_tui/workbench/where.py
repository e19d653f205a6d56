"""The rows of a condition over the columns of a frame, in SQL or as people say it; a condition reaches nothing else."""

import re

import polars as pl

from kw_tui.vocabulary.condition import Fault, is_keyword
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.phrases import MEANT
from kw_tui.vocabulary.texts import Text, printable
from kw_tui.vocabulary.typed_condition import Meanings, Read, read
from kw_tui.workbench.known_columns import headings_of


def rows_where(
    frame: pl.DataFrame, condition: str, asked: Text, headings: Headings | None = None, *, is_stored: bool = False
) -> pl.DataFrame:
    """Keep the rows of a condition: what is one expression over known columns, and as such can reach nothing else.

    Raise UsageError, saying what was `asked`, for any other.
    """
    known = headings or headings_of(frame.schema, {})
    what = understood(condition, asked, known, is_stored=is_stored)
    try:
        for name in pl.sql_expr(what.text).meta.root_names():
            if name not in frame.columns and is_keyword(name):
                raise _unworkable(what.typed, _unreadable(what), asked)
            if name not in frame.columns:
                raise _no_column(what, name, asked, known)
        _check_kinds(frame, what, asked)
        # Asked of the frame rather than of `filter`, so that a text compared with a date is read as a date.
        with pl.SQLContext(rows=frame, eager=True) as context:
            return context.execute(f"SELECT * FROM rows WHERE (\n{what.text}\n)")  # noqa: S608 - one expression
    except UsageError:
        raise
    except (Exception, pl.exceptions.PanicException) as error:  # the engine refuses a condition in many ways
        raise _refused(what, error, asked, known) from None


def understood(
    condition: str, asked: Text, headings: Headings, meanings: Meanings | None = None, *, is_stored: bool = False
) -> Read:
    """Return what was typed, read into a condition over ids; raise UsageError where it cannot be one."""
    what = read(condition, headings, _meanings() if meanings is None else meanings, is_stored=is_stored)
    if isinstance(what, Fault):
        raise _unworkable(condition, what, asked)
    return what


def columns_in(condition: str) -> list[str]:
    """Return the columns a condition over ids names; none of one that cannot be read."""
    try:
        return pl.sql_expr(condition).meta.root_names()
    except (Exception, pl.exceptions.PanicException):  # the engine refuses a condition in many ways
        return []


def _meanings() -> Meanings:
    from kw_tui.workbench.known_columns import words_of_ids

    return words_of_ids()


def _check_kinds(frame: pl.DataFrame, what: Read, asked: Text) -> None:
    """Let the engine compare the kinds of columns, without rows; raise UsageError for what is not yes or no.

    Exact amounts stand as floats here: of those the engine refuses to compare a text, while it takes an exact amount
    for a text, so that `revenue > '500'` would ask which comes later in the alphabet.
    """
    told = _tried(frame, what.text)
    if told.schema["told"] not in (pl.Boolean, pl.Null):
        raise _unworkable(what.typed, Fault(_NO_ANSWER, NOWHERE), asked)


def _tried(frame: pl.DataFrame, condition: str) -> pl.DataFrame:
    empty = frame.clear().cast({pl.Decimal: pl.Float64})
    with pl.SQLContext(rows=empty, eager=True) as context:
        return context.execute(f"SELECT (\n{condition}\n) AS told FROM rows")  # noqa: S608 - one expression


# What does not work


def no_column(name: str, columns: list[str], headings: Headings | None = None) -> UsageError:
    """Return the error for an unknown column, with the names it may have meant."""
    known = headings or headings_of(dict.fromkeys(columns, pl.String()), {})
    message = Text("Spalte {name!r} gibt es nicht", "There is no column {name!r}").format(name=printable(name)[:60])
    if name.startswith('"'):
        return UsageError(message, _TEXT.format(text=printable(name.strip('"'))[:60]))
    if near := known.near(name):
        return UsageError(message, MEANT.format(near=_listed([known.told(id_) for id_ in near])))
    some = _listed([known.told(id_) for id_ in columns[:4] if id_ in known])
    return UsageError(message, _THERE_ARE.format(some=some))


def _listed(told: list[Text]) -> Text:
    return Text(", ".join(one.de for one in told), ", ".join(one.en for one in told))


def _no_column(what: Read, name: str, asked: Text, headings: Headings) -> UsageError:
    unknown = what.unknown
    place = unknown.place if unknown else NOWHERE
    error = no_column(unknown.text if unknown else name, list(_ids(headings)), headings)
    return UsageError(_ABOUT.format(asked=asked, why=error.message, place=_at(place)), error.hint)


def _ids(headings: Headings) -> list[str]:
    return [id_ for id_ in headings.words("de") if id_ in headings]


def _refused(what: Read, error: BaseException, asked: Text, headings: Headings) -> UsageError:
    """Say what the engine objects to: a name it does not know, a place it cannot read on from, kinds that differ."""
    if what.unknown is not None:
        return _no_column(what, what.unknown.text, asked, headings)
    return _unworkable(what.typed, _objection(what, str(error).strip() or type(error).__name__), asked)


def _objection(what: Read, said: str) -> Fault:
    if said.startswith(("unable to parse", "expected an expression", "invalid expression", "sql parser error")):
        return _unreadable(what)
    why = next((why for sign, why in _OBJECTIONS.items() if sign in said), None)
    return Fault(why or _ENGINE.format(said=printable(said.splitlines()[0])[:200]), NOWHERE)


def _unreadable(what: Read) -> Fault:
    """Where the engine cannot read on: it tells so of a whole query alone."""
    try:
        _tried(pl.DataFrame(), what.text)
    except (Exception, pl.exceptions.PanicException) as error:  # as above
        said = str(error)
    else:
        said = ""
    if "recursion limit" in said:
        return Fault(_TOO_DEEP, NOWHERE)
    if (found := _PLACE.search(said)) is None:
        return Fault(_NOT_READ, NOWHERE)
    lines = what.text.split("\n")
    line, column = int(found[1]) - 2, int(found[2]) - 1
    if line >= len(lines):
        return Fault(_TOO_MANY_CLOSED if what.text.count(")") > what.text.count("(") else _NOT_ENDED, len(what.typed))
    place = what.place(sum(len(one) + 1 for one in lines[:line]) + column)
    word = _WORD.match(what.typed, place)
    return Fault(_OUT_OF_PLACE.format(found=printable(word[0] if word else what.typed[place : place + 1])), place)


def _unworkable(condition: str, fault: Fault, asked: Text) -> UsageError:
    shown = printable(condition if len(condition) <= 80 else f"{condition[:77]}...")
    return UsageError(
        _UNWORKABLE.format(asked=asked, sql=shown, why=fault.why, place=_at(fault.place)), _MAY_BE_WRITTEN
    )


def _at(place: int) -> Text:
    return Text("", "") if place == NOWHERE else _PLACED.format(place=place + 1)


NOWHERE = -1
_PLACE = re.compile(r"at Line: (\d+), Column: (\d+)")
_WORD = re.compile(r"\w+")
_ABOUT = Text("{asked}: {why}{place}", "{asked}: {why}{place}")
_UNWORKABLE = Text("{asked} {sql!r} geht nicht: {why}{place}", "{asked} {sql!r} does not work: {why}{place}")
_PLACED = Text(" (Zeichen {place})", " (character {place})")
_TEXT = Text("ein Text steht in '...': '{text}'", "a text stands in '...': '{text}'")
_THERE_ARE = Text(
    "es gibt {some} ...; Texte stehen in '...', alle Kennzahlen zeigt `kw columns`",
    "there are {some} ...; texts stand in '...', `kw columns` shows all figures",
)
_MAY_BE_WRITTEN = Text(
    "zum Beispiel \"abc = 'C' and db1 < 0\" oder \"Klasse = 'C' und DB I % < 5 %\"",
    "for example \"abc = 'C' and db1 < 0\" or \"Class = 'C' and DB I % < 5 %\"",
)
_NO_ANSWER = Text("das ergibt kein Ja oder Nein", "that tells no yes or no")
_NOT_READ = Text("nicht lesbar, vielleicht unvollständig", "cannot be read, perhaps incomplete")
_NOT_ENDED = Text(
    "nicht lesbar, vielleicht unvollständig: am Ende fehlt etwas",
    "cannot be read, perhaps incomplete: something is missing at the end",
)
_TOO_MANY_CLOSED = Text("eine Klammer ) ist zu viel", "there is a bracket ) too many")
_TOO_DEEP = Text("zu viele Klammern ineinander", "too many brackets within brackets")
_OUT_OF_PLACE = Text("nicht lesbar bei {found!r}", "cannot be read at {found!r}")
_ENGINE = Text("die Rechnung geht nicht auf ({said})", "it cannot be worked out ({said})")
_TEXT_AND_NUMBER = Text(
    "Text mit Zahl verglichen; Texte stehen in '...', Zahlen ohne",
    "a text is compared with a number; texts stand in '...', numbers do not",
)
_DAY_AND_TEXT = Text(
    "Tag mit etwas anderem verglichen; ein Tag ist 31.12.2026 oder '2026-12-31'",
    "a day is compared with something else; a day is 31.12.2026 or '2026-12-31'",
)
_OBJECTIONS = {
    "cannot compare string with numeric": _TEXT_AND_NUMBER,
    "'is_in' cannot check": Text(
        "in der Liste steht etwas anderes als in der Spalte", "the list holds something else than the column"
    ),
    "cannot compare 'date": _DAY_AND_TEXT,
    "cannot compare": Text("Verschiedenes lässt sich nicht vergleichen", "different things cannot be compared"),
    "arithmetic on dtypes": Text("mit Texten lässt sich nicht rechnen", "there is no reckoning with texts"),
    "division by zero": Text(
        "durch 0 geteilt; nullif(..., 0) um den Nenner macht es unbekannt",
        "divided by 0; nullif(..., 0) around the divisor makes it unknown",
    ),
    "expected `Boolean`": _NO_ANSWER,
    "must be of type `Boolean`": _NO_ANSWER,
}
"""What the engine says -> what that means."""
