"""What the facts of sales are called, and what they count."""

from typing import NamedTuple

from kw_tui.vocabulary.texts import Text


class FactWords(NamedTuple):
    """The name of a fact, and in one sentence what it is made of."""

    label: Text
    meaning: Text


def told(german: str, english: str, meaning_de: str, meaning_en: str) -> FactWords:
    """Name and meaning, each in German and English."""
    return FactWords(Text(german, english), Text(meaning_de, meaning_en))


PERIOD = {
    "revenue_invoiced": told(
        "Fakturiert", "Invoiced", "Summe der Nettobeträge der Rechnungszeilen", "sum of the net amounts of sales lines"
    ),
    "list_revenue": told(
        "Listenumsatz",
        "List revenue",
        "Summe der Listenbeträge (oder Menge x Listenpreis, oder Netto vor Rabatt; sonst Netto), ohne Gutschriften",
        "sum of list amounts (or quantity x list price, or net before discount; else net), without credits",
    ),
    "line_discount": told(
        "Zeilenrabatt",
        "Line discount",
        "Listenumsatz minus Nettobetrag der Rechnungszeilen, ohne Gutschriften",
        "list revenue minus net amount of the sales lines, without credits",
    ),
    "credit_notes": told(
        "Gutschriften",
        "Credit notes",
        "Summe der Beträge von Gutschriften und Stornos, positiv gezählt",
        "sum of the amounts of credits and cancellations, counted as positive",
    ),
    "cash_discount": told("Skonto", "Cash discount", "Summe der Spalte Skonto", "sum of the column cash discount"),
    "bonus": told("Bonus", "Bonus", "Summe der Spalte Bonus", "sum of the column bonus"),
    "goods": told(
        "Wareneinsatz",
        "Goods",
        "Summe des Wareneinsatzes der Rechnungszeilen (oder Menge x Einstandspreis, oder Netto minus Rohertrag)",
        "sum of the goods of the sales lines (or quantity x unit cost, or net minus margin)",
    ),
    "freight": told("Getragene Fracht", "Freight borne", "Summe der Spalte Fracht", "sum of the column freight"),
    "lines": told("Positionen", "Lines", "Zahl der Rechnungszeilen", "number of sales lines"),
    "lines_without_cost": told(
        "Positionen ohne Wareneinsatz",
        "Lines without goods",
        "Zahl der Rechnungszeilen, die keinen Wareneinsatz nennen",
        "number of sales lines that tell no goods",
    ),
    "return_lines": told(
        "Retourenpositionen",
        "Return lines",
        "Zahl der Zeilen von Gutschriften und Stornos",
        "number of lines of credits and cancellations",
    ),
    "orders": told(
        "Aufträge", "Orders", "Zahl der Rechnungen mit positivem Netto", "number of invoices of positive net"
    ),
    "occasions": told(
        "Kauftage", "Days with an order", "Zahl der Tage mit positivem Netto", "number of days of positive net"
    ),
    "products": told(
        "Artikel", "Products", "Zahl verschiedener verkaufter Artikel", "number of different products sold"
    ),
    "paid_amount": told(
        "Bezahlter Betrag",
        "Amount paid",
        "Netto der Verkaufszeilen mit Zahlungsdatum",
        "net of the sales lines with a date of payment",
    ),
    "paid_days": told(
        "Betrag x Tage bis Zahlung",
        "Amount x days to pay",
        "Netto x Tage vom Rechnungsdatum zur Zahlung, summiert",
        "net x days from invoice to payment, summed",
    ),
    "due_amount": told(
        "Bezahlter Betrag mit Fälligkeit",
        "Amount paid that was due",
        "Netto der bezahlten Verkaufszeilen mit Fälligkeit",
        "net of the sales lines paid that have a due date",
    ),
    "late_days": told(
        "Betrag x Tage über Fälligkeit",
        "Amount x days beyond due",
        "Netto x Tage von der Fälligkeit zur Zahlung, summiert",
        "net x days from due date to payment, summed",
    ),
    "late_cash_discount": told(
        "Skonto nach Fälligkeit",
        "Cash discount after due date",
        "Skonto der Zeilen, die nach ihrer Fälligkeit bezahlt wurden",
        "cash discount of the lines paid after they were due",
    ),
}
"""Of a period."""
HISTORY = {
    "first_order": told("Erster Kauf", "First order", "erster Tag mit positivem Netto", "first day of positive net"),
    "last_order": told("Letzter Kauf", "Last order", "letzter Tag mit positivem Netto", "last day of positive net"),
    "gap_count": told(
        "Kaufabstände", "Gaps", "Zahl der Abstände zwischen Kauftagen", "number of gaps between days with an order"
    ),
    "gap_sum": told(
        "Summe der Kaufabstände", "Sum of the gaps", "Tage zwischen Kauftagen, summiert", "gaps in days, summed"
    ),
    "gap_sum_sq": told(
        "Quadratsumme der Kaufabstände",
        "Sum of squared gaps",
        "Quadrate der Abstände, summiert",
        "squares of the gaps, summed",
    ),
    "gap_sum_log": told(
        "Logarithmensumme der Kaufabstände",
        "Sum of the gaps' logarithms",
        "Logarithmen der Abstände, summiert",
        "logarithms of the gaps, summed",
    ),
    "profitable_occasions": told(
        "Kauftage mit Gewinn",
        "Profitable orders",
        "Kauftage mit positivem DB I, alle Zeilen mit Wareneinsatz",
        "days with an order of positive DB I, all lines with a cost of goods",
    ),
    "profitable_sum": told(
        "DB I der Kauftage mit Gewinn",
        "DB I of profitable orders",
        "DB I der Kauftage, an denen er positiv und ganz bekannt ist, summiert",
        "DB I of the days with an order on which it is positive and wholly known, summed",
    ),
    "profitable_sum_log": told(
        "Logarithmensumme der DB I",
        "Sum of the DB I's logarithms",
        "Logarithmen des DB I der Kauftage mit Gewinn, summiert",
        "logarithms of the DB I of profitable days of order, summed",
    ),
}
"""Of all days before the reference date."""
MONTHS = {
    "trend_revenue": told(
        "Umsatz der 12 Monate",
        "Revenue of 12 months",
        "Netto der Rechnungszeilen abzüglich Skonto und Bonus",
        "net of the sales lines less cash discount and bonus",
    ),
    "trend_moment": told(
        "Umsatz x Monate von der Mitte",
        "Revenue x months from the middle",
        "Netto jeder Zeile x Abstand ihres Monats von der Mitte der 12 Monate, summiert",
        "net of each line x months from the middle of the 12, summed",
    ),
}
"""Of the last twelve full months."""
SEASON = told(
    "Umsatz der kommenden Saison",
    "Revenue of the coming season",
    "Netto der Rechnungszeilen abzüglich Skonto und Bonus",
    "net of the sales lines less cash discount and bonus",
)
PRODUCTS_NEW = told(
    "Neue Artikel",
    "New products",
    "Zahl der Artikel, die im Zeitraum davor nicht gekauft wurden",
    "number of products that were not bought in the period before",
)
PRICES = {
    "priced_amount": told(
        "Wieder gekauft",
        "Bought again",
        "Netto der Artikel, die schon früher gekauft wurden",
        "net of the products that had been bought before",
    ),
    "price_days": told(
        "Preisalter mal Betrag",
        "Age of prices times amount",
        "dieses Netto mal die Tage, seit denen der heutige Preis gilt, summiert",
        "the same times the days since the price of today was first paid, summed",
    ),
    "repriced_amount": told(
        "Davon mit gesehener Preisänderung",
        "Part with a change seen",
        "der Teil davon, dessen Artikel früher einen anderen Preis hatten",
        "the part of it whose products had another price before",
    ),
}
"""Of the last year; by products, with prices as they were realised."""
