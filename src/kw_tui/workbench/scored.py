"""How one customer's score came about: each criterion with value, band, points and what it adds."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kw_tui.vocabulary.scoring import Criterion
from kw_tui.vocabulary.texts import Text

_NO_POINTS = Text("die Sitzung nennt keine Punkte dafür", "the session names no points for it")
_UNKNOWN = Text("nicht bekannt", "not known")
_NO_BAND = Text("ein Wert ohne Punkte", "a value without points")


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion. `value` is the customer's, `number` the same where it is one; `band` is where its points begin."""

    id: str
    label: Text
    value: str | None
    number: float | None
    band: float | None
    points: float | None
    weight: float
    adds: float | None
    """What it adds to the score: points x weight / weight of all that is known."""
    reason: Text | None
    """Why there are no points."""


def scored(table: pl.DataFrame, criteria: Sequence[Criterion]) -> tuple[Scored, ...]:
    """Return the criteria with one customer's points; `table` is `pipeline.scored` of it."""
    rows = {row["criterion"]: row for row in table.iter_rows(named=True)}
    whole = sum(one.weight for one in criteria if rows[one.id]["points"] is not None)
    told = []
    for one in criteria:
        row = rows[one.id]
        points = row["points"]
        adds = None if points is None or whole <= 0 else points * one.weight / whole
        reason = _why(one, row["value"]) if points is None else None
        figures = (row["value"], row["number"], row["reached"], points, one.weight, adds, reason)
        told.append(Scored(one.id, one.label, *figures))
    return tuple(told)


def _why(one: Criterion, value: str | None) -> Text:
    if value is not None:
        return _NO_BAND if one.bands or one.values else _NO_POINTS
    return _UNKNOWN if one.bands or one.values or one.other is not None else _NO_POINTS
