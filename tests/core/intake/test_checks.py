from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.intake import checks
from kw_tui.core.intake.cells import is_total
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.numbers import NumberFormat
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE, TABLES


@pytest.mark.parametrize(
    ("cell", "is_label"),
    [
        ("Summe", True),
        ("Summe:", True),
        ("GESAMTSUMME", True),
        ("Endsumme", True),
        ("Zwischensumme", True),
        ("Summe netto", True),
        ("Total", True),
        ("Grand Total", True),
        ("Subtotal:", True),
        ("Gesamt", True),
        ("Totalausverkauf", False),
        ("Total Energies GmbH", False),
        ("Summer & Sohn", False),
        ("Gesamtschule Köln", False),
    ],
)
def test_labels_of_totals_rows(cell: str, is_label: bool) -> None:
    assert pl.Series([cell]).str.contains(checks.LABEL).item() is is_label


@pytest.mark.parametrize(
    ("cell", "is_label"),
    [
        ("Summe", True),
        ("Summe 1001", True),
        ("Summe Kunde K-1001", True),
        ("1002 Summe", True),
        ("1002 Ergebnis", True),
        ("Gesamtergebnis", True),
        ("Übertrag", True),
        ("Uebertrag:", True),
        ("Total 1001", True),
        ("1001", False),
        ("Total Deutschland", False),
        ("Übertragungsnetz 1001", False),
        ("Gesamtschule 4", False),
        (None, False),
    ],
)
def test_labels_in_place_of_a_number(cell: str | None, is_label: bool) -> None:
    assert pl.DataFrame({"cell": [cell]}, {"cell": pl.String}).select(is_total(pl.col("cell"))).item() is is_label


def settle(candidates: list[tuple[int, str | None]], *sums: dict[int, str]) -> checks.Totals:
    amounts = [(line, None if amount is None else Decimal(amount)) for line, amount in candidates]
    return checks.settle_totals(amounts, [{at: Decimal(value) for at, value in each.items()} for each in sums])


def test_a_grand_total_is_the_control_total_a_subtotal_is_not() -> None:
    totals = settle([(4, "10"), (7, "5"), (8, "15")], {0: "10", 1: "5"})
    assert totals == checks.Totals(frozenset({4, 7, 8}), Decimal(15))
    assert settle([(4, "10"), (7, "5")], {0: "10", 1: "5"}).control is None


def test_a_total_may_include_rejected_lines() -> None:
    assert settle([(4, "12")], {0: "10"}, {0: "12"}).lines == {4}


def test_a_differing_total_is_no_totals_row_but_still_the_control_total() -> None:
    assert settle([(4, "11")], {0: "10"}) == checks.Totals(frozenset(), Decimal(11))


def test_a_label_without_amount_is_nothing() -> None:
    assert settle([(4, None), (5, "0")], {0: "10"}) == checks.Totals()


def test_running_sums_between_candidates() -> None:
    lines = pl.LazyFrame({"line": [2, 3, 5, 8], "net": ["1", "2", "4", "8"]}).with_columns(
        pl.col("net").cast(pl.Decimal(18, 4))
    )
    sums = dict(checks.running_sums(lines, "net", [4, 7]).collect().iter_rows())
    assert sums == {0: Decimal(3), 1: Decimal(4), 2: Decimal(8)}


def test_broken_totals_are_found_among_short_rows() -> None:
    rejects = pl.LazyFrame(
        {
            "line_first": [5, 6, 7],
            "code": ["short-row", "short-row", "stray-quote"],
            "raw": ["Summe;;1.234,50", "x;7,00", "Summe;8,00"],
        }
    )
    found = checks.broken_totals(rejects, ";", NumberFormat(",")).collect()
    assert found.rows() == [(5, Decimal("1234.50"))]


def test_which_cells_cost_their_line() -> None:
    mapping = Mapping({"customer_id": "a", "invoice_date": "b", "net_amount": "c"}, {})
    fatal = checks.fatal_fields(SALES_LINE, mapping)
    assert {"invoice_date", "net_amount", "cash_discount", "cost_amount"} <= fatal
    assert not {"quantity", "paid_date", "discount_pct"} & fatal
    derived = Mapping({"customer_id": "a", "invoice_date": "b", "quantity": "c", "unit_price": "d"}, {})
    assert {"quantity", "unit_price", "discount_pct"} <= checks.fatal_fields(SALES_LINE, derived)
    assert "employees" not in checks.fatal_fields(CUSTOMER, mapping)


def test_tables_named_in_rules_exist() -> None:
    known = {table.id: table for table in TABLES}
    assert set(checks.KEEPS_ANONYMOUS) <= set(known)
    assert all(key in known[table] for table, key in checks.KEYED_BY.items())
