from datetime import date

import polars as pl

from kw_tui.core.reduction.fact import Fact, Scope, known, needs, reduced, within, zeroed
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.table import Kind
from tests.core.reduction.ledgers import on_polars, rows

GOODS = Fact("goods", Kind.MONEY, needs=needs("cost_amount", "quantity unit_cost"))


def test_a_fact_is_known_by_any_of_its_sources() -> None:
    assert known([GOODS], {"cost_amount"}) == (GOODS,)
    assert known([GOODS], {"unit_cost", "quantity", "x"}) == (GOODS,)
    assert known([GOODS], {"unit_cost"}) == ()


def test_sums_without_rows_are_zero_and_means_are_unknown() -> None:
    facts = (Fact("n", Kind.COUNT), Fact("mean_n", Kind.SCORE, "mean", "n"))
    frame = on_polars(pl.DataFrame({"customer_id": ["a", "a", "b"], "n": [1, 3, None]}))
    reduced_rows = rows(zeroed(reduced(frame, facts, "_prev"), facts, "_prev"), "customer_id")
    assert reduced_rows == [
        {"customer_id": "a", "n_prev": 4, "mean_n_prev": 2.0},
        {"customer_id": "b", "n_prev": 0, "mean_n_prev": None},
    ]


def test_a_period_without_start_holds_all_days_before_its_end() -> None:
    days = pl.DataFrame({"day": [date(1, 1, 1), date(2025, 1, 1), date(2025, 1, 2)]})
    inside = on_polars(days).filter(within("day", Period(None, date(2025, 1, 1))))
    assert len(rows(inside)) == 2


def test_the_history_ends_before_as_of() -> None:
    assert Scope(Period(None, date(2025, 1, 1)), None, date(2025, 3, 1)).history == Period(None, date(2025, 2, 28))
