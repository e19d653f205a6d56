import polars as pl
import pytest

from kw_tui.core.intake.evidence import Evidence, look
from kw_tui.vocabulary.sources import SALES_LINE, table_by_id

TICKET = table_by_id("ticket")


def seen(*values: str | None) -> Evidence:
    return look(["c"], pl.DataFrame({"c": values}, schema={"c": pl.String}))["c"]


@pytest.mark.parametrize(
    ("field", "header", "values", "suits"),
    [
        ("invoice_date", "Datum", ("01.02.2024", "2.3.24"), True),
        ("invoice_date", "Datum", ("Müller",), False),
        ("currency", "WKZ", ("EUR", "USD"), True),
        ("currency", "WKZ", ("120,50", "3,00"), False),
        ("tax_rate", "MwSt", ("19", "7", "19,00"), True),
        ("tax_rate", "MwSt", ("19,17", "7,03", "104,12"), False),
        ("tax_amount", "MwSt", ("19,17", "7,03", "104,12"), True),
        ("name", "Kunde", ("10023", "10024"), False),
        ("name", "Kunde", ("Müller KG", "Fuchs GmbH"), True),
        ("sign", "S/H", ("S", "H"), True),
        ("sign", "S/H", ("12", "13"), False),
        ("pricing_unit", "per", ("1", "100"), True),
        ("pricing_unit", "per", ("17", "3"), False),
        ("discount_pct", "Rabatt EUR", ("1,5",), False),
        ("net_amount", "Marge %", ("1,5",), False),
        ("net_amount", "Netto", (None,), True),
    ],
)
def test_values_agree_or_not(field: str, header: str, values: tuple[str, ...], suits: bool) -> None:
    assert seen(*values).suits(SALES_LINE[field], header) is suits


@pytest.mark.parametrize(
    ("values", "suits"), [(("ja", "nein"), True), (("offen", "gelöst"), True), (("1.2.24",), False)]
)
def test_a_flag_is_no_day(values: tuple[str, ...], suits: bool) -> None:
    assert seen(*values).suits(TICKET["resolved"], "Erledigt") is suits


def test_the_customers_of_the_master_are_known_again() -> None:
    sample = pl.DataFrame({"a": ["1", "2", "9"], "b": ["x", "y", "z"]})
    found = look(["a", "b"], sample, customers=["1", "2"])
    assert found["a"].known == pytest.approx(2 / 3)
    assert found["b"].known == 0
    assert seen("1").known is None


def test_a_column_without_values_says_nothing() -> None:
    assert seen(None, "", " ").is_empty
    assert look(["a"], pl.DataFrame(schema={"a": pl.String}))["a"] == Evidence()
