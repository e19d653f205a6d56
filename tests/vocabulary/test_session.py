from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.core.metrics.families import years
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.session import Period, Session, add_months, parse_period

AS_OF = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("spec", "period", "previous"),
    [
        ("12m", (date(2025, 11, 1), date(2026, 10, 31)), (date(2024, 11, 1), date(2025, 10, 31))),
        ("1m", (date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 9, 1), date(2026, 9, 30))),
        ("2026-01-05..2026-01-11", (date(2026, 1, 5), date(2026, 1, 11)), (date(2025, 12, 29), date(2026, 1, 4))),
    ],
)
def test_periods_and_the_ones_before_them(spec: str, period: tuple[date, date], previous: tuple[date, date]) -> None:
    read = parse_period(spec, AS_OF)
    assert read == Period(*period)
    assert read.previous == Period(*previous)


def test_all_reaches_back_to_the_first_line_and_has_nothing_before_it() -> None:
    assert parse_period("all", AS_OF) == Period(None, date(2026, 10, 31))
    assert parse_period("all", AS_OF).previous is None


@pytest.mark.parametrize("spec", ["", "12", "0m", "2026-02-30..2026-03-01", "2026-02-01..2026-01-01", "yesterday"])
def test_an_unreadable_period_is_refused_with_what_would_do(spec: str) -> None:
    with pytest.raises(UsageError, match=r".") as refusal:
        parse_period(spec, AS_OF)
    assert "12m" in refusal.value.line("de")


@pytest.mark.parametrize(
    ("as_of", "spec", "first"),
    [
        (date(2024, 2, 28), "12m", date(2023, 2, 28)),
        (date(2024, 2, 29), "12m", date(2023, 3, 1)),  # 28 February is in it once
        (date(2024, 3, 1), "12m", date(2023, 3, 1)),
        (date(2025, 2, 28), "12m", date(2024, 2, 28)),
        (date(2025, 3, 1), "12m", date(2024, 3, 1)),
        (date(2026, 3, 31), "1m", date(2026, 3, 1)),
    ],
)
def test_months_hold_no_day_twice_and_leave_none_out(as_of: date, spec: str, first: date) -> None:
    period = parse_period(spec, as_of)
    assert (period.first, period.last) == (first, as_of - timedelta(days=1))
    assert years(period) == int(spec[:-1]) / 12


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_the_period_before_ends_the_day_before(as_of: date, months: int) -> None:
    period = parse_period(f"{months}m", as_of)
    before = period.previous
    assert before is not None
    assert before.first is not None
    assert period.first is not None
    assert (period.first - before.last).days == 1
    assert abs((before.last - before.first).days - (period.last - period.first).days) <= 5  # months differ in length


def test_a_month_without_that_day_gives_its_last() -> None:
    assert add_months(date(2024, 2, 29), -12) == date(2023, 2, 28)
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_a_session_is_changed_by_making_another() -> None:
    session = Session()
    assert session.with_(period="all").period == "all"
    assert session.period == "12m"
