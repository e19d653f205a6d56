"""How value is spread over the customers: whale curve, share of the top, Gini (SPEC 3)."""

import polars as pl

from kw_tui.core.metrics.classes import head_count
from kw_tui.core.metrics.metric import has_sales, ratio


def whale_curve(portfolio: pl.LazyFrame, measure: str) -> pl.LazyFrame:
    """Customers with sales from best to worst: customer_id, rank, customers_share, cumulated, cumulated_share.

    `cumulated_share` is of the total of `measure` and null where that total is not positive.
    """
    known = portfolio.filter(has_sales() & pl.col(measure).is_not_null())
    ordered = known.select("customer_id", amount=measure).sort("amount", "customer_id", descending=[True, False])
    return ordered.select(
        "customer_id",
        rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        customers_share=pl.int_range(1, pl.len() + 1) / pl.len(),
        cumulated=pl.col("amount").cum_sum(),
        cumulated_share=ratio(pl.col("amount").cum_sum(), pl.col("amount").sum()),
    )


def whale_peak(curve: pl.LazyFrame) -> pl.LazyFrame:
    """One row: rank, customers_share and cumulated_share at the peak, and `eroded`, what the tail takes back."""
    peak = curve.filter(pl.col("cumulated") == pl.col("cumulated").max()).head(1)
    last = curve.select(end="cumulated").tail(1)
    columns = ("rank", "customers_share", "cumulated", "cumulated_share")
    return peak.join(last, how="cross").select(*columns, eroded=pl.col("cumulated") - pl.col("end"))


def top_share(measure: str, share: float = 0.20) -> pl.Expr:
    """Share of the total of `measure` held by the best `share` of the customers with sales; to be selected.

    Null where there are so few that nobody is the best of so small a share.
    """
    amount = pl.col(measure).filter(has_sales()).drop_nulls()
    best = head_count(amount.len(), share)
    top = amount.filter(amount.rank("ordinal", descending=True) <= best)
    return pl.when(best > 0).then(ratio(top.sum(), amount.sum()))


def gini(measure: str) -> pl.Expr:
    """Gini coefficient of `measure` over the customers with sales: 0 all equal, towards 1 one has everything.

    Amounts below 0 carry no share; null where nothing is positive.
    """
    amount = pl.col(measure).filter(has_sales()).drop_nulls().cast(pl.Float64).clip(lower_bound=0)
    rank = amount.rank("ordinal")
    weighted = 2 * (amount * rank).sum() / amount.sum() - (amount.len() + 1)
    return pl.when(amount.sum() > 0).then(weighted / amount.len())
