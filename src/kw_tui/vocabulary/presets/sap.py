"""Exports of SAP: tables under their technical names, and lists as they stand on the screen."""

from kw_tui.vocabulary.presets.preset import preset

SAP_FIELDS = preset(
    "sap-fields",
    ("SAP, Fakturapositionen (technische Namen)", "SAP billing items (technical names)"),
    "sales_line",
    "VBELN & NETWR & FKDAT | BUDAT | ERDAT & KUNAG | KUNRG | KUNNR",
    """
customer_id: KUNAG | KUNRG | KUNNR
name: NAME1 | NAME_ORG1
invoice_no: VBELN
line_no: POSNR
invoice_date: FKDAT | BUDAT | ERDAT
product_id: MATNR
product_name: ARKTX | MAKTX
product_group: MATKL | PRODH | SPART
quantity: FKIMG | KWMENG
unit: VRKME | MEINS
unit_price: NETPR
pricing_unit: KPEIN
net_amount: NETWR
tax_amount: MWSBP | MWSBK
tax_key: MWSKZ
cost_amount: WAVWR
currency: WAERK | WAERS
doc_type: FKART | VBTYP
sign: SHKZG
cash_discount_base: SKFBK
region: REGIO | BZIRK | LAND1
industry: BRSCH | KDGRP
channel: VTWEG
sales_rep: PERNR | VKGRP
-: MANDT | BUKRS | VKORG | WERKS | PSTYV | KURRF | FKTYP | KUNRE | KUNWE | AUBEL | VGBEL | KPOSN
""",
)
SAP_LIST = preset(
    "sap-list",
    ("SAP, Fakturaliste", "SAP list of billing documents"),
    "sales_line",
    "Faktura | Billing Document | Bill.Doc. | Fakt.Nr. & Nettowert | Net Value | Net value & "
    "Auftraggeber | Regulierer | Sold-to party | Sold-To Party | Payer | Debitor",
    """
customer_id: Auftraggeber | Regulierer | Debitor | Sold-to party | Sold-To Party | Payer
name: Name 1 | Name Auftraggeber | Name Regulierer | Name of sold-to party | Name
invoice_no: Faktura | Fakt.Nr. | Billing Document | Bill.Doc.
line_no: Position | Pos. | Pos | Item
invoice_date: Fakturadatum | Fakt.datum | Fakt.-Dat. | Fakt.Dat. | Billing Date | Bill. Date | Billing date
product_id: Material | Materialnummer
product_name: Bezeichnung | Materialkurztext | Kurztext | Description | Item Description
product_group: Warengruppe | WGr | Material Group | Matl Group
quantity: Fakturierte Menge | Fakt. Menge | Fakt.Menge | Billed Quantity | Inv. quantity
unit: VME | ME | Verkaufsmengeneinheit | SU | Sales Unit
unit_price: Nettopreis | Net price | Net Price
pricing_unit: pro | per | Preiseinheit | Pricing unit
net_amount: Nettowert | Net Value | Net value
tax_amount: Steuerbetrag | Tax Amount
cost_amount: Verrechnungswert | Verrechnungspreis | Cost
currency: Währg | Währung | BWähr | Curr. | Currency | Crcy
doc_type: Fakturaart | FkArt | Billing Type | BillT
channel: Vertriebsweg | VWeg | VtWeg | Distribution Channel | DChl
region: Region | Rg | Bezirk | Sales District
industry: Branche | KGr | Kundengruppe | Customer Group
sales_rep: VkGrp | Verkäufergruppe | Sales Group
-: VkOrg | Verkaufsorganisation | Sales Organization | SOrg. | Sp | Sparte | Division | Angelegt von | Created by
""",
)
