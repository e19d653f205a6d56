import time

import polars as pl
import pytest

from kw_tui.core.intake.mapping import missing_fields, override, require_complete
from kw_tui.core.intake.proposing import guess_table, propose
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.sources import SALES_LINE, TABLES, table_by_id


def sample(rows: dict[str, list[str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String))


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


@pytest.mark.parametrize(
    ("rows", "headers", "guesses"),
    [
        ({"Kunde": ["10023", "10024", "10023"]}, {"customer_id": "Kunde"}, {"customer_id"}),
        ({"Kunde": ["Müller KG", "Fuchs AG", "Müller KG"]}, {"name": "Kunde"}, set()),
        (
            {"Kunde": ["K1", "K2", "K1"], "Kundenname": ["Müller", "Fuchs", "Müller"]},
            {"customer_id": "Kunde", "name": "Kundenname"},
            {"customer_id"},
        ),
        (
            {"customer": ["Müller"], "customer_name": ["Müller KG"]},
            {"customer_id": "customer", "name": "customer_name"},
            {"customer_id"},
        ),
        ({"MwSt": ["19", "7"]}, {"tax_rate": "MwSt"}, set()),
        ({"MwSt": ["19,17", "700,03"]}, {"tax_amount": "MwSt"}, {"tax_amount"}),
        ({"MwSt %": ["19", "7"]}, {"tax_rate": "MwSt %"}, set()),
        (
            {"Umsatz (netto)": ["1,50"], "Umsatz (brutto)": ["1,79"]},
            {"net_amount": "Umsatz (netto)", "gross_amount": "Umsatz (brutto)"},
            set(),
        ),
        ({"Umsatz": ["1,50"], "Netto": ["1,40"]}, {"net_amount": "Netto"}, set()),
        ({"Marge %": ["12,5"]}, {}, set()),
        ({"Name": ["INV/2024/001", "INV/2024/002"]}, {"invoice_no": "Name"}, {"invoice_no"}),
        ({"Nr.": ["1", "2"], "Belegnr.": ["R1", "R2"]}, {"invoice_no": "Belegnr.", "line_no": "Nr."}, {"line_no"}),
        ({"Datum": ["01.02.2024"], "Leistungsdatum": ["31.01.2024"]}, {"invoice_date": "Datum"}, set()),
        ({"Leistungsdatum": ["31.01.2024"]}, {"invoice_date": "Leistungsdatum"}, {"invoice_date"}),
        ({"S/H": ["S", "H"], "Soll": ["1,50", ""]}, {"sign": "S/H", "debit_amount": "Soll"}, {"debit_amount"}),
        ({"Gutschrift": ["ja", "nein"]}, {"is_credit": "Gutschrift"}, set()),
        ({"WKZ": ["EUR", "EUR"]}, {"currency": "WKZ"}, set()),
        ({"WKZ": ["", ""]}, {"currency": "WKZ"}, {"currency"}),
    ],
    ids=str,
)
def test_words_of_two_meanings(rows: dict[str, list[str]], headers: dict[str, str], guesses: set[str]) -> None:
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    assert mapping.headers == headers
    assert mapping.guesses == guesses


@pytest.mark.parametrize(
    ("values", "field"),
    [(["01.02.2024", "02.03.2024"], "closed_at"), (["ja", "nein"], "resolved"), (["x", ""], "resolved")],
)
def test_done_is_a_day_or_a_flag(values: list[str], field: str) -> None:
    assert list(propose(["Erledigt"], sample({"Erledigt": values}), table_by_id("ticket")).headers) == [field]


def test_the_master_tells_which_column_holds_customers() -> None:
    rows = {
        "column 1": ["1", "1", "2"],
        "column 2": ["70004", "70004", "70021"],
        "column 3": ["19970101", "19970118", "19970101"],
        "column 4": ["29.33", "29.73", "63.34"],
    }
    assert propose(list(rows), sample(rows), SALES_LINE).headers["customer_id"] == "column 1"
    told = propose(list(rows), sample(rows), SALES_LINE, customers=["70004", "70021"])
    assert told.headers["customer_id"] == "column 2"
    both = {"Konto": ["8400", "8400"], "Kunde": ["70004", "70021"]}
    told = propose(list(both), sample(both), SALES_LINE, customers=["70004", "70021"])
    assert told.headers["customer_id"] == "Kunde"


SHOP = {
    "Name": ["#1001", "#1001"],
    "Email": ["a@x.de", ""],
    "Created at": ["2024-02-01 10:00:00 +0100", ""],
    "Subtotal": ["52.00", ""],
    "Lineitem quantity": ["2", "1"],
    "Lineitem price": ["16.00", "20.00"],
    "Billing Company": ["", ""],
    "Billing Name": ["Ada", ""],
    "Kostenstelle": ["7", "8"],
}


def test_an_export_of_a_program_is_certain_and_named() -> None:
    assert guess_table(list(SHOP), sample(SHOP)).id == "sales_line"
    mapping = propose(list(SHOP), sample(SHOP), SALES_LINE)
    assert mapping.program is not None
    assert mapping.program.label.en == "Shopify orders"
    assert mapping.headers["invoice_no"] == "Name"
    assert mapping.headers["name"] == "Billing Name"
    assert mapping.headers["order_net"] == "Subtotal"
    assert "net_amount" not in mapping
    assert set(mapping.confidence.values()) == {"exact"}
    assert mapping.filled_down == ("customer_id", "invoice_date", "name")
    assert mapping.unused == ("Billing Company", "Kostenstelle")
    given = override(mapping, {"customer_id": "Billing Name"}, list(SHOP), SALES_LINE)
    assert given.program is mapping.program


def test_thousands_of_columns_are_paired_soon() -> None:
    headers = ["Kundennummer", "Rechnungsdatum", "Netto", *(f"Umsatz {number}" for number in range(4000))]
    sample = pl.DataFrame({header: ["1,50"] * 50 for header in headers})
    began = time.process_time()
    table = guess_table(headers, sample)
    assert table.id == "sales_line"
    assert propose(headers, sample, table).headers["customer_id"] == "Kundennummer"
    assert time.process_time() - began < 5


@pytest.mark.parametrize("amount", ["Brutto", "Nettobetrag in Cent", "Nettobetrag (TEUR)"])
def test_invoices_without_a_net_amount_are_no_master(amount: str) -> None:
    rows = {"Kundennr": ["1"], "Rechnungsnr": ["R1"], "Rechnungsdatum": ["13.03.2024"], amount: ["59,50"]}
    assert guess_table(list(rows), sample(rows)).id == "sales_line"
    with pytest.raises(SourceError) as refused:
        require_complete(SALES_LINE, propose(list(rows), sample(rows), SALES_LINE), list(rows), "x.csv")
    assert f"{amount} " in refused.value.hint.in_("en")


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Geld", ["EUR", "USD"], "currency"),
        ("KZ", ["S", "S", "H"], "sign"),
        ("Vz", ["+", "-"], "sign"),
        ("KZ", ["S", "S"], None),
        ("Farbe", ["rot", "ALU"], None),
    ],
)
def test_currencies_and_signs_are_known_by_their_values(header: str, values: list[str], field: str | None) -> None:
    rows = {"Kundennr": ["1"] * len(values), "Nettobetrag": ["1,50"] * len(values), header: values}
    mapping = propose(list(rows), sample(rows), SALES_LINE)
    assert {name for name, column in mapping.headers.items() if column == header} == ({field} if field else set())
    assert mapping.guesses == ({field} if field else set())
