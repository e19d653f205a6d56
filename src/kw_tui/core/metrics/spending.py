"""What orders left so far, and what a model of an order's value makes of it (VALUE: Gamma-Gamma)."""

from typing import TYPE_CHECKING

import polars as pl

from kw_tui.core.metrics.metric import NO_MONEY, ratio

if TYPE_CHECKING:
    from kw_tui.core.lifetime.spend import GammaGamma


def contribution_ever() -> pl.Expr:
    """DB I of the whole history before `as_of`; null where goods are unknown."""
    later = [pl.col(name).fill_null(NO_MONEY) for name in ("cash_discount_all", "bonus_all")]
    return pl.col("revenue_all") - later[0] - later[1] - pl.col("goods_all")


def mean_contribution() -> pl.Expr:
    """DB I per occasion of the whole history, as Float64; null where goods are unknown or nothing was ever bought."""
    return ratio(contribution_ever(), pl.col("occasions_all"))


def order_means(facts: pl.LazyFrame) -> pl.LazyFrame:
    """`orders` and `mean` contribution of those whose mean is positive: what Gamma-Gamma can be fitted to."""
    return facts.select(orders="occasions_all", mean=mean_contribution()).filter(pl.col("mean") > 0)


def order_value(model: "GammaGamma") -> pl.Expr:
    """The value to expect of an order, as `GammaGamma.expected_value`; whose orders left nothing keep their own mean.

    The model is one of positive values: from a loss it would expect a profit, the larger the fewer the orders.
    """
    orders, mean = pl.col("occasions_all").cast(pl.Float64), mean_contribution()
    pulled = model.p * (model.gamma + orders * mean) / (model.p * orders + model.q - 1)
    return pl.when(mean > 0).then(pulled).otherwise(mean)


def single_orders(facts: pl.LazyFrame) -> pl.LazyFrame:
    """`orders` that left something, their `total` and the sum of their `logs`, of those who have such orders."""
    told = facts.select(orders="profitable_occasions", total="profitable_sum", logs="profitable_sum_log")
    return told.filter(pl.col("orders") > 0)


def value_outcomes(before: pl.LazyFrame, now: pl.LazyFrame) -> pl.LazyFrame:
    """The facts of a day, of those who ordered before it and since, with the mean of what orders since left: `came`."""
    told = now.select("customer_id", ended=contribution_ever(), orders_now="occasions_all")
    both = before.filter(pl.col("occasions_all") > 0).join(told, on="customer_id", maintain_order="left")
    since = pl.col("orders_now") - pl.col("occasions_all")
    came = ratio(pl.col("ended") - contribution_ever(), pl.when(since > 0).then(since))
    return both.with_columns(came=came, since=since).filter(pl.col("came").is_not_null())


def value_error(outcomes: pl.LazyFrame, model: "GammaGamma") -> pl.LazyFrame:
    """`held_out` orders that came and mean absolute `error` of what the model expected of one, each customer alike."""
    missed = (order_value(model) - pl.col("came")).abs()
    return outcomes.select(customers=missed.count(), held_out=pl.col("since").sum(), error=missed.mean())
