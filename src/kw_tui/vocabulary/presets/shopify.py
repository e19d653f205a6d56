"""Exports of Shopify."""

from kw_tui.vocabulary.presets.preset import preset
from kw_tui.vocabulary.texts import Text

SHOPIFY = preset(
    "shopify",
    ("Shopify, Bestellungen", "Shopify orders"),
    "sales_line",
    "Name & Lineitem quantity & Lineitem price",
    """
customer_id: Customer ID | Email
invoice_no: Name
invoice_date: Created at | Paid at
quantity: Lineitem quantity
unit_price: Lineitem price
list_price: Lineitem compare at price
discount_amount: Lineitem discount
order_discount: Discount Amount
order_net: Subtotal
order_tax: Taxes
order_total: Total
freight: Shipping
currency: Currency
product_id: Lineitem sku
product_name: Lineitem name
product_group: Product Type | Vendor
channel: Source
sales_rep: Employee
paid_date: Paid at
name: Billing Company | Billing Name
region: Billing Province
-: Financial Status | Fulfillment Status | Fulfilled at | Accepts Marketing | Discount Code | Refunded Amount | Tags
""",
    share=0.2,
    fill_down=(
        *("customer_id", "invoice_date", "paid_date", "currency", "name", "region", "channel", "sales_rep"),
        *("order_tax", "order_total"),
    ),
    notes=(
        Text(
            "Rabatt auf die ganze Bestellung zählt bei ihrer ersten Zeile; Erstattungen (Refunded Amount) sind nicht "
            "abgezogen",
            "a discount on the whole order counts on its first line; refunds (Refunded Amount) are not deducted",
        ),
    ),
)
