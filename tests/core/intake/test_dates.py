from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.core.intake import cells, dates


def facts_of(written: list[str | None]) -> dict[str, int]:
    frame = pl.DataFrame({"cell": written}, schema={"cell": pl.String})
    frame = frame.select(text=cells.filled(cells.stripped(pl.col("cell"))))
    frame = frame.with_columns(rest=dates.unusual(pl.col("text")))
    return frame.select(**dates.date_facts(pl.col("text"), pl.col("rest"))).row(0, named=True)


def read(written: list[str | None], order: dates.Order = "dmy", is_required: bool = True) -> tuple[list, list]:
    facts = facts_of(written)
    form = dates.date_format(facts, dates.own_order(facts) or order, dates.own_dotted(facts) or "dmy")
    frame = pl.DataFrame({"cell": written}, schema={"cell": pl.String})
    frame = frame.with_columns(value=dates.day(pl.col("cell"), form))
    frame = frame.with_columns(code=dates.day_code(pl.col("cell"), pl.col("value"), is_required))
    return frame.with_columns(dates.usable(pl.col("value")))["value"].to_list(), frame["code"].to_list()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31.10.2026", date(2026, 10, 31)),
        ("1.2.2026", date(2026, 2, 1)),
        ("01.02.24", date(2024, 2, 1)),
        ("01.02.99", date(1999, 2, 1)),
        ("2026-10-31", date(2026, 10, 31)),
        ("2026-10-31 14:05:06", date(2026, 10, 31)),
        ("2026-10-31T14:05:06Z", date(2026, 10, 31)),
        ("31.10.2026 14:05", date(2026, 10, 31)),
        ("20261031", date(2026, 10, 31)),
        ("2026/10/31", date(2026, 10, 31)),
        ("31/10/2026", date(2026, 10, 31)),
        ("10/31/2026", date(2026, 10, 31)),
        ("10/31/26", date(2026, 10, 31)),
        ("31-10-2026", date(2026, 10, 31)),
        ("29.02.2024", date(2024, 2, 29)),
        ("45231", date(2023, 11, 1)),
    ],
)
def test_usual_spellings(written: str, day: date) -> None:
    assert read([written]) == ([day], [None])


@pytest.mark.parametrize(
    "written", ["30.02.2024", "00.00.0000", "32.01.2024", "2024-13-01", "gestern", "1.2", "20241301"]
)
def test_what_is_no_day_is_said_to_be_none(written: str) -> None:
    assert read([written, "01.01.2024", "2024-01-01", "20240101"])[1][0] == "bad-date"


def test_no_day_and_no_end_are_fine_where_none_is_needed() -> None:
    values, codes = read(["00.00.0000", "31.12.9999", "", "01.02.2024"], is_required=False)
    assert values == [None, None, None, date(2024, 2, 1)]
    assert codes == [None, None, None, None]


def test_years_out_of_range_are_named() -> None:
    assert read(["31.12.9999", "01.01.0202", "01.01.2024"]) == (
        [None, None, date(2024, 1, 1)],
        ["date-out-of-range", "date-out-of-range", None],
    )


def test_one_day_above_twelve_decides_for_the_column() -> None:
    assert read(["01/02/2024", "02/13/2024"])[0] == [date(2024, 1, 2), date(2024, 2, 13)]
    assert read(["01/02/2024", "13/02/2024"])[0] == [date(2024, 2, 1), date(2024, 2, 13)]
    assert dates.is_unsure(facts_of(["01/02/2024"]))
    assert not dates.is_unsure(facts_of(["01.02.2024"]))
    assert read(["01/02/2024"], "mdy")[0] == [date(2024, 1, 2)]


def test_days_with_dots_put_the_month_first_where_they_prove_it() -> None:
    assert read(["12.31.2024", "01.02.2024", "1.13.24"])[0] == [date(2024, 12, 31), date(2024, 1, 2), date(2024, 1, 13)]
    assert read(["12-31-2024", "01-02-2024"])[0] == [date(2024, 12, 31), date(2024, 1, 2)]
    mixed = read(["31.12.2024", "30.12.2024", "12.31.2024"])
    assert mixed == ([date(2024, 12, 31), date(2024, 12, 30), None], [None, None, "bad-date"])
    assert dates.is_torn(facts_of(["31.12.2024", "12.31.2024"]))
    assert dates.is_torn(facts_of([*["01.02.2024"] * 9, "12.31.2024"]))
    assert not dates.is_torn(facts_of(["31.12.2024", "01.02.2024"]))


def test_several_forms_in_one_column_are_all_read() -> None:
    assert read(["01.02.2024", "01.02.24", "2024-02-01"])[0] == [date(2024, 2, 1)] * 3


def test_a_number_among_days_is_not_a_serial_day() -> None:
    assert read(["45231", "01.02.2024"])[1] == ["bad-date", None]


WAYS = (
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%Y%m%d",
    "%d.%m.%y",
    "%Y-%m-%dT%H:%M:%S",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m.%d.%Y",
)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=40, deadline=None)
@given(st.lists(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)), min_size=1, max_size=20))
def test_days_read_back_as_written(way: str, days: list[date]) -> None:
    days = [*days, *[date(2024, 1, 31)] * (len(days) + 1)]
    assert read([day.strftime(way) for day in days])[0] == days


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(min_value=10_000, max_value=73_000), min_size=1, max_size=9))
def test_serial_days_count_from_the_end_of_1899(serials: list[int]) -> None:
    assert read([str(serial) for serial in serials])[0] == [date(1899, 12, 30) + timedelta(days=s) for s in serials]


def test_nothing_has_happened_after_the_latest_day() -> None:
    written = ["31.12.2026", "01.01.2027", "31.12.1899", None]
    facts = facts_of(written)
    frame = pl.DataFrame({"cell": written}).with_columns(
        value=dates.day(pl.col("cell"), dates.date_format(facts, "dmy"))
    )
    latest = date(2026, 12, 31)
    code = dates.day_code(pl.col("cell"), pl.col("value"), is_required=True, latest=latest)
    found = frame.select(dates.usable(pl.col("value"), latest), code.alias("code"))
    assert found["value"].to_list() == [latest, None, None, None]
    assert found["code"].to_list() == [None, "date-out-of-range", "date-out-of-range", None]
