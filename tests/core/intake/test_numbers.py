from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.core.intake import cells, numbers


def facts_of(written: list[str | None]) -> dict[str, int]:
    frame = pl.DataFrame({"cell": written}, schema={"cell": pl.String})
    frame = frame.select(text=cells.filled(cells.stripped(pl.col("cell"))))
    frame = frame.with_columns(rest=numbers.unusual(pl.col("text")))
    frame = frame.with_columns(body=numbers.unsigned(pl.col("rest")))
    text, rest, body = pl.col("text"), pl.col("rest"), pl.col("body")
    return frame.select(**numbers.number_facts(text, rest, body), **numbers.fraction_facts(text)).row(0, named=True)


def read(written: list[str | None], mark: numbers.Mark | None = None, scale: int = 1) -> tuple[list, list]:
    facts = facts_of(written)
    form = numbers.number_format(facts, mark or numbers.own_mark(facts) or ".", scale)
    frame = pl.DataFrame({"cell": written}, schema={"cell": pl.String})
    frame = frame.with_columns(value=numbers.number(pl.col("cell"), form))
    frame = frame.with_columns(code=numbers.number_code(pl.col("cell"), pl.col("value"), form))
    return frame["value"].to_list(), frame["code"].to_list()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234,50", "1234.50"),
        ("1.234.567,89", "1234567.89"),
        ("0,5", "0.5"),
        (",5", "0.5"),
        ("12,5-", "-12.5"),
        ("-12,5", "-12.5"),
        ("\u221212,5", "-12.5"),
        ("(12,50)", "-12.50"),
        ("+12,50", "12.50"),
        ("12,50 €", "12.50"),
        ("€ 12,50", "12.50"),
        ("EUR 1.234,50", "1234.50"),
        ("12,50\u00a0EUR", "12.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("12,5 %", "12.5"),
        ("1,101E7", "11010000"),
        ("-1.234,50 €", "-1234.50"),
        ("- 1.234,50", "-1234.50"),
        ("1'234,50", "1234.50"),
    ],
)
def test_german_spellings(written: str, value: str) -> None:
    assert read([written, "0,25"]) == ([Decimal(value), Decimal("0.25")], [None, None])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1’234’567.50", "1234567.50"),
        ("$1,234.50", "1234.50"),
        ("($12.50)", "-12.50"),
        (".5", "0.5"),
        ("1.101E7", "11010000"),
        ("1e-2", "0.01"),
        ("CHF 12.50", "12.50"),
    ],
)
def test_english_and_swiss_spellings(written: str, value: str) -> None:
    assert read([written, "0.25"]) == ([Decimal(value), Decimal("0.25")], [None, None])


@pytest.mark.parametrize(
    "written",
    ["1l8,40", "abc", "12,5,0", "1.23,4", "12.34.5,0", "--5,0", "-5,0-", "(5,0", "5 Stück", "1,2E500", "12,5 H"],
)
def test_what_is_no_number_is_said_to_be_none(written: str) -> None:
    values, codes = read([written, "0,25"])
    assert (values[0], codes[0]) == (None, "bad-number")


@pytest.mark.parametrize("nothing", ["", "  ", "-", "n/a", "NULL", "\u00a0", None])
def test_an_empty_cell_is_null_without_fault(nothing: str | None) -> None:
    assert read([nothing, "0,25"]) == ([None, Decimal("0.25")], [None, None])


def test_a_failed_formula_is_named() -> None:
    assert read(["#DIV/0!", "#WERT!", "1,5"])[1] == ["excel-error", "excel-error", None]


def test_more_than_four_decimals_are_rounded_half_up_and_said() -> None:
    values, codes = read(["1,00005", "-1,00005", "1,00004", "1,50000", "2,5"])
    assert values == [Decimal(text) for text in ("1.0001", "-1.0001", "1.0000", "1.5", "2.5")]
    assert codes == ["precision-loss", "precision-loss", "precision-loss", None, None]


def test_what_does_not_fit_is_no_number() -> None:
    values, codes = read(["123456789012345,50", "0,5"])
    assert (values[0], codes[0]) == (None, "bad-number")


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        (["1.234,5"], ","),
        (["1.234.567"], ","),
        (["0,123"], ","),
        (["1234,567"], ","),
        (["12,5"], ","),
        (["1,234.5"], "."),
        (["1,234,567"], "."),
        (["0.123"], "."),
        (["12.50", "1.234"], "."),
        (["1.234", "2.345"], None),
        (["1,234"], None),
        (["12", "13"], None),
    ],
)
def test_the_values_prove_the_decimal_mark_or_do_not(written: list[str], mark: str | None) -> None:
    facts = facts_of(written)
    assert numbers.own_mark(facts) == mark
    assert numbers.is_unsure(facts) == (mark is None and written != ["12", "13"])


def test_a_settled_mark_reads_undecided_cells() -> None:
    assert read(["1.234"], ",")[0] == [Decimal(1234)]
    assert read(["1.234"], ".")[0] == [Decimal("1.234")]
    assert read(["1,234"], ",")[0] == [Decimal("1.234")]
    assert read(["1,234"], ".")[0] == [Decimal(1234)]


def test_fractions_become_per_cent_points() -> None:
    assert numbers.are_fractions(facts_of(["0", "0.2", "0,15", "1", ""]))
    assert not numbers.are_fractions(facts_of(["0", "0.2", "20"]))
    assert not numbers.are_fractions(facts_of(["0", "1"]))
    assert not numbers.are_fractions(facts_of(["0,5 %"]))
    assert not numbers.are_fractions(facts_of(["-0.2", "0.3"]))
    assert read(["0.2", "0.155555", "0"], ".", scale=100) == (
        [Decimal(20), Decimal("15.5555"), Decimal(0)],
        [None, None, None],
    )


def german(value: Decimal) -> str:
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


WAYS = {
    "german": german,
    "german, sign behind": lambda value: german(abs(value)) + ("-" if value < 0 else ""),
    "german, in brackets": lambda value: f"({german(-value)})" if value < 0 else german(value) + " €",
    "german, ungrouped": lambda value: f"{value:f}".replace(".", ","),
    "english": lambda value: f"{value:,f}",
    "english, dollars": lambda value: f"${value:,f}",
    "swiss": lambda value: f"{value:,f}".replace(",", "'"),
    "plain": lambda value: f"{value:f}",
}
AMOUNTS = st.decimals(min_value=-99_999_999_999, max_value=99_999_999_999, places=2, allow_nan=False)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(st.lists(AMOUNTS, min_size=1, max_size=20))
def test_amounts_read_back_as_written(way: str, amounts: list[Decimal]) -> None:
    values, codes = read([WAYS[way](amount) for amount in amounts])
    assert values == amounts
    assert set(codes) == {None}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=7, allow_nan=False), min_size=1, max_size=10))
def test_rounding_is_half_up(amounts: list[Decimal]) -> None:
    values, codes = read([german(amount) for amount in amounts])
    assert values == [amount.quantize(Decimal("0.0001"), ROUND_HALF_UP) for amount in amounts]
    assert [code == "precision-loss" for code in codes] == [
        value != amount for value, amount in zip(values, amounts, strict=True)
    ]


@pytest.mark.parametrize("written", ["100000000000", "-100.000.000.000,00", "99.999.999.999.999,00", "9" * 40, "1E+20"])
def test_amounts_nobody_means_are_bad_numbers(written: str) -> None:
    assert read([written, "99999999999,99"], ",") == ([None, Decimal("99999999999.99")], ["bad-number", None])
