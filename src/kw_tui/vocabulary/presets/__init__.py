"""Exports of common programs, by program; `preset` says what one is."""

from kw_tui.vocabulary.presets import accounting, business_central, crm, erpnext, odoo, sap, shopify
from kw_tui.vocabulary.presets.preset import Preset

__all__ = ["PRESETS", "Preset"]

PRESETS: tuple[Preset, ...] = (
    shopify.SHOPIFY,
    *(odoo.ODOO_LINES, odoo.ODOO_INVOICES, odoo.ODOO_SALES),
    *(erpnext.ERPNEXT_REGISTER, erpnext.ERPNEXT_INVOICES),
    *(sap.SAP_FIELDS, sap.SAP_LIST),
    *(business_central.BC_LINES, business_central.BC_VALUES, business_central.BC_CUSTOMERS),
    *(accounting.LEXWARE, accounting.DATEV_POSTINGS, accounting.DATEV_DEBTORS),
    *(crm.HUBSPOT_COMPANIES, crm.HUBSPOT_DEALS, crm.HUBSPOT_TICKETS),
    *(crm.SALESFORCE_ACCOUNTS, crm.SALESFORCE_CASES, crm.SALESFORCE_OPPORTUNITIES),
)
