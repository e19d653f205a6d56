"""What each customer paid for each product, in the few numbers a comparison reads."""

import numpy as np
import polars as pl

PAID = {"customer": pl.UInt32, "product": pl.UInt32, "weight": pl.Float64, "discount": pl.Float64}
"""`customer` is a place among the ids in order, `product` a code; the weight is list revenue, the discount a share of
it."""
COMPARED = {"discount_own_shared": pl.Float64, "discount_a_shared": pl.Float64}
"""What a comparison tells: both weighted by the customer's own list revenue; null where it buys no such product."""


_MOST_ROWS = 1 << 32


def priced(assortment: pl.LazyFrame) -> pl.LazyFrame:
    """`customer_id`, `product_id`, and the `weight` and `discount` of `PAID`, as far as there is a list revenue."""
    known = assortment.filter(pl.col("list_revenue") > 0, pl.col("product_id").is_not_null())
    off = (pl.col("list_revenue") - pl.col("revenue_invoiced")).cast(pl.Float64)
    return known.select(
        "customer_id",
        "product_id",
        weight=pl.col("list_revenue").cast(pl.Float64),
        discount=off / pl.col("list_revenue").cast(pl.Float64),
    )


def paid(priced: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """`PAID` of what is `priced`, ids of products as Enum, by product and then discount; `ids` are those of all
    customers, in order. Whoever is not among them is left out.
    """
    known = ids.cast(priced["customer_id"].dtype, strict=False).alias("customer_id")
    places = known.to_frame().with_row_index("customer").drop_nulls()
    product = pl.col("product_id").to_physical().cast(pl.UInt32).alias("product")
    told = priced.join(places, on="customer_id")
    rows = told.select(pl.col("customer").cast(pl.UInt32), product, "weight", "discount")
    # Two sorts of one number each are several times sooner done than one by both.
    place = np.empty(rows.height, np.uint64)
    place[rows["discount"].arg_sort().to_numpy()] = np.arange(rows.height, dtype=np.uint64)
    both = rows["product"].cast(pl.UInt64) * _MOST_ROWS + pl.Series(place)
    return rows[both.arg_sort()]
