"""Refused lines in the layout of their source, with the reasons behind: safe in a spreadsheet, fit to come back."""

import csv

import polars as pl
import pytest

from kw_tui.core.intake import checks, correction
from kw_tui.core.intake.mapping import Mapping
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.texts import Lang

HEADERS = ("Kunde", "Text", "Netto")
MAPPING = Mapping({"customer_id": "Kunde", "net_amount": "Netto"}, {"customer_id": "exact", "net_amount": "exact"})


def refused(
    *cells: str | None, delimiter: str = ";", bucket: str = "rejected", lang: Lang = "de", **codes: str
) -> dict[str, object]:
    """What is saved of one line with these cells."""
    columns = {f"raw:{header}": cell for header, cell in zip(HEADERS, cells, strict=True)}
    faults = {f"code:{field}": codes.get(field) for field in ("customer_id", "net_amount", "invoice_no")}
    texts = {name: pl.Series([value], dtype=pl.String) for name, value in (columns | faults).items()}
    trouble = pl.DataFrame({"line": [7], checks.BUCKET: [bucket], **texts}).lazy()
    source = checks.Source(HEADERS, delimiter)
    return correction.refused(trouble, MAPPING, SALES_LINE, source, lang).collect().row(0, named=True)


def broken(raw: str, delimiter: str = ";") -> str:
    rejects = pl.LazyFrame({"line_first": [3], "code": ["short-row"], "raw": [raw]})
    return correction.broken(rejects, delimiter, "de").collect()["text"].item()


def cells_of(text: object, delimiter: str = ";") -> list[str]:
    return next(csv.reader([str(text)], delimiter=delimiter, strict=True))


def test_a_line_is_saved_as_it_was_with_every_reason() -> None:
    found = refused("K1", None, "1l8", customer_id="excel-error", net_amount="bad-number")
    why = "excel-error: Formelfehler (Kunde) | bad-number: keine lesbare Zahl (Netto)"
    assert found == {"line": 7, "text": "K1;;1l8", "why": why}


def test_reasons_are_in_the_language_that_is_spoken() -> None:
    assert refused("K1", None, "1l8", lang="en", net_amount="bad-number")["why"] == (
        "bad-number: not a readable number (Netto)"
    )
    rejects = pl.LazyFrame({"line_first": [3, 4], "code": ["short-row", "from-elsewhere"], "raw": ["a", "b"]})
    assert correction.broken(rejects, ";", "en").collect()["why"].to_list() == [
        "short-row: too few fields",
        "from-elsewhere",
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("cell", ["plain", "a;b", "a,b", "a\tb", "a|b", 'say "hi"', '"', "two\nlines"])
def test_any_cell_comes_back_as_it_was(cell: str, delimiter: str) -> None:
    text = refused("K1", cell, "x", delimiter=delimiter)["text"]
    assert next(csv.reader(str(text).splitlines(keepends=True), delimiter=delimiter)) == ["K1", cell, "x"]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-cmd|x", '=HYPERLINK("x";"y")'])
def test_no_cell_is_a_formula_to_a_spreadsheet(cell: str) -> None:
    assert cells_of(refused("K1", cell, "x")["text"]) == ["K1", f"'{cell}", "x"]


@pytest.mark.parametrize("cell", ["'=1", "''=1", "'-x", "=1", "-5,00", "'s", "'"])
def test_an_apostrophe_that_was_there_comes_back(cell: str) -> None:
    saved = pl.LazyFrame({"text": [cells_of(refused("K1", cell, "x")["text"])[1]]})
    assert correction.unguarded(saved).collect().item() == cell


@pytest.mark.parametrize("cell", ["-5,00", "+5,00", "-,5", "-.5", "5-", "+49 30 123", "a=b", "x@y.de", "-"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert cells_of(refused("K1", cell, "x")["text"]) == ["K1", cell, "x"]


@pytest.mark.parametrize("cell", ["-2+3+cmd|' /C calc'!A0", "+1+HYPERLINK(A1)"])
def test_what_begins_like_a_number_may_be_a_formula(cell: str) -> None:
    assert cells_of(refused("K1", cell, "x")["text"])[1] == f"'{cell}"


def test_a_line_that_is_no_record_is_saved_as_it_lies_but_for_formulas() -> None:
    assert broken('1;"x;-5,00;y') == '1;"x;-5,00;y'
    assert broken('=1+1;x;"=2";@y;-z') == "'=1+1;x;\"'=2\";'@y;'-z"
    assert broken("1|=2|x", "|") == "1|'=2|x"
    assert broken("'=1;x") == "''=1;x"


def test_empty_cells_between_tabs_stay_empty() -> None:
    assert broken("1\t\t\tx", "\t") == "1\t\t\tx"


def test_totals_rows_are_named_and_sound_lines_left_out() -> None:
    assert refused("Summe", None, "9", bucket="candidate")["why"] == (
        "totals-row: Summenzeile, deren Summe nicht stimmt"
    )
    with pytest.raises(pl.exceptions.OutOfBoundsError):
        refused("K1", None, "9", bucket="accepted", net_amount="precision-loss")
