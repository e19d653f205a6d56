"""The scoring model on a portfolio: points of each criterion, weighted; what is unknown shifts its weight (SPEC 4)."""

from collections.abc import Mapping
from functools import reduce
from operator import add

import polars as pl

from kw_tui.core.metrics.metric import POINTS as UNIT
from kw_tui.core.metrics.metric import Metric, ratio
from kw_tui.vocabulary.scoring import Criterion
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

OWN = "own:"
"""Before the name of a column of the customer master that is none of the canonical ones."""
POINTS, WEIGHT = "score_points", "score_weight"
_NONE = Text("kein Kriterium des Scorings ist bekannt", "no criterion of the scoring is known")


def scoring(_settings: Settings) -> tuple[Metric, ...]:
    """The score, and how much of its weight is known."""
    return (
        Metric(
            "score",
            Text("Score", "Score"),
            Kind.SCORE,
            ratio(pl.col(POINTS), pl.col(WEIGHT)),
            Text(
                "Gewichtete Punkte von 0 bis 100 nach den Kriterien der Sitzung; Unbekanntes zählt nicht mit.",
                "Weighted points from 0 to 100 by the criteria of the session; what is unknown does not count.",
            ),
            source="SPEC 4",
            absent=_NONE,
            better="high",
            unit=UNIT,
        ),
        Metric(
            "score_confidence",
            Text("Sicherheit des Scores", "Confidence in the score"),
            Kind.RATIO,
            pl.when(pl.col(WEIGHT) > 0).then(pl.col(WEIGHT)),
            Text(
                "Summe der Gewichte der Kriterien, die bekannt sind.",
                "Sum of the weights of the criteria that are known.",
            ),
            source="SPEC 4",
            absent=_NONE,
            better="high",
        ),
    )


def add_score(portfolio: pl.LazyFrame, criteria: tuple[Criterion, ...]) -> pl.LazyFrame:
    """Add the weighted sum of points and the weight of known criteria; the master's own columns go."""
    schema = portfolio.collect_schema()
    nothing = pl.lit(0.0)
    told = [(points(one, schema), one.weight) for one in criteria]
    weighted = reduce(add, ((each * weight).fill_null(0.0) for each, weight in told), nothing)
    known = reduce(add, (each.is_not_null() * weight for each, weight in told), nothing)
    # rounded: weights such as 0.1 and 0.2 do not add up exactly
    added = portfolio.with_columns(weighted.alias(POINTS), known.round(9).alias(WEIGHT))
    return added.drop(name for name in schema if name.startswith(OWN))


def score_parts(row: pl.LazyFrame, criteria: tuple[Criterion, ...]) -> pl.LazyFrame:
    """The points of each criterion under its place ("0", "1", ...), their weighted sum and the known weight."""
    schema = row.collect_schema()
    each = [points(one, schema).alias(str(place)) for place, one in enumerate(criteria)]
    return pl.concat([row.select(each), row.pipe(add_score, criteria).select(POINTS, WEIGHT)], how="horizontal")


def criteria_told(customers: pl.LazyFrame, criteria: tuple[Criterion, ...]) -> pl.LazyFrame:
    """One row a customer and criterion, in their order: its `value` as text and as `number`, the lower end `reached` of
    its band, and its `points` (0..100); null where not known."""
    schema = customers.collect_schema()
    rows = [
        customers.select(
            "customer_id",
            criterion=pl.lit(one.id),
            value=_column(one, schema).cast(pl.String),
            number=_number_of(one, schema),
            reached=_reached(one, schema),
            points=points(one, schema),
        )
        for one in criteria
    ]
    return pl.concat(rows)


def points(one: Criterion, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """Float64 0..100 of one criterion; null where its column is not there, empty, or not to be read."""
    name = _name(one, schema)
    if name not in schema or not (one.bands or one.values or one.other is not None):
        return pl.lit(None, pl.Float64)
    if one.bands:
        return _of_bands(_number(name, schema[name]), one.bands)
    name_ = pl.col(name).cast(pl.String).str.strip_chars().str.to_lowercase()
    said = {value.strip().lower(): given for value, given in one.values.items()}
    if not said:
        return pl.when(name_.is_not_null()).then(pl.lit(one.other, pl.Float64))
    found = name_.replace_strict(said, default=one.other, return_dtype=pl.Float64)
    return pl.when(name_.is_not_null()).then(found)


def _name(one: Criterion, schema: Mapping[str, pl.DataType]) -> str:
    return OWN + one.column if OWN + one.column in schema else one.column


def _column(one: Criterion, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    name = _name(one, schema)
    return pl.col(name) if name in schema else pl.lit(None, pl.String)


def _number_of(one: Criterion, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    name = _name(one, schema)
    is_number = name in schema and (bool(one.bands) or schema[name].is_numeric())
    return _number(name, schema[name]) if is_number else pl.lit(None, pl.Float64)


def _reached(one: Criterion, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """The lower end of the band, null below the first and for criteria without bands."""
    value = _number_of(one, schema)
    limits = [pl.when(value >= limit).then(pl.lit(limit)) for limit, _ in reversed(one.bands)]
    return pl.coalesce(*limits) if limits else pl.lit(None, pl.Float64)


def _of_bands(value: pl.Expr, bands: tuple[tuple[float, float], ...]) -> pl.Expr:
    reached = [pl.when(value >= limit).then(pl.lit(given)) for limit, given in reversed(bands)]
    return pl.when(value.is_not_null()).then(pl.coalesce(*reached, pl.lit(0.0)))


def _number(name: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.String:
        return pl.col(name).str.strip_chars().str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return pl.col(name).cast(pl.Float64) if dtype.is_numeric() or dtype == pl.Boolean else pl.lit(None, pl.Float64)
