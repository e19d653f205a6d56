"""Similar customers of a session: clusters, kept on disk for the figures they rest on, and nearest neighbours."""

import hashlib
from collections.abc import Hashable

import polars as pl

from kw_tui.core.metrics.clusters import CLUSTER
from kw_tui.core.similar.clusters import clusters
from kw_tui.core.similar.features import FEATURES
from kw_tui.core.similar.neighbours import neighbours
from kw_tui.core.similar.space import READ, Space, space
from kw_tui.storage.cache import Store

CLUSTERS_VERSION = 1
"""Raised with every change of how clusters are found or named."""
READ_BY_CLUSTERS = READ | {"revenue"}
"""The columns of the portfolio that clusters rest on."""
SIDE_BY_SIDE = ("name", CLUSTER, *dict.fromkeys(one.shown for one in FEATURES), "industry", "region", "channel")
"""Columns of the portfolio that show in what neighbours are alike."""


def with_clusters(portfolio: pl.DataFrame, store: Store, what: tuple[Hashable, ...]) -> pl.DataFrame:
    """The portfolio with the cluster of each customer that has one; `what` tells what the columns read rest on."""
    placed = store.remembered(("clusters", CLUSTERS_VERSION, *what), lambda: _placed(portfolio, store))
    return portfolio.with_columns(placed.get_columns())


def _placed(portfolio: pl.DataFrame, store: Store) -> pl.DataFrame:
    """The cluster of each row. The same figures, whatever they rest on, are grouped once."""
    of = space(portfolio)
    key = ("groups", CLUSTERS_VERSION, _digest(of))
    found = store.remembered(key, lambda: clusters(of, _revenue(portfolio, of)).to_frame())
    by_id = pl.DataFrame({"customer_id": of.ids, CLUSTER: found[CLUSTER]})
    placed = portfolio.select("customer_id").join(by_id, on="customer_id", how="left", maintain_order="left")
    return placed.select(CLUSTER)


def beside(portfolio: pl.DataFrame, of: Space, customer_id: str, count: int) -> pl.DataFrame:
    """A customer and the `count` nearest to it, nearest first: customer_id, name, distance, and the features.

    The customer itself comes first, at distance 0; there is no row for one without sales in the period.
    """
    near = neighbours(of, customer_id, count)
    if not near.is_empty():
        near = pl.concat([pl.DataFrame({"customer_id": [customer_id], "distance": [0.0]}), near])
    shown = [name for name in SIDE_BY_SIDE if name in portfolio.columns]
    told = near.join(portfolio.select("customer_id", *shown), on="customer_id", how="left", maintain_order="left")
    return told.select("customer_id", "name", "distance", pl.exclude("customer_id", "name", "distance"))


def _revenue(portfolio: pl.DataFrame, of: Space) -> pl.Series:
    ranked = of.ids.to_frame().join(portfolio.select("customer_id", "revenue"), on="customer_id", how="left")
    return ranked.sort("customer_id")["revenue"]


def _digest(of: Space) -> str:
    """What tells these customers and their features from any others."""
    told = hashlib.blake2b(of.points.tobytes(), digest_size=16)
    told.update(repr(of.axes).encode())
    told.update(of.ids.hash(seed=1).to_numpy().tobytes())
    return told.hexdigest()
