"""The seven exports as text: cp1252, semicolons, CRLF, German headers, decimal comma."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from generator.model import Account, Activity, Concession, Condition, Customer, Ticket

Row = Sequence[str]

CUSTOMER_HEADER = (
    "Kundennummer", "Name", "PLZ", "Region", "Land", "Branche", "Mitarbeiter", "Standorte", "Rechtsform", "Kunde seit",
    "Vertrag bis", "Preisgleitklausel", "Referenzkunde", "Konzern", "Zahlungsziel (Tage)", "Letzte Preisänderung",
    "Vertriebsweg", "Betreuer", "Lieferanteil %", "Jahresbedarf",
)  # fmt: skip
TICKET_HEADER = (
    "Ticketnummer", "Kundennummer", "Erstellt am", "Erledigt am", "Minuten", "Kontakte", "Gelöst", "Erstlösung", "CES",
    "Kanal",
)  # fmt: skip
ACTIVITY_HEADER = ("Kundennummer", "Datum", "Art", "Anzahl", "Minuten", "Kosten")
CONCESSION_HEADER = ("Kundennummer", "Datum", "Art", "Listenwert", "Kosten", "Gewährt von", "Grund", "Befristet bis")
CONDITION_HEADER = ("Kundennummer", "Artikelnummer", "Warengruppe", "Rabatt %", "Gültig von", "Gültig bis")


def german_day(day: date | None) -> str:
    """dd.mm.yyyy, empty for none."""
    return f"{day:%d.%m.%Y}" if day else ""


def amount(cents: int | None, thousands: bool = False) -> str:
    """Cents as 1234,50 or 1.234,50; empty for none."""
    if cents is None:
        return ""
    whole, part = divmod(abs(cents), 100)
    digits = f"{whole:,}".replace(",", ".") if thousands else str(whole)
    return f"{'-' if cents < 0 else ''}{digits},{part:02d}"


def percent(tenths: int) -> str:
    """Tenths of a percent as 12,5."""
    return f"{tenths // 10},{tenths % 10}"


def optional(number: int | None) -> str:
    """A whole number, empty for none."""
    return "" if number is None else str(number)


def _yes(claim: bool) -> str:
    return "ja" if claim else "nein"


def write_table(path: Path, rows: Iterable[Row]) -> int:
    """Write rows, the header first, and return how many rows there are beside it."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    path.write_bytes(text.getvalue().encode("cp1252"))
    return count - 1


def customer_rows(accounts: list[Account]) -> list[Row]:
    """kunden.csv"""
    return [CUSTOMER_HEADER, *(_customer_row(account.customer) for account in accounts)]


def _customer_row(customer: Customer) -> Row:
    company = customer.company
    return (
        customer.number, company.name, company.postcode, company.region, company.country, company.industry,
        str(company.employees), str(company.sites), company.legal_form, german_day(company.since),
        german_day(company.contract_until), _yes(company.price_clause), _yes(company.reference), company.group,
        str(company.term_days), german_day(company.last_price_change), company.channel, company.rep,
        optional(company.supply_share), optional(company.annual_need),
    )  # fmt: skip


def ticket_rows(accounts: list[Account]) -> list[Row]:
    """tickets.csv, by opening day."""
    pairs = [(ticket, account.customer.number) for account in accounts for ticket in account.tickets]
    pairs.sort(key=lambda pair: (pair[0].opened, pair[1]))
    return [
        TICKET_HEADER,
        *(_ticket_row(f"T-{number:05d}", owner, ticket) for number, (ticket, owner) in enumerate(pairs, 1)),
    ]


def _ticket_row(number: str, owner: str, ticket: Ticket) -> Row:
    return (
        number, owner, german_day(ticket.opened), german_day(ticket.closed), str(ticket.minutes), str(ticket.contacts),
        _yes(ticket.resolved), _yes(ticket.first_contact), optional(ticket.ces), ticket.channel,
    )  # fmt: skip


def activity_rows(accounts: list[Account]) -> list[Row]:
    """aktivitaeten.csv, by day."""
    pairs = [(entry, account.customer.number) for account in accounts for entry in account.activities]
    pairs.sort(key=lambda pair: (pair[0].day, pair[1], pair[0].kind))
    return [ACTIVITY_HEADER, *(_activity_row(owner, entry) for entry, owner in pairs)]


def _activity_row(owner: str, entry: Activity) -> Row:
    minutes, cost = optional(entry.minutes), amount(entry.cost)
    return (owner, german_day(entry.day), entry.kind.value, str(entry.count), minutes, cost)


def concession_rows(accounts: list[Account]) -> list[Row]:
    """kulanz.csv, by day."""
    pairs = [(entry, account.customer.number) for account in accounts for entry in account.concessions]
    pairs.sort(key=lambda pair: (pair[0].day, pair[1], pair[0].kind))
    return [CONCESSION_HEADER, *(_concession_row(owner, entry) for entry, owner in pairs)]


def _concession_row(owner: str, entry: Concession) -> Row:
    values = (amount(entry.list_cents), amount(entry.cost_cents))
    return (owner, german_day(entry.day), entry.kind, *values, entry.granted_by, entry.reason, german_day(entry.until))


def condition_rows(accounts: list[Account]) -> list[Row]:
    """konditionen.csv, by customer."""
    return [
        CONDITION_HEADER,
        *(_condition_row(account.customer.number, entry) for account in accounts for entry in account.conditions),
    ]


def _condition_row(owner: str, entry: Condition) -> Row:
    span = (german_day(entry.valid_from), german_day(entry.valid_to))
    return (owner, entry.product, entry.group, percent(entry.discount), *span)
