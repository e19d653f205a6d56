from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.intake import intake
from kw_tui.core.intake.mapping import propose
from kw_tui.vocabulary.sources import SALES_LINE


def typed(rows: dict[str, list[str | None]], delimiter: str = ";") -> tuple[pl.DataFrame, intake.Formats]:
    height = len(next(iter(rows.values())))
    raw = pl.DataFrame(
        {"line": range(2, height + 2), **rows}, schema={"line": pl.Int64} | dict.fromkeys(rows, pl.String)
    )
    mapping = propose(list(rows), raw.drop("line"), SALES_LINE)
    cells = intake.raw_cells(raw.lazy(), tuple(rows))
    counted = intake.statistics(cells, mapping, SALES_LINE).collect().row(0, named=True)
    formats = intake.decide(counted, mapping, SALES_LINE, delimiter)
    return intake.typed(cells, mapping, SALES_LINE, formats, "key").collect(), formats


ROWS = {"Kundennummer": ["007", None], "Rechnungsdatum": ["31.01.2024", "x"], "Netto": ["1.234,50", "-"]}


def test_fields_stand_beside_their_cells_and_codes() -> None:
    frame, _ = typed(ROWS)
    assert frame.select("line", "customer_id", "invoice_date", "net_amount").rows() == [
        (2, "007", date(2024, 1, 31), Decimal("1234.50")),
        (3, None, None, None),
    ]
    assert frame[intake.raw_name("Netto")].to_list() == ["1.234,50", "-"]
    assert frame[intake.code_name("invoice_date")].to_list() == [None, "bad-date"]
    assert frame[intake.code_name("net_amount")].to_list() == [None, "missing-required"]
    assert frame[intake.code_name("customer_id")].to_list() == [None, None]
    assert frame["invoice_no"].to_list() == ["key-2", "key-3"]


def test_types_are_those_of_the_table() -> None:
    frame, _ = typed({**ROWS, "Menge": ["1", "2"], "Kundenname": ["A", "B"], "Belegart": ["Rechnung", None]})
    for column in SALES_LINE.columns:
        if column.id in frame.columns:
            assert frame.schema[column.id] == column.kind.dtype, column.id


def test_formats_are_decided_per_column() -> None:
    _, formats = typed({**ROWS, "Menge": ["1.5", "2.25"], "Skonto": ["1,234", "2,345"]})
    assert formats.numbers["net_amount"].mark == ","
    assert formats.numbers["quantity"].mark == "."
    assert [note.en for note in formats.notes] == ["Cash discount: the decimal mark is not certain, read as ','"]


def test_an_english_file_reads_undecided_days_month_first_and_says_so() -> None:
    rows = {"Customer ID": ["1"], "Invoice Date": ["01/02/2024"], "Net Amount": ["1.50"]}
    frame, formats = typed(rows, ",")
    assert frame["invoice_date"].to_list() == [date(2024, 1, 2)]
    assert "month/day" in formats.notes[0].en
    frame, formats = typed({**rows, "Due Date": ["13/02/2024"]}, ",")
    assert frame["invoice_date"].to_list() == [date(2024, 2, 1)]
    assert formats.notes == ()
