import numpy as np
import polars as pl

from kw_tui.core.like_for_like.comparison import COMPARED, LEAST_A_CUSTOMERS, compared, shared_products
from kw_tui.core.like_for_like.paid import PAID

CUSTOMERS, PRODUCTS, ROWS = 60, 25, 900


def drawn(seed: int) -> tuple[pl.DataFrame, pl.Series]:
    dice = np.random.default_rng(seed)
    columns = {
        "customer": dice.integers(0, CUSTOMERS, ROWS),
        "product": dice.integers(0, PRODUCTS, ROWS) * 2,  # some codes nobody buys
        "weight": dice.integers(1, 900, ROWS).astype(float),
        "discount": dice.integers(0, 30, ROWS) / 100,
    }
    rows = pl.DataFrame(columns, schema_overrides=PAID).unique(["customer", "product"], maintain_order=True)
    is_a = pl.Series("is_a", dice.random(CUSTOMERS) < 0.15).set(pl.Series(range(CUSTOMERS)) == 7, None)
    return rows.sort("product", "discount", "customer"), is_a


def by_joins(paid: pl.DataFrame, is_a: pl.Series) -> pl.DataFrame:
    """The same by joins and groups."""
    customers = pl.DataFrame({"customer": pl.Series(range(len(is_a)), dtype=pl.UInt32), "is_a": is_a})
    bought = paid.join(customers.filter("is_a"), on="customer").group_by("product")
    usual = bought.agg(usual=pl.col("discount").median(), buyers=pl.len()).filter(pl.col("buyers") >= LEAST_A_CUSTOMERS)
    weight = pl.col("weight")
    sums = paid.join(usual, on="product").group_by("customer")
    means = sums.agg(
        ((pl.col(name) * weight).sum() / weight.sum()).round(9).alias(told)
        for name, told in zip(("discount", "usual"), COMPARED, strict=True)
    )
    return customers.join(means, on="customer", how="left", maintain_order="left").select(*COMPARED)


def test_it_is_what_joins_and_groups_give() -> None:
    for seed in range(5):
        paid, is_a = drawn(seed)
        told, expected = compared(paid, is_a), by_joins(paid, is_a)
        assert dict(told.schema) == COMPARED
        assert told["discount_a_shared"].count() > 0
        assert told.null_count().row(0) == expected.null_count().row(0)
        for name in COMPARED:
            assert ((told[name] - expected[name]).abs().max() or 0) <= 1.1e-9


def test_without_rows_or_a_customers_nothing_is_compared() -> None:
    paid, is_a = drawn(0)
    for rows, flags in ((paid.clear(), is_a), (paid, is_a & False)):
        told = compared(rows, flags)
        assert told.null_count().row(0) == (CUSTOMERS, CUSTOMERS)


def test_the_products_shared_add_up_to_what_is_compared() -> None:
    for seed in range(3):
        paid, is_a = drawn(seed)
        told = compared(paid, is_a)
        for place in range(CUSTOMERS):
            shared = shared_products(paid, is_a, place)
            own, of_a = told.row(place)
            assert shared.is_empty() == (own is None)
            if own is not None:
                assert abs(shared["adds_own"].sum() - own) < 2e-9
                assert abs(shared["adds_a"].sum() - of_a) < 2e-9
                assert shared["a_customers"].min() >= LEAST_A_CUSTOMERS
                assert shared["product"].is_sorted()


def test_a_customer_who_shares_nothing_has_no_products() -> None:
    paid, is_a = drawn(0)
    assert shared_products(paid.clear(), is_a, 0).is_empty()
    assert shared_products(paid, is_a & False, 0).is_empty()
