"""Exports of Odoo: journal items, invoices with their lines, sales report."""

from kw_tui.vocabulary.presets.preset import preset
from kw_tui.vocabulary.texts import Text

ODOO_LINES = preset(
    "odoo-items",
    ("Odoo, Buchungszeilen (account.move.line)", "Odoo journal items (account.move.line)"),
    "sales_line",
    "price_subtotal & quantity & move_name | move_id | move_id/name & partner_id | partner_id/id | partner_id/name",
    """
customer_id: partner_id/id | partner_id/.id | partner_id/ref | partner_id
name: partner_id/name | partner_id/display_name
invoice_no: move_name | move_id/name | move_id
invoice_date: invoice_date | move_id/invoice_date | date
line_no: sequence
product_id: product_id/default_code | product_id/id | product_id
product_name: product_id/name | name
product_group: product_id/categ_id | product_id/categ_id/name | product_category_id
quantity: quantity
unit: product_uom_id
unit_price: price_unit
discount_pct: discount
net_amount: price_subtotal
gross_amount: price_total
currency: currency_id
doc_type: move_type | move_id/move_type
unit_cost: product_id/standard_price
sales_rep: invoice_user_id | move_id/invoice_user_id
channel: team_id | move_id/team_id
due_date: invoice_date_due | date_maturity
-: id | company_id | journal_id | account_id | tax_ids | debit | credit | balance | parent_state | display_type
""",
)
ODOO_INVOICES = preset(
    "odoo-invoices",
    ("Odoo, Rechnungen mit Positionen", "Odoo invoices with lines"),
    "sales_line",
    "invoice_line_ids/price_subtotal & name",
    """
customer_id: partner_id/id | partner_id/.id | partner_id/ref | partner_id
name: partner_id/name | invoice_partner_display_name
invoice_no: name
invoice_date: invoice_date | date
product_id: invoice_line_ids/product_id/default_code | invoice_line_ids/product_id
product_name: invoice_line_ids/name
product_group: invoice_line_ids/product_id/categ_id
quantity: invoice_line_ids/quantity
unit: invoice_line_ids/product_uom_id
unit_price: invoice_line_ids/price_unit
discount_pct: invoice_line_ids/discount
net_amount: invoice_line_ids/price_subtotal
gross_amount: invoice_line_ids/price_total
currency: currency_id
doc_type: move_type
sales_rep: invoice_user_id
channel: team_id
due_date: invoice_date_due
-: id | state | amount_untaxed | amount_tax | amount_total | payment_state | journal_id
""",
    fill_down=(
        *("invoice_no", "customer_id", "name", "invoice_date", "currency", "doc_type", "sales_rep", "channel"),
        "due_date",
    ),
)
_ORDERS = Text(
    "Aufträge, nicht Rechnungen: Umsatz zum Auftragsdatum", "orders, not invoices: revenue by the date of the order"
)
ODOO_SALES = preset(
    "odoo-sales",
    ("Odoo, Verkaufsanalyse", "Odoo sales report"),
    "sales_line",
    "product_uom_qty | Qty Ordered & price_subtotal | Untaxed Total & order_id | Order Reference | name",
    """
customer_id: order_partner_id/id | order_partner_id | partner_id | Customer
invoice_no: order_id/name | order_id | Order Reference | name
invoice_date: date | order_id/date_order | date_order | Order Date
product_id: product_id/default_code | product_id | Product Variant | Product
product_group: product_id/categ_id | categ_id | Product Category
quantity: product_uom_qty | Qty Ordered
unit: product_uom | product_uom_id | Unit of Measure
unit_price: price_unit | Unit Price
discount_pct: discount | Discount %
discount_amount: discount_amount | Discount Amount
net_amount: price_subtotal | Untaxed Total
gross_amount: price_total | Total
margin_amount: margin | Margin
currency: currency_id | Currency
sales_rep: salesman_id | user_id | Salesperson
channel: team_id | Sales Team
region: state_id | country_id | Customer Country
industry: industry_id | Customer Industry
-: state | Status | company_id | qty_delivered | qty_invoiced | Qty Delivered | Qty Invoiced | Company
""",
    notes=(_ORDERS,),
)
