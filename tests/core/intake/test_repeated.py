"""Amounts of whole invoices on each of their lines."""

from collections.abc import Sequence

import pytest

from kw_tui.core.intake.repeated import repeat_facts, repeated_field, repeats
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE
from tests.core.intake.sales_frames import lines

SIX = [f"R{number}" for number in range(6)]


def found(invoices: Sequence[str], amounts: Sequence[str], **columns: Sequence[str]) -> str:
    frame = lines(invoice_no=invoices, net_amount=amounts, **columns)
    facts = repeat_facts(frame, {"invoice_no", "net_amount", *columns}, SALES_LINE)
    assert facts is not None
    return repeats(facts.collect().row(0, named=True))


def test_one_amount_on_all_lines_of_most_invoices_is_likely_theirs() -> None:
    assert found([*SIX, *SIX], ["10", "20", "30", "40", "50", "60"] * 2) == "likely"
    assert found([*SIX, *SIX], ["10", "20", "30", "40", "50", "60", *["10"] * 6]) == ""


def test_prices_that_add_up_to_it_prove_it() -> None:
    amounts, prices = ["10", "20", "30", "40", "50", "60"] * 2, ["4", "8", "12", "16", "20", "24"]
    units = {"quantity": ["1"] * 12, "unit_price": [*prices, *["6", "12", "18", "24", "30", "36"]]}
    assert found([*SIX, *SIX], amounts, **units) == "proven"
    assert found([*SIX, *SIX], amounts, **{**units, "quantity": ["2"] * 12}) == "likely"


@pytest.mark.parametrize(
    ("invoices", "amounts"),
    [
        (SIX[:4] * 2, ["10", "20", "30", "40"] * 2),
        ([*SIX, *SIX], ["10", "20"] * 6),
        (
            [*SIX, *SIX, *(f"S{number}" for number in range(60))],
            [*["10", "20", "30", "40", "50", "60"] * 2, *["1"] * 60],
        ),
        ([*SIX, *SIX], ["0"] * 12),
    ],
    ids=["few invoices", "few amounts", "hardly any invoice of several lines", "nothing"],
)
def test_what_may_be_chance_is_no_question(invoices: list[str], amounts: list[str]) -> None:
    assert found(invoices, amounts) == ""


def test_where_no_amount_of_an_invoice_is_there_nothing_repeats() -> None:
    assert repeated_field(["net_amount", "gross_amount", "invoice_no"]) == "net_amount"
    assert repeated_field(["gross_amount", "invoice_no"]) == "gross_amount"
    assert repeated_field(["net_amount"]) is repeated_field(["invoice_no"]) is None
    assert repeat_facts(lines(net_amount=["1"]), ["net_amount"], SALES_LINE) is None
    assert repeat_facts(lines(net_amount=["1"]), ["net_amount", "invoice_no"], CUSTOMER) is None
