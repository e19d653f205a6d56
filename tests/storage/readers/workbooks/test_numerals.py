from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.storage.readers.workbooks.numerals import (
    PLAIN,
    as_shown,
    clean,
    is_deep,
    is_doubtful,
    per_cent,
    rewritten,
    settle,
    shown,
)
from kw_tui.storage.readers.workbooks.xlsx_styles import PERCENT


def texts(*cells: str | None) -> pl.Series:
    return pl.Series(cells, dtype=pl.String)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1.5, "1.5"),
        (17850.0, "17850"),
        (1.101e7, "11010000"),
        (-0.0, "0"),
        (2 / 3, "0.666666666666667"),
        (1e-10, "0.0000000001"),
        (123456789012.34, "123456789012.34"),
        (12345678901234567890.0, "12345678901234600000"),
        (1e300, "1e+300"),
        (-1234.5, "-1234.5"),
    ],
)
def test_numbers_are_written_as_they_are_shown(value: float, text: str) -> None:
    assert shown(value) == text


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_amounts_come_back_exactly(amount: Decimal) -> None:
    assert Decimal(shown(float(amount))) == amount


@given(st.floats(min_value=-1e20, max_value=1e20))
def test_what_is_shown_is_plain_and_near(value: float) -> None:
    text = shown(value)
    assert float(text) == pytest.approx(value, rel=1e-14, abs=0)
    assert texts(text).str.contains(PLAIN).all()


@pytest.mark.parametrize(
    ("value", "text"), [(0.19, "19%"), (0.07, "7%"), (1.5, "150%"), (0.0, "0%"), (0.075, "7.5%"), (-0.5, "-50%")]
)
def test_shares_are_written_in_per_cent(value: float, text: str) -> None:
    assert per_cent(value) == text


def test_midnight_and_the_day_of_a_time_are_left_off() -> None:
    cells = texts("2024-01-31 00:00:00", "2024-01-31 08:00:00", "1899-12-31 12:30:00", "-0", "", " ", None)
    assert clean(cells).to_list() == ["2024-01-31", "2024-01-31 08:00:00", "12:30:00", "0", None, " ", None]


def test_numbers_that_lost_digits_or_gained_some_are_found() -> None:
    deep = ["0.666666667", "12345678.900000001", "123456789012.339996338", "12345678901234567168"]
    assert is_deep(texts(*deep)).all()
    assert not is_deep(texts("0.3", "1234567.89", "123456789012345", "x" * 20, None)).any()


def test_what_might_be_text_is_doubtful() -> None:
    assert is_doubtful(texts("1.234", "-999.000", "1234567890123456", "0.666666667")).all()
    assert not is_doubtful(texts("0.234", "1234.567", "1.2345", "1.23", "1,234", None)).any()


def test_cells_are_replaced_where_asked() -> None:
    cells = texts("a", None, "a", "b")
    assert rewritten(cells, pl.Series([True, False, False, True]), {"a": "x", "b": "y"}).to_list() == [
        "x", None, "a", "y",
    ]  # fmt: skip
    assert rewritten(cells, pl.Series([False] * 4), {}).to_list() == cells.to_list()


def test_only_true_numbers_take_a_style() -> None:
    cells = texts("Rabatt", "0.19", "12", None, "12")
    places = pl.Series([0, 1, 2, 3])
    assert as_shown(cells, PERCENT, places).to_list() == ["Rabatt", "19%", "1200%", None, "12"]
    assert as_shown(cells, "000", places).to_list() == ["Rabatt", "0.19", "012", None, "12"]


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (["Netto", "1.5", None, "-2"], "true"),
        (["Netto", "12", "0012"], "true"),
        (["Netto", "1.234,50", "x"], "text"),
        (["Netto", "0012", "x"], "none"),
        (["Netto", "1.5", "1.234,50 €"], "mixed"),
        (["2024-01-31", "31. Januar"], "none"),
        ([None], "none"),
    ],
)
def test_columns_are_told_apart(cells: list[str | None], verdict: str) -> None:
    assert settle(texts(*cells))[1] == verdict


def test_a_true_number_beside_text_cannot_be_taken_for_thousands() -> None:
    cells = texts("1.234", "1.234", "1.234,50", "12.5", None)
    text, verdict = settle(cells, pl.Series([True, False, False, True, False]))
    assert (text.to_list(), verdict) == (["1.2340", "1.234", "1.234,50", "12.5", None], "mixed")


def test_text_alone_is_not_touched() -> None:
    cells = texts("1.234", "2.500", "12")
    text, verdict = settle(cells, pl.Series([False, False, True]))
    assert (text.to_list(), verdict) == (["1.234", "2.500", "12"], "mixed")
    text, verdict = settle(cells, pl.Series([False, False, False]))
    assert (text.to_list(), verdict) == (["1.234", "2.500", "12"], "text")
