"""From text cells to typed columns, each with its reason where something is wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.intake import intake
from kw_tui.core.intake.formats import Formats, decide, facts_of
from kw_tui.core.intake.intake import LINE, Reading, code_name, raw_name
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.proposing import propose
from kw_tui.core.intake.settled import Settled
from kw_tui.vocabulary.sources import SALES_LINE, TICKET
from kw_tui.vocabulary.table import Table

ROWS: dict[str, list[str | None]] = {
    "Kundennummer": ["007", None], "Rechnungsdatum": ["31.01.2024", "x"], "Netto": ["1.234,50", "-"],
}  # fmt: skip


def raw(rows: dict[str, list[str | None]]) -> pl.LazyFrame:
    height = len(next(iter(rows.values())))
    schema = {LINE: pl.Int64} | dict.fromkeys(rows, pl.String)
    return intake.raw_cells(pl.LazyFrame({LINE: range(2, height + 2), **rows}, schema=schema), tuple(rows))


def reading(rows: dict[str, list[str | None]], table: Table = SALES_LINE) -> Reading:
    few = pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String))
    mapping = propose(list(rows), few, table)
    counted = intake.statistics(raw(rows), mapping, table).collect().row(0, named=True)
    return replace(Reading.of(mapping, table, decide(facts_of(counted, mapping), mapping, table)), key="key")


def typed(rows: dict[str, list[str | None]], **changes: object) -> pl.DataFrame:
    return intake.typed(raw(rows), replace(reading(rows), **changes)).collect()


def test_fields_stand_beside_their_cells_and_codes() -> None:
    frame = typed(ROWS)
    assert frame.select("line", "customer_id", "invoice_date", "net_amount").rows() == [
        (2, "007", date(2024, 1, 31), Decimal("1234.50")),
        (3, None, None, None),
    ]
    assert frame[raw_name("Netto")].to_list() == ["1.234,50", "-"]
    assert frame[code_name("invoice_date")].to_list() == [None, "bad-date"]
    assert frame[code_name("net_amount")].to_list() == [None, "missing-required"]
    assert frame[code_name("customer_id")].to_list() == [None, None]
    assert frame["invoice_no"].to_list() == ["key-2", "key-3"]


def test_types_are_those_of_the_table() -> None:
    frame = typed({**ROWS, "Menge": ["1", "2"], "Kundenname": ["A", "B"], "Belegart": ["Rechnung", None]})
    found = [column for column in SALES_LINE.columns if column.id in frame.columns]
    assert {"quantity", "doc_type"} <= {column.id for column in found}
    for column in found:
        assert frame.schema[column.id] == column.kind.dtype, column.id


@pytest.mark.parametrize("header", ["*", "^.*$", "line", "customer_id", "raw:x", ""])
def test_no_header_is_taken_for_a_field_or_a_pattern(header: str) -> None:
    frame = pl.LazyFrame({LINE: [2], "Netto": ["1"], (header if header != LINE else "Zeile"): ["7"]})
    cells = intake.raw_cells(frame, tuple(frame.collect_schema().names()[1:])).collect()
    assert cells.columns == [LINE, "raw:Netto", raw_name(header if header != LINE else "Zeile")]
    assert cells.row(0) == (2, "1", "7")


def test_counts_are_named_by_field_and_fact() -> None:
    mapping = reading(ROWS).mapping
    counted = intake.statistics(raw(ROWS), mapping, SALES_LINE).collect()
    assert counted.height == 1
    facts = facts_of(counted.row(0, named=True), mapping)
    assert set(facts) == {"customer_id", "invoice_date", "net_amount"}
    assert (facts["net_amount"]["filled"], facts["net_amount"]["comma"], facts["net_amount"]["dot"]) == (1, 1, 0)
    assert (facts["invoice_date"]["dot"], facts["invoice_date"]["filled"]) == (1, 2)


def test_nothing_has_happened_after_the_latest_day_but_agreed_days_may_lie_ahead() -> None:
    rows = {**ROWS, "Rechnungsdatum": ["31.01.2024", "01.02.2024"], "Fällig am": ["01.03.2030", "01.03.2024"]}
    frame = typed(rows, latest=date(2024, 1, 31))
    assert frame["invoice_date"].to_list() == [date(2024, 1, 31), None]
    assert frame[code_name("invoice_date")].to_list() == [None, "date-out-of-range"]
    assert frame["due_date"].to_list() == [date(2030, 3, 1), date(2024, 3, 1)]


def test_what_was_known_to_be_wrong_goes_before_what_the_cell_shows() -> None:
    given = reading(ROWS)
    told = raw(ROWS).with_columns(fault=pl.Series([None, "ambiguous-date"], dtype=pl.String))
    frame = intake.typed(told, replace(given, faults={"Rechnungsdatum": "fault"})).collect()
    assert frame[code_name("invoice_date")].to_list() == [None, "ambiguous-date"]


def test_a_required_text_that_is_missing_is_told_a_customer_number_is_not() -> None:
    rows: dict[str, list[str | None]] = {**ROWS, "Rechnungsnummer": ["R1", None]}
    frame = typed(rows)
    assert frame[code_name("invoice_no")].to_list() == [None, "missing-required"]


def test_what_follows_from_other_columns_is_computed_only_once_asked_for() -> None:
    rows: dict[str, list[str | None]] = {
        "Kundennummer": ["1"], "Rechnungsdatum": ["31.01.2024"], "Menge": ["2"], "Einzelpreis": ["1,50"],
    }  # fmt: skip
    given = reading(rows)
    assert "net_amount" not in intake.typed_only(raw(rows), given).collect_schema()
    assert intake.typed(raw(rows), given).collect()["net_amount"].to_list() == [Decimal(3)]


def test_a_reading_leaves_out_what_nothing_is_derived_from() -> None:
    fields = ("customer_id", "invoice_date", "net_amount", "gross_amount")
    mapping = Mapping({field: field.upper() for field in fields}, dict.fromkeys(fields, "exact"))
    formats = Formats({}, {}, {})
    assert "gross_amount" not in Reading.of(mapping, SALES_LINE, formats).mapping
    assert Reading.of(mapping, SALES_LINE, formats).settled == Settled(mapping)


def test_what_stands_in_for_missing_columns_is_said() -> None:
    def said(*fields: str, table: Table = SALES_LINE) -> str:
        return " ".join(note.en for note in intake.derivation_notes(table, Mapping(dict.fromkeys(fields, "X"), {})))

    assert "each line counts as an invoice" in said("net_amount")
    assert said("net_amount", "invoice_no") == ""
    assert "computed from quantity" in said("quantity", "unit_price", "invoice_no")
    assert said(table=TICKET) == ""
