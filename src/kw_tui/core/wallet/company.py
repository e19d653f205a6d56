"""What is known of each company, as arrays: numbers with gaps, and names as codes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kw_tui.core.wallet.quantile import Floats, Indices

NUMBERS = ("employees", "annual_revenue", "sites")
NAMES = ("industry", "region", "country")
FIRMOGRAPHICS = (*NUMBERS, *NAMES)
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Companies:
    """Customers in the order of their ids. `revenue` is that of a year, 0 where unknown.

    `ranks` of the numbers are from 0 to 1; equal numbers stand in the middle of their ranks.
    """

    ids: pl.Series
    revenue: Floats
    numbers: dict[str, Floats]
    ranks: dict[str, Floats]
    names: dict[str, Indices]

    @property
    def is_buyer(self) -> Flags:
        """Who bought at all: only buyers tell what customers buy."""
        return self.revenue > 0


def companies(basis: pl.DataFrame) -> Companies:
    """Read `customer_id`, `revenue` (a year's) and `FIRMOGRAPHICS`; unknown is NaN, of names -1."""
    ordered = basis.sort("customer_id")
    codes = ordered.select(pl.col(NAMES).rank("dense").cast(pl.Int64).sub(1).fill_null(-1))
    numbers = ordered.select(pl.col("revenue", *NUMBERS).cast(pl.Float64))
    ranks = numbers.select((pl.col(name).rank("average") - 0.5) / pl.col(name).count() for name in NUMBERS)
    return Companies(
        ordered["customer_id"],
        numbers["revenue"].fill_null(0).to_numpy(),
        {name: numbers[name].fill_null(np.nan).to_numpy() for name in NUMBERS},
        {name: ranks[name].fill_null(np.nan).to_numpy() for name in NUMBERS},
        {name: codes[name].to_numpy() for name in NAMES},
    )


def strata(names: Sequence[Indices], is_peer: Flags, least: int) -> Indices:
    """Number the combinations of names that at least so many peers share; -1 for all others, and where one is unknown.

    Without a name there is one stratum of all.
    """
    joined = np.zeros(len(is_peer), np.int64)
    is_known = np.ones(len(is_peer), np.bool_)
    for codes in names:
        joined = joined * (int(codes.max(initial=0)) + 1) + np.maximum(codes, 0)
        is_known &= codes >= 0
    _, combination = np.unique(joined, return_inverse=True)
    peers = np.bincount(combination[is_peer & is_known], minlength=int(combination.max(initial=-1)) + 1)
    number = np.cumsum(peers >= least) - 1
    found: Indices = np.where(is_known & (peers[combination] >= least), number[combination], -1)
    return found
