"""Header spellings by column, as companies' programs write them (INTAKE: mapping columns to fields).

A line is `column: spelling, spelling ...`; `table.column` is for one table only and goes before the plain name.
"""

_SPELLINGS = """
customer_id: kundennummer, kundennr, kunden-nr, kunden nr, kd-nr, kdnr, kunden-id, debitor, debitorennr, deb.-nr., verk. an deb.-nr., rech. an deb.-nr., adressnummer, personenkonto, customer id, customer no, customer number, customerid, account id, client id, sell-to customer no., bill-to customer no., kunnr, kunag, kunrg, partner_id, cust_id
invoice_no: rechnungsnummer, rechnungsnr, re-nr, rgnr, belegnummer, belegnr, beleg, faktura, fakturanr, belegfeld 1, invoice no, invoice number, invoice id, invoiceno, invoice, order id, document no., bill no, vbeln
invoice_date: rechnungsdatum, re-datum, belegdatum, fakturadatum, buchungsdatum, datum, invoice date, invoicedate, order date, posting date, billing date, document date, date, fkdat, budat
net_amount: nettobetrag, netto, nettowert, nettoumsatz, umsatz netto, erlös, positionswert netto, zeilenbetrag, warenwert, gesamt netto, umsatz, betrag, net amount, net value, net sales, sales, revenue, line amount, amount excl. vat, dollar_value, netwr, price_subtotal
line_no: position, pos., positionsnr, zeilennr, line no., row id, posnr
product_id: artikelnummer, art.-nr., artikelnr, artikel, materialnr, materialnummer, sachnummer, teilenr, produktnr, sku, stockcode, item no., product id, product code, part no., matnr
product_name: artikelbezeichnung, bezeichnung, beschreibung, materialkurztext, produkt, description, product name, product, item name, arktx, maktx
product_group: warengruppe, wg, artikelgruppe, produktgruppe, sortiment, hauptwarengruppe, materialgruppe, product group, product category, product family, category, matkl, item_group
quantity: menge, anzahl, stück, stk, liefermenge, fakturierte menge, rechnungsmenge, qty, quantity, units, pieces, number_of_cds, fkimg
unit: me, mengeneinheit, einheit, vpe, uom, unit, vrkme
list_price: listenpreis, lp, uvp, bruttopreis, katalogpreis, grundpreis, list price, msrp, base price
unit_price: einzelpreis, e-preis, stückpreis, vk, vk-preis, verkaufspreis, vk netto, nettopreis, preis, unit price, unitprice, price, sales price, netpr, price_unit
discount_pct: rabatt, rabatt %, zeilenrabatt %, nachlass %, discount, discount %, line discount %, discount_percentage
list_amount: listenbetrag, bruttowarenwert, list amount
cost_amount: wareneinsatz, einstandswert, herstellkosten, hk, selbstkosten, cogs, cost amount, total product cost, wavwr
unit_cost: ek, ek-preis, einkaufspreis, einstandspreis, unit cost, purchase price, standard_price, stprs
margin_amount: rohertrag, deckungsbeitrag, db, db1, db i, profit, margin, gross profit, marge
freight: fracht, frachtkosten, versand, versandkosten, porto, transportkosten, freight, shipping, delivery cost, carriage
cash_discount: skonto, cash discount
bonus: bonus, rückvergütung, rebate
currency: währung, wkz, währungscode, currency, currency code, waerk
channel: vertriebsweg, vertriebskanal, absatzkanal, kanal, channel, sales channel, distribution channel, vtweg, source
sales_rep: vertreter, außendienst, adm, verkäufer, betreuer, sachbearbeiter, sales rep, owner, account manager, pernr, invoice_user_id
doc_type: belegart, rechnungsart, document type, move_type, fkart
paid_date: bezahlt am, zahldatum, zahlungsdatum, paid date, paid at, paid on
due_date: fällig am, fälligkeit, fälligkeitsdatum, due date, due on
name: kunde, kundenname, firma, firmenname, name 1, debitorenname, customer, customer name, company, account name, sold-to name, bill-to name, name1
region: region, gebiet, verkaufsgebiet, vertriebsgebiet, bezirk, bundesland, territory, regio
industry: branche, branchenschlüssel, wz-code, kundengruppe, industry, sector, segment, brsch
customer.name: name, kunde, kundenname, firma, firmenname, name 1, debitorenname, customer, customer name, company, account name, sold-to name, bill-to name, name1
postcode: plz, postleitzahl, postcode, postal code, zip, pstlz
country: land, country, land1
employees: mitarbeiter, mitarbeiterzahl, ma, beschäftigte, employees, numberofemployees, headcount
annual_revenue: jahresumsatz, annual revenue, annualrevenue
sites: standorte, anzahl standorte, filialen, niederlassungen, werke, sites, locations, branches
contacts: ansprechpartner, contacts
decision_path: entscheidungsweg, decision path
main_competitor: hauptwettbewerber, wettbewerber, main competitor, competitor
supply_share: lieferanteil, lieferanteil %, supply share, share of wallet
annual_need: jahresbedarf, annual need
growth: wachstum, wachstum %, growth
group_id: konzern, konzernnr, group, group id, parent
legal_form: rechtsform, legal form
customer_since: kunde seit, customer since, erdat
contract_until: vertrag bis, laufzeit bis, vertragsende, contract until, contract end
price_clause: preisgleitklausel, preisklausel, price clause
reference_customer: referenzkunde, referenz, reference customer, reference
payment_term_days: zahlungsziel, zahlungsziel tage, payment term, payment term days
last_price_change: letzte preisänderung, last price change
ticket_id: ticketnummer, ticket-id, vorgangsnr, meldungsnr, servicefallnr, reklamationsnr, ticket id, case number, issue id
opened_at: erstellt am, eröffnet, eingang, meldedatum, angelegt am, created, created at, opened, opened at
closed_at: geschlossen am, erledigt am, abschlussdatum, gelöst am, closed, closed at, closed date
minutes: minuten, bearbeitungszeit, minutes
ticket.contacts: kontakte, contacts
resolved: gelöst, erledigt, resolved, isclosed
first_contact: erstlösung, erstkontaktlösung, first contact
ces: ces, aufwandsscore, kundenaufwand, effort score
ces_scale: ces-skala, ces scale
cost: kosten, cost
date: datum, date
kind: art, tätigkeit, leistungsart, kind, activity, type
count: anzahl, count
activity.minutes: minuten, minutes
concession.kind: art, kulanz, kind, type
list_value: listenwert, list value
granted_by: gewährt von, granted by
reason: grund, reason, augru
until: befristet bis, until
net_price: sonderpreis, nettopreis, net price
valid_from: gültig von, gültig ab, valid from, datab
valid_to: gültig bis, valid to, datbi
prospect_id: interessentennummer, interessent, lead, lead id, prospect, prospect id
prospect.name: name, kunde, kundenname, firma, firmenname, name 1, debitorenname, customer, customer name, company, account name, sold-to name, bill-to name, name1
stage: phase, stage
probability: wahrscheinlichkeit, wahrscheinlichkeit %, probability, probability %
expected_annual_need: erwarteter jahresbedarf, angebotswert, expected annual need, expected_revenue
"""


def _read(lines: str) -> dict[str, tuple[str, ...]]:
    pairs = (line.split(": ", 1) for line in lines.strip().splitlines())
    return {column: tuple(spellings.split(", ")) for column, spellings in pairs}


SYNONYMS = _read(_SPELLINGS)


def spellings(table_id: str, column_id: str) -> tuple[str, ...]:
    """Return the header spellings a column of a table is known by, its own id among them."""
    return (column_id, *SYNONYMS.get(f"{table_id}.{column_id}", SYNONYMS.get(column_id, ())))
