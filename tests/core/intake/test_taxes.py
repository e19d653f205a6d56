"""Whether a column called only `MwSt` holds rates or amounts."""

import polars as pl
import pytest

from kw_tui.core.intake.mapping import Mapping, override
from kw_tui.core.intake.proposing import propose
from kw_tui.core.intake.taxes import told_tax
from kw_tui.vocabulary.sources import SALES_LINE


def proposed(base: str, **columns: list[str]) -> tuple[Mapping, pl.DataFrame]:
    amounts, tax = columns["amounts"], columns["tax"]
    sample = pl.DataFrame({"Kundennr": ["1"] * len(tax), base: amounts, "MwSt": tax})
    return propose(sample.columns, sample, SALES_LINE), sample


@pytest.mark.parametrize("base", ["Brutto", "Betrag"])
@pytest.mark.parametrize(
    ("amounts", "tax", "field"),
    [
        (["59,50"] * 5, ["9,50"] * 5, "tax_amount"),
        (["119,00", "238,00", "107,00"], ["19,00", "38,00", "7,00"], "tax_amount"),
        (["1.190,00", "59,50"], ["19", "9,50"], "tax_rate"),
        (["119,00", "238,00", "107,00"], ["19", "19", "7"], "tax_rate"),
        (["119.00", "238.00"], ["19 %", "19%"], "tax_rate"),
        (["119,00", "107,00"], ["0,19", "0,07"], "tax_rate"),
        (["", ""], ["19", "7"], "tax_rate"),
    ],
)
def test_the_amounts_tell_what_the_tax_is(base: str, amounts: list[str], tax: list[str], field: str) -> None:
    mapping, sample = proposed(base, amounts=amounts, tax=tax)
    read, _ = told_tax(mapping, sample, SALES_LINE)
    assert {name for name, header in read.headers.items() if header == "MwSt"} == {field}


def test_what_is_proven_otherwise_is_told_and_what_is_not_proven_too() -> None:
    _, (moved,) = told_tax(*proposed("Brutto", amounts=["59,50"], tax=["9,50"]), SALES_LINE)
    assert "is a tax amount" in moved.in_("en")
    _, (unproven,) = told_tax(*proposed("Brutto", amounts=["100,00"], tax=["9,30"]), SALES_LINE)
    assert "--map tax_amount=MwSt" in unproven.in_("en")
    assert told_tax(*proposed("Brutto", amounts=["119,00"], tax=["19"]), SALES_LINE)[1] == ()


def test_what_a_person_says_or_the_header_is_left_alone() -> None:
    mapping, sample = proposed("Brutto", amounts=["59,50"], tax=["9,50"])
    given = override(mapping, {"tax_rate": "MwSt"}, sample.columns, SALES_LINE)
    assert told_tax(given, sample, SALES_LINE) == (given, ())
    named = sample.rename({"MwSt": "Steuersatz"})
    sure = propose(named.columns, named, SALES_LINE)
    assert told_tax(sure, named, SALES_LINE) == (sure, ())
