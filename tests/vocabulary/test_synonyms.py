# ruff: noqa: E501
"""The table of spellings of INTAKE, row by row: every spelling of every column is known."""

import polars as pl
import pytest

from kw_tui.core.intake.proposing import propose
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.synonyms import ASK, SYNONYMS, asked, spellings

# what it may be | German | English, CRM | SAP | Odoo, ERPNext, Shopify
ROWS = """
sales_line.customer_id | Kundennummer; Kundennr.; Kunden-Nr; Kd-Nr; KdNr; Debitor; Debitorennr.; Deb.-Nr.; Verk. an Deb.-Nr.; Rech. an Deb.-Nr.; Adressnummer; Personenkonto | Customer ID; Customer No; Customer Number; Account ID; Client ID; Sell-to Customer No.; Bill-to Customer No. | KUNNR; KUNAG; KUNRG; KUNRE; KUNWE | partner_id; ref; Customer ID
sales_line.name sales_line.customer_id | Kunde; Kundenname; Firma; Firmenname; Name 1; Debitorenname; Auftraggeber; Rechnungsempfänger | Customer; Customer Name; Company; Account Name; Sold-to Name; Bill-to Name | NAME1; NAME_ORG1 | invoice_partner_display_name; customer_name; customer; Billing Company; Billing Name
sales_line.invoice_no | Rechnungsnummer; Rechnungsnr.; Re-Nr; RgNr; Belegnummer; Belegnr.; Beleg; Faktura; Fakturanr.; Vorgangsnr.; Belegfeld 1 | Invoice No; Invoice Number; Invoice ID; InvoiceNo; Order ID; Document No.; Bill No | VBELN; XBLNR; BELNR | move_name; parent
sales_line.invoice_no sales_line.name | | | | name; Name
sales_line.line_no | Position; Pos.; Positionsnr.; Zeilennr. | Line No.; Row ID | POSNR | sequence; idx
sales_line.line_no sales_line.product_id | | Item No. | |
sales_line.invoice_date | Rechnungsdatum; Re-Datum; Belegdatum; Fakturadatum; Buchungsdatum; Leistungsdatum; Datum | Invoice Date; Order Date; Posting Date; Billing Date; Document Date | FKDAT; BUDAT; BLDAT | invoice_date; date; posting_date; Created at
sales_line.invoice_date sales_line.paid_date | | | | Paid at
sales_line.net_amount | Nettobetrag; Netto; Nettowert; Nettoumsatz; Umsatz netto; Erlös; Positionswert netto; Zeilenbetrag; Warenwert; Gesamt netto; Umsatz; Betrag | Net Amount; Net Value; Net Sales; Sales; Revenue; Line Amount; Amount excl. VAT; Subtotal | NETWR | price_subtotal; amount_untaxed; base_net_amount; net_amount; Subtotal
sales_line.gross_amount | Brutto; Bruttobetrag; Rechnungsbetrag; Betrag inkl. MwSt; Endbetrag | Gross; Total; Amount Including VAT | | price_total; amount_total; grand_total; Total
sales_line.tax_rate sales_line.tax_amount sales_line.tax_key | MwSt; USt; Umsatzsteuer; Steuerbetrag; Steuersatz; Steuerschlüssel | VAT; Tax; Tax Rate | MWSBK; MWSBP | amount_tax; total_taxes_and_charges; Taxes
sales_line.currency | Währung; WKZ; Währungscode | Currency; Currency Code | WAERK; WAERS | currency_id; currency; Currency
sales_line.quantity | Menge; Anzahl; Stück; Stk.; Liefermenge; Fakturierte Menge; Rechnungsmenge | Qty; Quantity; Units; Pieces | FKIMG; KWMENG | quantity; qty; Lineitem quantity
sales_line.unit | ME; Mengeneinheit; Einheit; VPE | UoM; Unit | VRKME; MEINS | product_uom_id; uom
sales_line.unit_price | Einzelpreis; E-Preis; Stückpreis; VK; VK-Preis; Verkaufspreis; VK netto; Nettopreis; Preis | Unit Price; Price; Rate; Sales Price | NETPR | price_unit; rate; net_rate; Lineitem price
sales_line.unit_price sales_line.list_price sales_line.freight | | | KBETR |
sales_line.list_price | Listenpreis; LP; UVP; Bruttopreis; Katalogpreis; Grundpreis | List Price; MSRP; Base Price | KZWI1 | list_price; price_list_rate; Lineitem compare at price
sales_line.discount_pct sales_line.discount_amount | Rabatt; Rabatt %; Zeilenrabatt %; Nachlass; Preisnachlass | Discount; Discount (%); Line Discount %; Allowance; Rebate | KZWI2; KZWI3; KZWI4; KZWI5; KZWI6 | discount; discount_percentage; discount_amount; Lineitem discount
sales_line.cash_discount_base | | | SKFBK |
sales_line.cash_discount | Skonto | | |
sales_line.bonus | Bonus | | |
sales_line.cost_amount sales_line.unit_cost | EK; EK-Preis; Einkaufspreis; Einstandspreis; Einstandswert; Wareneinsatz; Herstellkosten; HK; Selbstkosten; MEK | COGS; Cost; Unit Cost; Cost Amount; Purchase Price; Total Product Cost | WAVWR; STPRS; VERPR | standard_price; purchase_price; incoming_rate; valuation_rate; Cost per item
sales_line.freight | Fracht; Frachtkosten; Versand; Versandkosten; Porto; Transportkosten | Freight; Shipping; Delivery Cost; Carriage | | delivery_price; Shipping
sales_line.product_id | Artikelnummer; Art.-Nr.; Artikel; Materialnr.; Sachnummer; Teilenr.; Produktnr. | SKU; StockCode; Product ID; Product Code; Part No. | MATNR | product_id; default_code; item_code; Lineitem sku
sales_line.product_name | Artikelbezeichnung; Bezeichnung; Beschreibung; Materialkurztext; Produkt | Description; Product; Product Name; Item Name | ARKTX; MAKTX | item_name; Lineitem name
sales_line.product_group | Warengruppe; WG; Artikelgruppe; Produktgruppe; Sortiment; Hauptwarengruppe; Materialgruppe | Product Group; Product Category; Product Family; Category | MATKL; PRODH; SPART | categ_id; item_group; Product Type; Vendor
sales_line.region | Region; Gebiet; Verkaufsgebiet; Vertriebsgebiet; Bezirk; Bundesland; Land; PLZ | Region; Territory; State; Country | REGIO; LAND1; BZIRK; PSTLZ | state_id; country_id; territory; Billing Province
customer.region customer.country customer.postcode | Region; Gebiet; Verkaufsgebiet; Vertriebsgebiet; Bezirk; Bundesland; Land; PLZ | Region; Territory; State; Country | REGIO; LAND1; BZIRK; PSTLZ | state_id; country_id; territory; Billing Province
customer.industry sales_line.industry | Branche; Branchenschlüssel; WZ-Code; Kundengruppe; Segment | Industry; Sector; SIC; NACE; Business Type | BRSCH; BRAN1; KDGRP | industry_id; industry; customer_group
customer.employees | Mitarbeiter; Mitarbeiterzahl; MA; Beschäftigte | Employees; NumberOfEmployees; Headcount | JMZAH | no_of_employees
customer.sites | Standorte; Anzahl Standorte; Filialen; Niederlassungen; Werke | Sites; Locations; Branches | |
sales_line.channel | Vertriebsweg; Vertriebskanal; Absatzkanal; Kanal; Auftragsart; Herkunft | Channel; Sales Channel; Distribution Channel; Source | VTWEG | team_id; source_id; source; Source
sales_line.sales_rep | Vertreter; Außendienst; ADM; Verkäufer; Betreuer; Sachbearbeiter | Sales Rep; Owner; Account Manager | PERNR; VKGRP | invoice_user_id; sales_team; Employee
sales_line.contract customer.contract | Vertrag; Vertragsnummer; Rahmenvertrag; Wartungsvertrag | Contract; Contract No; Contract Type; Agreement | VGBEL | subscription_id; contract
customer.contract_until | Laufzeit bis | | |
sales_line.doc_type sales_line.is_credit | Belegart; Rechnungsart; Gutschrift; Storno; Vorgangsart | Document Type; Is Return; Credit Memo | FKART; VBTYP | move_type; is_return
sales_line.sign | S/H; Soll/Haben; Soll/Haben-Kennzeichen; SHKZ | D/C; Dr/Cr | SHKZG | debit/credit
ticket.ticket_id | Ticketnummer; Ticket-ID; Vorgangsnr.; Meldungsnr.; Servicefallnr.; Reklamationsnr. | Ticket ID; Case Number; Issue ID | QMNUM; OBJECT_ID | id; ticket_ref; name
ticket.opened_at | Erstellt am; Eröffnet; Eingang; Meldedatum; Angelegt am | Created; Created At; Created Date; Opened | QMDAT; ERDAT | create_date; opening_date
ticket.closed_at ticket.resolved | Geschlossen am; Erledigt am; Abschlussdatum; Gelöst am | Closed; Closed Date; Solved At; Resolved | QMDAB | close_date; resolution_date
ticket.resolved | Gelöst; Erledigt; Status; Ergebnis | Resolved; IsClosed; Status | STTXT | stage_id; status
ticket.ces | CES; Aufwandsscore; Kundenaufwand; Bewertung | CES; Customer Effort; Customer Effort Score | | rating_last_value
activity.kind | Kostenart; Kostenstelle; Tätigkeit; Leistungsart | Activity; Cost Type; Cost Center | KSTAR; KOSTL; LSTAR | activity_type
activity.hours | Stunden | Hours | | unit_amount
activity.hourly_rate | Stundensatz | | |
activity.cost | Kosten | Cost | |
concession.kind concession.reason | Kulanz; Nachlass; Bonus; Rückvergütung; Gutschriftsgrund; Werbekostenzuschuss | Concession; Goodwill; Rebate; Credit Reason | AUGRU |
concession.list_value | | | BONBA |
price_condition.condition_type price_condition.price_list price_condition.net_price | Konditionsart; Kondition; Preisgruppe; Preisliste; Sonderpreis | Condition; Price List; Price Group | KSCHL | pricelist_id; price_list
price_condition.condition_value price_condition.condition_unit | | | KBETR; KONWA |
price_condition.valid_from price_condition.valid_to | Gültig von; Gültig bis | Valid From; Valid To | DATAB; DATBI | valid_from
prospect.prospect_id prospect.name prospect.probability prospect.expected_annual_need prospect.stage | Interessent; Lead; Potenzial; Chance; Wahrscheinlichkeit; Angebotswert | Lead; Prospect; Opportunity; Probability; Stage | | crm.lead; expected_revenue; probability
"""
AMBIGUOUS = """
sales_line | Umsatz; Betrag; Name; Source; Herkunft; WKZ; MwSt; Gutschrift; EK; Nr.; Land; KBETR; KZWI1; Leistungsdatum; Total
ticket | Status; Bewertung; CSAT; NPS; Ergebnis; Nr.
customer | Nr.; No.
prospect | Lead; Chance; Opportunity
activity | Kostenstelle
"""


