import pytest

from kw_tui.core.intake.programs import paired, recognised, settled_headers

EXPORTS = {
    "shopify": "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Company,Vendor",
    "odoo-items": "move_name,partner_id/id,partner_id/name,invoice_date,product_id,quantity,price_unit,discount,"
    "price_subtotal,move_type",
    "odoo-invoices": "name,partner_id,invoice_date,invoice_line_ids/product_id,invoice_line_ids/quantity,"
    "invoice_line_ids/price_unit,invoice_line_ids/price_subtotal,move_type",
    "odoo-sales": "Order Reference,Customer,Order Date,Product,Qty Ordered,Untaxed Total,Salesperson",
    "erpnext-register": "Item Code,Item Name,Item Group,Invoice,Posting Date,Customer,Customer Name,Company,Stock Qty,"
    "Rate,Amount",
    "erpnext-invoices": "ID,Customer,Customer Name,Posting Date,Company,Item (Items),Quantity (Items),Rate (Items),"
    "Amount (Items)",
    "sap-fields": "VBELN,POSNR,FKDAT,KUNAG,NAME1,MATNR,ARKTX,FKIMG,VRKME,NETWR,WAERK,FKART,WAVWR",
    "sap-list": "Faktura,Fakt.datum,Regulierer,Name 1,Material,Bezeichnung,Fakt. Menge,ME,Nettowert,Währg",
    "bc-lines": "Belegnr.,Zeilennr.,Verk. an Deb.-Nr.,Art,Nr.,Beschreibung,Menge,Einheitencode,VK-Preis,Zeilenrabatt %,"
    "Betrag,Betrag inkl. MwSt.,Einstandspreis (MW),Buchungsdatum",
    "bc-values": "Posting Date,Document No.,Item No.,Source No.,Invoiced Quantity,Sales Amount (Actual),"
    "Cost Amount (Actual),Discount Amount",
    "bc-customers": "No.,Name,Responsibility Center,Post Code,Country/Region Code,Salesperson Code,Balance (LCY)",
    "lexware": "Auftragsnr.,Kundennr.,Matchcode,Datum,Artikelnr.,Bezeichnung,Menge,Einheit,Einzelpreis,Gesamt netto",
    "datev-postings": "Umsatz (ohne Soll/Haben-Kz),Soll/Haben-Kennzeichen,WKZ Umsatz,Konto,Belegdatum,Belegfeld 1",
    "datev-debtors": "Konto,Name (Adressatentyp Unternehmen),Postleitzahl,Ort,Land",
    "hubspot-companies": "Record ID,Company name,Company owner,Create Date,City,Industry,Number of Employees,"
    "Annual Revenue,Postal Code,Country/Region",
    "hubspot-deals": "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company",
    "hubspot-tickets": "Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Close date,Associated Company IDs",
    "salesforce-accounts": "Account ID,Account Name,Account Owner,Industry,Employees,Annual Revenue,Billing Country,"
    "Billing Zip/Postal Code",
    "salesforce-cases": "Case Number,Account Name,Subject,Status,Date/Time Opened,Date/Time Closed,Closed",
    "salesforce-opportunities": "Opportunity Name,Account Name,Stage,Probability (%),Amount,Close Date",
}


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_known_by_its_headers(export: str) -> None:
    found = recognised(EXPORTS[export].split(","))
    assert found is not None
    assert found.id == export


@pytest.mark.parametrize("export", EXPORTS)
def test_neither_case_nor_order_matter(export: str) -> None:
    headers = [header.upper() for header in reversed(EXPORTS[export].split(","))]
    found = recognised(headers)
    assert found is not None
    assert found.id == export


@pytest.mark.parametrize(
    "headers",
    [
        "Kundennummer,Rechnungsnummer,Rechnungsdatum,Artikelnummer,Menge,Nettobetrag",
        "Name,Ort,PLZ",
        "Row ID,Order ID,Order Date,Customer ID,Customer Name,Segment,Region,Product ID,Sales,Quantity,Discount,Profit",
        "column 1,column 2",
    ],
)
def test_other_files_are_no_export_of_a_program(headers: str) -> None:
    assert recognised(headers.split(",")) is None


def test_only_exports_of_the_wanted_table_count() -> None:
    headers = EXPORTS["hubspot-companies"].split(",")
    assert recognised(headers, "customer") is not None
    assert recognised(headers, "sales_line") is None


def test_fields_of_tables_are_known_with_the_name_of_the_table() -> None:
    found = recognised(
        ["VBRK-VBELN", "VBRP-NETWR", "VBRK-FKDAT", "VBRK-KUNAG", "VBRP-FKIMG", "VBRP-MATNR", "KNA1-NAME1", "VBRP-POSNR"]
    )
    assert found is not None
    assert found.id == "sap-fields"


def test_columns_are_paired_and_the_rest_is_settled() -> None:
    headers = EXPORTS["erpnext-register"].split(",")
    register = recognised(headers)
    assert register is not None
    pairs = paired(register, headers)
    assert (pairs["customer_id"], pairs["name"], pairs["net_amount"]) == ("Customer", "Customer Name", "Amount")
    assert "Company" not in pairs.values()
    assert "Company" in settled_headers(register, [*headers, "Own column"])
    assert "Own column" not in settled_headers(register, [*headers, "Own column"])


def test_an_empty_column_leaves_its_field_to_the_next_one() -> None:
    headers = EXPORTS["shopify"].split(",")
    shop = recognised(headers)
    assert shop is not None
    assert paired(shop, headers)["name"] == "Billing Company"
    assert paired(shop, headers, {"Billing Company"})["name"] == "Billing Name"
