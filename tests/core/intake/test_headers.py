import pytest

from kw_tui.core.intake.headers import currency_of, forms, letters, normalise_header, unit_of


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Kunden-Nr.", ("kundennr",)),
        ("Umsatz (netto)", ("umsatznetto",)),
        ("Betrag (inkl. MwSt)", ("betraginklmwst", "betragbrutto")),
        ("Betrag [EUR]", ("betrag",)),
        ("VBRP-NETWR", ("vbrpnetwr", "netwr")),
        ("Re-Datum", ("redatum",)),
        ("invoice_line_ids/price_subtotal", ("invoicelineidspricesubtotal", "pricesubtotal")),
        ("Account: Industry", ("accountindustry", "industry")),
        ("Country/Region", ("countryregion",)),
        ("%", ()),
    ],
)
def test_the_fullest_form_comes_first(header: str, found: tuple[str, ...]) -> None:
    assert forms(header) == found


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Rabatt %", "percent"),
        ("Rabatt in Prozent", "percent"),
        ("Discount pct", "percent"),
        ("Rabatt (EUR)", "money"),
        ("Umsatz in €", "money"),
        ("Rabatt", None),
        ("Neuron", None),
    ],
)
def test_a_unit_in_the_header_is_seen(header: str, unit: str | None) -> None:
    assert unit_of(header) == unit


def test_umlauts_are_one_letter_however_they_are_coded() -> None:
    assert normalise_header("Wa\u0308hrung") == normalise_header("Währung") == "waehrung"
    assert letters("Straße") == "strasse"


@pytest.mark.parametrize(
    ("header", "code"),
    [("Netto USD", "USD"), ("Netto (EUR)", "EUR"), ("Betrag €", "EUR"), ("Netto", None), ("Kurs EUR/USD", None)],
)
def test_the_currency_a_header_names(header: str, code: str | None) -> None:
    assert currency_of(header) == code


@pytest.mark.parametrize("header", ["Netto (TEUR)", "Netto T€", "Umsatz Tsd. EUR", "Netto in Cent", "Umsatz in Mio. €"])
def test_thousands_and_cents_are_a_unit_of_their_own(header: str) -> None:
    assert unit_of(header) == "scaled"
    assert unit_of(header.split(maxsplit=1)[0]) is None


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
