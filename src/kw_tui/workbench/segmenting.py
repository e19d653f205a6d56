"""Own segments of a session: who is in them, what they are worth, and two of them side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kw_tui.core.metrics.rfm import classes_of
from kw_tui.core.segmentation.comparison import comparison
from kw_tui.core.segmentation.segments import Segment, segmentations
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.own_segments import OwnSegment, no_segment
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.kept import computed
from kw_tui.workbench.where import rows_where

EVERYBODY = "*"
"""Stands for all customers in a comparison."""
_RELEVANT = "relevant_contribution"
_SCHEMA = {"segment": pl.String, "customer_id": pl.String}


@dataclass(frozen=True, slots=True)
class Matched:
    """Whom a condition matches: how many customers, and their money; None where it is not known."""

    customers: int
    revenue: Decimal | None
    relevant_contribution: Decimal | None


@dataclass(frozen=True)
class Own:
    """The own segments: a row per segment and customer in it, their names in order, and those that do not work."""

    members: pl.DataFrame
    names: tuple[str, ...]
    broken: tuple[str, ...]
    notes: tuple[Text, ...]

    @property
    def table(self) -> tuple[pl.LazyFrame, tuple[str, ...], tuple[str, ...]]:
        """What their table is made of."""
        return self.members.lazy(), self.names, self.broken


def matched(portfolio: pl.DataFrame, where: str, headings: Headings) -> Matched:
    """Count whom a condition matches; raise UsageError where it does not work."""
    rows = rows_where(portfolio, where, CONDITION, headings)
    sums = rows.select(
        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in ("revenue", _RELEVANT)
    ).row(0)
    return Matched(rows.height, *sums)


def own(portfolio: pl.DataFrame, named: Sequence[OwnSegment], headings: Headings) -> Own:
    """Find the customers of each segment; one whose condition does not work has none, and a note."""
    found, broken, notes = [pl.DataFrame(schema=_SCHEMA)], [], []
    for one in named:
        try:
            rows = rows_where(portfolio, one.where, _SEGMENT.format(name=one.name), headings, is_stored=True)
        except KwError as error:
            broken.append(one.name)
            notes.append(Text(error.line("de"), error.line("en")))
        else:
            found.append(rows.select(segment=pl.lit(one.name), customer_id=pl.col("customer_id")))
    members = pl.concat(found)
    several = members.height - members["customer_id"].n_unique()
    if several:
        notes.append(_SEVERAL)
    return Own(members, tuple(one.name for one in named), tuple(broken), tuple(notes))


def empty_classes(portfolio: pl.DataFrame, settings: Settings) -> Iterator[Text]:
    """Tell of each RFM dimension that has fewer classes than asked for, since its values are too few."""
    for dimension, classes in classes_of(settings).items():
        taken = portfolio[dimension].drop_nulls().n_unique()
        if 0 < taken < classes:
            yield _FEWER.format(name=dimension.upper(), taken=taken, classes=classes)


def compared(
    portfolio: pl.DataFrame, names: Sequence[str], named: Sequence[OwnSegment], settings: Settings, headings: Headings
) -> pl.DataFrame:
    """Return one row a segment: sums and medians.

    A name is one of the own, an id or label, `column=id`, or `*` for everybody.
    """
    parts = []
    for name in names:
        rows = _rows(portfolio, name, named, settings, headings)
        parts.append(rows.select(segment=pl.lit(name), customer_id=pl.col("customer_id")))
    members = pl.concat([pl.DataFrame(schema=_SCHEMA), *parts])
    return computed(comparison(portfolio.lazy(), members.lazy(), list(dict.fromkeys(names))))


def _rows(
    portfolio: pl.DataFrame, name: str, named: Sequence[OwnSegment], settings: Settings, headings: Headings
) -> pl.DataFrame:
    mine = next((one for one in named if one.name.casefold() == name.casefold()), None)
    if mine is not None:
        return rows_where(portfolio, mine.where, _SEGMENT.format(name=mine.name), headings, is_stored=True)
    if name == EVERYBODY:
        return portfolio
    ways = segmentations(settings.rfm)
    by, is_column, segment = name.partition("=")
    if is_column and by in {way.by for way in ways} and segment in portfolio[by]:
        return portfolio.filter(pl.col(by) == segment)
    known = [segment for way in ways for segment in way.segments]
    chosen = next((segment for segment in known if name.casefold() in _spellings(segment)), None)
    if chosen is None:
        raise no_segment(name, [*(one.name for one in named), *(segment.id for segment in known[:3]), "..."])
    return portfolio.filter(chosen.holds)


def _spellings(segment: Segment) -> set[str]:
    labels = {segment.label.de, segment.label.en}
    return {spelling.casefold() for spelling in (segment.id, f"{segment.by}={segment.id}", *labels)}


CONDITION = Text("Bedingung", "condition")
_SEGMENT = Text("Segment {name}: Bedingung", "segment {name}: condition")
_SEVERAL = Text(
    "eigene Segmente überschneiden sich: ein Kunde zählt in jedem, in dem er ist",
    "own segments overlap: a customer counts in each it is in",
)
_FEWER = Text(
    "RFM {name}: nur {taken} von {classes} Klassen besetzt, zu wenige verschiedene Werte",
    "RFM {name}: only {taken} of {classes} classes taken, too few distinct values",
)
