"""A small session with all tables of customers: credits, split invoices, payments, tickets, activities ..."""

from datetime import date, timedelta
from pathlib import Path

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW

SALES = (
    "Kundennummer;Rechnungsnummer;Rechnungsdatum;Belegart;Artikelnummer;Warengruppe;Menge;Listenpreis;Nettobetrag;"
    "Wareneinsatz;Fracht;Skonto;Bonus;Bezahlt am;Fällig am"
)
CUSTOMERS = "Kundennummer;Name;Mitarbeiter;Branche;Lieferanteil %;Zahlungsziel (Tage);Letzte Preisänderung;Note"
TICKETS = "Ticketnummer;Kundennummer;Erstellt am;Erledigt am;Minuten;Gelöst;Erstlösung;CES;CES-Skala;Kosten"
ACTIVITIES = "Kundennummer;Datum;Art;Anzahl;Minuten;Kosten"
CONCESSIONS = "Kundennummer;Datum;Art;Listenwert;Kosten;befristet bis"
PEOPLE = 12


def made_of_all_tables(folder: Path) -> Workbench:
    """A session on 12 customers over three years; the last of them never bought."""
    files = {
        "umsatz.csv": [SALES, *(line for number in range(PEOPLE - 1) for line in _sales(number))],
        "kunden.csv": [CUSTOMERS, *map(_customer, range(PEOPLE))],
        "tickets.csv": [TICKETS, *(line for number in range(PEOPLE) for line in _tickets(number))],
        "aktivitaeten.csv": [ACTIVITIES, *(line for number in range(PEOPLE) for line in _activities(number))],
        "kulanz.csv": [CONCESSIONS, *(line for number in range(0, PEOPLE, 2) for line in _concessions(number))],
    }
    for name, lines in files.items():
        (folder / name).write_text("\r\n".join([*lines, ""]), encoding="utf-8")
    made = Workbench.open_or_new(folder / "all.kw.toml", clock=lambda: NOW)
    made.import_files([folder / name for name in files])
    return made


def _german(amount: float) -> str:
    return f"{amount:.2f}".replace(".", ",")


def _sales(number: int) -> list[str]:
    lines = []
    for order in range(8 + number % 4):
        day = date(2026, 10, 20) - timedelta(days=order * (61 + 7 * number))
        paid, due = day + timedelta(days=20 + number * 3), day + timedelta(days=30)
        for place in range(2):
            quantity = 1 + (number + order + place) % 5
            net = quantity * (40 + 10 * place) * (1 - 0.05 * (number % 4))
            is_credit = order == 3 and place == 1
            # the second line of some invoices is of the day after: one invoice over two days
            lines.append(
                f"K{number:02};R{number:02}{order:02};{day + timedelta(days=int(order == 2 and place == 1)):%d.%m.%Y};"
                f"{'Gutschrift' if is_credit else 'Rechnung'};A{(number + order + place) % 6};"
                f"G{(number + order + place) % 3};{quantity};{_german(40 + 10 * place)};"
                f"{_german(-net / 2 if is_credit else net)};{_german(net * 0.6) if order % 5 else ''};"
                f"{_german(2.5 * place)};{_german(net * 0.02)};{_german(net * 0.01)};"
                f"{'' if order == 0 else f'{paid:%d.%m.%Y}'};{due:%d.%m.%Y}"
            )
    return lines


def _customer(number: int) -> str:
    share = "" if number % 3 else "40"
    changed = date(2023, 5, 1) + timedelta(days=120 * number)
    return f"K{number:02};Firma {number};{5 * number + 3};Bau;{share};{14 + number};{changed:%d.%m.%Y};{number % 3}"


def _tickets(number: int) -> list[str]:
    lines = []
    for count in range(number % 5):
        opened = date(2026, 9, 30) - timedelta(days=100 * count)
        closed, scale = opened + timedelta(days=count), "7-1" if number == 3 else "1-7"
        lines.append(
            f"T{number:02}{count};K{number:02};{opened:%d.%m.%Y};{closed:%d.%m.%Y};{15 + count};"
            f"{'ja' if count % 2 else 'nein'};{'ja' if count % 3 else 'nein'};{1 + (number + count) % 7};{scale};"
            f"{'12,50' if count == 1 else ''}"
        )
    return lines


def _activities(number: int) -> list[str]:
    kinds = ("Besuch", "Anruf", "Lieferung", "Retoure", "Mahnung", "Werbung", "Bestellung", "Sonstiges")
    return [
        f"K{number:02};{date(2026, 10, 1) - timedelta(days=45 * place):%d.%m.%Y};{kinds[(number + place) % 8]};"
        f"{1 + place % 3};{10 * place};{'33,30' if place % 4 == 1 else ''}"
        for place in range(14)
    ]


def _concessions(number: int) -> list[str]:
    return [
        f"K{number:02};{date(2026, 10, 5) - timedelta(days=60 * place):%d.%m.%Y};"
        f"{'Express' if place % 3 else 'Muster'};{20 + place};{'7,25' if place % 2 else ''};31.03.2026"
        for place in range(number + 2)
    ]
