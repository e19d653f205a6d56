"""Who buys which product groups, as a sparse matrix, and what a group adds to the rest of a basket."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

GROUP = ("customer_id", "product_group")
CODES = ("customer_id_code", "product_group_code")


@dataclass(frozen=True)
class Baskets:
    """`bought` is 1 where a customer (row) buys a group (column); both in the order of their ids."""

    customers: pl.Series
    groups: pl.Series
    bought: csr_matrix
    worth: NDArray[np.float64]
    """DB I of a group as share of what its buyers buy besides, their median; NaN where goods are unknown."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody buys, or nobody's groups are known."""
        return self.customers.is_empty()


def baskets(assortment: pl.DataFrame) -> Baskets:
    """Sum an assortment by customer and group; what was only returned, and what has no group, counts for nothing."""
    goods = pl.when(pl.col("goods").null_count() == 0).then(pl.col("goods").sum()).cast(pl.Float64)
    customers, groups = (_numbered(assortment, name) for name in GROUP)
    coded = assortment.join(customers, on=GROUP[0]).join(groups, on=GROUP[1]).group_by(CODES)
    sums = coded.agg(revenue=pl.col("revenue_invoiced").sum().cast(pl.Float64), goods=goods)
    sums = sums.filter(pl.col("revenue") > 0).sort(CODES)
    besides = pl.col("revenue").sum().over(CODES[0]) - pl.col("revenue")
    share = pl.when(pl.len().over(CODES[0]) > 1).then((pl.col("revenue") - pl.col("goods")) / besides)
    median = sums.with_columns(share=share).group_by(CODES[1]).agg(pl.col("share").median())
    row, column = (sums[code].to_numpy() for code in CODES)
    bought = csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=(len(customers), len(groups)))
    worth = groups.join(median, on=CODES[1], how="left", maintain_order="left")["share"]
    return Baskets(customers[GROUP[0]], groups[GROUP[1]], bought, worth.fill_null(np.nan).to_numpy())


def _numbered(assortment: pl.DataFrame, name: str) -> pl.DataFrame:
    """The names that occur, in order, with a code each."""
    named = assortment.filter(pl.col("product_group").is_not_null(), pl.col("revenue_invoiced") > 0)
    return named.select(pl.col(name).unique().sort()).with_row_index(f"{name}_code")
