"""What a batch comes to: who can be decided and what it brings by class, who cannot and why."""

import polars as pl

from kw_tui.core.batch.weighing import NOTES
from kw_tui.vocabulary.table import MONEY

EXAMPLES = 3

TOTALS: dict[str, pl.DataType | type[pl.DataType]] = {
    "abc": pl.String,
    "customers": pl.Int64,
    "revenue": MONEY,
    "at_stake": MONEY,
    "effect": MONEY,
    "effect_tolerated": MONEY,
    "break_even_median": pl.Float64,
    "break_even_all": pl.Float64,
}
"""Of those that can be decided: `break_even_all` is the share of volume that may be lost if all lose the same."""


def totals(weighed: pl.LazyFrame) -> pl.LazyFrame:
    """Return `TOTALS` by class, best first; customers without a class come last."""
    taken = weighed.filter(pl.col("excluded").is_null())
    return taken.group_by("abc").agg(_sums()).sort("abc", nulls_last=True).select(_typed())


def total(weighed: pl.LazyFrame) -> pl.LazyFrame:
    """Return the one row of `TOTALS` over all classes; `abc` is null."""
    taken = weighed.filter(pl.col("excluded").is_null())
    return taken.select(pl.lit(None, pl.String).alias("abc"), *_sums()).select(_typed())


def reasons(weighed: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row a reason for leaving customers out: excluded, claimed_by, customers, examples; most first."""
    left = weighed.filter(pl.col("excluded").is_not_null())
    who = pl.when(pl.col("excluded") == "claimed").then("claimed_by")
    return (
        left.with_columns(claimed_by=who)
        .group_by("excluded", "claimed_by")
        .agg(pl.len().cast(pl.Int64).alias("customers"), _examples())
        .sort(["customers", "excluded", "claimed_by"], descending=[True, False, False])
    )


def notes(weighed: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row a note on those that can be decided: note, customers, examples."""
    taken = weighed.filter(pl.col("excluded").is_null())
    flags = taken.select("customer_id", "name", *NOTES).unpivot(
        index=["customer_id", "name"], on=list(NOTES), variable_name="note", value_name="holds"
    )
    found = flags.filter("holds").group_by("note", maintain_order=True)
    return found.agg(pl.len().cast(pl.Int64).alias("customers"), _examples())


def _sums() -> list[pl.Expr]:
    known = [
        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)
        for name in ("revenue", "at_stake", "effect", "effect_tolerated")
    ]
    gain, ratio = pl.col("effect").cast(pl.Float64), pl.col("relevant_contribution").cast(pl.Float64)
    can_tell = pl.col("step").is_not_null() & ratio.is_not_null()
    raised, earned = (pl.when(can_tell).then(one).sum() for one in (gain, ratio))
    together = pl.when(raised > 0).then(pl.when(earned > 0).then(raised / (raised + earned)).otherwise(1.0))
    return [
        pl.len().alias("customers"),
        *known,
        pl.col("break_even_loss").median().alias("break_even_median"),
        together.alias("break_even_all"),
    ]


def _examples() -> pl.Expr:
    return pl.coalesce("name", "customer_id").sort_by("customer_id").head(EXAMPLES).alias("examples")


def _typed() -> list[pl.Expr]:
    return [pl.col(name).cast(dtype) for name, dtype in TOTALS.items()]
