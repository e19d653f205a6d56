"""A price raised in several steps: when each takes effect, how it is told, and what a year brings afterwards (SPEC 6).

Steps are in per cent of today's price, so that they add up to what is needed; `rise` is on the price paid just before.
"""

import polars as pl

from kw_tui.core.price_plan.first_step import whole
from kw_tui.core.proposals import price_step
from kw_tui.core.proposals.break_even import tolerated_loss
from kw_tui.core.proposals.price_step import GRID
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY

MOST_STEPS = 24
"""Steps that are given a day; whoever needs more is told how much is left open."""

SPREAD: tuple[str, ...] = (
    "customer_id", "number", "effective_date", "step", "rise", "index", "communication", "revenue",
    "relevant_contribution", "change", "break_even_loss",
)  # fmt: skip
"""One row a step: `index` is the price with today's as 1, money is a year's at unchanged volume, `change` and
`break_even_loss` are of all steps up to this one together."""


def spread(first: pl.LazyFrame, settings: Settings) -> pl.LazyFrame:
    """Return `SPREAD` for customers with the columns of `FIRST_STEP`; none for whom no step is possible."""
    count = steps_needed().clip(1, MOST_STEPS)
    each = (
        first.filter((pl.col("step") >= GRID) & (pl.col("revenue") > 0))
        .with_columns(count=count, reached=_target())
        .with_columns(number=pl.int_ranges(1, pl.col("count") + 1))
        .explode("number")
    )
    before = pl.col("step") * (pl.col("number") - 1)
    last = (pl.col("number") == pl.col("count")) & (pl.col("number") > 1)
    single = pl.when(last).then(_what_is_left(before)).otherwise("step")
    return (
        each.with_columns(before=before, single=single)
        .with_columns(raised=(pl.col("before") + pl.col("single")).round(12))
        .with_columns(_told(settings))
        .select(SPREAD)
    )


def steps_needed() -> pl.Expr:
    """How many steps it takes, as the queue tells; 1 where it is not known what is needed."""
    return price_step.steps(pl.col("needed_step"), pl.col("step"), pl.col("list_room")).fill_null(1)


def still_needed(first: pl.LazyFrame, steps: pl.LazyFrame) -> pl.LazyFrame:
    """Return `customer_id` and `open`: what the steps leave of what is needed or up to list; 0 where they reach it."""
    reached = steps.group_by("customer_id").agg(pl.col("index").max() - 1)
    left = (_target() - pl.col("index")).fill_null(0.0).clip(lower_bound=0.0).round(12)
    return first.join(reached, on="customer_id").select("customer_id", open=left)


def _target() -> pl.Expr:
    """What all steps together are for: what is needed, or list price where that comes first."""
    return price_step.reachable(pl.col("needed_step"), pl.col("step"), pl.col("list_room"))


def _what_is_left(before: pl.Expr) -> pl.Expr:
    """The last step: what is left, in whole half per cents, never above the others nor above list price."""
    left = pl.col("reached") - before
    to_list = pl.when(pl.col("list_room") >= pl.col("step")).then(whole(pl.col("list_room")) - before)
    return pl.min_horizontal(-whole(-left), to_list, "step").round(12)


def _told(settings: Settings) -> list[pl.Expr]:
    months = int(settings.number("step_interval_months"))
    later = pl.format("{}mo", (pl.col("number") - 1) * months)
    raised, revenue = pl.col("raised"), pl.col("revenue")
    return [
        pl.col("effective_date").dt.offset_by(later),
        pl.col("single").alias("step"),
        (pl.col("single") / (1 + pl.col("before"))).alias("rise"),
        (1 + raised).alias("index"),
        price_step.communication(pl.col("single"), pl.col("abc"), settings).alias("communication"),
        (revenue * (1 + raised)).cast(MONEY).alias("revenue"),
        (pl.col("relevant_contribution") + revenue * raised).cast(MONEY).alias("relevant_contribution"),
        (revenue * raised).cast(MONEY).alias("change"),
        tolerated_loss(raised, pl.col("relevant_ratio")).alias("break_even_loss"),
    ]
