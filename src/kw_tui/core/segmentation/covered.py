"""How customers are covered: channel by channel how many were in contact at all, how often, and the time it took."""

import polars as pl

from kw_tui.core.metrics.metric import known_sum, ratio
from kw_tui.core.segmentation.done import hours, sum_known
from kw_tui.vocabulary.sources import ACTIVITY_KINDS

CONTACTS = ("visit", "call")
"""What reaches a customer; orders, deliveries and dunning are handled without one."""


def covered(portfolio: pl.LazyFrame) -> pl.LazyFrame:
    """One row a channel, the largest revenue first: channel, customers, revenue, reached, unreached, reached_share,
    contacts, contacts_each, and the hours of visits, calls and all else: visit_hours, call_hours, other_hours, hours.

    `reached` are customers with a visit or call. All but customers and revenue is null where no activity tells it.
    """
    contacts = known_sum(pl.col(f"activity_{kind}").cast(pl.Float64) for kind in CONTACTS)
    others = (kind for kind in ACTIVITY_KINDS if kind not in CONTACTS)
    rows = portfolio.with_columns(contacts=contacts)
    sums = rows.group_by("channel").agg(
        customers=pl.len().cast(pl.Int64),
        revenue=pl.col("revenue").sum(),
        reached=pl.when(pl.col("contacts").count() > 0).then((pl.col("contacts") > 0).sum().cast(pl.Int64)),
        contacts=sum_known("contacts"),
        **{f"{kind}_hours": hours([kind]) for kind in CONTACTS},
        other_hours=hours(others),
    )
    told = sums.with_columns(
        unreached=pl.col("customers") - pl.col("reached"),
        reached_share=ratio(pl.col("reached"), pl.col("customers")),
        contacts_each=ratio(pl.col("contacts"), pl.col("customers")),
        hours=known_sum(pl.col(f"{kind}_hours") for kind in (*CONTACTS, "other")),
    )
    shown = ("customers", "revenue", "reached", "unreached", "reached_share", "contacts", "contacts_each")
    told_hours = (*(f"{kind}_hours" for kind in CONTACTS), "other_hours", "hours")
    return told.sort("revenue", "channel", descending=[True, False], nulls_last=True).select(
        "channel", *shown, *told_hours
    )
