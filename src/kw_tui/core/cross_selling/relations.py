"""Which groups go together as a small table: enough to tell one customer what to sell besides, without all baskets."""

from collections.abc import Collection

import numpy as np
import polars as pl

from kw_tui.core.cross_selling.table import TABLE

RELATIONS = {
    "because": pl.String,
    "product_group": pl.String,
    "lift": pl.Float64,
    "support": pl.Float64,
    "share": pl.Float64,
    "worth": pl.Float64,
}
"""One row a pair of a group bought and another one that enough customers buy too; `share` and `worth` of the latter."""


def bought_groups(lines: pl.DataFrame) -> list[str]:
    """Return the groups somebody bought, by its invoice lines, in order; what was only returned counts for nothing."""
    named = lines.filter(pl.col("product_group").is_not_null())
    sums = named.group_by("product_group").agg(pl.col("net_amount").sum())
    return sums.filter(pl.col("net_amount") > 0)["product_group"].sort().to_list()


def groups_besides(
    relations: pl.DataFrame, own: Collection[str], revenue: float, least_lift: float, most: int
) -> pl.DataFrame:
    """`TABLE` of a customer who buys the groups `own` and spends so much a year: the largest contribution first.

    Lifts are averaged over all groups it buys, each counting alike, as `affinity` does for everybody.
    """
    mine = relations.filter(pl.col("because").is_in(list(own)), ~pl.col("product_group").is_in(list(own)))
    leading = pl.col("lift").arg_max()
    told = (
        mine.sort("because")
        .group_by("product_group", maintain_order=True)
        .agg(
            because=pl.col("because").get(leading),
            support=pl.col("support").get(leading),
            share=pl.col("share").first(),
            worth=pl.col("worth").first(),
            lift=pl.col("lift").sum() / max(len(own), 1),
        )
        .filter(pl.col("lift") >= np.float32(least_lift).item())
        .with_columns(chance=pl.col("lift") * pl.col("share"))
        .with_columns(expected_contribution=pl.col("chance") * pl.col("worth") * revenue)
        .filter(pl.col("expected_contribution") > 0)
    )
    table = told.sort("expected_contribution", "product_group", descending=[True, False]).head(most)
    return table.select(pl.col(name).cast(kind) for name, kind in TABLE.items())
