"""What a service letter is about: the free service that became a habit, or what serving a customer takes most of."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from kw_tui.core.letters.phrases import SERVICES
from kw_tui.vocabulary.table import MONEY

MOST_REDUCED = 2
HABIT_RULE = "service_habit"


def free_services(concessions: pl.LazyFrame, first: date, last: date) -> pl.LazyFrame:
    """Return one row a customer: `service`, the kind granted most often in these days, and its median `price`.

    `price` is the list value; null where none is known or positive.
    """
    granted = concessions.filter(pl.col("date").is_between(first, last), pl.col("kind").is_not_null())
    value = pl.col("list_value").filter(pl.col("list_value") > 0).cast(pl.Float64)
    kinds = granted.group_by("customer_id", "kind").agg(times=pl.len(), price=value.median().round(2).cast(MONEY))
    ranked = kinds.sort("customer_id", "times", "kind", descending=[False, True, False])
    return ranked.unique("customer_id", keep="first", maintain_order=True).select(
        "customer_id", "price", service=pl.col("kind").cast(pl.String)
    )


def dearest(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the services that cost most of a customer's row, by the column of their cost; none where none is known."""
    costs = [(row.get(column) or 0, column) for column in SERVICES]
    ranked = sorted((one for one in costs if one[0] > 0), key=lambda one: -one[0])
    return tuple(column for _, column in ranked[:MOST_REDUCED])
