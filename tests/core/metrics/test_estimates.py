import polars as pl

from kw_tui.core.metrics.estimates import CROSS, ESTIMATED, NO_ESTIMATES, Estimates, add_estimates

FACTS = pl.LazyFrame({"customer_id": ["b", "a"]})


def test_without_models_their_columns_are_null() -> None:
    found = add_estimates(FACTS, NO_ESTIMATES).collect()
    assert found.schema == {"customer_id": pl.String, **{name: dtype() for name, dtype in ESTIMATED.items()}}
    assert found.select(*ESTIMATED).null_count().sum_horizontal().item() == 2 * len(ESTIMATED)


def test_estimates_come_to_their_customers() -> None:
    best = pl.LazyFrame({"customer_id": ["a"], "cross_value": [7.0], "cross_group": ["x"]}, schema_overrides=CROSS)
    found = add_estimates(FACTS, Estimates(cross=best)).collect()
    assert found.select("customer_id", *CROSS).rows() == [("b", None, None), ("a", 7.0, "x")]
