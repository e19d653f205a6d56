"""Exports of Business Central and Navision, in English and German."""

from kw_tui.vocabulary.presets.preset import preset

BC_LINES = preset(
    "bc-lines",
    ("Business Central, gebuchte Verkaufsrechnungszeilen", "Business Central posted sales invoice lines"),
    "sales_line",
    "Sell-to Customer No. | Verk. an Deb.-Nr. & Document No. | Belegnr. & No. | Nr. & Amount | Betrag | Line Amount | "
    "Line Amount Excl. VAT | Zeilenbetrag | Zeilenbetrag ohne MwSt.",
    """
customer_id: Sell-to Customer No. | Verk. an Deb.-Nr.
name: Sell-to Customer Name | Verk. an Name
invoice_no: Document No. | Belegnr.
line_no: Line No. | Zeilennr.
invoice_date: Posting Date | Buchungsdatum | Shipment Date | Warenausg.-Datum
product_id: No. | Nr.
product_name: Description | Beschreibung
product_group: Item Category Code | Artikelkategoriencode
quantity: Quantity | Menge
unit: Unit of Measure Code | Einheitencode | Unit of Measure | Einheit
unit_price: Unit Price | Unit Price Excl. VAT | VK-Preis | VK-Preis ohne MwSt.
discount_pct: Line Discount % | Zeilenrabatt %
discount_amount: Line Discount Amount | Zeilenrabattbetrag
net_amount: Amount | Betrag | Line Amount Excl. VAT | Line Amount | Zeilenbetrag ohne MwSt. | Zeilenbetrag
gross_amount: Amount Including VAT | Betrag inkl. MwSt.
tax_rate: VAT % | MwSt. %
unit_cost: Unit Cost (LCY) | Unit Cost | Einstandspreis (MW) | Einstandspreis
-: Type | Art | Location Code | Lagerortcode | Shortcut Dimension 1 Code | Shortcutdimensionscode 1 | Posting Group
""",
)
BC_VALUES = preset(
    "bc-values",
    ("Business Central, Wertposten", "Business Central value entries"),
    "sales_line",
    "Sales Amount (Actual) | Verkaufsbetrag (tatsächlich) | Verkaufsbetrag (tatsächl.) & "
    "Source No. | Herkunftsnr. & Document No. | Belegnr.",
    """
customer_id: Source No. | Herkunftsnr.
invoice_no: Document No. | Belegnr.
line_no: Entry No. | Lfd. Nr.
invoice_date: Posting Date | Buchungsdatum
product_id: Item No. | Artikelnr.
product_name: Description | Beschreibung
quantity: Invoiced Quantity | Fakturierte Menge
net_amount: Sales Amount (Actual) | Verkaufsbetrag (tatsächlich) | Verkaufsbetrag (tatsächl.)
cost_amount: Cost Amount (Actual) | Einstandsbetrag (tatsächlich) | Einstandsbetrag (tatsächl.)
discount_amount: Discount Amount | Rabattbetrag
sales_rep: Salespers./Purch. Code | Verkäufer-/Einkäufercode
-: Item Ledger Entry Type | Artikelpostenart | Entry Type | Postenart | Document Type | Belegart | Cost per Unit
""",
)
BC_CUSTOMERS = preset(
    "bc-customers",
    ("Business Central, Debitoren", "Business Central customers"),
    "customer",
    "No. | Nr. & Name & Customer Posting Group | Debitorenbuchungsgruppe | Salesperson Code | Verkäufercode | "
    "Balance (LCY) | Saldo (MW) | Responsibility Center | Zuständigkeitseinheit",
    """
customer_id: No. | Nr.
name: Name
postcode: Post Code | ZIP Code | PLZ-Code | PLZ
country: Country/Region Code | Länder-/Regionscode | Ländercode
region: Territory Code | Gebietscode
sales_rep: Salesperson Code | Verkäufercode
industry: Customer Price Group | Debitorenpreisgruppe | Customer Group
-: Balance (LCY) | Saldo (MW) | Customer Posting Group | Debitorenbuchungsgruppe
-: Responsibility Center | Zuständigkeitseinheit
""",
    share=0.25,
)
