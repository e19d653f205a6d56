"""The rows of a condition in SQL over the columns of a frame; a condition reaches nothing else."""

from difflib import get_close_matches

import polars as pl

from kw_tui.vocabulary.condition import fault
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text, printable


def rows_where(frame: pl.DataFrame, condition: str, asked: Text) -> pl.DataFrame:
    """Keep the rows of a condition: what is one expression over known columns, and as such can reach nothing else.

    Raise UsageError, saying what was `asked`, for any other.
    """
    if why := fault(condition):
        raise _unworkable(condition, why, asked)
    try:
        expression = pl.sql_expr(condition)
        for name in expression.meta.root_names():
            if name not in frame.columns:
                unknown = no_column(name, frame.columns)
                raise UsageError(_ABOUT.format(asked=asked, why=unknown.message), unknown.hint)
        _check_kinds(frame, condition, asked)
        # Asked of the frame rather than of `filter`, so that a text compared with a date is read as a date.
        with pl.SQLContext(rows=frame, eager=True) as context:
            return context.execute(f"SELECT * FROM rows WHERE (\n{condition}\n)")  # noqa: S608 - one expression
    except UsageError:
        raise
    except (Exception, pl.exceptions.PanicException) as error:  # the engine refuses a condition in many ways
        raise _unworkable(condition, _why(error), asked) from None


def columns_in(condition: str) -> list[str]:
    """Return the columns a condition names; none of one that cannot be read."""
    if fault(condition):
        return []
    try:
        return pl.sql_expr(condition).meta.root_names()
    except (Exception, pl.exceptions.PanicException):  # the engine refuses a condition in many ways
        return []


def _why(error: BaseException) -> Text:
    """What the engine objects to, in its own words where these say more than that it could not read."""
    said = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
    if said.startswith(("unable to parse", "expected an expression")):
        return Text("nicht lesbar, vielleicht unvollständig", "cannot be read, perhaps incomplete")
    return Text(said, said)


def _check_kinds(frame: pl.DataFrame, condition: str, asked: Text) -> None:
    """Let the engine compare the kinds of columns, without rows; raise UsageError for what is not yes or no.

    Exact amounts stand as floats here: of those the engine refuses to compare a text, while it takes an exact amount
    for a text, so that `revenue > '500'` would ask which comes later in the alphabet.
    """
    empty = frame.clear().cast({pl.Decimal: pl.Float64})
    with pl.SQLContext(rows=empty, eager=True) as context:
        told = context.execute(f"SELECT (\n{condition}\n) AS told FROM rows")  # noqa: S608 - one expression
    if told.schema["told"] not in (pl.Boolean, pl.Null):
        raise _unworkable(condition, _NO_ANSWER, asked)


def no_column(name: str, columns: list[str]) -> UsageError:
    """Return the error for an unknown column, with the names it may have meant."""
    near = get_close_matches(name, columns, n=3, cutoff=0.5)
    shown = ", ".join(near or columns[:4])
    message = Text("Spalte {name!r} gibt es nicht", "There is no column {name!r}").format(name=printable(name))
    if near:
        return UsageError(message, Text("gemeint ist vielleicht {near}", "did you mean {near}?").format(near=shown))
    some = Text(
        "es gibt {some} ...; Texte stehen in '...', alle Spalten zeigt `kw columns`",
        "there are {some} ...; texts stand in '...', `kw columns` shows all columns",
    )
    return UsageError(message, some.format(some=shown))


_ABOUT = Text("{asked}: {why}", "{asked}: {why}")
_NO_ANSWER = Text("das ergibt kein Ja oder Nein", "that tells no yes or no")


def _unworkable(condition: str, why: Text, asked: Text) -> UsageError:
    shown = condition if len(condition) <= 80 else f"{condition[:77]}..."
    message = Text("{asked} {sql!r} geht nicht: {why}", "{asked} {sql!r} does not work: {why}")
    hint = Text("Beispiel: \"abc = 'C' and db1 < 0\"", "for example \"abc = 'C' and db1 < 0\"")
    return UsageError(message.format(asked=asked, sql=shown, why=why), hint)
