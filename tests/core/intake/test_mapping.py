import time

import polars as pl
import pytest

from kw_tui.core.intake.mapping import (
    guess_table,
    missing_fields,
    normalise_header,
    override,
    propose,
    require_complete,
)
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE, TABLES, table_by_id


def sample(rows: dict[str, list[str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kunden-Nr.", "KundenNr"),
        ("Kundennummer", "kundennr"),
        ("customer_id", "Customer ID"),
        ("Netto (EUR)", "netto"),
        ("Umsatz in €", "Umsatz"),
        ("Rabatt %", "Rabatt"),
        ("Größe", "groesse"),
        ("Account Number", "account no"),
    ],
)
def test_headers_that_mean_the_same_are_the_same(one: str, other: str) -> None:
    assert normalise_header(one) == normalise_header(other)


def test_known_spellings_are_exact() -> None:
    rows = {"Kd-Nr": ["1"], "Re-Datum": ["01.02.2024"], "Belegnr.": ["R1"], "Nettobetrag": ["1,50"], "Bemerkung": ["x"]}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    assert mapping.headers == {
        "customer_id": "Kd-Nr",
        "invoice_no": "Belegnr.",
        "invoice_date": "Re-Datum",
        "net_amount": "Nettobetrag",
    }
    assert set(mapping.confidence.values()) == {"exact"}
    assert mapping.unused == ("Bemerkung",)


def test_the_better_spelling_wins_and_a_column_is_used_once() -> None:
    rows = {
        "Umsatz": ["9,00"],
        "Nettobetrag": ["1,50"],
        "Buchungsdatum": ["01.02.2024"],
        "Rechnungsdatum": ["02.02.2024"],
    }
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    assert mapping.headers["net_amount"] == "Nettobetrag"
    assert mapping.headers["invoice_date"] == "Rechnungsdatum"
    assert len(set(mapping.headers.values())) == len(mapping.headers)


def test_values_that_disagree_make_a_spelling_a_guess() -> None:
    rows = {"Kundennummer": ["1", "2"], "Rechnungsdatum": ["Müller", "Meier"], "Netto": ["1,5", "2,5"]}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    assert mapping.confidence["invoice_date"] == "guess"
    assert mapping.confidence["net_amount"] == "exact"


def test_a_slip_of_the_pen_is_a_guess() -> None:
    rows = {"Kundennumer": ["1"], "Rechungsdatum": ["01.02.2024"], "Netobetrag": ["1,50"]}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    assert mapping.headers == {
        "customer_id": "Kundennumer",
        "invoice_date": "Rechungsdatum",
        "net_amount": "Netobetrag",
    }
    assert mapping.guesses == set(mapping.headers)


def test_a_likely_name_with_the_wrong_values_is_left_alone() -> None:
    rows = {"Kundennummer": ["1"], "Rechungsdatum": ["Müller"], "Netto": ["1,50"]}
    assert "invoice_date" not in propose(list(rows), sample(rows), SALES_LINE)


def test_columns_without_names_are_guessed_from_their_values() -> None:
    rows = {
        "column 1": ["00004", "00004", "00021"],
        "column 2": ["19970101", "19970118", "19970101"],
        "column 3": ["29.33", "29.73", "63.34"],
    }
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    assert mapping.headers == {"customer_id": "column 1", "invoice_date": "column 2", "net_amount": "column 3"}
    assert mapping.guesses == set(mapping.headers)


def test_given_pairs_go_before_proposed_ones() -> None:
    rows = {"Kundennummer": ["1"], "Datum": ["01.02.2024"], "Umsatz": ["1,50"], "Zahlbetrag": ["1,40"]}
    proposed = propose(list(rows), sample(rows), SALES_LINE)
    mapping = override(proposed, {"net_amount": "Zahlbetrag"}, list(rows), SALES_LINE)
    assert mapping.headers["net_amount"] == "Zahlbetrag"
    assert mapping.confidence["net_amount"] == "given"
    assert mapping.unused == ("Umsatz",)
    moved = override(proposed, {"list_amount": "Umsatz"}, list(rows), SALES_LINE)
    assert "net_amount" not in moved


@pytest.mark.parametrize("given", [{"umsatz": "Umsatz"}, {"net_amount": "Ertrag"}])
def test_unknown_fields_and_columns_are_refused(given: dict[str, str]) -> None:
    rows = {"Kundennummer": ["1"], "Umsatz": ["1,50"]}
    with pytest.raises(SourceError):
        override(propose(list(rows), sample(rows), SALES_LINE), given, list(rows), SALES_LINE)


def test_missing_columns_are_named_with_what_was_found() -> None:
    rows = {"Kundennummer": ["1"], "Ort": ["Köln"]}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    with pytest.raises(SourceError) as refused:
        require_complete(SALES_LINE, mapping, list(rows), "x.csv")
    line = refused.value.line("de")
    for part in ("x.csv", "Rechnungsdatum", "net_amount", "--map invoice_date=SPALTE", "Kundennummer, Ort"):
        assert part in line


def test_a_ledger_may_lack_its_invoice_number_and_derive_its_amount() -> None:
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", "net_amount"]) == ()
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", "quantity", "unit_price"]) == ()
    assert missing_fields(SALES_LINE, ["customer_id", "invoice_date", "quantity"]) == ("net_amount",)
    assert missing_fields(CUSTOMER, ["name"]) == ("customer_id",)


HEADERS = {
    "sales_line": "Kundennummer;Rechnungsnummer;Rechnungsdatum;Artikelnummer;Menge;Nettobetrag",
    "customer": "Kundennummer;Name;PLZ;Ort;Branche;Mitarbeiter;Betreuer",
    "ticket": "Ticketnummer;Kundennummer;Erstellt am;Erledigt am;Minuten",
    "activity": "Kundennummer;Datum;Art;Anzahl;Minuten;Kosten",
    "concession": "Kundennummer;Datum;Art;Listenwert;Kosten;Gewährt von;Grund",
    "price_condition": "Kundennummer;Artikelnummer;Rabatt %;Gültig von;Gültig bis",
    "prospect": "Interessentennummer;Name;PLZ;Branche;Phase;Wahrscheinlichkeit %",
}


@pytest.mark.parametrize("table_id", HEADERS)
def test_the_columns_tell_which_table_it_is(table_id: str) -> None:
    headers = HEADERS[table_id].split(";")
    assert guess_table(headers, sample({header: [] for header in headers})).id == table_id


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_labels_of_both_languages_are_known_spellings(table) -> None:
    for lang in ("de", "en"):
        headers = [column.label.in_(lang) for column in table.columns]
        found = propose(headers, sample({header: [] for header in headers}), table_by_id(table.id))
        assert not missing_fields(table, found.headers), (lang, found.unused)


def test_thousands_of_columns_are_paired_soon() -> None:
    headers = ["Kundennummer", "Rechnungsdatum", "Netto", *(f"Umsatz {number}" for number in range(4000))]
    sample = pl.DataFrame({header: ["1,50"] * 50 for header in headers})
    began = time.perf_counter()
    table = guess_table(headers, sample)
    assert table.id == "sales_line"
    assert propose(headers, sample, table).headers["customer_id"] == "Kundennummer"
    assert time.perf_counter() - began < 20
