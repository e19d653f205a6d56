from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.segmentation.served import served
from tests.core.facts_frames import ledger, portfolio_of


def test_one_row_a_class_and_channel_with_everybody_in_it() -> None:
    portfolio = portfolio_of([
        *(ledger(1000 - n, channel="web", activity_visit=n, activity_visit_minutes=60 * n) for n in range(5)),
        *(ledger(10 - n, channel="field", activity_visit=1, activity_visit_minutes=0) for n in range(5)),
    ])  # fmt: skip
    rows = served(portfolio.lazy()).collect()
    assert rows["customers"].sum() == 10
    assert rows.select("abc", "channel").is_unique().all()
    assert rows["visit"].sum() == 15
    assert rows["hours"].sum() == pytest.approx(10)
    assert rows["revenue"].sum() == portfolio["revenue"].sum() == Decimal(4990 + 40)


def test_what_is_not_recorded_is_unknown_and_not_zero() -> None:
    rows = served(portfolio_of([ledger(5), ledger(6)]).lazy()).collect()
    assert rows.select(pl.col("visit", "others", "hours", "hours_each").null_count()).row(0) == (rows.height,) * 4


def test_nobody_is_served_where_nobody_is() -> None:
    assert served(portfolio_of([]).lazy()).collect().is_empty()


def test_of_a_class_with_a_single_record_that_one_is_the_sum() -> None:
    rows = served(portfolio_of([ledger(5, activity_visit=2), ledger(5)]).lazy()).collect()
    assert (rows["visit"].sum(), rows["call"].null_count()) == (2, rows.height)
