from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.segmentation.covered import covered
from kw_tui.core.segmentation.done import untimed, with_booked
from kw_tui.core.segmentation.served import served
from kw_tui.vocabulary.session import Period
from tests.core.facts_frames import ledger, portfolio_of

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TYPES = {"customer_id": pl.String, "date": pl.Date, "kind": pl.String, "count": pl.Float64, "minutes": pl.Float64,
         "cost": pl.Decimal(18, 4)}  # fmt: skip


def activities(*rows: tuple[str, date, str, float | None, float | None, int | None]) -> pl.LazyFrame:
    told = [(*row[:5], None if row[5] is None else Decimal(row[5])) for row in rows]
    return pl.DataFrame(told, schema=TYPES, orient="row").lazy()


def test_a_visit_with_a_booked_cost_is_a_visit() -> None:
    portfolio = portfolio_of([ledger(10, activity_visit=2, activity_visit_minutes=60), ledger(5)]).lazy()
    first = portfolio.collect()["customer_id"][0]
    booked = activities(
        (first, date(2026, 5, 1), "visit", None, 90, 120),
        (first, date(2026, 5, 2), "visit", 1, 30, None),  # in the facts already
        (first, date(2025, 5, 1), "visit", 1, 90, 120),
    )
    whole = with_booked(portfolio, booked, YEAR)
    assert whole.collect_schema().names() == portfolio.collect_schema().names()
    rows = served(whole).collect()
    assert (rows["visit"].sum(), rows["hours"].sum()) == (3, 2.5)
    assert rows["call"].null_count() == rows.height, "what no activity tells stays unknown"


def test_hours_are_unknown_where_none_of_what_was_done_tells_any() -> None:
    told = ledger(10, channel="web", activity_delivery=7, activity_delivery_minutes=0, activity_call=0)
    row = covered(portfolio_of([told | {"activity_call_minutes": 0}]).lazy()).collect().row(0, named=True)
    assert (row["other_hours"], row["call_hours"]) == (None, 0), "nothing done takes no time"
    assert served(portfolio_of([told]).lazy()).collect()["hours"].to_list() == [None]


def test_activities_without_minutes_are_counted_booked_or_not() -> None:
    found = activities(
        ("1", date(2026, 5, 1), "marketing", 2, None, 9),
        ("1", date(2026, 5, 1), "call", None, None, None),
        ("1", date(2026, 5, 1), "call", 1, 5, None),
        ("1", date(2025, 5, 1), "call", 1, None, None),
    )
    assert untimed(found, YEAR).collect().item() == 3
