"""Wallets of whole portfolios: what size and industry explain, degenerate ones, and the same figures in any order."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from kw_tui.core.wallet.company import FIRMOGRAPHICS
from kw_tui.core.wallet.wallet import LEAST_PEERS, wallets


def basis(count: int, **columns: Any) -> pl.DataFrame:
    rows = {"customer_id": [f"K{place:05}" for place in range(count)], "revenue": [100.0] * count}
    told = rows | dict.fromkeys(FIRMOGRAPHICS) | columns
    numbers = ("revenue", "employees", "annual_revenue", "sites")
    types = {name: pl.Float64 if name in numbers else pl.String for name in told}
    return pl.DataFrame(told, schema=types, strict=False)


def two_sizes(count: int = 400) -> pl.DataFrame:
    """Half has 10 employees and buys 1 to 100, half has 500 and buys 1001 to 1100."""
    big = np.arange(count) % 2
    return basis(count, employees=10 + 490 * big, revenue=1.0 + np.arange(count) // 2 % 100 + 1000 * big)


def test_companies_of_one_size_are_told_by_each_other() -> None:
    found = wallets(two_sizes(), 40, 0.8)
    small, big = found[::2], found[1::2]
    assert small["wallet_quantile"].to_list() == pytest.approx([80.6] * 200, abs=1)
    assert big["wallet_quantile"].to_list() == pytest.approx([1080.6] * 200, abs=1)
    assert set(found["wallet_peers"]) == {199}
    assert found["wallet_fit"].min() > 0.8


def test_itself_left_out_the_largest_buyer_does_not_raise_its_own_wallet() -> None:
    rows = basis(50, employees=[10] * 50, revenue=[100.0] * 49 + [1e6])
    assert wallets(rows, 40, 0.99)["wallet_quantile"][49] == 100
    assert wallets(rows, 40, 0.99)["wallet_quantile"][0] > 100


def test_industries_are_told_apart_where_they_explain_more() -> None:
    industry = [("metal", "food")[place % 2] for place in range(300)]
    rows = basis(300, employees=list(range(300)), industry=industry, revenue=[(500.0, 20.0)[p % 2] for p in range(300)])
    assert wallets(rows, 40, 0.8)["wallet_quantile"].to_list() == [(500.0, 20.0)[place % 2] for place in range(300)]
    by_name_only = rows.with_columns(employees=pl.lit(None, pl.Float64))
    assert wallets(by_name_only, 40, 0.8)["wallet_quantile"].to_list() == rows["revenue"].to_list()


def test_an_industry_of_few_is_told_by_all() -> None:
    industry = ["metal"] * 290 + ["rare"] * 10
    rows = basis(300, employees=[10] * 300, industry=industry)
    assert wallets(rows, 40, 0.8)["wallet_quantile"].to_list() == [100.0] * 300


def test_where_a_line_holds_it_is_followed() -> None:
    dice = np.random.default_rng(3)
    employees = np.round(np.exp(dice.normal(3, 1.5, 3000)))
    noise = np.exp(dice.normal(0, 0.2, 3000))
    found = wallets(basis(3000, employees=employees, revenue=(employees + 1) * noise), 40, 0.8)
    expected = (employees + 1) * np.exp(0.2 * 0.8416)
    off = np.abs(found["wallet_quantile"].to_numpy() / expected - 1)[employees < employees.max()]
    assert off.max() < 0.1
    assert found["wallet_peers"].to_list() == [3000] * 3000


def test_quantiles_cover_what_they_promise() -> None:
    dice = np.random.default_rng(5)
    rows = basis(4000, employees=dice.integers(1, 500, 4000), sites=dice.integers(1, 9, 4000),
                 revenue=dice.lognormal(5, 1, 4000))  # fmt: skip
    below = rows["revenue"] <= wallets(rows, 40, 0.8)["wallet_quantile"]
    assert below.mean() == pytest.approx(0.8, abs=0.03)


def test_gaps_are_filled_by_what_is_known_of_others() -> None:
    rows = two_sizes().with_columns(sites=pl.when(pl.int_range(pl.len()) < 3).then(1.0))
    unknown = rows.with_columns(employees=pl.when(pl.int_range(pl.len()) != 7).then("employees"))
    found = wallets(unknown, 40, 0.8)
    assert found["wallet_quantile"][0] == pytest.approx(80.6, abs=1)
    assert found["wallet_quantile"][7] is None
    assert found["wallet_quantile"].null_count() == 1


def test_customers_without_orders_are_told_but_tell_nothing() -> None:
    rows = two_sizes().with_columns(revenue=pl.when(pl.int_range(pl.len()) >= 2).then("revenue").otherwise(0.0))
    assert wallets(rows, 40, 0.8)["wallet_quantile"][:2].to_list() == pytest.approx([80.6, 1080.6], abs=1)


def test_the_order_of_rows_does_not_matter() -> None:
    dice = np.random.default_rng(9)
    rows = basis(500, employees=dice.integers(1, 50, 500), revenue=dice.lognormal(size=500))
    turned = wallets(rows[::-1], 12, 0.8)
    assert turned.equals(wallets(rows, 12, 0.8))


DEGENERATE = {
    "nobody": basis(0),
    "one": basis(1, employees=[5]),
    "few": basis(LEAST_PEERS, employees=[5] * LEAST_PEERS),
    "nothing known": basis(100),
    "nobody buys": basis(100, employees=[5] * 100, revenue=[0.0] * 100),
    "only returns": basis(100, employees=[5] * 100, revenue=[-1.0] * 100),
}


@pytest.mark.parametrize("case", DEGENERATE)
def test_what_cannot_be_told_is_null(case: str) -> None:
    found = wallets(DEGENERATE[case], 40, 0.8)
    assert found.height == DEGENERATE[case].height
    assert found["wallet_quantile"].null_count() == found["wallet_fit"].null_count() == found.height


def test_all_equal_leaves_no_opportunity() -> None:
    found = wallets(basis(LEAST_PEERS + 1, employees=[5] * (LEAST_PEERS + 1)), 40, 0.8)
    assert set(found["wallet_quantile"]) == {100.0}
    assert set(found["wallet_fit"]) == {0.0}
