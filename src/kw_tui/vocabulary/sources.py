"""The seven tables kw reads (SPEC section 2). The header spellings they are known by stand in `synonyms`."""

from kw_tui.vocabulary.table import Column, Kind, Table
from kw_tui.vocabulary.texts import Text

DOC_TYPES = {
    "invoice": (
        *("rechnung", "re", "invoice", "faktura", "ausgangsrechnung", "verkaufsrechnung", "sales invoice"),
        *("lastschrift", "debit memo", "out_invoice", "f1", "f2", "l2", "m", "p"),
    ),
    "credit": (
        *("gutschrift", "gs", "gu", "retoure", "rechnungskorrektur", "verkaufsgutschrift", "credit", "credit memo"),
        *("credit note", "sales credit memo", "refund", "return", "out_refund", "g2", "o"),
    ),
    "cancel": (
        *("storno", "stornorechnung", "stornierung", "cancel", "canceled", "cancelled", "cancellation"),
        *("s1", "n", "s"),
    ),
    "credit_cancel": ("storno gutschrift", "gutschriftstorno", "credit memo cancellation", "s2"),
}
"""Kinds of papers. `credit_cancel` takes a credit back; it is stored as `cancel`, its amount stays positive."""
SIGNS = {
    "debit": ("s", "soll", "d", "dr", "debit"),
    "credit": ("h", "haben", "c", "cr", "credit"),
    "plus": ("+",),
    "minus": ("-", "\u2212", "x"),
}
"""Marks beside an amount that has no sign of its own; `x` marks a return in SAP's billing items."""
SETTLED: dict[str, tuple[str, ...]] = {
    "yes": ("erledigt", "geschlossen", "gelöst", "abgeschlossen", "behoben", "closed", "solved", "resolved", "done"),
    "no": ("offen", "neu", "in bearbeitung", "wartend", "zurückgestellt", "open", "new", "in progress", "pending"),
}
"""Words of a status that say whether a ticket is resolved."""
ACTIVITY_KINDS = {
    "visit": ("besuch", "kundenbesuch", "visit"),
    "call": ("anruf", "telefonat", "call"),
    "order": ("bestellung", "auftrag", "order"),
    "delivery": ("lieferung", "delivery"),
    "return": ("retoure", "return", "ruecksendung"),
    "dunning": ("mahnung", "dunning"),
    "marketing": ("werbung", "marketing", "mailing"),
    "other": ("sonstiges", "other"),
}

CUSTOMER_ID = Column("customer_id", Kind.ID, Text("Kundennummer", "Customer no."), required=True, example="0010234")
FIRMOGRAPHICS = (
    Column("name", Kind.TEXT, Text("Name", "Name"), example="Müller & Söhne KG"),
    Column("region", Kind.CATEGORY, Text("Region", "Region")),
    Column("postcode", Kind.ID, Text("PLZ", "Postcode")),
    Column("country", Kind.CATEGORY, Text("Land", "Country")),
    Column("industry", Kind.CATEGORY, Text("Branche", "Industry")),
    Column("employees", Kind.NUMBER, Text("Mitarbeiter", "Employees")),
    Column("annual_revenue", Kind.MONEY, Text("Jahresumsatz des Kunden", "Customer's own revenue")),
    Column("sites", Kind.NUMBER, Text("Standorte", "Sites")),
)
"""Who a customer or prospect is."""
CONTRACT = Column("contract", Kind.ID, Text("Vertrag", "Contract"))
HOURS = Column("hours", Kind.NUMBER, Text("Stunden", "Hours"), example="1,5")

