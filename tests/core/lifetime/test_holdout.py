"""What models foretold of the CDNOW sample, and what came."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from kw_tui.core.lifetime.dropout import Dropout
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.holdout import cut, errors, outcomes, tracked
from kw_tui.core.lifetime.pareto import Pareto
from tests.core.lifetime.cdnow import cdnow
from tests.golden.shared_data import needs_real_files

BG = Dropout(0.2425945, 4.4136019, 0.7929199, 2.4258881, leaves_at_first=False)
PARETO = Pareto(0.55315, 10.57633, 0.60625, 11.67150)
REGULAR = Dropout(0.8, 3.0, 0.9, 2.5, 2)


def arrivals() -> pl.DataFrame:
    days = [(day, place == 0) for own in cdnow().days for place, day in enumerate(own)]
    each = pl.DataFrame(days, ["day", "is_new"], orient="row")
    return each.group_by("day").agg(new=pl.col("is_new").sum(), repeats=(~pl.col("is_new")).sum()).sort("day")


@needs_real_files
def test_published_tracking_of_cumulated_orders() -> None:
    told = tracked(arrivals(), {"pareto": PARETO, "bg": BG, "regular": REGULAR}, 7.0)
    weeks = told.filter(pl.col("time").is_in([20, 25]))
    assert weeks["actual"].to_list() == [1359, 1672]
    assert weeks["pareto"].to_list() == pytest.approx([1308.856, 1674.253], abs=0.03)  # of parameters with more digits
    assert weeks["bg"].to_list() == pytest.approx([1312.458, 1669.6], abs=0.03)
    assert told["until"][0] == date(1997, 1, 7)
    assert told["regular"].is_sorted()


def test_nobody_came() -> None:
    assert tracked(arrivals_of([]), {"bg": BG}, 7.0).is_empty()


def test_one_day_only() -> None:
    told = tracked(arrivals_of([(date(2025, 1, 1), 5, 0)]), {"bg": BG}, 7.0)
    assert told.rows() == [(1, date(2025, 1, 7), 0, pytest.approx(5 * BG.expected(Histories.new(1), 1.0).item()))]


def arrivals_of(rows: list[tuple[date, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, {"day": pl.Date, "new": pl.Int64, "repeats": pl.Int64}, orient="row")


@pytest.mark.parametrize(("observed", "held_out"), [(179, None), (180, 60), (900, 300), (1095, 365), (5000, 365)])
def test_the_last_third_is_held_out_and_at_most_a_year(observed: int, held_out: int | None) -> None:
    first = date(2020, 1, 1)
    as_of = first + timedelta(days=observed)
    assert cut(first, as_of) == (held_out and as_of - timedelta(days=held_out))


def facts(rows: dict[str, tuple[int, float, date]]) -> pl.LazyFrame:
    columns = ("customer_id", "gap_count", "gap_sum", "first_order", "occasions_all", "gap_sum_log")
    full = [(id_, x, t_x, first, x + 1, 0.5 * x) for id_, (x, t_x, first) in rows.items()]
    return pl.LazyFrame(full, columns, orient="row")


def test_errors_by_number_of_orders() -> None:
    day = date(2024, 1, 1)
    before = facts({"a": (0, 0.0, day), "b": (0, 0.0, day), "c": (2, 40.0, day), "d": (9, 99.0, day)})
    now = facts(
        {"a": (0, 0.0, day), "b": (3, 90.0, day), "c": (3, 80.0, day), "d": (9, 99.0, day), "new": (0, 0.0, day)}
    )
    came = outcomes(before, now).collect()
    assert came.select("gap_count", "later", "customers", "gap_sum_log").rows() == [
        (0, 0, 1, 0.0),
        (0, 3, 1, 0.0),
        (2, 1, 1, 1.0),
        (9, 0, 1, 4.5),
    ]
    told = errors(came, np.array([1.0, 1.0, 1.5, 2.0]))
    assert told.columns == ["repeats", "customers", "expected", "actual", "error"]
    assert told.rows() == [(0, 2, 2.0, 3, 1.5), (2, 1, 1.5, 1, 0.5), (7, 1, 2.0, 0, 2.0)]
