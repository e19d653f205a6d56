"""Canonical columns from what a file has instead."""

from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.intake.derivation import changes_nothing, derived_fields, moved_formats, needed, rewritten, used_inputs
from kw_tui.core.intake.formats import Formats
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.numbers import NumberFormat
from kw_tui.core.intake.settled import Settled
from kw_tui.vocabulary.sources import SALES_LINE, table_by_id
from tests.core.intake.sales_frames import amounts, canonical, lines, settled


def money(*values: str | None) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("columns", "net"),
    [
        ({"gross_amount": ["119", "10", "-107"], "tax_rate": ["19", "19", "7"]}, ["100", "8.4034", "-100"]),
        ({"gross_amount": ["119", "10", "-107"], "tax_amount": ["19", "1.60", "-7"]}, ["100", "8.40", "-100"]),
        (
            {"gross_amount": ["119", "119", "50"], "tax_amount": ["19", None, None], "tax_rate": ["19", "19", "0"]},
            ["100", "100", "50"],
        ),
        (
            {"quantity": ["3", "2", "-1"], "unit_price": ["1.55", "2", "4"], "discount_pct": ["12.5", None, "50"]},
            ["4.0688", "4", "-2"],
        ),
        (
            {"quantity": ["3", "2", "-1"], "unit_price": ["10", "10", "10"], "discount_amount": ["5", None, "2"]},
            ["25", "20", "-8"],
        ),
        (
            {"quantity": ["2", "4", "1"], "list_price": ["50", "10", "9"], "discount_pct": ["10", "0", None]},
            ["90", "40", "9"],
        ),
        ({"debit_amount": [None, "10", "0"], "credit_amount": ["100", None, "50"]}, ["100", "-10", "50"]),
        ({"debit_amount": ["100", None, "50"], "credit_amount": [None, "10", None]}, ["100", "-10", "50"]),
        (
            {
                "quantity": ["50000", "100", "3"],
                "unit_price": ["12.34", "45", "30"],
                "pricing_unit": ["1000", "100", None],
            },
            ["617", "45", "90"],
        ),
    ],
)
def test_a_net_amount_is_derived_exactly(columns: dict, net: list[str]) -> None:
    found = canonical(lines(**columns))
    assert found.schema["net_amount"] == SALES_LINE.schema["net_amount"]
    assert amounts(found, "net_amount") == money(*net)
    assert found["code:net_amount"].to_list() == [None] * 3


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"gross_amount": ["119"], "tax_rate": [None]}, "missing-required"),
        ({"quantity": [None], "unit_price": ["3"]}, "missing-required"),
        ({"quantity": ["99999999"], "unit_price": ["99999999"]}, "bad-number"),
        ({"debit_amount": [None], "credit_amount": [None]}, "missing-required"),
        ({"gross_amount": ["119"], "tax_rate": ["-100"]}, "bad-number"),
    ],
)
def test_what_cannot_be_derived_is_null_with_its_reason(columns: dict, code: str) -> None:
    found = canonical(lines(**columns))
    assert amounts(found, "net_amount") == [None]
    assert found["code:net_amount"].to_list() == [code]


def test_a_discount_amount_gives_the_list_amount_and_the_rate() -> None:
    frame = lines(net_amount=["180", "-45", "10"], discount_amount=["20", "5", None])
    found = canonical(frame)
    assert amounts(found, "list_amount") == money("200", "-50", "10")
    assert amounts(found, "discount_pct") == money("10", "10", None)
    assert derived_fields(settled(frame), SALES_LINE) == ("discount_pct", "list_amount")


def test_a_discount_per_unit_counts_for_every_unit() -> None:
    frame = lines(
        net_amount=["180", "45", "90"],
        quantity=["2", "1", "3"],
        unit_price=["100", "50", "40"],
        discount_pct=["10", "5", "10"],
    )
    found = canonical(frame)
    assert amounts(found, "list_amount") == money("200", "50", "120")
    assert amounts(found, "discount_pct") == money("10", "10", "25")


def test_with_a_list_price_the_rate_is_of_the_list_value() -> None:
    frame = lines(net_amount=["150"], quantity=["2"], list_price=["100"], discount_amount=["20"])
    found = canonical(frame)
    assert amounts(found, "discount_pct") == money("10")
    assert "list_amount" not in found.columns


def test_prices_of_many_units_keep_the_worth_of_the_line_exact() -> None:
    frame = lines(
        net_amount=["6.17", "45", "90"],
        quantity=["1000", "100", "3"],
        list_price=["12.34", "90", "60"],
        discount_pct=["50", "50", "50"],
        pricing_unit=["1000", "100", "1"],
    )
    found = canonical(frame)
    assert amounts(found, "list_price") == money("0.0123", "0.9", "60")
    assert amounts(found, "list_amount") == money("12.34", "90", "180")


