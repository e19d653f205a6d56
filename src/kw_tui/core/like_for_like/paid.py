"""What each customer paid for each product, in the few numbers a comparison reads."""

import polars as pl

PAID = {"customer": pl.UInt32, "product": pl.UInt32, "weight": pl.Float64, "discount": pl.Float64}
"""`customer` is a place among the ids in order, `product` a code; the weight is list revenue, the discount a share of
it."""
COMPARED = {"discount_own_shared": pl.Float64, "discount_a_shared": pl.Float64}
"""What a comparison tells: both weighted by the customer's own list revenue; null where it buys no such product."""


def paid(assortment: pl.LazyFrame, ids: pl.Series) -> pl.LazyFrame:
    """`PAID` of an assortment, by product and then discount; `ids` are those of all customers, in order.

    A row needs a product and a positive list revenue; whoever is not among `ids` is left out.
    """
    known = assortment.filter(pl.col("list_revenue") > 0, pl.col("product_id").is_not_null())
    off = (pl.col("list_revenue") - pl.col("revenue_invoiced")).cast(pl.Float64)
    coded = known.select(
        pl.col("customer_id").cast(pl.Enum(ids), strict=False).to_physical().cast(pl.UInt32).alias("customer"),
        # codes differ from run to run where texts are read in another order, but only tell products apart
        pl.col("product_id").cast(pl.Categorical(pl.Categories.random())).to_physical().alias("product"),
        weight=pl.col("list_revenue").cast(pl.Float64),
        discount=off / pl.col("list_revenue").cast(pl.Float64),
    )
    return coded.drop_nulls("customer").sort("product", "discount", "customer")
