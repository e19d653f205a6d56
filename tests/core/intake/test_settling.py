"""What the values of a file prove about its columns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kw_tui.core.intake.settled import BY_COLUMN
from kw_tui.core.intake.settling import Given, open_questions, settle
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE
from tests.core.intake.sales_frames import headed, lines, said, settled

NET, UNITS = ["180", "45", "90"], ["2", "1", "3"]


def test_what_has_one_reading_is_not_asked() -> None:
    frame = lines(net_amount=NET, customer_id=["1", "2", "3"])
    assert open_questions(frame, headed(frame), SALES_LINE) is None
    assert settled(frame).mapping == headed(frame)
    assert settle({}, headed(frame), CUSTOMER).moves == {}


@pytest.mark.parametrize(
    ("prices", "moves", "packs"),
    [
        (["100", "50", "40"], {}, {}),
        (["200", "50", "120"], {"list_price": "list_amount"}, {}),
        (["10000", "5000", "4000"], {}, {"list_price": 100}),
        (["100000", "50000", "40000"], {}, {"list_price": 1000}),
    ],
)
def test_a_list_price_is_per_unit_per_line_or_per_many(prices: list[str], moves: dict, packs: dict) -> None:
    found = settled(lines(net_amount=NET, quantity=UNITS, list_price=prices, discount_pct=["10", "10", "25"]))
    assert found.moves == moves
    assert found.packs == packs
    assert found.asks == ()


def test_a_pricing_unit_divides_the_price() -> None:
    columns = {
        "net_amount": ["24.68", "135", "90"],
        "quantity": ["2000", "300", "3"],
        "unit_price": ["12.34", "45", "30"],
    }
    found = settled(lines(**columns, pricing_unit=["1000", "100", "1"]), guesses=["pricing_unit"])
    assert found.packs == {"unit_price": BY_COLUMN}
    assert found.mapping.guesses == frozenset()
    whole = lines(
        net_amount=["24.68", "90", "90"], quantity=UNITS, unit_price=["12.34", "90", "30"], pricing_unit=["10"] * 3
    )
    assert settled(whole).packs == {}


@pytest.mark.parametrize(
    ("discounts", "moves", "each"),
    [
        (["10", "10", "25"], {}, False),
        (["20", "5", "30"], {"discount_pct": "discount_amount"}, False),
        (["10", "5", "10"], {"discount_pct": "discount_amount"}, True),
        (["-20", "-5", "-30"], {"discount_pct": "discount_amount"}, False),
    ],
)
@pytest.mark.parametrize("price", ["list_price", "unit_price"])
def test_a_discount_is_per_cent_or_an_amount(price: str, discounts: list[str], moves: dict, each: bool) -> None:
    frame = lines(net_amount=NET, quantity=UNITS, discount_pct=discounts, **{price: ["100", "50", "40"]})
    found = settled(frame, guesses=["discount_pct"])
    assert (found.moves, found.each) == (moves, each)
    assert found.mapping.guesses == frozenset()


def test_a_discount_above_a_hundred_is_no_percentage() -> None:
    assert settled(lines(net_amount=NET, discount_pct=["120", "5", "30"])).moves == {"discount_pct": "discount_amount"}


def test_a_discount_amount_may_be_a_percentage() -> None:
    frame = lines(net_amount=NET, quantity=UNITS, list_price=["100", "50", "40"], discount_amount=["10", "10", "25"])
    assert settled(frame).moves == {"discount_amount": "discount_pct"}


@pytest.mark.parametrize(
    ("field", "costs", "moves"),
    [
        ("cost_amount", ["50", "20", "20"], {"cost_amount": "unit_cost"}),
        ("cost_amount", ["100", "20", "60"], {}),
        ("unit_cost", ["100", "20", "60"], {"unit_cost": "cost_amount"}),
        ("unit_cost", ["50", "20", "20"], {}),
    ],
)
def test_the_margin_tells_cost_per_unit_from_cost_per_line(field: str, costs: list[str], moves: dict) -> None:
    frame = lines(net_amount=NET, quantity=UNITS, margin_amount=["80", "25", "30"], **{field: costs})
    found = settled(frame, guesses=[field])
    assert found.moves == moves
    assert found.mapping.guesses == frozenset()


def test_without_a_margin_what_is_likely_stays_a_guess() -> None:
    frame = lines(net_amount=["180", "450", "90"], quantity=["20", "10", "30"], unit_cost=["100", "200", "60"])
    found = settled(frame, guesses=["unit_cost"])
    assert found.moves == {"unit_cost": "cost_amount"}
    assert found.mapping.guesses == {"cost_amount"}
    sure = settled(frame)
    assert sure.moves == {}
    assert "per unit or for the line" in said(sure.asks)


def test_what_nothing_proves_is_asked() -> None:
    frame = lines(net_amount=NET, quantity=["1", "1", "3"], unit_cost=["100", "20", "60"])
    found = settled(frame, guesses=["unit_cost", "net_amount"])
    assert found.moves == {}
    assert "--map cost_amount=UNIT_COST" in said(found.asks)
    assert "--map gross_amount=NET_AMOUNT" in said(found.asks)
    assert settled(frame).asks == ()


@pytest.mark.parametrize(
    ("amounts", "others", "moves"),
    [
        (["100", "200", "100"], {"tax_amount": ["19", "38", "7"], "tax_rate": ["19", "19", "7"]}, {}),
        (
            ["119", "238", "107"],
            {"tax_amount": ["19", "38", "7"], "tax_rate": ["19", "19", "7"]},
            {"net_amount": "gross_amount"},
        ),
        (["100", "200", "100"], {"tax_amount": ["19", "38", "7"]}, {}),
        (["119", "238", "107"], {"tax_amount": ["19", "38", "7"]}, {"net_amount": "gross_amount"}),
        (
            ["119", "238", "107"],
            {"tax_rate": ["19", "19", "7"], "quantity": ["2", "4", "1"], "unit_price": ["50", "50", "100"]},
            {"net_amount": "gross_amount"},
        ),
        (
            ["119", "238", "107"],
            {"gross_amount": ["100", "200", "100"]},
            {"net_amount": "gross_amount", "gross_amount": "net_amount"},
        ),
        (["100", "200", "100"], {"gross_amount": ["119", "238", "107"]}, {}),
    ],
)
def test_the_tax_tells_net_from_gross(amounts: list[str], others: dict, moves: dict) -> None:
    found = settled(lines(net_amount=amounts, **others), guesses=["net_amount"])
    assert found.moves == moves
    assert found.mapping.guesses == frozenset()
    assert found.asks == ()


def test_prices_that_hold_the_tax_leave_the_question_open() -> None:
    frame = lines(net_amount=["100", "200"], tax_rate=["19", "19"], quantity=["2", "4"], unit_price=["50", "50"])
    found = settled(frame, guesses=["net_amount"])
    assert found.moves == {}
    assert "gross: --map" in said(found.asks)


def test_what_a_person_gave_is_doubted_not_moved() -> None:
    frame = lines(net_amount=NET, quantity=UNITS, list_price=["200", "50", "120"], discount_pct=["10", "10", "25"])
    found = settled(frame, given=["list_price"])
    assert found.moves == {}
    assert "LIST_PRICE: the values speak against the chosen field" in said(found.asks)
    swap = lines(net_amount=["119", "238"], gross_amount=["100", "200"])
    assert settled(swap, given=["net_amount"]).moves == {}


def test_a_price_that_fits_nothing_is_asked() -> None:
    found = settled(lines(net_amount=NET, quantity=UNITS, unit_price=["7", "8", "9"]))
    assert "UNIT_PRICE × quantity is mostly not the net amount" in said(found.asks)


def test_a_few_odd_lines_do_not_unsettle_the_rest() -> None:
    net = ["180"] * 18 + ["1", "2"]
    found = settled(lines(net_amount=net, quantity=["2"] * 20, list_price=["200"] * 20, discount_pct=["10"] * 20))
    assert found.moves == {"list_price": "list_amount"}


def test_the_unit_price_may_be_the_one_after_the_discount() -> None:
    frame = lines(quantity=["2", "3"], unit_price=["90", "45"], list_price=["100", "50"], discount_pct=["10", "10"])
    assert settled(frame).after_discount
    before = lines(quantity=["2", "3"], unit_price=["100", "50"], list_price=["100", "50"], discount_pct=["10", "10"])
    assert not settled(before).after_discount


ORDERS = {"quantity": ["2", "1", "1"], "unit_price": ["16", "20", "25"]}


@pytest.mark.parametrize(
    ("line", "whole", "net", "taken_off"),
    [
        (["0", "0", "0"], ["5", None, "0"], ["47", None, "25"], {"order_discount"}),
        (["2", "3", "0"], ["5", None, "0"], ["47", None, "25"], {"order_discount"}),
        (["2", "3", "0"], ["4", None, "0"], ["43", None, "25"], {"order_discount", "discount_amount"}),
    ],
)
def test_order_values_tell_which_discounts_a_shop_takes_off(
    line: list[str], whole: list, net: list, taken_off: set[str]
) -> None:
    found = settled(lines(**ORDERS, discount_amount=line, order_discount=whole, order_net=net))
    assert taken_off <= set(found.taken_off)
    assert found.asks == ()


def test_orders_that_do_not_add_up_are_asked() -> None:
    found = settled(lines(**ORDERS, order_net=["60", None, "25"]))
    assert "differs from the order values" in said(found.asks)


@pytest.mark.parametrize(("total", "inclusive"), [(["52", "52"], True), (["60.30", "60.30"], False)])
def test_the_order_total_tells_whether_prices_hold_the_tax(total: list[str], inclusive: bool) -> None:
    frame = lines(
        quantity=["2", "1"],
        unit_price=["16", "20"],
        order_net=["52", None],
        order_tax=["8.30", "8.30"],
        order_total=total,
    )
    assert settled(frame).inclusive is inclusive


def test_counts_are_never_taken_for_amounts() -> None:
    frame = lines(net_amount=[Decimal(180)], quantity=["2"], list_price=["100"], discount_pct=["10"])
    assert frame.collect_schema()["net_amount"] == SALES_LINE.schema["net_amount"]


@pytest.mark.parametrize(
    ("header", "discounts", "is_rate"),
    [
        ("Rabatt %", ["10"] * 9 + ["1000"], True),
        ("Rabatt", ["10"] * 199 + ["1000"], True),
        ("Rabatt", ["10"] * 9 + ["1000"], False),
    ],
)
def test_a_slip_does_not_make_a_percentage_an_amount(header: str, discounts: list[str], is_rate: bool) -> None:
    frame = lines(quantity=["1"] * len(discounts), list_price=["20"] * len(discounts), discount_pct=discounts)
    pairs = replace(headed(frame), headers=headed(frame).headers | {"discount_pct": header})
    asked = open_questions(frame, pairs, SALES_LINE)
    assert asked is not None
    found = settle(asked.collect().row(0, named=True), pairs, SALES_LINE)
    assert found.moves == ({} if is_rate else {"discount_pct": "discount_amount"})
    assert (f"{header}: read as a percentage, 1 values above 100" in said(found.asks)) is is_rate


def test_a_header_in_braces_is_only_a_name() -> None:
    frame = lines(net_amount=NET, quantity=UNITS, list_price=["9000", "4500", "3000"])
    pairs = replace(headed(frame), headers=headed(frame).headers | {"list_price": "{units}{x}"})
    asked = open_questions(frame, pairs, SALES_LINE)
    assert asked is not None
    notes = settle(asked.collect().row(0, named=True), pairs, SALES_LINE).notes
    assert "{units}{x}: is for 100 units" in said(notes)


FRACTIONS = Given(may_be_fractions=True)


@pytest.mark.parametrize(
    ("net", "in_points"),
    [(["400", "398", "396"], True), (["400", "200", "0"], False)],
)
def test_the_amounts_tell_half_a_per_cent_from_a_half(net: list[str], in_points: bool) -> None:
    """A discount of 1 that is a whole leaves nothing to test."""
    rates = ["0", "0.5", "1"]
    frame = lines(net_amount=net, quantity=["2"] * 3, list_price=["200"] * 3, discount_pct=rates)
    found = settled(frame, given_of=FRACTIONS)
    assert (found.in_points, found.questions, found.moves) == (in_points, (), {})
    assert ("half a per cent" if in_points else "0.2 is 20 %") in said(found.notes)


def test_prices_after_and_before_the_discount_tell_it_too() -> None:
    frame = lines(quantity=["2", "3"], list_price=["100", "10"], unit_price=["80", "9"], discount_pct=["0.2", "0.1"])
    found = settled(frame, given_of=FRACTIONS)
    assert (found.in_points, found.after_discount, found.questions) == (False, True, ())


def test_discounts_below_one_that_nothing_proves_are_asked() -> None:
    unproven = [
        lines(quantity=["2", "3"], unit_price=["100", "10"], discount_pct=["0.5", "1"]),
        lines(net_amount=["2", "3"], discount_pct=["0.5", "1"]),
        lines(net_amount=["2", "3"], discount_pct=["0.5", "1"], discount_amount=["1", "1"]),
    ]
    for frame in unproven:
        assert [(ask.option, ask.field) for ask in settled(frame, given_of=FRACTIONS).questions] == [
            ("discount", "discount_pct")
        ]
        assert settled(frame).questions == ()


def test_small_discounts_may_be_amounts() -> None:
    frame = lines(net_amount=["99.50", "19"], quantity=["1", "2"], list_price=["100", "10"], discount_pct=["0.5", "1"])
    found = settled(frame, given_of=FRACTIONS)
    assert (found.moves, found.questions) == ({"discount_pct": "discount_amount"}, ())


UNUSUAL = {"quantity": ["50", "24", "7"], "unit_price": ["10", "12", "3"], "pricing_unit": ["25", "12", "1"]}


def test_unusual_pricing_units_count_where_the_amounts_prove_them() -> None:
    found = settled(lines(net_amount=["20", "24", "21"], **UNUSUAL), guesses=["pricing_unit"])
    assert (found.packs, found.asks, "pricing_unit" in found.mapping) == ({"unit_price": BY_COLUMN}, (), True)
    found = settled(lines(net_amount=["500", "288", "21"], **UNUSUAL), guesses=["pricing_unit"])
    assert (found.packs, found.asks, "pricing_unit" in found.mapping) == ({}, (), False)


@pytest.mark.parametrize(
    ("header", "packs", "words"),
    [
        ("PE", {}, "PE: not read as the pricing unit"),
        ("Preiseinheit", {"unit_price": BY_COLUMN}, "read as the pricing"),
    ],
)
def test_unusual_pricing_units_that_nothing_proves_are_told(header: str, packs: dict, words: str) -> None:
    frame = lines(**UNUSUAL)
    mapping = headed(frame, guesses=["pricing_unit"])
    mapping = replace(mapping, headers=mapping.headers | {"pricing_unit": header})
    asked = open_questions(frame, mapping, SALES_LINE)
    found = settle({} if asked is None else asked.collect().row(0, named=True), mapping, SALES_LINE)
    assert found.packs == packs
    assert words in said(found.asks)
    assert settled(frame, given=["pricing_unit"]).packs == {"unit_price": BY_COLUMN}
