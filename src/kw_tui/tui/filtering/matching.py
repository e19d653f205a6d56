"""The rows of a frame for which conditions hold, as the engine is asked for them."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kw_tui.tui.filtering.conditions import MOST, Condition, parsed
from kw_tui.tui.widgets.fields import IDS, Field, text
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")


def matching(
    frame: "pl.DataFrame", conditions: Sequence[Condition], searched: Sequence[Field], lang: Lang
) -> "pl.Expr | None":
    """Return what holds of the rows wanted, None where all are; text is looked for in the columns `searched`.

    It may look through a column for the words its ids are shown in, so it belongs on the thread of the search.
    """
    import polars as pl

    found = [_holds(frame, one, searched, lang) for one in conditions]
    return pl.all_horizontal(found) if found else None


def narrowed(frame: "pl.DataFrame", typed: str, columns: Iterable[str], lang: Lang = "de") -> "pl.DataFrame":
    """Return the rows that match what was typed into a search field; what cannot be understood is taken as text."""
    fields = [Field(name, Text(name, name), 0, text) for name in frame.columns]
    searched = [one for name in columns for one in fields if one.id == name]
    conditions, problem = parsed(typed, fields, frame.schema, lang)
    if problem is not None:
        conditions = tuple(Condition(word, "has", word) for word in typed.split()[:MOST])
    wanted = matching(frame, conditions, searched, lang)
    return frame if wanted is None else frame.filter(wanted)


def _holds(frame: "pl.DataFrame", one: Condition, searched: Sequence[Field], lang: Lang) -> "pl.Expr":
    import polars as pl

    if one.field is None:
        some = [_text(frame, field, one, lang) for field in searched if field.id in frame.columns]
        holds = pl.any_horizontal(some) if some else pl.lit(value=False)
    elif one.field.id not in frame.columns:
        holds = pl.lit(value=False)
    elif one.test == "empty":
        holds = _is_empty(frame, one.field.id)
    elif isinstance(one.value, str):
        holds = _text(frame, one.field, one, lang)
    else:
        holds = _compared(frame, one)
    holds = holds.fill_null(value=False)
    return ~holds if one.is_negated else holds


def _is_empty(frame: "pl.DataFrame", column: str) -> "pl.Expr":
    import polars as pl

    cell = pl.col(column)
    if frame.schema[column] == pl.String:
        return cell.is_null() | (cell == "")
    return cell.is_null() | (cell.list.len() == 0) if frame.schema[column] == pl.List else cell.is_null()


def _compared(frame: "pl.DataFrame", one: Condition) -> "pl.Expr":
    import polars as pl

    assert one.field is not None
    column, value = one.field.id, one.value
    cell = pl.col(column).cast(pl.Float64 if frame.schema[column].is_numeric() else pl.Date)
    first: Any = value[0]
    last: Any = value[1]
    if frame.schema[column].is_numeric():
        if one.test == "is":  # as it is shown: 1234 is also 1,234.40
            return cell.is_between(first - last, first + last)
        last = first
    beyond: dict[str, pl.Expr] = {
        "<": cell < first,
        "<=": cell <= last,
        ">": cell > last,
        ">=": cell >= first,
        "is": cell.is_between(first, last),
    }
    return beyond[one.test]


def _text(frame: "pl.DataFrame", field: Field, one: Condition, lang: Lang) -> "pl.Expr":
    """Whether a column holds a text, as it is stored or as it is shown."""
    import polars as pl

    test, dtype = _test(one), frame.schema[field.id]
    cell = pl.col(field.id)
    if isinstance(dtype, pl.List):
        return test(cell.list.join(" ")) if dtype.inner == pl.String else pl.lit(value=False)
    if dtype.is_nested() or dtype == pl.Binary:
        return pl.lit(value=False)
    stored = test(cell.cast(pl.String))
    if field.write is text:
        return stored
    values = frame[field.id].unique().drop_nulls()
    if values.len() > IDS:
        return stored
    written = pl.Series([field.write(value, lang) for value in values], dtype=pl.String)
    is_meant = pl.DataFrame({"written": written}).select(test(pl.col("written"))).to_series()
    meant: Any = values.filter(is_meant)
    return (
        cell.is_in(meant.implode())
        if dtype.is_numeric() or dtype.is_temporal()
        else cell.is_in(meant.implode()) | stored
    )


def _test(one: Condition) -> "Callable[[pl.Expr], pl.Expr]":
    """How a text is looked at, whatever its case."""
    if one.test == "pattern":
        pattern = f"(?i){one.value}"
    else:
        texts = "|".join(_SPECIAL.sub(r"\\\g<0>", text) for text in one.one_of or (str(one.value),))
        pattern = f"(?i)^(?:{texts})$" if one.test == "is" else f"(?i)(?:{texts})"
    return lambda cell: cell.str.contains(pattern)
