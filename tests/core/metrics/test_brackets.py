import pytest

from kw_tui.core.metrics.brackets import bracket_table
from tests.core.facts_frames import ledger, portfolio_of


def priced(net: int, discount: float) -> dict[str, object]:
    return ledger(net, line_discount=round(net * discount / (1 - discount), 4))


def table(rows) -> list[dict]:
    return bracket_table(portfolio_of(rows).lazy()).collect().to_dicts()


def test_each_bracket_tells_its_customers_and_their_discounts() -> None:
    small, large = table([priced(1000, 0.10), priced(2000, 0.20), priced(3000, 0.60), priced(30_000, 0.05), ledger(0)])
    assert (small["revenue_bracket"], small["bracket_from"], small["bracket_to"]) == (1, 0, 10_000)
    assert (small["customers"], small["revenue"]) == (3, 6000)
    assert (small["discount_mean"], small["discount_median"]) == pytest.approx((0.30, 0.20))
    assert (large["bracket_from"], large["bracket_to"], large["customers"]) == (25_000, 50_000, 1)


def test_outliers_are_counted_by_their_direction() -> None:
    spread = [priced(1000 + place, 0.08 + 0.005 * place) for place in range(9)]
    (row,) = table([*spread, priced(1500, 0.40), priced(1600, 0.41), priced(1700, 0.01)])
    assert (row["outliers_above"], row["outliers_below"]) == (2, 1)


def test_the_ends_are_open_and_unknown_discounts_are_not_zero() -> None:
    lowest, highest = table([ledger(-5, list_revenue=None), ledger(2_000_000, list_revenue=None)])
    assert (lowest["bracket_from"], lowest["bracket_to"]) == (None, 0)
    assert (highest["bracket_from"], highest["bracket_to"]) == (1_000_000, None)
    assert lowest["discount_mean"] is None
    assert highest["outliers_above"] == 0


def test_without_sales_there_is_no_bracket() -> None:
    assert table([]) == []
    assert table([ledger(0)]) == []
