"""Settings tried before they hold: who would change segment, and what would become of the queue. Nothing is saved."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kw_tui.core.metrics.classes import METHOD_SETTINGS, class_settings
from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.segmentation.moves import changed_counts, moves
from kw_tui.core.segmentation.segments import SEGMENTATIONS
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench.kept import computed
from kw_tui.workbench.session_fields import RFM_FIELDS, shown

_CLASSES = ("abc_measure", "abc_method", *(id_ for limits in METHOD_SETTINGS.values() for id_ in limits))

_FIELDS = ("portfolio_grid", "portfolio_value", "portfolio_value_limit", "portfolio_potential_limit")
_IN_ANY_CASE = {"abc": _CLASSES, "abc_sub": (*_CLASSES, "abc_sub_measure"), "portfolio_field": _FIELDS}
"""All settings of the ways that rest on some of theirs only, as others are chosen."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed settings would do to one way of cutting the portfolio.

    `moves` has a row a pair of segments; `changed` customers would move, with `revenue`; `rests_on` are the settings
    that then decide the way.
    """

    by: str
    moves: pl.DataFrame
    customers: int
    changed: int
    revenue: Decimal | None
    rests_on: tuple[str, ...]


def adjustable(by: str, session: Session, settings: Settings) -> dict[str, object]:
    """Return all that a way can be adjusted by, with what holds now; empty where nothing can be set."""
    ids = _IN_ANY_CASE.get(by) or rests_on(by, settings)
    return {id_: shown(session, id_) if id_ in RFM_FIELDS else settings[id_] for id_ in ids}


def moved_by(changes: Collection[str], session: Session, settings: Settings) -> tuple[str, ...]:
    """Return the ways of cutting the portfolio that rest on any of these settings."""
    ways = (one.by for one in SEGMENTATIONS)
    return tuple(by for by in ways if not adjustable(by, session, settings).keys().isdisjoint(changes))


def rests_on(by: str, settings: Settings) -> tuple[str, ...]:
    """Return the settings that decide who is in which segment of a way."""
    if by in {"abc", "abc_sub"}:
        return (*class_settings(settings), *(("abc_sub_measure",) if by == "abc_sub" else ()))
    if by == "rfm_segment":
        return ("rfm_classes", *RFM_FIELDS)
    return next((metric.settings for metric in all_metrics(settings) if metric.id == by), ())


def effect(now: pl.DataFrame, then: pl.DataFrame, by: str, settings: Settings) -> Effect:
    """Compare the way `by` in both portfolios; `settings` are those tried."""
    found = computed(moves(now.lazy(), then.lazy(), by))
    revenue = pl.col("revenue")
    known = pl.when(revenue.count() > 0).then(revenue.sum())
    changed, worth = found.select(pl.col("customers").sum(), known).row(0)
    return Effect(by, found, now.height, changed, worth, rests_on(by, settings))


def effect_on_queue(now: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """Return one row a kind of proposal: how many items there are, and how many there would be."""
    return computed(changed_counts(now.lazy(), then.lazy()))
