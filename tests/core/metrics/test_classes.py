from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl
import pytest

from kw_tui.core.metrics.classes import classes, sub_class
from kw_tui.core.metrics.families import portfolio_metrics
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from kw_tui.workbench.kept import computed
from tests.core.facts_frames import AS_OF, column_of, facts_frame, ledger, portfolio_of


def classes_of(revenues: list[int], **changes: object) -> str:
    settings = Settings(changes)  # type: ignore[arg-type]
    return "".join(
        one or "-" for one in column_of(portfolio_of([ledger(value) for value in revenues], settings), "abc")
    )


def test_best_fifth_is_a_and_worst_fifth_is_c() -> None:
    assert classes_of([100, 90, 80, 70, 60, 50, 40, 30, 20, 10]) == "AABBBBBBCC"


def test_793_customers_divide_into_159_475_159() -> None:
    classes = classes_of(list(range(1, 794)))
    assert [classes.count(letter) for letter in "ABC"] == [159, 475, 159]


def test_equal_amounts_at_a_limit_share_the_better_class() -> None:
    assert classes_of([100, 90, 90, 70, 60, 50, 40, 30, 30, 10]) == "AAABBBBBBC"


def test_the_order_of_rows_does_not_matter() -> None:
    assert classes_of([10, 100, 50, 90, 40]) == "CABBB"


def test_nothing_or_less_is_c_however_good_the_place() -> None:
    assert classes_of([100, -1, -2, -3, -4]) == "ACCCC"
    assert classes_of([-1]) == "C"


def test_customers_without_sales_have_no_class_and_do_not_count() -> None:
    assert classes_of([100, 90, 80, 70, 60, 0, 0, 0, 0, 0]) == "ABBBC-----"


def test_a_credit_alone_is_a_sale_in_the_period_and_c() -> None:
    portfolio = portfolio_of([ledger(100), {"revenue_invoiced": -50, "lines": 1, "orders": 0}])
    assert column_of(portfolio, "abc") == ["A", "C"]


def test_somebody_is_always_the_best() -> None:
    assert classes_of([5]) == "A"
    assert classes_of([5, 4]) == "AB"


def test_shares_of_customers_can_be_set() -> None:
    revenues = [100, 90, 80, 70, 60, 50, 40, 30, 20, 10]
    assert classes_of(revenues, abc_a_customers=0.1, abc_c_customers=0.5) == "ABBBBCCCCC"
    assert classes_of(revenues, abc_a_customers=0, abc_c_customers=1) == "CCCCCCCCCC"


def test_cumulated_share_reaches_the_limit_and_not_beyond() -> None:
    assert classes_of([50, 30, 10, 5, 3, 2], abc_method="cumulated") == "AABBCC"


def test_in_the_cumulated_method_losses_carry_no_share_and_the_best_is_a() -> None:
    assert classes_of([90, 10, -1000], abc_method="cumulated") == "ACC"
    assert classes_of([50, 50], abc_method="cumulated") == "AA"


def test_absolute_limits_are_amounts() -> None:
    assert classes_of([250_000, 249_999, 10_000, 9_999], abc_method="absolute") == "ABBC"


def test_a_first_order_in_the_period_is_new_in_the_absolute_method_only() -> None:
    rows = [ledger(300_000, first_order=date(2025, 3, 1)), ledger(300_000, first_order=date(2024, 3, 1))]
    assert column_of(portfolio_of(rows, Settings({"abc_method": "absolute"})), "abc") == ["N", "A"]
    assert "N" not in column_of(portfolio_of(rows), "abc")


@pytest.mark.parametrize("measure", ["db1", "db4", "relevant_contribution"])
def test_the_measure_can_be_another(measure: str) -> None:
    rows = [ledger(1000, goods=900), ledger(500, goods=100), ledger(100, goods=200)]
    assert column_of(portfolio_of(rows, Settings({"abc_measure": measure})), "abc") == ["B", "A", "C"]


def test_potential_and_clv_are_measures_too() -> None:
    rows = [{**ledger(1000), "annual_need": need} for need in (1500, 9000, None, 1000)]
    assert column_of(portfolio_of(rows, Settings({"abc_measure": "potential"})), "abc") == ["B", "A", None, "C"]
    worth = [{**ledger(1000, goods=goods), "orders_prev": 1} for goods in (900, 100)]
    assert column_of(portfolio_of(worth, Settings({"abc_measure": "clv"})), "abc") == ["B", "A"]
    assert column_of(portfolio_of([ledger(1000)], Settings({"abc_measure": "clv"})), "abc") == [None]


def test_fixed_limits_hold_against_a_potential_as_it_stands_and_against_a_years_revenue() -> None:
    chosen = Settings({"abc_method": "absolute", "abc_measure": "potential"})
    rows = [{**ledger(0, lines=1), "annual_need": 10_000, "first_order": date(2010, 1, 1)}]
    two_years = Period(date(2024, 1, 1), date(2025, 12, 31))
    portfolio = portfolio_metrics(facts_frame(rows), None, chosen, AS_OF, two_years).collect()
    assert column_of(portfolio, "abc") == ["B"]


def test_the_reason_names_the_measure() -> None:
    absent = {one.id: one.absent for one in classes(Settings({"abc_measure": "clv"}))}
    assert absent["abc"].en == "no sales in the period, or CLV not known"


def test_an_unknown_measure_gives_no_class() -> None:
    assert column_of(portfolio_of([ledger(1000)], Settings({"abc_measure": "db1"})), "abc") == [None]


def test_sub_classes_cut_each_class_in_thirds_by_the_second_measure() -> None:
    rows = [ledger(1000, goods=goods) for goods in (100, 400, 200, 600, 300, 500)]
    sub = column_of(portfolio_of(rows, Settings({"abc_sub_measure": "db1"})), "abc_sub")
    assert sub == ["A1", "A2", "A1", "A3", "A2", "A3"]


def test_equal_second_measures_share_the_better_sub_class() -> None:
    rows = [ledger(1000, goods=goods) for goods in (100, 200, 200)]
    assert column_of(portfolio_of(rows, Settings({"abc_sub_measure": "db1"})), "abc_sub") == ["A1", "A2", "A2"]


def test_without_the_second_measure_there_is_no_sub_class() -> None:
    portfolio = portfolio_of([ledger(Decimal(1000))])
    assert (column_of(portfolio, "abc"), column_of(portfolio, "abc_sub")) == (["A"], [None])


def test_thirds_are_those_of_the_ranks_among_many_customers() -> None:
    dice = np.random.default_rng(3)
    classes = np.array(["A", "B", "C", "N", None], dtype=object)[dice.choice(5, 20_000, p=[0.1, 0.3, 0.4, 0.1, 0.1])]
    second = [None if amount < 10 else Decimal(int(amount)) for amount in dice.integers(0, 3_000, 20_000)]
    frame = pl.LazyFrame({"abc": classes.tolist(), "db4": second}, schema={"abc": pl.String, "db4": MONEY})
    rank, known = pl.col("db4").rank("min", descending=True).over("abc"), pl.col("db4").count().over("abc")
    by_rank = pl.concat_str("abc", ((rank.cast(pl.Int64) - 1) * 3 // known + 1).cast(pl.String))
    found = computed(frame.with_columns(sub_class(pl.col("db4")).alias("found")).with_columns(by_rank=by_rank))
    assert found["found"].equals(found["by_rank"])
    assert found["found"].n_unique() == 13