def spelled() -> list[tuple[str, str]]:
    found = []
    for row in ROWS.strip().splitlines():
        fields, *columns = row.split(" |")
        words = [word.strip() for column in columns for word in column.split(";")]
        found += [(fields, word) for word in words if word]
    return list(dict.fromkeys(found))


def read_as(header: str, table_id: str) -> dict[str, str]:
    """Field -> how sure, of a file with this one column and no values."""
    mapping = propose([header], pl.DataFrame(schema={header: pl.String}), table_by_id(table_id))
    return dict(mapping.confidence)


@pytest.mark.parametrize(("fields", "header"), spelled())
def test_every_spelling_of_the_table_is_known(fields: str, header: str) -> None:
    wanted = [field.split(".") for field in fields.split()]
    tables = {table for table, _ in wanted}
    found = {(table, field) for table in tables for field in read_as(header, table)}
    assert found & {(table, field) for table, field in wanted}, found


def test_the_table_is_there_as_a_whole() -> None:
    assert len(spelled()) > 480


@pytest.mark.parametrize("row", AMBIGUOUS.strip().splitlines())
def test_what_may_mean_something_else_is_a_guess(row: str) -> None:
    table_id, words = row.split(" | ")
    for word in words.split("; "):
        assert set(read_as(word, table_id).values()) == {"guess"}, word


