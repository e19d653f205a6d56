"""Cells for a spreadsheet: exact, in the person's language, and unable to do anything."""

from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.tui import figures
from kw_tui.tui.copying import cells
from kw_tui.tui.widgets.fields import Field, text, words
from kw_tui.vocabulary.texts import Text

FIELDS = (
    Field("name", Text("Kunde", "Customer"), 8, text),
    Field("revenue", Text("Umsatz", "Revenue"), 8, figures.amount, "right"),
    Field("rate", Text("Rabatt", "Discount"), 8, figures.ratio, "right"),
    Field("orders", Text("=Aufträge", "Orders"), 8, figures.count, "right"),
    Field("last", Text("letzter", "Last"), 8, figures.date_or_dash),
    Field("proposal", Text("Vorschlag", "Proposal"), 8, words({"reprice": Text("Preis anpassen", "Adjust price")})),
    Field("risks", Text("Risiken", "Risks"), 8, text),
    Field("is_new", Text("neu", "new"), 8, text),
    Field("bar", Text("", ""), 8, text),
)
FRAME = pl.DataFrame(
    {
        "name": ["Müller\tKG", "=1+1", None],
        "revenue": [Decimal("1234567.5000"), Decimal("-0.10"), None],
        "rate": [0.1 + 0.2, float("nan"), None],
        "orders": [1000, 0, None],
        "last": [date(2026, 3, 31), None, None],
        "proposal": ["reprice", "other", None],
        "risks": [["a", "b"], [], None],
        "is_new": [True, False, None],
        "bar": ["█", "█", "█"],
        "not_shown": [1, 2, 3],
    }
)


def copied(lang: str) -> list[list[str]]:
    columns = [field.column(lang) for field in FIELDS]
    return [line.split("\t") for line in cells.tsv(FRAME, columns, lang).splitlines()]


def test_rows_read_as_a_spreadsheet_of_the_language_expects() -> None:
    assert copied("de") == [
        ["Kunde", "Umsatz", "Rabatt", "'=Aufträge", "letzter", "Vorschlag", "Risiken", "neu"],
        ["Müller·KG", "1234567,5", "0,3", "1000", "31.03.2026", "Preis anpassen", "a; b", "ja"],
        ["'=1+1", "-0,1", "", "0", "", "other", "", "nein"],
        ["", "", "", "", "", "", "", ""],
    ]
    assert copied("en")[1] == ["Müller·KG", "1234567.5", "0.3", "1000", "2026-03-31", "Adjust price", "a; b", "yes"]


def test_a_file_is_one_the_spreadsheet_opens() -> None:
    columns = [field.column("de") for field in FIELDS[:2]]
    assert (
        cells.csv(FRAME.head(1), columns, "de") == b"\xef\xbb\xbfKunde;Umsatz\r\nM\xc3\xbcller\xc2\xb7KG;1234567,5\r\n"
    )
    assert b"Customer,Revenue" in cells.csv(FRAME, [field.column("en") for field in FIELDS[:2]], "en")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=12))
def test_no_text_is_a_formula_or_a_command(name: str) -> None:
    frame = pl.DataFrame({"name": [name]})
    cell = cells.written(frame, [FIELDS[0].column("de")], "de")["0"][0]
    is_number = cell.startswith("-") and cell[1:].replace(".", "").replace(",", "").replace("e", "").isdigit()
    assert cell[0] not in "=+@\t\r"
    assert cell[0] != "-" or is_number or "e-" in cell or "e+" in cell
    assert not set(cell) & {chr(code) for code in (*range(32), *range(127, 160), 0x202E)}
