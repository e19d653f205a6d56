from datetime import date

import pytest

from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of


def priced(net: int, discount: float, **columns: object) -> dict[str, object]:
    """A customer of this net revenue with this line discount on its list revenue."""
    return ledger(net, line_discount=round(net * discount / (1 - discount), 4), **columns)


def flags(rows: list[dict[str, object]], flag: str, **changes: float) -> list[bool | None]:
    return column_of(portfolio_of(rows, Settings(changes)), flag)


TEN = [priced(1000 - 10 * place, 0.10) for place in range(9)]


def test_a_small_customer_with_the_discount_of_the_large_ones_is_found() -> None:
    assert flags([*TEN, priced(50, 0.10)], "c_better_than_a") == [False] * 8 + [True] * 2


def test_a_small_customer_with_less_discount_is_not() -> None:
    assert flags([*TEN, priced(50, 0.09)], "c_better_than_a")[-1] is False


def test_where_nobody_has_a_discount_nobody_has_a_better_one() -> None:
    assert set(flags([priced(1000 - place, 0.0) for place in range(10)], "c_better_than_a")) == {False}


def test_without_list_revenue_nothing_is_said_about_discounts() -> None:
    rows = [ledger(1000 - place, list_revenue=None) for place in range(10)]
    assert set(flags(rows, "c_better_than_a")) == {None}
    assert set(flags(rows, "discount_outlier")) == {None}
    assert set(flags(rows, "condition_findings")) == {None}


SPREAD = [priced(1000 + place, 0.08 + 0.005 * place) for place in range(9)]


def test_a_discount_far_off_its_bracket_is_an_outlier_in_either_direction() -> None:
    found = flags([*SPREAD, priced(1500, 0.40), priced(1600, 0.01)], "discount_outlier")
    assert found == [False] * 9 + [True, True]


def test_the_deviation_is_the_modified_z_score() -> None:
    portfolio = portfolio_of([priced(1000, rate) for rate in (0.08, 0.09, 0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.39)])
    assert column_of(portfolio, "discount_deviation")[-1] == pytest.approx(0.6745 * (0.39 - 0.12) / 0.02, rel=1e-3)


def test_eight_customers_make_a_bracket() -> None:
    assert flags([*SPREAD[:7], priced(1500, 0.40)], "discount_outlier") == [False] * 7 + [True]


def test_other_brackets_do_not_count() -> None:
    large = [priced(60_000 + place, 0.30 + 0.01 * place) for place in range(9)]
    assert flags([*SPREAD, *large], "discount_outlier") == [False] * 18


def test_too_few_customers_or_no_spread_say_nothing() -> None:
    assert set(flags([*SPREAD[:6], priced(1500, 0.9)], "discount_outlier")) == {None}
    assert set(flags([*TEN, priced(500, 0.9)], "discount_outlier")) == {None}


def test_brackets_begin_at_their_limit() -> None:
    rows = [ledger(value) for value in (-5, 9_999, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000)]
    assert column_of(portfolio_of(rows), "revenue_bracket") == [0, 1, 2, 3, 4, 5, 6, 7]


def test_the_third_gift_of_a_kind_is_a_habit() -> None:
    rows = [ledger(100, concession_habit=times) for times in (2, 3, None)]
    assert flags(rows, "free_service_habit") == [False, True, None]
    assert flags(rows, "free_service_habit", habit_count=2) == [True, True, None]


def test_findings_are_counted() -> None:
    rows = [*TEN, priced(50, 0.10, last_price_change=date(2020, 1, 1), concession_habit=4)]
    assert flags(rows, "condition_findings")[-1] == 3
