import polars as pl
import pytest

from kw_tui.core.intake.identities import equal, identity_facts
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE
from tests.core.intake.sales_frames import lines


def counted(frame: pl.LazyFrame) -> dict[str, float]:
    fields = [name for name in frame.collect_schema().names() if name in SALES_LINE]
    return frame.select(identity_facts(fields, SALES_LINE).values()).collect().row(0, named=True)


def test_a_column_with_one_reading_is_not_counted() -> None:
    assert identity_facts(["net_amount", "customer_id", "invoice_no"], SALES_LINE) == {}
    assert identity_facts(["name", "employees"], CUSTOMER) == {}


def test_only_lines_that_tell_the_readings_apart_are_tested() -> None:
    counts = counted(
        lines(
            net_amount=["180", "180", "0", None, "45"],
            quantity=["2", "1", "3", "2", "0"],
            list_price=["100", "200", "10", "10", "45"],
            discount_pct=["10", "10", "0", "0", "0"],
        )
    )
    assert counts["list_price|tested"] == 1
    assert counts["list_price|unit"] == 1
    assert counts["list_price|line"] == 0
    assert counts["discount|tested"] == 2
    assert counts["discount|pct"] == 2
    assert counts["discount|amount"] == 0


def test_the_sign_of_a_return_does_not_matter() -> None:
    counts = counted(lines(net_amount=["-180", "-90"], quantity=["-2", "3"], unit_price=["90", "30"]))
    assert (counts["unit_price|tested"], counts["unit_price|unit"]) == (2, 2)


@pytest.mark.parametrize(
    ("value", "target", "quantity", "agrees"),
    [
        (100.0, 100.01, 1.0, True),
        (100.0, 100.03, 1.0, False),
        (99.6, 100.0, 100.0, True),
        (98.0, 100.0, 10_000.0, False),
    ],
)
def test_equal_means_a_cent_or_the_rounding_of_the_price(
    value: float, target: float, quantity: float, agrees: bool
) -> None:
    frame = pl.DataFrame({"value": [value], "target": [target], "quantity": [quantity]})
    assert frame.select(equal(pl.col("value"), pl.col("target"))).item() is agrees


def test_usual_rates_are_known_without_a_rate_column() -> None:
    counts = counted(lines(net_amount=["100", "238", "50"], tax_amount=["19", "38", "9.50"]))
    assert (counts["amount|tested"], counts["amount|net"], counts["amount|gross"]) == (2, 1, 1)
