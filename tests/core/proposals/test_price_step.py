from datetime import date
from typing import Any

import polars as pl
import pytest

from kw_tui.core.proposals.price_step import (
    COMMUNICATION,
    UNREACHABLE,
    communication,
    effective_date,
    largest_step,
    list_room,
    needed_for_discount,
    needed_for_ratio,
    notice_days,
    price_step,
    run_off_day,
    steps,
)
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF

SETTINGS = Settings()


def value(expr: pl.Expr, **columns: Any) -> Any:
    frame = pl.DataFrame({name: [one] for name, one in columns.items()} or {"nothing": [None]})
    return frame.select(expr).item()


def floats(*values: float | None) -> list[pl.Expr]:
    return [pl.lit(one, dtype=pl.Float64) for one in values]


def test_the_needed_step_lifts_the_ratio_to_its_target() -> None:
    step = value(needed_for_ratio(*floats(1000, 1030), 0.10))
    after = 1000 * (1 + step)
    assert (after - 1030) / after == pytest.approx(0.10)


@pytest.mark.parametrize(
    ("revenue", "cost", "needed"),
    [(1000, 700, 0.0), (0, 50, UNREACHABLE), (0, 0, 0.0), (-20, 50, UNREACHABLE), (1000, None, None), (None, 5, None)],
)
def test_the_needed_step_at_its_ends(revenue: float | None, cost: float | None, needed: float | None) -> None:
    assert value(needed_for_ratio(*floats(revenue, cost), 0.10)) == needed


def test_a_target_of_all_revenue_is_out_of_reach() -> None:
    assert value(needed_for_ratio(*floats(1000, 10), 1.0)) == UNREACHABLE


@pytest.mark.parametrize(("own", "above", "needed"), [(0.30, 0.10, 0.1429), (0.30, 0.0, 0.0), (0.30, -0.2, 0.0)])
def test_the_discount_goes_back_to_the_a_median(own: float, above: float, needed: float) -> None:
    assert value(needed_for_discount(*floats(own, above))) == pytest.approx(needed, abs=0.0001)
    assert (1 - own) * (1 + needed) == pytest.approx(1 - (own - max(above, 0)), abs=0.0001)


@pytest.mark.parametrize(("abc", "step"), [("A", 0.04), ("B", 0.08), ("C", 0.15), (None, 0.15)])
def test_the_largest_step_by_class(abc: str | None, step: float) -> None:
    assert value(largest_step(pl.lit(abc, dtype=pl.String), SETTINGS)) == step


def test_a_larger_customer_never_gets_larger_steps_whatever_is_set() -> None:
    odd = SETTINGS.with_(max_step_a=0.2, max_step_b=0.05, max_step_c=0.1)
    assert [value(largest_step(pl.lit(abc), odd)) for abc in "ABC"] == [0.05, 0.05, 0.1]


@pytest.mark.parametrize(
    ("needed", "largest", "room", "step"),
    [
        (0.062, 0.15, None, 0.065),  # rounded up to half a per cent
        (0.06, 0.15, None, 0.06),  # a whole step stays
        (0.001, 0.15, None, 0.02),  # at least the least step
        (0.30, 0.04, None, 0.04),  # at most the largest
        (0.10, 0.15, 0.053, 0.05),  # never above list
        (0.10, 0.15, 0.0, 0.0),  # buys at list
        (0.10, 0.15, 0.004, 0.0),  # less than half a per cent below it
        (None, 0.15, None, 0.02),
    ],
)
def test_the_step(needed: float | None, largest: float, room: float | None, step: float) -> None:
    assert value(price_step(*floats(needed, largest, room), SETTINGS)) == pytest.approx(step, abs=1e-12)


def test_room_up_to_list() -> None:
    assert value(list_room(*floats(1000, 200))) == pytest.approx(0.25)
    assert value(list_room(*floats(None, 200))) is None


@pytest.mark.parametrize(
    ("needed", "step", "room", "count"),
    [(0.1, 0.04, None, 3), (0.08, 0.04, None, 2), (0.01, 0.02, None, 1), (0.1, 0.04, 0.05, 2), (0.1, None, None, None),
     (0.1, 0.05, 0.053, 1), (None, 0.02, 0.1, None)],
)  # fmt: skip
def test_large_customers_get_several_steps(
    needed: float | None, step: float | None, room: float | None, count: int | None
) -> None:
    assert value(steps(*floats(needed, step, room))) == count


@pytest.mark.parametrize(("regularity", "days"), [(0.0, 14), (1.0, 37), (2.0, 60), (9.0, 60), (None, 60)])
def test_irregular_buyers_are_told_sooner(regularity: float | None, days: int) -> None:
    assert value(notice_days(*floats(regularity), SETTINGS)) == days


def test_notice_is_never_shorter_than_the_least() -> None:
    assert value(notice_days(*floats(0.0), SETTINGS.with_(notice_days=5, min_notice_days=30))) == 30


@pytest.mark.parametrize(
    ("contract", "clause", "day"),
    [
        (None, None, date(2026, 12, 31)),
        (date(2026, 11, 20), False, date(2026, 12, 31)),
        (date(2027, 6, 30), False, date(2027, 7, 1)),
        (date(2027, 6, 30), None, date(2027, 7, 1)),
        (date(2027, 6, 30), True, date(2026, 12, 31)),
    ],
)
def test_a_contract_without_price_clause_is_honoured(contract: date | None, clause: bool | None, day: date) -> None:
    frame = pl.DataFrame(
        {"contract_until": [contract], "price_clause": [clause]},
        schema={"contract_until": pl.Date, "price_clause": pl.Boolean},
    )
    assert frame.select(effective_date(pl.lit(60), AS_OF, SETTINGS)).item() == day


@pytest.mark.parametrize(
    ("step", "abc", "level"),
    [(0.02, "C", "email"), (0.02, "B", "letter"), (0.05, "B", "letter_call"), (0.10, "C", "letter_call"),
     (0.04, "A", "visit"), (0.10, "B", "visit"), (None, None, "email")],
)  # fmt: skip
def test_communication_grows_with_step_and_size(step: float | None, abc: str | None, level: str) -> None:
    assert value(communication(*floats(step), pl.lit(abc, dtype=pl.String), Settings())) == level
    assert level in COMMUNICATION


def test_who_is_let_go_is_delivered_to_for_the_run_off_period_or_to_the_end_of_the_contract() -> None:
    as_of, period_ends, later = date(2026, 11, 1), date(2026, 12, 1), date(2027, 6, 30)
    ends = pl.DataFrame({"contract_until": [None, date(2020, 1, 1), later]}, schema={"contract_until": pl.Date})
    told = ends.select(run_off_day(as_of, Settings({"run_off_days": 30}))).to_series()
    assert told.to_list() == [period_ends, period_ends, later]