@pytest.mark.parametrize(
    "word", ["Nettobetrag", "Kundennr.", "Re-Datum", "Region", "Segment", "Sales", "NETWR", "Soll/Haben"]
)
def test_what_means_one_thing_is_certain(word: str) -> None:
    assert list(read_as(word, "sales_line").values()) == ["exact"]


@pytest.mark.parametrize("word", ["Name", "Land", "PLZ"])
def test_in_the_master_these_are_certain(word: str) -> None:
    assert list(read_as(word, "customer").values()) == ["exact"]


def test_a_column_is_known_by_its_own_id_and_by_what_companies_write() -> None:
    assert "customer_id" in spellings("sales_line", "customer_id")
    assert "kundennummer" in spellings("sales_line", "customer_id")


def test_a_table_can_use_a_word_of_its_own() -> None:
    assert "art" in spellings("concession", "kind")
    assert "name" not in spellings("sales_line", "net_amount")


def test_the_marks_of_doubt_are_no_part_of_a_spelling() -> None:
    assert not [word for words in SYNONYMS.values() for word in words if "?" in word]
    assert "umsatz" in asked("sales_line", "net_amount")
    assert "umsatz" in spellings("sales_line", "net_amount")
    assert set(ASK) == set(SYNONYMS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_inputs_go_by_spellings_of_their_own(table) -> None:
    shop = [field for field in table.field_ids if field.startswith("order_")]
    for column in table.inputs:
        assert column.id in shop or len(spellings(table.id, column.id)) > 1
