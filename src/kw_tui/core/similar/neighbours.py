"""The customers most like one of them."""

import numpy as np
import polars as pl

from kw_tui.core.similar.space import Space


def neighbours(of: Space, customer_id: str, count: int) -> pl.DataFrame:
    """The `count` nearest, nearest first: customer_id and distance (0 and more); none for one outside the space.

    Every distance is measured: with this many axes a tree would visit most customers too, and take longer to build.
    """
    nobody = pl.DataFrame(schema={"customer_id": pl.String, "distance": pl.Float64})
    place = of.ids.index_of(customer_id)
    if place is None or not of.axes:
        return nobody
    away = np.sqrt(((of.points - of.points[place]) ** 2).sum(axis=1, dtype=np.float64) / len(of.axes))
    away[place] = np.inf
    most = min(count, of.customers - 1)
    if most < 1:
        return nobody
    limit = np.partition(away, most - 1)[most - 1]
    near = np.flatnonzero(away <= limit)
    order = near[np.argsort(away[near], kind="stable")][:most]
    return pl.DataFrame({"customer_id": of.ids.gather(order), "distance": away[order]})
