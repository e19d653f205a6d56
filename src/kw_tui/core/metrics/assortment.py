"""What customers pay for the same products as the A customers: the like-for-like comparison (SPEC 5)."""

import polars as pl

from kw_tui.core.metrics.metric import ratio

LEAST_A_CUSTOMERS = 3


def add_discount_vs_a(portfolio: pl.LazyFrame, assortment: pl.LazyFrame | None) -> pl.LazyFrame:
    """Add `discount_own_shared` and `discount_a_shared` (Float64), both null where nothing can be compared.

    A product is shared if at least three A customers buy it. Both are weighted by the customer's own list revenue:
    its own discount on those products, and the median the A customers have on each of them. Needs `abc`.
    """
    if assortment is None:
        nothing = pl.lit(None, pl.Float64)
        return portfolio.with_columns(discount_own_shared=nothing, discount_a_shared=nothing)
    priced = _priced(assortment)
    compared = (
        priced.join(_a_medians(portfolio, priced), on="product_id")
        .group_by("customer_id")
        .agg(
            discount_own_shared=_weighted("discount"),
            discount_a_shared=_weighted("a_discount"),
        )
    )
    return portfolio.join(compared, on="customer_id", how="left", maintain_order="left")


def _priced(assortment: pl.LazyFrame) -> pl.LazyFrame:
    """Customer, product, weight (list revenue) and discount, where the list price and the product are known."""
    known = assortment.filter(pl.col("list_revenue") > 0, pl.col("product_id").is_not_null())
    off = pl.col("list_revenue") - pl.col("revenue_invoiced")
    return known.select(
        "customer_id",
        "product_id",
        weight=pl.col("list_revenue").cast(pl.Float64),
        discount=ratio(off, pl.col("list_revenue")),
    )


def _a_medians(portfolio: pl.LazyFrame, priced: pl.LazyFrame) -> pl.LazyFrame:
    best = portfolio.filter(pl.col("abc") == "A").select("customer_id")
    medians = priced.join(best, on="customer_id", how="semi").group_by("product_id")
    described = medians.agg(a_discount=pl.col("discount").median(), buyers=pl.col("customer_id").n_unique())
    return described.filter(pl.col("buyers") >= LEAST_A_CUSTOMERS).select("product_id", "a_discount")


def _weighted(column: str) -> pl.Expr:
    # rounded: the order in which floats are summed differs from run to run, and so do their last digits
    return ((pl.col(column) * pl.col("weight")).sum() / pl.col("weight").sum()).round(9)
