"""A customer's own discount, and that of the A customers, on the products both of them buy."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kw_tui.core.like_for_like.paid import COMPARED

LEAST_A_CUSTOMERS = 3
"""A product is compared if at least so many A customers buy it."""
Floats = NDArray[np.float64]


def compared(paid: pl.DataFrame, is_a: pl.Series) -> pl.DataFrame:
    """`COMPARED`, a row for each of `is_a`: whether a customer is an A customer, in the order of the ids.

    `paid` as `paid.paid` makes it. The yardstick of a product is the median discount of the A customers who buy it.
    """
    if paid.is_empty():
        return pl.DataFrame({name: [None] * len(is_a) for name in COMPARED}, schema=COMPARED)
    customer, product, weight, discount = (paid[name].to_numpy() for name in paid.columns)
    flags = is_a.fill_null(value=False).to_numpy()
    usual = _medians(product, discount, flags[customer])[product]
    is_shared = np.isfinite(usual)
    counted, usual = np.where(is_shared, weight, 0.0), np.where(is_shared, usual, 0.0)
    sums = [np.bincount(customer, counted * values, len(flags)) for values in (1.0, discount, usual)]
    with np.errstate(divide="ignore", invalid="ignore"):
        told = pl.DataFrame(dict(zip(COMPARED, (sums[1] / sums[0], sums[2] / sums[0]), strict=True)))
    # rounded: the order of the rows decides the last digits of a sum of floats
    return told.fill_nan(None).select(pl.all().round(9))


def _medians(product: NDArray[np.uint32], discount: Floats, is_counted: NDArray[np.bool_]) -> Floats:
    """The median of each product over the rows counted, NaN where these are too few; rows lie by product, discount."""
    ends = np.searchsorted(product, np.arange(int(product[-1]) + 2))
    places = np.concatenate([[0], np.cumsum(is_counted)])[ends]
    first, count = places[:-1], np.diff(places)
    values = np.append(discount[is_counted], np.nan)
    lower, upper = (np.minimum(first + np.maximum(count - 1 + more, 0) // 2, len(values) - 1) for more in (0, 1))
    return np.where(count >= LEAST_A_CUSTOMERS, (values[lower] + values[upper]) / 2, np.nan)
