"""Portfolio: value against potential, in four fields or nine, each with its norm strategy (SPEC 4, PRACTICE)."""

import math
from dataclasses import dataclass

import polars as pl

from kw_tui.core.metrics.metric import Metric, at_place, has_sales
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.settings.classes import MEASURES
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text

STRATEGIES: dict[str, Text] = {
    "invest": Text("ausbauen und binden", "invest and hold"),
    "big_step_or_out": Text("großer Schritt oder raus", "big step or out"),
    "harvest": Text("halten und abschöpfen", "hold and harvest"),
    "selective_retreat": Text("selektiver Rückzug", "selective retreat"),
    "build_up": Text("gezielt ausbauen", "build up selectively"),
}
"""Norm strategies by id."""


@dataclass(frozen=True, slots=True)
class PortfolioField:
    """A field of the portfolio: the levels of value and potential (0 is the lowest) and what is usually done there."""

    id: str
    label: Text
    value: int
    potential: int
    strategy: str


FOUR: tuple[PortfolioField, ...] = (
    PortfolioField("star", Text("Stern", "Star"), 1, 1, "invest"),
    PortfolioField("yield", Text("Ertragskunde", "Yield"), 1, 0, "harvest"),
    PortfolioField("question_mark", Text("Fragezeichen", "Question mark"), 0, 1, "big_step_or_out"),
    PortfolioField("tag_along", Text("Mitläufer", "Tag-along"), 0, 0, "selective_retreat"),
)
_LEVELS = (Text("niedrig", "low"), Text("mittel", "medium"), Text("hoch", "high"))
_OF_NINE = (
    ("selective_retreat", "build_up", "big_step_or_out"),
    ("selective_retreat", "build_up", "invest"),
    ("harvest", "harvest", "invest"),
)
"""By level of value, then of potential."""
NINE: tuple[PortfolioField, ...] = tuple(
    PortfolioField(
        f"value_{_LEVELS[value].en}_potential_{_LEVELS[potential].en}",
        Text("W {value}, P {potential}", "V {value}, P {potential}").format(
            value=_LEVELS[value], potential=_LEVELS[potential]
        ),
        value,
        potential,
        _OF_NINE[value][potential],
    )
    for value in (2, 1, 0)
    for potential in (2, 1, 0)
)
PORTFOLIO_FIELDS = (*FOUR, *NINE)


def fields(settings: Settings) -> tuple[Metric, ...]:
    """The field of the portfolio a customer stands in."""
    measure = settings.choice("portfolio_value")
    is_four = settings.choice("portfolio_grid") == "four"
    limits = ("portfolio_value_limit", "portfolio_potential_limit") if is_four else ()
    return (
        Metric(
            "portfolio_field",
            Text("Portfoliofeld", "Portfolio field"),
            Kind.CATEGORY,
            portfolio_field(measure, settings),
            Text(
                "Wert gegen Potenzial: Stern, Ertragskunde, Fragezeichen, Mitläufer, oder neun Felder nach Dritteln.",
                "Value against potential: star, yield, question mark, tag-along, or nine fields by thirds.",
            ),
            source="SPEC 4, PRACTICE",
            absent=Text(
                "keine Umsätze im Zeitraum, oder {measure} oder Potenzial nicht bekannt",
                "no sales in the period, or {measure} or potential not known",
            ).format(measure=MEASURES[measure]),
            settings=("portfolio_grid", "portfolio_value", *limits),
        ),
    )


def portfolio_field(measure: str, settings: Settings) -> pl.Expr:
    """The id of the field, among the customers with sales whose value and potential are known; else null."""
    is_placed = has_sales() & pl.col(measure).is_not_null() & pl.col("potential").is_not_null()
    value, potential = (pl.when(is_placed).then(_whole(name)) for name in (measure, "potential"))
    if settings.choice("portfolio_grid") == "nine":
        return _placed(NINE, _third(value), _third(potential))
    limits = [settings.number(f"portfolio_{axis}_limit") for axis in ("value", "potential")]
    return _placed(FOUR, _is_high(value, limits[0]), _is_high(potential, limits[1]))


def _placed(known: tuple[PortfolioField, ...], value: pl.Expr, potential: pl.Expr) -> pl.Expr:
    """The highest level comes first, that of value before that of potential."""
    levels = math.isqrt(len(known))
    return at_place((field.id for field in known), len(known) - 1 - levels * value - potential)


def _is_high(amount: pl.Expr, limit: float) -> pl.Expr:
    """1 from the limit on (the median where none is set), else 0; nothing or less is never high."""
    least = pl.lit(round(limit * 10_000)) if limit > 0 else amount.median()
    return ((amount >= least) & (amount > 0)).cast(pl.Int64)


def _third(amount: pl.Expr) -> pl.Expr:
    """2 for the best third, 1, 0; equal amounts share the better one, nothing or less is in the lowest."""
    place = amount.rank("min", descending=True).cast(pl.Int64) - 1
    level = 2 - place * 3 // amount.count().cast(pl.Int64)
    return pl.when(amount <= 0).then(0).otherwise(level)


def _whole(column: str) -> pl.Expr:
    """Money as whole ten-thousandths: exact to compare."""
    return pl.col(column).cast(MONEY).to_physical().cast(pl.Int64)
