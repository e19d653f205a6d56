from datetime import date

import pytest

from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of


def moved(now: int, before: int, **more: object) -> dict[str, object]:
    return {**ledger(now, prev=False, **more), "revenue_invoiced_prev": before}


def test_the_class_before_is_found_among_the_customers_of_then() -> None:
    rows = [moved(100, 10), moved(90, 90), moved(80, 80), moved(70, 70), moved(10, 100)]
    portfolio = portfolio_of(rows)
    assert "".join(column_of(portfolio, "abc")) == "ABBBC"
    assert "".join(column_of(portfolio, "abc_prev")) == "CBBBA"


def test_who_did_not_buy_then_has_no_class_then() -> None:
    assert column_of(portfolio_of([moved(100, 0), moved(50, 50)]), "abc_prev") == [None, "A"]
    assert column_of(portfolio_of([ledger(100, prev=False)]), "abc_prev") == [None]


def test_each_measure_that_exists_then_is_that_of_then() -> None:
    costs = {"goods": 100, "goods_prev": 900, "activity_visit_cost": 0, "activity_visit_cost_prev": 5}
    rows = [moved(1000, 1000, **costs), {**moved(500, 500), "goods": 450, "goods_prev": 0}]
    for measure in ("db1", "db4", "relevant_contribution"):
        portfolio = portfolio_of(rows, Settings({"abc_measure": measure}))
        assert (column_of(portfolio, "abc"), column_of(portfolio, "abc_prev")) == (["A", "B"], ["B", "A"]), measure


@pytest.mark.parametrize("measure", ["clv", "potential"])
def test_what_looks_ahead_has_no_class_before_and_says_why(measure: str) -> None:
    from kw_tui.core.metrics.families import all_metrics

    settings = Settings({"abc_measure": measure})
    assert column_of(portfolio_of([ledger(100), ledger(50)], settings), "abc_prev") == [None, None]
    absent = next(metric.absent for metric in all_metrics(settings) if metric.id == "abc_prev")
    assert "looks ahead" in absent.en


def test_in_the_absolute_method_new_is_new_in_its_own_period() -> None:
    absolute = Settings({"abc_method": "absolute"})
    rows = [{**ledger(300_000), "first_order": first} for first in (date(2024, 3, 1), date(2023, 3, 1))]
    assert column_of(portfolio_of(rows, absolute), "abc") == ["A", "A"]
    assert column_of(portfolio_of(rows, absolute), "abc_prev") == ["N", "A"]


def test_nobody_moves_where_nobody_is() -> None:
    assert column_of(portfolio_of([]), "abc_prev") == []
