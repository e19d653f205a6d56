"""Who buys which product groups, as a sparse matrix, and what a group adds to the rest of a basket."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kw_tui.core.cross_selling.sums import GROUP

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


def baskets(sums: pl.DataFrame) -> Baskets:
    """Baskets of `basket_sums`; what was only returned counts for nothing."""
    customers, groups = (_numbered(sums, name) for name in GROUP)
    coded = sums.filter(pl.col("revenue") > 0).join(customers, on=GROUP[0]).join(groups, on=GROUP[1])
    bought = coded.select(*CODES, "revenue", "goods").sort(CODES)
    besides = pl.col("revenue").sum().over(CODES[0]) - pl.col("revenue")
    share = pl.when(pl.len().over(CODES[0]) > 1).then((pl.col("revenue") - pl.col("goods")) / besides)
    told = bought.select(*CODES, share=share)
    median = told.group_by(CODES[1]).agg(pl.col("share").median())
    row, column = (told[code].to_numpy() for code in CODES)
    matrix = csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=(len(customers), len(groups)))
    worth = groups.join(median, on=CODES[1], how="left", maintain_order="left")["share"]
    people, named = customers[GROUP[0]].cast(pl.String), groups[GROUP[1]].cast(pl.String)
    return Baskets(people, named, matrix, worth.fill_null(np.nan).to_numpy())


def _numbered(sums: pl.DataFrame, name: str) -> pl.DataFrame:
    """The names that occur, in order, with a code each."""
    return sums.filter("is_bought").select(pl.col(name).unique().sort()).with_row_index(f"{name}_code")