SALES_LINE = Table(
    "sales_line",
    Text("Umsätze", "Sales"),
    (
        CUSTOMER_ID,
        Column("invoice_no", Kind.ID, Text("Rechnungsnummer", "Invoice no."), required=True),
        Column("invoice_date", Kind.DATE, Text("Rechnungsdatum", "Invoice date"), required=True),
        Column("net_amount", Kind.MONEY, Text("Nettobetrag", "Net amount"), required=True),
        Column("line_no", Kind.ID, Text("Position", "Line no.")),
        Column("product_id", Kind.ID, Text("Artikelnummer", "Product no."), example="400-118"),
        Column("product_name", Kind.TEXT, Text("Artikelbezeichnung", "Product name")),
        Column("product_group", Kind.CATEGORY, Text("Warengruppe", "Product group"), example="Befestigung"),
        Column("quantity", Kind.NUMBER, Text("Menge", "Quantity")),
        Column("unit", Kind.CATEGORY, Text("Einheit", "Unit")),
        Column("list_price", Kind.NUMBER, Text("Listenpreis", "List price")),
        Column("unit_price", Kind.NUMBER, Text("Einzelpreis", "Unit price")),
        Column("discount_pct", Kind.NUMBER, Text("Rabatt %", "Discount %"), example="12,5"),
        Column("list_amount", Kind.MONEY, Text("Listenbetrag", "List amount")),
        Column("cost_amount", Kind.MONEY, Text("Wareneinsatz", "Goods")),
        Column("unit_cost", Kind.NUMBER, Text("Einstandspreis", "Unit cost")),
        Column("margin_amount", Kind.MONEY, Text("Rohertrag", "Margin")),
        Column("freight", Kind.MONEY, Text("Fracht", "Freight")),
        Column("cash_discount", Kind.MONEY, Text("Skonto", "Cash discount")),
        Column("bonus", Kind.MONEY, Text("Bonus", "Bonus")),
        Column("currency", Kind.CATEGORY, Text("Währung", "Currency")),
        Column("channel", Kind.CATEGORY, Text("Vertriebsweg", "Channel"), example="Innendienst"),
        Column("sales_rep", Kind.CATEGORY, Text("Vertreter", "Sales rep"), example="Brandt"),
        Column("doc_type", Kind.CATEGORY, Text("Belegart", "Document type"), values=DOC_TYPES),
        Column("paid_date", Kind.DATE, Text("Bezahlt am", "Paid on")),
        Column("due_date", Kind.DATE, Text("Fällig am", "Due on")),
        Column("name", Kind.TEXT, Text("Kundenname", "Customer name")),
        Column("region", Kind.CATEGORY, Text("Region", "Region")),
        Column("industry", Kind.CATEGORY, Text("Branche", "Industry")),
    ),
    inputs=(
        Column("gross_amount", Kind.MONEY, Text("Bruttobetrag", "Gross amount")),
        Column("tax_rate", Kind.NUMBER, Text("Steuersatz %", "Tax rate %"), example="19"),
        Column("tax_amount", Kind.MONEY, Text("Steuerbetrag", "Tax amount")),
        Column("tax_key", Kind.CATEGORY, Text("Steuerschlüssel", "Tax code")),
        Column("sign", Kind.CATEGORY, Text("Soll/Haben-Kennzeichen", "Debit or credit"), values=SIGNS, example="S"),
        Column("debit_amount", Kind.MONEY, Text("Sollbetrag", "Debit amount")),
        Column("credit_amount", Kind.MONEY, Text("Habenbetrag", "Credit amount")),
        Column("is_credit", Kind.FLAG, Text("Ist Gutschrift", "Is credit memo"), example="ja"),
        Column("discount_amount", Kind.MONEY, Text("Rabattbetrag", "Discount amount")),
        Column("pricing_unit", Kind.NUMBER, Text("Preiseinheit", "Pricing unit"), example="100"),
        Column("order_discount", Kind.MONEY, Text("Rabatt auf den Auftrag", "Order discount")),
        Column("order_net", Kind.MONEY, Text("Auftragswert", "Order value")),
        Column("order_tax", Kind.MONEY, Text("Steuer des Auftrags", "Order tax")),
        Column("order_total", Kind.MONEY, Text("Auftragssumme", "Order total")),
        Column("cash_discount_base", Kind.MONEY, Text("Skontobasis", "Cash discount base")),
        CONTRACT,
    ),
)

CUSTOMER = Table(
    "customer",
    Text("Kundenstamm", "Customers"),
    (
        CUSTOMER_ID,
        *FIRMOGRAPHICS,
        Column("contacts", Kind.NUMBER, Text("Ansprechpartner", "Contacts")),
        Column("decision_path", Kind.CATEGORY, Text("Entscheidungsweg", "Decision path")),
        Column("main_competitor", Kind.CATEGORY, Text("Hauptwettbewerber", "Main competitor")),
        Column("supply_share", Kind.NUMBER, Text("Lieferanteil %", "Share of supply %")),
        Column("annual_need", Kind.MONEY, Text("Jahresbedarf", "Annual need")),
        Column("growth", Kind.NUMBER, Text("Wachstum %", "Growth %")),
        Column("group_id", Kind.ID, Text("Konzern", "Group")),
        Column("legal_form", Kind.CATEGORY, Text("Rechtsform", "Legal form")),
        Column("customer_since", Kind.DATE, Text("Kunde seit", "Customer since")),
        Column("contract_until", Kind.DATE, Text("Vertrag bis", "Contract until")),
        Column("price_clause", Kind.FLAG, Text("Preisgleitklausel", "Price clause")),
        Column("reference_customer", Kind.FLAG, Text("Referenzkunde", "Reference customer")),
        Column("payment_term_days", Kind.NUMBER, Text("Zahlungsziel (Tage)", "Payment term (days)")),
        Column("last_price_change", Kind.DATE, Text("Letzte Preisänderung", "Last price change")),
        Column("channel", Kind.CATEGORY, Text("Vertriebsweg", "Channel"), example="Innendienst"),
        Column("sales_rep", Kind.CATEGORY, Text("Vertreter", "Sales rep"), example="Brandt"),
    ),
    inputs=(CONTRACT,),
)