def test_cost_of_many_units_becomes_the_goods_of_the_line() -> None:
    columns = {
        "net_amount": ["180", "45", "90"],
        "quantity": ["200", "100", "300"],
        "margin_amount": ["80", "25", "30"],
    }
    found = canonical(lines(**columns, unit_cost=["50", "20", "20"]))
    assert amounts(found, "cost_amount") == money("100", "20", "60")
    assert amounts(found, "unit_cost") == money("0.5", "0.2", "0.2")


def test_a_shops_order_discount_counts_where_it_stands() -> None:
    frame = lines(
        quantity=["2", "1", "1"],
        unit_price=["16", "20", "25"],
        discount_amount=["0", "0", "0"],
        order_discount=["5", None, "0"],
        order_net=["47", None, "25"],
    )
    assert amounts(canonical(frame), "net_amount") == money("27", "20", "25")


def test_prices_that_hold_the_tax_are_brought_to_net() -> None:
    frame = lines(
        quantity=["2", "1"],
        unit_price=["59.50", "119"],
        order_net=["238", None],
        order_tax=["38", "38"],
        order_total=["238", "238"],
    )
    assert amounts(canonical(frame), "net_amount") == money("100", "100")
    assert {"order_tax", "order_total"} <= used_inputs(settled(frame), SALES_LINE)


def test_inputs_beside_a_net_amount_need_not_be_read() -> None:
    frame = lines(net_amount=["100"], gross_amount=["119"], tax_rate=["19"], tax_key=["3"], contract=["V1"])
    found = settled(frame)
    assert used_inputs(found, SALES_LINE) == frozenset()
    assert set(needed(found, SALES_LINE).headers) == {"net_amount"}
    assert changes_nothing(found, SALES_LINE)
    derived = settled(lines(gross_amount=["119"], tax_rate=["19"]))
    assert used_inputs(derived, SALES_LINE) == {"gross_amount", "tax_rate"}
    assert not changes_nothing(derived, SALES_LINE)


def test_codes_found_before_are_kept() -> None:
    frame = lines(net_amount=["100", None], sign=["debit", "credit"]).with_columns(
        pl.Series("code:net_amount", [None, "bad-number"])
    )
    assert canonical(frame)["code:net_amount"].to_list() == [None, "bad-number"]


def test_hours_become_minutes_and_cost() -> None:
    table = table_by_id("activity")
    mapping = Mapping({"hours": "Stunden", "hourly_rate": "Satz"}, {"hours": "exact", "hourly_rate": "exact"})
    found = rewritten(lines(table, hours=["1.5", None], hourly_rate=["80", "80"]), Settled(mapping), table).collect()
    assert amounts(found, "minutes") == money("90", None)
    assert amounts(found, "cost") == money("120", None)
    assert derived_fields(Settled(mapping), table) == ("minutes", "cost")


def test_a_condition_amount_is_a_rate_or_a_price() -> None:
    table = table_by_id("price_condition")
    mapping = Mapping({"condition_value": "KBETR", "condition_unit": "KONWA"}, {})
    frame = lines(table, condition_value=["-12.5", "80", "3"], condition_unit=["%", "EUR", None])
    found = rewritten(frame, Settled(mapping), table).collect()
    assert amounts(found, "discount_pct") == money("12.5", None, None)
    assert amounts(found, "net_price") == money(None, "80", "3")


def test_formats_go_with_columns_that_become_other_fields() -> None:
    formats = Formats({"discount_pct": NumberFormat(",", scale=100), "net_amount": NumberFormat(",")}, {}, {})
    settled_otherwise = Settled(Mapping({}, {}), {"discount_pct": "discount_amount", "net_amount": None})
    moved = moved_formats(formats, settled_otherwise)
    assert moved.numbers == {"discount_amount": NumberFormat(",", scale=1)}


def test_a_rate_above_a_hundred_costs_its_line_where_the_net_amount_needs_it() -> None:
    columns = {"quantity": ["1"] * 200, "unit_price": ["10"] * 200, "discount_pct": ["10"] * 199 + ["300"]}
    found = canonical(lines(**columns))
    assert found["code:discount_pct"].to_list() == [None] * 199 + ["bad-number"]
    assert found["discount_pct"].to_list()[-1] is None
    given = canonical(lines(**columns, net_amount=["9"] * 200))
    assert given["code:discount_pct"].null_count() == 200


@pytest.mark.parametrize("units", ["0", "-100"])
def test_a_pricing_unit_of_nothing_gives_no_amount(units: str) -> None:
    frame = lines(quantity=["200", "3"], unit_price=["10", "10"], pricing_unit=[units, None])
    found = canonical(frame)
    assert amounts(found, "net_amount") == money(None, "30")
    assert found["code:net_amount"].to_list() == ["bad-number", None]
