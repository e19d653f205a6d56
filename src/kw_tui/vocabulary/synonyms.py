"""Header spellings by field, as companies' programs write them (INTAKE: mapping columns to fields).

A line is `field: spelling, spelling ...`, the best first; `table.field` is for one table only and goes before the plain
name. A `?` marks a spelling that may mean something else too: the pair is a guess to be shown, never certain. Two of
them mark one that rather means another field, and this one where the values or the other columns say so.
"""

_SPELLINGS = """
customer_id: kundennummer, kundennr, kunden-nr, kunden nr, kd-nr, kdnr, kd.-nr., kunden-id, debitor, debitorennummer, debitorennr, debitor nr., deb.-nr., deb.nr., verk. an deb.-nr., rech. an deb.-nr., adressnummer, adressnr., adress-nr., personenkonto, customer id, customer no, customer number, customer code, customerid, account id, account number, client id, client no, sell-to customer no., bill-to customer no., sold-to party, kunnr, kunag, kunrg, kunre, kunwe, partner_id, partner, partner_id/id, cust_id, kunde?, auftraggeber?, rechnungsempfänger?, regulierer?, customer?, account?, client?, ref?, partner_id/ref?, konto?
customer.customer_id: kundennummer, kundennr, kunden-nr, kunden nr, kd-nr, kdnr, kd.-nr., kunden-id, debitor, debitorennummer, debitorennr, debitor nr., deb.-nr., deb.nr., verk. an deb.-nr., rech. an deb.-nr., adressnummer, adressnr., adress-nr., personenkonto, customer id, customer no, customer number, customer code, customerid, account id, account number, client id, client no, sell-to customer no., bill-to customer no., sold-to party, kunnr, kunag, kunrg, kunre, kunwe, partner_id, partner_id/id, cust_id, ref, kunde?, auftraggeber?, rechnungsempfänger?, regulierer?, customer?, account?, client?, nr.?, no.?, id?, konto?
invoice_no: rechnungsnummer, rechnungsnr, rechnungs-nr, re-nr, re.-nr., rgnr, rg-nr., belegnummer, belegnr, beleg-nr., beleg, faktura, fakturanr, fakturanummer, vorgangsnr, belegfeld 1, invoice no, invoice number, invoice id, invoiceno, invoice, order id, document no., document number, doc no, bill no, billing document, vbeln, xblnr, belnr, move_name, move_id/name, order reference, parent, rechnung?, auftragsnummer?, auftragsnr?, order no.?, order number?, name?, nr.?, no.?, number?
line_no: position, pos., pos.-nr., positionsnr, zeilennr, line no., row id, posnr, sequence, idx, item?, item no.?, zeile?, line?, nr.?, no.?
invoice_date: rechnungsdatum, re-datum, rg-datum, belegdatum, fakturadatum, buchungsdatum, invoice date, invoicedate, order date, posting date, billing date, document date, fkdat, budat, bldat, invoice_date, invoice/bill date, posting_date, datum, date, leistungsdatum?, created at?, auftragsdatum?, lieferdatum?, paid at?
net_amount: nettobetrag, netto, nettowert, nettoumsatz, netto-umsatz, nettosumme, umsatz netto, betrag netto, nettowarenwert, erlös, erlöse, positionswert netto, positionsbetrag netto, gesamtpreis netto, rechnungsbetrag netto, zeilenbetrag, warenwert, gesamt netto, summe netto, net, net amount, net value, net sales, net total, net revenue, sales, revenue, line amount, amount excl. vat, amount excluding vat, amount without tax, untaxed amount, untaxed total, dollar_value, netwr, price_subtotal, amount_untaxed, base_net_amount, base net amount, subtotal, tax excl., umsatz?, betrag?, amount?, positionsbetrag?, positionswert?, gesamtpreis?, turnover?, sales amount?
gross_amount: brutto, bruttobetrag, bruttoumsatz, bruttowert, bruttosumme, umsatz brutto, betrag brutto, gesamt brutto, gesamtpreis brutto, rechnungsbetrag, rechnungsbetrag brutto, betrag inkl. mwst, betrag inkl. ust, gesamt inkl. mwst, endbetrag, gross, gross amount, amount including vat, amount incl. vat, total incl. vat, total including vat, price_total, amount_total, grand_total, grand total, total?, gesamtbetrag?, rechnungssumme?, gross sales?
tax_rate: steuersatz, mwst-satz, ust-satz, mehrwertsteuersatz, umsatzsteuersatz, tax rate, vat rate, vat percent, mwst?, ust?, umsatzsteuer?, mehrwertsteuer?, vat?, tax?
tax_amount: steuerbetrag, mwst-betrag, ust-betrag, mwst betrag, umsatzsteuerbetrag, vat amount, tax amount, mwsbk, mwsbp, amount_tax, price_tax, total_taxes_and_charges, total taxes and charges, taxes, mwst?, ust?, umsatzsteuer?, mehrwertsteuer?, vat?, tax?
tax_key: steuerschlüssel, bu-schlüssel, steuerkennzeichen, steuerkz, steuercode, tax code, tax key, vat code, mwskz
currency: währung, währungscode, währungskennzeichen, währg, currency, currency code, waerk, waers, currency_id, wkz?
quantity: menge, anzahl, stück, stk, liefermenge, fakturierte menge, fakt. menge, rechnungsmenge, verkaufsmenge, absatzmenge, qty, quantity, invoiced quantity, units, pieces, number_of_cds, fkimg, kwmeng, product_uom_qty, qty ordered, lineitem quantity
unit: me, mengeneinheit, einheit, einheitencode, vpe, vme, uom, unit, unit of measure, unit of measure code, vrkme, meins, product_uom_id, product_uom
list_price: listenpreis, lp, uvp, katalogpreis, grundpreis, list price, msrp, base price, price_list_rate, price list rate, lineitem compare at price, bruttopreis?, kzwi1?, kbetr??
unit_price: einzelpreis, einzelpreis netto, e-preis, ep, stückpreis, vk, vk-preis, verkaufspreis, vk netto, nettopreis, preis, unit price, unit price excl. vat, unitprice, price, sales price, netpr, price_unit, net_rate, net rate, lineitem price, rate?, kbetr?
pricing_unit: preiseinheit, kpein, peinh, pricing unit, pe?, per?, price unit?
discount_pct: rabatt %, rabatt, rabattsatz, zeilenrabatt %, zeilenrabatt, nachlass %, discount %, discount, discount percentage, line discount %, line discount, discount_percentage, rab.%, nachlass?, preisnachlass?, allowance?, rebate?
discount_amount: rabattbetrag, rabattwert, zeilenrabattbetrag, nachlassbetrag, discount amount, line discount amount, discount_amount, lineitem discount, rabatt??, discount??, nachlass??, preisnachlass??, allowance??, rebate??, kzwi2?, kzwi3?, kzwi4?, kzwi5?, kzwi6?
list_amount: listenbetrag, listenwert, bruttowarenwert, list amount, list value
cost_amount: wareneinsatz, einstandswert, einstandsbetrag, einsatz, cogs, cost amount, cost of goods, cost of goods sold, wavwr, total product cost, ek gesamt, ek-wert, herstellkosten?, hk?, selbstkosten?, mek?, cost?
unit_cost: ek-preis, ekpreis, einkaufspreis, einstandspreis, unit cost, purchase price, standard_price, purchase_price, incoming_rate, valuation_rate, valuation rate, cost per item, stprs, verpr, verr.preis, ek?, ek netto?, herstellkosten?, hk?, selbstkosten?, mek?, cost?
margin_amount: rohertrag, deckungsbeitrag, db, db1, db i, profit, margin, gross profit, marge
freight: fracht, frachtkosten, versand, versandkosten, porto, transportkosten, freight, shipping, shipping cost, delivery cost, carriage, delivery_price, kbetr??
cash_discount: skonto, skontobetrag, cash discount
cash_discount_base: skontobasis, skfbk
bonus: bonus, rückvergütung, werbekostenzuschuss, wkz??, rebate??
channel: vertriebsweg, vertriebskanal, absatzkanal, verkaufskanal, kanal, channel, sales channel, distribution channel, vtweg, team_id, source_id, source?, herkunft?, auftragsart?
sales_rep: vertreter, außendienst, aussendienst, adm, verkäufer, betreuer, kundenbetreuer, sachbearbeiter, sales rep, sales representative, salesperson, owner, account owner, account manager, pernr, vkgrp, invoice_user_id, user_id, sales_team, sales team, sales person, employee
doc_type: belegart, rechnungsart, fakturaart, fkart, document type, voucher type, move_type, vbtyp, vorgangsart?, gutschrift?, storno?, credit memo?, type?, art?
is_credit: is return, is_return, ist gutschrift, gutschrift?, storno?, credit memo?
sign: s/h, soll/haben, soll/haben-kennzeichen, soll-/haben-kennzeichen, sh-kennzeichen, shkz, s/h-kz, d/c, dr/cr, debit/credit, shkzg, vorzeichen?
debit_amount: sollbetrag, debit amount, soll?, debit?
credit_amount: habenbetrag, credit amount, haben?, credit?
product_id: artikelnummer, art.-nr., artikelnr, artikel-nr., artikel, artikelcode, materialnr, materialnummer, material, sachnummer, sachnr., teilenr, teilenummer, produktnr, produktnummer, sku, stockcode, item no., item number, product id, product no., product code, part no., part number, matnr, product_id, default_code, internal reference, item_code, item code, lineitem sku
product_name: artikelbezeichnung, bezeichnung, beschreibung, artikelname, materialkurztext, produktname, produkt, description, product name, product description, product, item name, item description, arktx, maktx, item_name, lineitem name, label, name??
product_group: warengruppe, wg, artikelgruppe, produktgruppe, sortiment, hauptwarengruppe, materialgruppe, artikelkategorie, product group, product category, product family, item group, item category, category, matkl, prodh, spart, categ_id, product_id/categ_id, item_group, product type, vendor?
contract: vertrag, vertragsnummer, vertragsnr, rahmenvertrag, wartungsvertrag, contract, contract no, contract number, contract type, agreement, vgbel, subscription_id
paid_date: bezahlt am, zahldatum, zahlungsdatum, paid date, paid at, paid on, date paid
due_date: fällig am, fälligkeit, fälligkeitsdatum, due date, due on, invoice_date_due
name: kundenname, customer name, firma, firmenname, debitorenname, name 1, kunde, company name, company, account name, client name, sold-to name, sell-to customer name, bill-to name, verk. an name, name1, name_org1, customer, partner_id/name, invoice_partner_display_name, billing company, billing name, auftraggeber?, rechnungsempfänger?, name?
customer.name: kundenname, name, customer name, firma, firmenname, debitorenname, name 1, kunde, company name, company, account name, client name, sold-to name, sell-to customer name, bill-to name, name1, name_org1, customer, display_name, invoice_partner_display_name, billing company, billing name, auftraggeber?, rechnungsempfänger?
prospect.name: firma, firmenname, name, company, company name, account name, name 1, name1, kundenname, kunde, customer name, customer, partner_name, interessent?, lead?, prospect?, opportunity?, chance?
region: region, gebiet, verkaufsgebiet, vertriebsgebiet, gebietscode, bezirk, territory, territory code, sales territory, bundesland, state, province, regio, bzirk, state_id, billing province, land?, country?, land1?, country_id?, plz?, pstlz?
customer.region: region, gebiet, verkaufsgebiet, vertriebsgebiet, gebietscode, bezirk, territory, territory code, sales territory, bundesland, state, state/region, province, regio, bzirk, state_id, billing province, billing state, country?, land1?, country_id?, plz?, pstlz?, land?
prospect.region: region, gebiet, verkaufsgebiet, vertriebsgebiet, gebietscode, bezirk, territory, bundesland, state, state/region, province, regio, bzirk, state_id
postcode: plz, postleitzahl, postcode, post code, postal code, zip, zip code, billing zip, pstlz
country: land, country, country code, country/region, land1, country_id, billing country, ländercode
industry: branche, branchenschlüssel, branchencode, wz-code, kundengruppe, kundengruppencode, industry, sector, segment, sic, nace, business type, customer group, brsch, bran1, kdgrp, industry_id, customer_group
employees: mitarbeiter, mitarbeiterzahl, anzahl mitarbeiter, ma, beschäftigte, employees, no. of employees, number of employees, numberofemployees, headcount, jmzah, no_of_employees
annual_revenue: jahresumsatz, annual revenue, annualrevenue
sites: standorte, anzahl standorte, filialen, niederlassungen, werke, sites, locations, branches
contacts: ansprechpartner, contacts
decision_path: entscheidungsweg, decision path
main_competitor: hauptwettbewerber, wettbewerber, main competitor, competitor
supply_share: lieferanteil, lieferanteil %, supply share, share of wallet
annual_need: jahresbedarf, annual need
growth: wachstum, wachstum %, growth
group_id: konzern, konzernnr, group, group id, parent, parent company, parentid, parent account
legal_form: rechtsform, legal form
customer_since: kunde seit, customer since, erdat, create date?, created date?
contract_until: vertrag bis, laufzeit bis, vertragsende, contract until, contract end
price_clause: preisgleitklausel, preisklausel, price clause
reference_customer: referenzkunde, referenz, reference customer, reference
payment_term_days: zahlungsziel, zahlungsziel tage, payment term, payment term days
last_price_change: letzte preisänderung, last price change
ticket_id: ticketnummer, ticketnr, ticket-nr., ticket-id, vorgangsnr, vorgangsnummer, meldungsnr, meldungsnummer, servicefallnr, servicefall-nr., reklamationsnr, reklamationsnummer, ticket id, ticket no, case number, case no, issue id, qmnum, object_id, ticket_ref, id?, nr.?, no.?, name?
opened_at: erstellt am, eröffnet, eröffnet am, eingang, eingangsdatum, meldedatum, angelegt am, created, created at, created date, create date, opened, opened at, qmdat, erdat, create_date, opening_date
closed_at: geschlossen am, erledigt am, abschlussdatum, gelöst am, closed, closed at, closed date, close date, solved at, resolved at, qmdab, close_date, resolution_date, resolved?, erledigt?, gelöst?, geschlossen?
minutes: minuten, bearbeitungszeit, minutes
ticket.contacts: kontakte, contacts
resolved: gelöst, erledigt, resolved, isclosed, is closed, status?, ergebnis?, sttxt?, stage_id?, ticket status?
first_contact: erstlösung, erstkontaktlösung, first contact
ces: ces, aufwandsscore, kundenaufwand, effort score, customer effort, customer effort score, bewertung?, rating?, rating_last_value?, csat?, nps?
ces_scale: ces-skala, ces scale
hours: stunden, arbeitsstunden, hours, unit_amount
hourly_rate: stundensatz, hourly rate
cost: kosten, cost, costs
date: datum, date, belegdatum, buchungsdatum, posting date, budat
kind: art, tätigkeit, leistungsart, kostenart, kind, activity, activity type, activity_type, type, cost type, kstar, lstar, kostenstelle?, cost center?, cost centre?, kostl?
count: anzahl, count
activity.minutes: minuten, minutes
concession.kind: art, kulanz, nachlass, bonus, rückvergütung, werbekostenzuschuss, wkz, kind, type, concession, goodwill, rebate
list_value: listenwert, list value, bonba
granted_by: gewährt von, granted by
reason: grund, gutschriftsgrund, reason, credit reason, augru
until: befristet bis, until
net_price: sonderpreis, nettopreis, net price, special price
condition_value: konditionsbetrag, konditionswert, condition amount, condition value, kbetr
condition_unit: konditionseinheit, konditionswährung, condition unit, konwa
condition_type: konditionsart, kondition, condition, condition type, kschl
price_list: preisgruppe, preisliste, price list, price group, pricelist_id, price_list
valid_from: gültig von, gültig ab, valid from, datab, valid_from
valid_to: gültig bis, valid to, valid until, datbi, valid_upto
prospect_id: interessentennummer, interessentennr, lead id, lead no, prospect id, opportunity id, crm.lead, id?, interessent?, lead?, prospect?, opportunity?, chance?
stage: phase, stage, stage_id, lead status, verkaufsphase
probability: wahrscheinlichkeit, wahrscheinlichkeit %, probability, probability %, chance?
expected_annual_need: erwarteter jahresbedarf, angebotswert, potenzial, expected annual need, expected_revenue, expected revenue, amount?
"""


