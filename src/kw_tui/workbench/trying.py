"""Settings tried before they hold: who would change segment, and what would become of the queue. Nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kw_tui.core.metrics.classes import METHOD_SETTINGS, class_settings
from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.segmentation.moves import MOVES, THEN, changed_counts, changed_members, counted_moves, moves
from kw_tui.core.segmentation.segments import SEGMENTATIONS
from kw_tui.vocabulary.session import Session
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.workbench.kept import computed
from kw_tui.workbench.session_fields import RFM_FIELDS, shown

_CLASSES = ("abc_measure", "abc_method", *(id_ for limits in METHOD_SETTINGS.values() for id_ in limits))

_FIELDS = ("portfolio_grid", "portfolio_value", "portfolio_value_limit", "portfolio_potential_limit")
_IN_ANY_CASE = {"abc": _CLASSES, "abc_sub": (*_CLASSES, "abc_sub_measure"), "portfolio_field": _FIELDS}
"""All settings of the ways that rest on some of theirs only, as others are chosen."""
TOTALS = ("db1", "db2", "db3", "db4", "relevant_contribution", "credit_cost", "potential", "clv")
"""Amounts whose sum over all customers is compared."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed settings would do to one way of cutting the portfolio.

    `moves` has a row a pair of segments; `changed` customers would move, with `revenue`.
    """

    by: str
    moves: pl.DataFrame
    changed: int
    revenue: Decimal | None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of an amount over all customers, now and then; None where it is not known."""

    metric: str
    now: Decimal | None
    then: Decimal | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What changed settings would do: `ways` by which anybody would move, `totals` that would be others, `queue`, one
    row a kind of proposal (`changed_counts`), and `own`, one row an own segment that would change (`changed_members`).
    """

    customers: int
    ways: tuple[Effect, ...]
    totals: tuple[Total, ...]
    queue: pl.DataFrame
    own: pl.DataFrame

    @property
    def queue_changes(self) -> pl.DataFrame:
        """The kinds of proposals of which there would be more or fewer, or for other money."""
        pairs = (("items", "items_then"), ("at_stake", "at_stake_then"))
        return self.queue.filter(pl.any_horizontal(pl.col(now) != pl.col(then) for now, then in pairs))


def adjustable(by: str, session: Session, settings: Settings) -> dict[str, object]:
    """Return all that a way can be adjusted by, with what holds now; empty where nothing can be set."""
    ids = _IN_ANY_CASE.get(by) or rests_on(by, settings)
    return {id_: shown(session, id_) if id_ in RFM_FIELDS else settings[id_] for id_ in ids}


def rests_on(by: str, settings: Settings) -> tuple[str, ...]:
    """Return the settings that decide who is in which segment of a way."""
    if by in {"abc", "abc_sub"}:
        return (*class_settings(settings), *(("abc_sub_measure",) if by == "abc_sub" else ()))
    if by == "rfm_segment":
        return ("rfm_classes", *RFM_FIELDS)
    return next((metric.settings for metric in all_metrics(settings) if metric.id == by), ())


Pair = tuple[pl.DataFrame, pl.DataFrame]
"""The same thing now, and as it would be."""


def tried(portfolios: Pair, queues: Pair, members: Pair) -> Tried:
    """Compare portfolios, queues, and who is in which own segment."""
    now, then = portfolios
    is_aligned = now["customer_id"].equals(then["customer_id"])
    others = (one.by for one in SEGMENTATIONS if not (is_aligned and now[one.by].equals(then[one.by])))
    ways = (effect(now, then, by, is_aligned=is_aligned) for by in others)
    totals = (Total(name, _sum(now, name), _sum(then, name)) for name in TOTALS if name in now.columns)
    return Tried(
        now.height,
        tuple(way for way in ways if way.changed),
        tuple(total for total in totals if total.now != total.then),
        computed(changed_counts(*(queue.lazy() for queue in queues))),
        computed(changed_members(*(each.lazy() for each in members))),
    )


def effect(now: pl.DataFrame, then: pl.DataFrame, by: str, *, is_aligned: bool = False) -> Effect:
    """Compare the way `by` in both portfolios; aligned ones hold the same customers in the same order."""
    if is_aligned:  # nobody need be looked for
        beside = now.select("revenue", segment=by).with_columns(then[by].alias(THEN)).lazy()
    found = computed(counted_moves(beside) if is_aligned else moves(now.lazy(), then.lazy(), by))
    revenue = pl.col("revenue")
    known = pl.when(revenue.count() > 0).then(revenue.sum())
    changed, worth = found.select(pl.col("customers").sum(), known).row(0)
    return Effect(by, found, changed, worth)


def moves_by_way(one: Tried) -> pl.DataFrame:
    """Return the moves of all ways under each other: segmentation, and the columns of `moves`."""
    parts = (way.moves.select(pl.lit(way.by).alias("segmentation"), pl.all()) for way in one.ways)
    return pl.concat([pl.DataFrame(schema={"segmentation": pl.String(), **MOVES}), *parts])


def as_mapping(one: Tried) -> Mapping[str, object]:
    """Return it as plain rows: `moves` with their way, `totals` and `proposals`."""
    moved = moves_by_way(one).to_dicts()
    totals = [{"metric": each.metric, "now": each.now, "then": each.then} for each in one.totals]
    return {
        "customers": one.customers,
        "moves": moved,
        "totals": totals,
        "own_segments": one.own.to_dicts(),
        "proposals": one.queue.to_dicts(),
    }


def _sum(portfolio: pl.DataFrame, name: str) -> Decimal | None:
    column = portfolio[name]
    known: Decimal = column.cast(MONEY).sum()  # type: ignore[assignment]
    return known if column.count() else None
