"""What a person types to narrow a table: words, `!word`, `column:word`, `column>number`; all of them must hold."""

import operator
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

_COMPARISON = re.compile(r"(\w+)(<=|>=|<|>|=)(-?[\d.,]+)")
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


def narrowed(frame: "pl.DataFrame", wanted: str, columns: Iterable[str]) -> "pl.DataFrame":
    """Return the rows that match; bare words are looked for in `columns`, whatever their case."""
    words = wanted.split()
    if not words:
        return frame
    searched = [column for column in columns if column in frame.columns]
    return frame.filter([_condition(frame, word, searched) for word in words])


def _condition(frame: "pl.DataFrame", word: str, searched: list[str]) -> "pl.Expr":
    if word.startswith("!") and len(word) > 1:
        return ~_condition(frame, word[1:], searched)
    compared = _COMPARISON.fullmatch(word)
    if compared and compared[1] in frame.columns and frame.schema[compared[1]].is_numeric():
        return _comparison(*compared.groups())
    column, colon, value = word.partition(":")
    if colon and column in frame.columns:
        return _holds(column, value)
    return _any([_holds(one, word) for one in searched])


def _comparison(column: str, sign: str, number: str) -> "pl.Expr":
    import polars as pl

    holds: pl.Expr = _OPERATORS[sign](pl.col(column).cast(pl.Float64), _number(number))
    return holds.fill_null(value=False)


def _number(text: str) -> float:
    """Read `1.000,5` and `1,000.5` alike: the last mark is the decimal one unless three digits follow it."""
    whole, mark, rest = re.fullmatch(r"(.*?)([.,]?)(\d*)", text).groups()  # type: ignore[union-attr]
    digits = re.sub(r"[.,]", "", whole)
    if mark and len(rest) == 3:
        return float(digits + rest)
    return float(f"{digits or 0}.{rest or 0}") if mark else float(digits + rest)


def _holds(column: str, value: str) -> "pl.Expr":
    import polars as pl

    text = pl.col(column).cast(pl.String).str.to_lowercase()
    return text.str.contains(value.lower(), literal=True).fill_null(value=False)


def _any(conditions: "list[pl.Expr]") -> "pl.Expr":
    import polars as pl

    return pl.any_horizontal(conditions) if conditions else pl.lit(value=True)
