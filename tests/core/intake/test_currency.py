"""Amounts of several currencies become one by the rates a person gave."""

from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.intake.currency import by_currency, code, converted, named
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.table import MONEY

RATES = {"USD": Decimal("0.9"), "CHF": Decimal("1.05")}


def in_euro(rates: dict[str, Decimal] = RATES, **columns: list[str | None]) -> pl.DataFrame:
    kinds = {name: pl.String if name == "currency" else SALES_LINE[name].kind.dtype for name in columns}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).cast(kinds)
    return converted(frame.lazy(), SALES_LINE, list(columns), "EUR", rates).collect()


@pytest.mark.parametrize(
    ("written", "meant"),
    [("EUR", "EUR"), (" eur ", "EUR"), ("€", "EUR"), ("Euro", "EUR"), ("$", "USD"), ("£", "GBP"), ("sFr", "CHF")],
)
def test_a_currency_has_one_code_however_it_is_written(written: str, meant: str) -> None:
    assert pl.select(code(pl.lit(written))).item() == meant


def test_each_line_is_converted_by_the_rate_of_its_own_currency() -> None:
    rows = in_euro(net_amount=["10", "10", "10"], currency=["EUR", "$", "chf"])
    assert rows["net_amount"].to_list() == [Decimal(10), Decimal(9), Decimal("10.5")]
    assert rows["currency"].to_list() == ["EUR"] * 3


def test_a_line_without_a_currency_is_in_the_base_already() -> None:
    assert in_euro(net_amount=["7", "7"], currency=[None, "USD"])["net_amount"].to_list() == [
        Decimal(7),
        Decimal("6.3"),
    ]


def test_prices_and_costs_are_converted_and_quantities_are_not() -> None:
    rows = in_euro(
        net_amount=["20"], cost_amount=["10"], unit_price=["10"], quantity=["2"], discount_pct=["5"], currency=["USD"]
    )
    found = rows.select("net_amount", "cost_amount", "unit_price", "quantity", "discount_pct").row(0)
    assert found == (Decimal(18), Decimal(9), Decimal(9), Decimal(2), Decimal(5))


@pytest.mark.parametrize(
    ("amount", "rate", "expected"),
    [
        ("0.0001", "0.5", "0.0001"),
        ("-0.0001", "0.5", "-0.0001"),
        ("0.0003", "0.5", "0.0002"),
        ("0.0001", "0.49", "0"),
        ("1", "0.00005", "0.0001"),
        ("99999999999.9999", "0.91234567", "91234566999.9999"),
    ],
)
def test_converted_amounts_are_exact_and_rounded_half_up(amount: str, rate: str, expected: str) -> None:
    rows = in_euro({"USD": Decimal(rate)}, net_amount=[amount], currency=["USD"])
    assert rows["net_amount"].to_list() == [Decimal(expected)]
    assert rows.schema["net_amount"] == MONEY


def test_an_amount_that_is_missing_stays_missing() -> None:
    rows = in_euro(net_amount=["1"], cost_amount=[None], currency=["USD"])
    assert rows["cost_amount"].to_list() == [None]


def test_without_rates_nothing_but_the_name_changes() -> None:
    assert in_euro({}, net_amount=["3"], currency=["XXX"]).rows() == [(Decimal(3), "EUR")]


def test_rows_that_name_none_are_in_the_one_that_is_said() -> None:
    rows = pl.LazyFrame({"currency": ["USD", None], "net_amount": [1, 2]})
    assert named(rows, ["currency"], "CHF").collect()["currency"].to_list() == ["USD", "CHF"]
    assert named(rows.drop("currency"), ["net_amount"], "CHF").collect()["currency"].to_list() == ["CHF", "CHF"]


def test_lines_and_sums_are_counted_by_currency_however_it_is_written() -> None:
    written = {"line": [5, 2, 3, 4], "currency": ["€", "EUR", None, "usd"], "net_amount": [1, 2, 4, None]}
    rows = pl.LazyFrame(written, schema_overrides={"net_amount": MONEY})
    assert by_currency(rows).collect().rows() == [("EUR", 2, 2, 3), (None, 1, 3, 4), ("USD", 1, 4, 0)]
