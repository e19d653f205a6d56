"""Which groups go together, and what follows for customers who buy some and not others (SPEC 4)."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kw_tui.core.cross_selling.baskets import Baskets
from kw_tui.core.cross_selling.relations import RELATIONS

LEAST_BUYERS = 3
"""Customers who buy both of two groups, however small the share asked for."""
_AT_ONCE = 16_384
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Affinity:
    """Between each group bought (row) and each other one (column).

    `support` is the share of all customers who buy both; `lift` how many times as often buyers of the row's buy the
    column's as all others do, 0 where too few buy both. `worth` of a group to somebody who buys as much as 1 besides.
    """

    of: Baskets
    support: Floats
    lift: Floats
    share: Floats
    worth: Floats
    least_lift: float


def affinity(of: Baskets, least_support: float, least_lift: float) -> Affinity:
    """Count who buys what together. Who is asked about buys the row's group, not the column's, and is left out."""
    customers = len(of.customers)
    both = np.asarray((of.bought.T @ of.bought).todense(), np.float64)
    buyers = both.diagonal()
    share = buyers / max(customers - 1, 1)
    enough = max(LEAST_BUYERS, least_support * customers)
    with np.errstate(divide="ignore", invalid="ignore"):
        lift = both / (buyers - 1)[:, None] / share
    lift[(both < enough) | ~np.isfinite(lift)] = 0
    np.fill_diagonal(lift, 0)
    worth = np.nan_to_num(np.maximum(of.worth, 0))
    return Affinity(of, _short(both / max(customers, 1)), _short(lift), _short(share), _short(worth), least_lift)


def _short(values: NDArray[np.float64]) -> Floats:
    """In single precision: matrices of groups by groups are multiplied for every customer."""
    return values.astype(np.float32)


def best_groups(one: Affinity) -> pl.DataFrame:
    """For each customer the group not bought that promises most: `customer_id`, `cross_group`, `cross_share`.

    The share is the contribution to expect for each unit of money the customer spends.
    """
    of, rows = one.of, len(one.of.customers)
    place, promise = np.zeros(rows, np.int64), np.zeros(rows, np.float64)
    for start in range(0, rows, _AT_ONCE):
        expected = _promises(one, start, min(start + _AT_ONCE, rows))[1]
        best = expected.argmax(axis=1)
        place[start : start + len(best)] = best
        promise[start : start + len(best)] = np.take_along_axis(expected, best[:, None], axis=1)[:, 0]
    told = pl.DataFrame({"cross_share": promise}).with_columns(cross_group=of.groups.gather(place))
    is_promising = pl.col("cross_share") > 0
    return told.select(pl.when(is_promising).then(pl.all())).insert_column(0, of.customers)


def relations(one: Affinity) -> pl.DataFrame:
    """The pairs of groups that enough customers buy, as `RELATIONS`."""
    row, column = np.nonzero(one.lift)
    told = {
        "because": one.of.groups.gather(row),
        "product_group": one.of.groups.gather(column),
        "lift": one.lift[row, column],
        "support": one.support[row, column],
        "share": one.share[column],
        "worth": one.worth[column],
    }
    return pl.DataFrame(told, schema=RELATIONS, strict=False)


def _promises(one: Affinity, first: int, end: int) -> tuple[Floats, Floats]:
    """Lift over all groups a customer buys, each counting alike, and contribution to expect a unit it spends.

    The latter is 0 for what it buys already, and for what goes too seldom with what it buys.
    """
    bought = one.of.bought[first:end]
    sizes = np.maximum(np.diff(bought.indptr), 1).astype(np.float32)
    lift = (bought @ one.lift) / sizes[:, None]
    promise = np.where(lift >= one.least_lift, lift * (one.share * one.worth), np.float32(0))
    rows = np.repeat(np.arange(end - first), np.diff(bought.indptr))
    promise[rows, bought.indices] = 0
    return lift, promise