def _read(lines: str) -> dict[str, tuple[str, ...]]:
    pairs = (line.split(": ", 1) for line in lines.strip().splitlines())
    return {field: tuple(spellings.split(", ")) for field, spellings in pairs}


_MARKED = _read(_SPELLINGS)
SYNONYMS = {field: tuple(word.rstrip("?") for word in words) for field, words in _MARKED.items()}
"""`field` or `table.field` -> its spellings, the best first."""


def _ending(mark: str) -> dict[str, frozenset[str]]:
    marked = {field: (word for word in words if word.endswith(mark)) for field, words in _MARKED.items()}
    return {field: frozenset(word.rstrip("?") for word in words) for field, words in marked.items()}


ASK = _ending("?")
"""`field` or `table.field` -> those of its spellings that may mean something else too."""
_SECOND = _ending("??")


def spellings(table_id: str, field_id: str) -> tuple[str, ...]:
    """Return the header spellings a field of a table is known by, the best first, its own id among them."""
    words = SYNONYMS.get(_key(table_id, field_id), ())
    return words if field_id in words else (field_id, *words)


def asked(table_id: str, field_id: str) -> frozenset[str]:
    """Return those spellings of a field that may mean something else too."""
    return ASK.get(_key(table_id, field_id), frozenset())


def second(table_id: str, field_id: str) -> frozenset[str]:
    """Return those spellings of a field that mean another field first."""
    return _SECOND.get(_key(table_id, field_id), frozenset())


def _key(table_id: str, field_id: str) -> str:
    own = f"{table_id}.{field_id}"
    return own if own in SYNONYMS else field_id
