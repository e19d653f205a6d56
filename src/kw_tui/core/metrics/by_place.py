"""What a function tells of all customers together, who are places among their ids in order."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import polars as pl

Told = Callable[[pl.DataFrame], pl.DataFrame]
"""From a row a customer, in the order of the ids, to another."""


def by_place(
    customers: pl.LazyFrame,
    read: Iterable[pl.Expr | str],
    told: Told,
    columns: Mapping[str, pl.DataType | type[pl.DataType]],
) -> pl.LazyFrame:
    """Add `columns`: what is `told` of what is `read`, whatever order the customers are in."""
    both = pl.struct("customer_id", *read).map_batches(partial(_in_order, told), return_dtype=pl.Struct(columns))
    return customers.with_columns(both.alias("told")).unnest("told")


def _in_order(told: Told, customers: pl.Series) -> pl.Series:
    frame = customers.struct.unnest()
    if frame["customer_id"].is_sorted():
        return told(frame).to_struct()
    order = frame["customer_id"].arg_sort()
    return told(frame[order])[order.arg_sort()].to_struct()
