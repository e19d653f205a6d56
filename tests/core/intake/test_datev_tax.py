"""Which rate a posting's amount holds: what the line states, else its key, else its account; else nothing is known."""

from datetime import date

import polars as pl
import pytest

from kw_tui.core.intake import datev_tax
from kw_tui.vocabulary.datev import TAX_KEYS

DAY = date(2018, 2, 22)


def factor(
    key: str | None = None,
    account: int | None = 8410,
    chart: str = "03",
    stated: str | None = None,
    foreign: str | None = None,
    day: date | None = DAY,
) -> int | None:
    cells = pl.DataFrame(
        {"key": [key], "account": [account], "stated": [stated], "foreign": [foreign], "day": [day]},
        schema={"key": pl.String, "account": pl.Int64, "stated": pl.String, "foreign": pl.String, "day": pl.Date},
    )
    tax = datev_tax.tax(pl.col("key"), pl.col("account"), chart)
    rates = (datev_tax.rate(pl.col(name)) for name in ("stated", "foreign"))
    return cells.with_columns(tax=tax).select(datev_tax.factor(pl.col("tax"), *rates, pl.col("day"))).item()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1", 10_000), ("2", 10_700), ("3", 11_900), ("5", 11_600), ("8", 10_700), ("9", 11_900),
        ("0003", 11_900), ("03", 11_900),
        ("0", 10_000), ("11", 10_000), ("12", 10_700), ("13", 11_900), ("40", 10_000), ("46", 10_000), ("47", 10_000),
        ("101", 11_900), ("102", 10_700), ("173", 10_000), ("202", 10_000), ("231", 10_000),
        ("23", 11_900), ("22", 10_700), ("63", 11_900), ("80", 10_000),
        ("4", None), ("10", None), ("17", None), ("50", None), ("94", None), ("100", None), ("240", None),
        ("999", None),
        ("V19", None), ("20", None), (None, None),
    ],
)  # fmt: skip
def test_keys_have_their_rates_and_others_none(key, expected) -> None:
    assert factor(key) == expected


@pytest.mark.parametrize(
    ("chart", "account", "expected"),
    [
        ("03", 8400, 11_900), ("03", 8409, 11_900), ("03", 8300, 10_700), ("03", 8120, 10_000), ("03", 8125, 10_000),
        ("03", 8200, 10_000), ("03", 8315, 11_900), ("03", 8337, 10_000), ("03", 8736, 11_900), ("03", 8750, 10_700),
        ("03", 8410, None), ("03", 8340, None), ("03", 8320, None), ("03", 4400, None), ("03", None, None),
        ("04", 4400, 11_900), ("04", 4309, 10_700), ("04", 4125, 10_000), ("04", 4185, 10_000), ("04", 4510, 10_000),
        ("04", 4410, None), ("04", 8400, None),
    ],
)  # fmt: skip
def test_without_a_key_the_accounts_automatic_function_decides(chart, account, expected) -> None:
    assert factor(None, account, chart) == expected
    assert factor("20", account, chart) == expected, "a reversal mark alone is no tax key"


@pytest.mark.parametrize(
    ("key", "account", "expected"), [("40", 8400, 10_000), ("0", 8400, 11_900), ("2", 8400, 10_700)]
)
def test_a_key_goes_before_the_account_and_forty_switches_it_off(key, account, expected) -> None:
    assert factor(key, account) == expected


@pytest.mark.parametrize(
    ("key", "account", "stated", "expected"),
    [
        (None, 8410, "19,00", 11_900), (None, 8410, "7", 10_700), (None, 8410, "5.5", 10_550),
        ("100", 8410, "16,00", 11_600), ("3", 8410, "7,00", 10_700), ("40", 8400, "19,00", 10_000),
        (None, 8400, "0,00", 11_900), (None, 8410, "0,00", 10_000),
        (None, 8410, "0,19", None), (None, 8410, "viel", None), ("100", 8410, "0,00", 10_000),
    ],
)  # fmt: skip
def test_a_stated_rate_goes_first_but_zero_says_nothing_against_key_or_account(key, account, stated, expected) -> None:
    assert factor(key, account, stated=stated) == expected


@pytest.mark.parametrize(
    ("key", "foreign", "expected"), [("10", "20,00", 12_000), ("240", "21", 12_100), ("10", None, None)]
)
def test_sales_taxed_in_another_eu_country_take_its_rate(key, foreign, expected) -> None:
    assert factor(key, foreign=foreign) == expected


@pytest.mark.parametrize(
    ("day", "three", "two", "five", "four"),
    [
        (date(2006, 12, 31), None, None, None, None),
        (date(2007, 1, 1), 11_900, 10_700, 11_600, None),
        (date(2020, 6, 30), 11_900, 10_700, 11_600, None),
        (date(2020, 7, 1), 11_600, 10_500, 11_900, 10_700),
        (date(2020, 12, 31), 11_600, 10_500, 11_900, 10_700),
        (date(2021, 1, 1), 11_900, 10_700, 11_600, 10_500),
        (None, None, None, None, None),
    ],
)
def test_rates_are_those_of_the_day(day, three, two, five, four) -> None:
    assert [factor(key, day=day) for key in "3254"] == [three, two, five, four]
    assert factor(None, 8400, day=day) == three
    assert factor(None, 4300, "04", day=day) == two


@pytest.mark.parametrize(
    ("units", "factor_", "cents"),
    [(1_190_000, 11_900, 10_000), (50, 10_000, 1), (-50, 10_000, -1), (49, 10_000, 0), (0, 11_900, 0),
     (10**15, 11_900, 8403361344538), (1_190_000, None, None)],
)  # fmt: skip
def test_half_cents_are_rounded_away_from_zero(units, factor_, cents) -> None:
    values = (pl.lit(each, dtype=pl.Int64) for each in (units, factor_))
    assert pl.select(datev_tax.net_cents(*values)).item() == cents


def test_money_is_written_with_a_point() -> None:
    cents = pl.Series([0, 5, -5, 123_456_789_012, None], dtype=pl.Int64)
    assert pl.select(datev_tax.money(pl.lit(cents))).to_series().to_list() == [
        "0.00",
        "0.05",
        "-0.05",
        "1234567890.12",
        None,
    ]


def test_every_key_is_at_most_three_digits() -> None:
    assert all(key.isdecimal() and 1 <= len(key) <= 3 and not key.startswith("0") for key in TAX_KEYS)
