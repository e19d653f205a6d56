"""umsatz.csv: preamble, header, lines by day, a few broken ones, and the company's own totals row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.catalogue import GROUPS
from generator.model import Account, Company, Product, SalesLine
from generator.tables import Row, amount, german_day, percent, write_table

SALES_HEADER = (
    "Kundennummer", "Rechnungsnummer", "Position", "Rechnungsdatum", "Artikelnummer", "Artikelbezeichnung",
    "Warengruppe", "Menge", "Listenpreis", "Rabatt %", "Nettobetrag", "Wareneinsatz", "Fracht", "Skonto", "Bonus",
    "Belegart", "Vertriebsweg", "Vertreter",
)  # fmt: skip
PREAMBLE: tuple[Row, ...] = (
    ("Nordlicht Industriebedarf GmbH & Co. KG", "Rechnungsausgang Positionen"),
    ("Export vom 01.11.2026", "Zeitraum 01.11.2023 - 31.10.2026", "Beträge in EUR"),
)
CASH_SALES = (date(2024, 6, 14), date(2026, 3, 20))
SHOP = Company(channel="Ladentheke", rep="Kasse")
# Day after whose lines a broken line is put, and what breaks it. None of them adds to the file's net sum:
# those with a bad date are free samples (net 0,00), the others have no readable net amount.
BROKEN = (
    (date(2024, 2, 28), "date", "30.02.2024"),
    (date(2024, 9, 17), "net", "1l8,40"),
    (date(2025, 4, 10), "date", "00.00.0000"),
    (date(2025, 11, 26), "net", "#WERT!"),
    (date(2026, 5, 19), "short", ""),
)


@dataclass(frozen=True, slots=True)
class SalesTotals:
    """What an importer must find in umsatz.csv; the net sum in cents covers accepted and customerless lines."""

    accepted: int
    without_customer: int
    rejected: int
    preamble: int
    totals: int
    accepted_net: int
    without_customer_net: int


def write_sales(path: Path, accounts: list[Account], products: list[list[Product]]) -> SalesTotals:
    """Write the file and return its known counts and sums."""
    entries = sorted(_entries(accounts), key=lambda entry: entry[0])
    cash = [_cash_sale(day, products[0][index]) for index, day in enumerate(CASH_SALES)]
    net = sum(line.net for *_, line in entries)
    cash_net = sum(line.net for line in cash)
    broken = [(fault[0], _broken(*fault, products[4][0], accounts[0])) for fault in BROKEN]
    body = list(_body(entries, cash, broken))
    total = ("Summe", *[""] * 9, amount(net + cash_net, thousands=True), *[""] * 7)
    write_table(path, [*PREAMBLE, SALES_HEADER, *body, total])
    return SalesTotals(len(entries), len(cash), len(BROKEN), len(PREAMBLE), 1, net, cash_net)


Entry = tuple[tuple[date, str, int, int], Account, SalesLine]


def _entries(accounts: list[Account]) -> Iterator[Entry]:
    for account in accounts:
        for line in account.lines:
            yield (line.day, account.customer.number, line.order, line.position), account, line


def _cash_sale(day: date, product: Product) -> SalesLine:
    """A counter sale of one pack at the article's 2023 price, without a customer."""
    price, quantity = product.list_cents, product.pack
    return SalesLine(0, day, 10, product, quantity, price, 0, price * quantity, price * quantity * product.cost // 1000)


def _body(entries: list[Entry], cash: list[SalesLine], broken: list[tuple[date, Row]]) -> Iterator[Row]:
    """All lines by day; cash sales and broken lines follow the last line of their day or before."""
    sold = [(line.day, _row("", f"BV{line.day:%y}-0001", line, SHOP)) for line in cash]
    extras = sorted(sold + broken, key=lambda extra: extra[0])
    number, previous = 0, ("", 0)
    for (day, customer, order, _), account, line in entries:
        while extras and extras[0][0] < day:
            yield extras.pop(0)[1]
        number += previous != (customer, order)
        previous = (customer, order)
        prefix = "GS" if line.credit else "RE"
        yield _row(customer, f"{prefix}{day:%y}{number:05d}", line, account.customer.company)


def _row(customer: str, number: str, line: SalesLine, company: Company) -> Row:
    product = line.product
    money = (line.net, line.cost, line.freight, line.cash_discount, line.bonus)
    return (
        customer, number, str(line.position), german_day(line.day), product.number, product.name, GROUPS[product.group],
        str(line.quantity), amount(line.list_cents, thousands=True), percent(line.discount),
        *(amount(cents, thousands=True) for cents in money),
        "Gutschrift" if line.credit else "Rechnung", company.channel, company.rep,
    )  # fmt: skip


def _broken(day: date, fault: str, text: str, product: Product, account: Account) -> Row:
    """A line no importer may accept."""
    line = SalesLine(0, day, 10, product, 1, product.list_cents, 1000 if fault == "date" else 0, 0, 0)
    customer = account.customer
    row = list(_row(customer.number, f"RE{day:%y}9{day:%m%d}", line, customer.company))
    if fault == "short":
        return row[:7]
    row[SALES_HEADER.index("Rechnungsdatum" if fault == "date" else "Nettobetrag")] = text
    return row
