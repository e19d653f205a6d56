"""What each customer bought of each product group, summed up before anybody asks what goes together."""

import polars as pl

GROUP = ("customer_id", "product_group")


def basket_sums(assortment: pl.LazyFrame) -> pl.LazyFrame:
    """One row per customer and group: `revenue`, `goods` (null where those of a product are), and if it `is_bought`."""
    goods = pl.when(pl.col("goods").null_count() == 0).then(pl.col("goods").sum()).cast(pl.Float64)
    named = assortment.filter(pl.col("product_group").is_not_null())
    revenue = pl.col("revenue_invoiced")
    return named.group_by(GROUP).agg(
        revenue=revenue.sum().cast(pl.Float64), goods=goods, is_bought=(revenue > 0).any(ignore_nulls=True)
    )
