"""Portfolios whose groups are known."""

import numpy as np
import polars as pl


def two_kinds(each: int = 60) -> pl.DataFrame:
    """Key accounts (ids B...) with much revenue and little service, small ones (ids A...) the other way round."""
    dice = np.random.default_rng(11)
    is_key = np.repeat([False, True], each)
    revenue = np.where(is_key, 100_000.0, 2_000.0) * dice.lognormal(0, 0.2, 2 * each)
    return pl.DataFrame(
        {
            "customer_id": [f"{'B' if key else 'A'}{number:03}" for number, key in enumerate(is_key)],
            "lines": 5,
            "revenue": revenue,
            "db1_ratio": dice.normal(0.35, 0.03, 2 * each),
            "discount_rate": dice.beta(2, 20, 2 * each),
            "service_cost": revenue * np.where(is_key, 0.01, 0.2) * dice.lognormal(0, 0.1, 2 * each),
            "orders": dice.integers(4, 9, 2 * each),
            "recency_days": dice.integers(1, 300, 2 * each),
        }
    )
