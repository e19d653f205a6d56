"""Exports of ERPNext: the item-wise sales register, and invoices with their items."""

from kw_tui.vocabulary.presets.preset import preset

ERPNEXT_REGISTER = preset(
    "erpnext-register",
    ("ERPNext, Umsatzregister nach Artikel", "ERPNext item-wise sales register"),
    "sales_line",
    "Item Code & Invoice & Posting Date & Amount",
    """
customer_id: Customer
name: Customer Name
industry: Customer Group
invoice_no: Invoice
invoice_date: Posting Date
product_id: Item Code
product_name: Item Name
product_group: Item Group
quantity: Stock Qty | Qty
unit: Stock UOM | UOM
unit_price: Rate
net_amount: Amount
tax_amount: Total Tax
gross_amount: Total
region: Territory
-: Description | Debit To | Mode Of Payment | Mode of Payment | Project | Company | Sales Order | Delivery Note
""",
)
ERPNEXT_INVOICES = preset(
    "erpnext-invoices",
    ("ERPNext, Rechnungen mit Positionen", "ERPNext sales invoices with items"),
    "sales_line",
    "ID | Name & Customer & Amount (Items) | Net Amount (Items) | Net Amount (Company Currency) (Items)",
    """
customer_id: Customer
name: Customer Name
industry: Customer Group
invoice_no: ID | Name
invoice_date: Posting Date | Date
is_credit: Is Return (Credit Note) | Is Return
currency: Currency
product_id: Item (Items) | Item Code (Items)
product_name: Item Name (Items)
product_group: Item Group (Items)
quantity: Quantity (Items) | Qty (Items)
unit: UOM (Items)
list_price: Price List Rate (Items)
unit_price: Net Rate (Items) | Rate (Items)
discount_pct: Discount (%) on Price List Rate with Margin (Items) | Discount Percentage (Items)
net_amount: Net Amount (Company Currency) (Items) | Net Amount (Items) | Amount (Items)
unit_cost: Incoming Rate (Items) | Valuation Rate (Items)
region: Territory
due_date: Payment Due Date | Due Date
-: Company | Grand Total | Net Total | Rounded Total | Status | Total Taxes and Charges | Discount Amount (Items)
""",
    fill_down=(
        *("invoice_no", "customer_id", "name", "industry", "invoice_date", "is_credit", "currency", "region"),
        "due_date",
    ),
)