TICKET = Table(
    "ticket",
    Text("Servicefälle", "Tickets"),
    (
        Column("ticket_id", Kind.ID, Text("Ticketnummer", "Ticket no."), required=True),
        CUSTOMER_ID,
        Column("opened_at", Kind.DATE, Text("Erstellt am", "Opened"), required=True),
        Column("closed_at", Kind.DATE, Text("Erledigt am", "Closed")),
        Column("minutes", Kind.NUMBER, Text("Minuten", "Minutes")),
        Column("contacts", Kind.NUMBER, Text("Kontakte", "Contacts")),
        Column("resolved", Kind.FLAG, Text("Gelöst", "Resolved"), values=SETTLED),
        Column("first_contact", Kind.FLAG, Text("Erstlösung", "First contact")),
        Column("ces", Kind.NUMBER, Text("CES", "CES")),
        Column("ces_scale", Kind.TEXT, Text("CES-Skala", "CES scale")),
        Column("channel", Kind.CATEGORY, Text("Vertriebsweg", "Channel"), example="Innendienst"),
        Column("product_id", Kind.ID, Text("Artikelnummer", "Product no."), example="400-118"),
        Column("cost", Kind.MONEY, Text("Kosten", "Cost")),
    ),
    inputs=(HOURS,),
)

ACTIVITY = Table(
    "activity",
    Text("Aktivitäten", "Activities"),
    (
        CUSTOMER_ID,
        Column("date", Kind.DATE, Text("Datum", "Date"), required=True),
        Column("kind", Kind.CATEGORY, Text("Art", "Kind"), required=True, values=ACTIVITY_KINDS),
        Column("count", Kind.NUMBER, Text("Anzahl", "Count")),
        Column("minutes", Kind.NUMBER, Text("Minuten", "Minutes")),
        Column("cost", Kind.MONEY, Text("Kosten", "Cost")),
    ),
    inputs=(
        HOURS,
        Column("hourly_rate", Kind.NUMBER, Text("Stundensatz", "Hourly rate")),
    ),
)

CONCESSION = Table(
    "concession",
    Text("Kulanz und Gratisleistungen", "Concessions"),
    (
        CUSTOMER_ID,
        Column("date", Kind.DATE, Text("Datum", "Date"), required=True),
        Column("kind", Kind.CATEGORY, Text("Art", "Kind"), required=True),
        Column("list_value", Kind.MONEY, Text("Listenwert", "List value")),
        Column("cost", Kind.MONEY, Text("Kosten", "Cost")),
        Column("granted_by", Kind.CATEGORY, Text("Gewährt von", "Granted by")),
        Column("reason", Kind.TEXT, Text("Grund", "Reason")),
        Column("until", Kind.DATE, Text("Befristet bis", "Until")),
    ),
)

PRICE_CONDITION = Table(
    "price_condition",
    Text("Konditionen", "Price conditions"),
    (
        CUSTOMER_ID,
        Column("product_id", Kind.ID, Text("Artikelnummer", "Product no."), example="400-118"),
        Column("product_group", Kind.CATEGORY, Text("Warengruppe", "Product group"), example="Befestigung"),
        Column("discount_pct", Kind.NUMBER, Text("Rabatt %", "Discount %"), example="12,5"),
        Column("net_price", Kind.NUMBER, Text("Sonderpreis", "Net price")),
        Column("valid_from", Kind.DATE, Text("Gültig von", "Valid from"), required=True),
        Column("valid_to", Kind.DATE, Text("Gültig bis", "Valid to")),
    ),
    inputs=(
        Column("condition_value", Kind.NUMBER, Text("Konditionsbetrag", "Condition amount")),
        Column("condition_unit", Kind.CATEGORY, Text("Konditionseinheit", "Condition unit"), example="%"),
        Column("condition_type", Kind.CATEGORY, Text("Konditionsart", "Condition type")),
        Column("price_list", Kind.CATEGORY, Text("Preisliste", "Price list")),
    ),
)

PROSPECT = Table(
    "prospect",
    Text("Interessenten", "Prospects"),
    (
        Column("prospect_id", Kind.ID, Text("Interessentennummer", "Prospect no."), required=True),
        *FIRMOGRAPHICS,
        Column("stage", Kind.CATEGORY, Text("Phase", "Stage")),
        Column("probability", Kind.NUMBER, Text("Wahrscheinlichkeit %", "Probability %")),
        Column("expected_annual_need", Kind.MONEY, Text("Erwarteter Jahresbedarf", "Expected annual need")),
    ),
)
TABLES: tuple[Table, ...] = (SALES_LINE, CUSTOMER, TICKET, ACTIVITY, CONCESSION, PRICE_CONDITION, PROSPECT)


def table_by_id(table_id: str) -> Table:
    """Return one of the seven tables by id; KeyError if there is none."""
    return {table.id: table for table in TABLES}[table_id]
