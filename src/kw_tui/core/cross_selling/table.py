"""What is told of each group proposed to one customer."""

import polars as pl

TABLE = {
    "product_group": pl.String,
    "because": pl.String,
    "lift": pl.Float64,
    "support": pl.Float64,
    "chance": pl.Float64,
    "expected_contribution": pl.Float64,
}
