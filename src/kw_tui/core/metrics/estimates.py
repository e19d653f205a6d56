"""Columns that models and people add to the facts before metrics read them; null where nothing of the kind is told."""

from typing import NamedTuple

import polars as pl

Columns = dict[str, type[pl.DataType]]
WALLET: Columns = {"wallet_quantile": pl.Float64, "wallet_peers": pl.Int64, "wallet_fit": pl.Float64}
CLAIM: Columns = {"claim_revenue": pl.Float64, "claim_hit_rate": pl.Float64}
CROSS: Columns = {"cross_value": pl.Float64, "cross_group": pl.String}
ESTIMATED: Columns = {**WALLET, **CLAIM, **CROSS}


class Estimates(NamedTuple):
    """Frames of one row a customer: wallets, standing claims of potential, and the best group to sell besides."""

    wallets: pl.LazyFrame | None = None
    claims: pl.LazyFrame | None = None
    cross: pl.LazyFrame | None = None


NO_ESTIMATES = Estimates()
_NEW = " now"


def add_estimates(facts: pl.LazyFrame, estimates: Estimates) -> pl.LazyFrame:
    """Add `ESTIMATED` by `customer_id`."""
    of_frames: tuple[Columns, ...] = (WALLET, CLAIM, CROSS)
    for frame, columns in zip(estimates, of_frames, strict=True):
        if frame is None:
            facts = facts.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in columns.items())
        else:
            told = frame.select("customer_id", *columns)
            facts = facts.join(told, on="customer_id", how="left", maintain_order="left")
    return facts


def add_claims(facts: pl.LazyFrame, claims: pl.LazyFrame) -> pl.LazyFrame:
    """Put claims, as in `Estimates`, in place of those that `add_estimates` added."""
    joined = facts.join(claims, on="customer_id", how="left", maintain_order="left", suffix=_NEW)
    return joined.with_columns(pl.col(name + _NEW).alias(name) for name in CLAIM).drop(name + _NEW for name in CLAIM)
