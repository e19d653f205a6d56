"""What of a proposal is about one product group (SPEC 7: the queue overall or for one product group)."""

import polars as pl

from kw_tui.core.proposals.condition import number
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text

SHARING = Text(
    "Nur was auf „{group}“ entfällt: beim Preis der Schritt mal dem Umsatz der Gruppe, sonst der Anteil der Gruppe am "
    "Nettoumsatz des Kunden",
    "only what falls to “{group}”: of a price, the step times the group's revenue; of all else, the group's share of "
    "the customer's net revenue",
)
GROUP_COLUMNS = ("group_revenue", "rank_overall")
"""What rows of a group's queue have besides."""


def group_revenue(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Sum sales lines of the period to customer_id, product_group (null: none given) and exact net `revenue`."""
    later = [pl.col(name).fill_null(0) for name in ("cash_discount", "bonus")]
    net = (pl.col("net_amount") - later[0] - later[1]).sum().cast(MONEY)
    return lines.group_by("customer_id", "product_group").agg(revenue=net)


def of_group(queued: pl.LazyFrame, bought: pl.LazyFrame, years: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows of the queue about whom `bought` tells a positive `revenue` of the group, ranked anew.

    `years` has customer_id and period_years. Money is what falls to the group (`SHARING`), Decimal per year; all else
    is told of the whole customer.
    """
    mine = bought.filter(pl.col("revenue") > 0).select("customer_id", group_revenue="revenue")
    told = queued.join(mine, on="customer_id", maintain_order="left").join(
        years.select("customer_id", "period_years"), on="customer_id", how="left", maintain_order="left"
    )
    columns = [*queued.collect_schema().names(), *GROUP_COLUMNS]
    return (
        told.with_columns(_money(), rank_overall="rank")
        .sort("at_stake", descending=True, nulls_last=True, maintain_order=True)
        .with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
        .select(columns)
    )


def _money() -> list[pl.Expr]:
    """The step on the group's revenue, or the group's share of the customer's money; never more than all of it."""
    step = pl.col("step") * number("group_revenue") / pl.col("period_years")
    share = pl.when(pl.col("revenue") > pl.col("group_revenue")).then(number("group_revenue") / number("revenue"))
    part, is_reprice = share.otherwise(1.0), pl.col("proposal") == "reprice"
    return [
        pl.when(is_reprice).then(raised).otherwise(number(name) * part).cast(MONEY).alias(name)
        for name, raised in (("at_stake", step * pl.col("confidence")), ("profit_change", step))
    ]
