"""Exports of Lexware and DATEV."""

from kw_tui.vocabulary.presets.preset import preset
from kw_tui.vocabulary.texts import Text

LEXWARE = preset(
    "lexware",
    ("Lexware, Auftragspositionen", "Lexware order items"),
    "sales_line",
    "Matchcode | Kunden-Matchcode & Auftragsnr. | AuftragsNr | Auftragsnummer | Rechnungsnr. | Belegnr. & "
    "Kundennr. | KundenNr | Kundennummer | Kunden-Nr.",
    """
customer_id: Kundennr. | KundenNr | Kundennummer | Kunden-Nr.
name: Firma | Matchcode | Kunden-Matchcode
invoice_no: Rechnungsnr. | Belegnr. | Auftragsnr. | AuftragsNr | Auftragsnummer
line_no: Pos. | Position | PosNr
invoice_date: Rechnungsdatum | Belegdatum | Auftragsdatum | Datum
product_id: Artikelnr. | ArtikelNr | Artikelnummer
product_name: Bezeichnung | Artikelbezeichnung
product_group: Warengruppe
quantity: Menge
unit: Einheit | Mengeneinheit
unit_price: Einzelpreis | Einzelpreis netto | Preis
discount_pct: Rabatt % | Rabatt
net_amount: Gesamt netto | Gesamtpreis netto | Gesamtnetto | Nettobetrag
gross_amount: Gesamt brutto | Gesamtpreis brutto | Gesamtbrutto | Bruttobetrag
tax_rate: USt % | USt-Satz | Steuersatz
unit_cost: EK-Preis | Einkaufspreis
doc_type: Auftragsart | Auftragskennung | Belegart
sales_rep: Vertreter | Sachbearbeiter
-: Kurzbezeichnung | Projekt | Status | Angelegt von
""",
)
DATEV_POSTINGS = preset(
    "datev-postings",
    ("DATEV, Buchungsstapel", "DATEV postings"),
    "sales_line",
    "Umsatz (ohne Soll/Haben-Kz) | Umsatz (ohne Soll-/Haben-Kz) & Soll/Haben-Kennzeichen | Soll-/Haben-Kennzeichen & "
    "Konto & Belegdatum",
    """
gross_amount: Umsatz (ohne Soll/Haben-Kz) | Umsatz (ohne Soll-/Haben-Kz)
sign: Soll/Haben-Kennzeichen | Soll-/Haben-Kennzeichen
currency: WKZ Umsatz
customer_id: Konto
tax_key: BU-Schlüssel
tax_rate: EU-Steuersatz
invoice_date: Belegdatum
invoice_no: Belegfeld 1
product_name: Buchungstext
cash_discount: Skonto
-: Kurs | Basisumsatz | Basis-Umsatz | WKZ Basisumsatz | WKZ Basis-Umsatz | Gegenkonto (ohne BU-Schlüssel)
""",
    notes=(
        Text(
            "DATEV-Beträge sind brutto; das Kundenkonto ist das mit einer Stelle mehr als die Sachkonten",
            "DATEV amounts are gross; the customer's account is the one with a digit more than G/L accounts",
        ),
    ),
)
DATEV_DEBTORS = preset(
    "datev-debtors",
    ("DATEV, Debitoren", "DATEV debtors"),
    "customer",
    "Konto & Name (Adressatentyp Unternehmen) | Name (Adressattyp Unternehmen)",
    """
customer_id: Konto
name: Name (Adressatentyp Unternehmen) | Name (Adressattyp Unternehmen)
postcode: Postleitzahl
country: Land
-: Ort | Straße | Kurzbezeichnung | EU-Land | EU-USt-IdNr. | Anrede | Adressatentyp | Adressattyp | Telefon | E-Mail
""",
)
