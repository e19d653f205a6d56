"""From facts to histories: customers who ordered alike are one kind of history, counted (VALUE numerics 1)."""

from datetime import date

import polars as pl

from kw_tui.core.lifetime.histories import Histories
from kw_tui.vocabulary.texts import Text

KIND = ("gap_count", "gap_sum", "first_order")
"""What a model knows of a customer: its occasions after the first, the days until the last of them, and since when."""
LEAST_REPEATERS = 10
"""Customers who came again; from fewer, four parameters cannot be told."""


def kinds_of_history(facts: pl.LazyFrame) -> pl.LazyFrame:
    """One row a kind of history of those who ever ordered, with the number of its `customers`, in a fixed order."""
    bought = facts.filter(pl.col("occasions_all") > 0)
    counted = bought.group_by(KIND).agg(customers=pl.len(), gap_sum_log=pl.col("gap_sum_log").sum())
    return counted.sort(KIND)


def histories(kinds: pl.DataFrame, last_day: date, unit: float) -> Histories:
    """The kinds of history as observed until the end of `last_day`, times in units of so many days."""
    known = (pl.lit(last_day) - pl.col("first_order")).dt.total_days().alias("age")
    x, t_x, age, weight, logs = kinds.select("gap_count", "gap_sum", known, "customers", "gap_sum_log").to_numpy().T
    return Histories.of(x, t_x, age, weight, logs.sum()).scaled(unit)


def why_not(one: Histories) -> Text | None:
    """Why these customers tell nothing of how customers come and go; None if they do."""
    again = round(float(one.weight[one.repeats > 0].sum()))
    if one.customers == 0:
        return Text("niemand hat je gekauft", "nobody ever ordered")
    if not (one.age > 0).any():
        return Text("alle Käufe liegen an einem Tag", "all orders lie on one day")
    if again < LEAST_REPEATERS:
        return Text(
            "nur {again} Kunden haben wieder gekauft, mindestens {least} braucht es",
            "only {again} customers ordered again, at least {least} are needed",
        ).format(again=again, least=LEAST_REPEATERS)
    return None
