"""Facts become kinds of history, counted."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from kw_tui.core.lifetime.cohort import histories, kinds_of_history, why_not

SPRING, LAST_DAY = date(2025, 3, 1), date(2025, 3, 31)


def facts(*rows: tuple[int, int, float, date | None, float]) -> pl.LazyFrame:
    columns = ("occasions_all", "gap_count", "gap_sum", "first_order", "gap_sum_log")
    kinds = (pl.Int64, pl.Int64, pl.Float64, pl.Date, pl.Float64)
    return pl.LazyFrame(list(rows), dict(zip(columns, kinds, strict=True)), orient="row")


REGULAR = (3, 2, 14.0, SPRING, 2 * np.log(7.0))
ONCE = (1, 0, 0.0, SPRING, 0.0)
NEVER = (0, 0, 0.0, None, 0.0)


def test_customers_that_ordered_alike_are_one_kind() -> None:
    kinds = kinds_of_history(facts(REGULAR, ONCE, REGULAR, NEVER)).collect()
    assert kinds["customers"].to_list() == [1, 2]
    assert kinds["gap_count"].to_list() == [0, 2]


def test_times_are_in_the_unit_and_logarithms_of_gaps_too() -> None:
    one = histories(kinds_of_history(facts(REGULAR, ONCE, REGULAR)).collect(), LAST_DAY, 7.0)
    assert one.repeats.tolist() == [0, 2]
    assert one.last.tolist() == [0, 2]
    assert one.age.tolist() == [30 / 7, 30 / 7]
    assert one.weight.tolist() == [1, 2]
    assert one.log_gaps == pytest.approx(0.0)  # every gap is one week


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([NEVER], "nobody"),
        ([(1, 0, 0.0, LAST_DAY, 0.0)], "one day"),
        ([ONCE] * 20 + [REGULAR] * 9, "only 9"),
        ([ONCE] * 20 + [REGULAR] * 10, None),
    ],
)
def test_what_tells_too_little_is_told(rows: list[tuple], why: str | None) -> None:
    told = why_not(histories(kinds_of_history(facts(*rows)).collect(), LAST_DAY, 7.0))
    assert told is None if why is None else (told is not None and why in told.en)
