"""DATEV's exchange format (EXTF, DTVF): what its first line says, which field stands where, and its tax keys.

Positions as on developer.datev.de, DATEV-Format, Buchungsstapel and Debitoren/Kreditoren; other programs name their
columns as they like, so a field is known by its position alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kw_tui.vocabulary.texts import Text

POSTINGS, MASTER_DATA, ACCOUNT_NAMES = 21, 16, 20
"""Categories (field 3 of the first line) of the files that hold postings, debtors and creditors, account names."""
CATEGORIES: Mapping[int, Text] = {
    MASTER_DATA: Text("Debitoren/Kreditoren", "debtors and creditors"),
    ACCOUNT_NAMES: Text("Kontenbeschriftungen", "account names"),
    POSTINGS: Text("Buchungsstapel", "a stack of postings"),
    44: Text("Textschlüssel", "text keys"),
    46: Text("Zahlungsbedingungen", "terms of payment"),
    47: Text("Kontonotizen", "account notes"),
    48: Text("Diverse Adressen", "sundry addresses"),
    62: Text("Filialen der Anlagenbuchführung", "branches of the asset accounting"),
    63: Text("Buchungssätze der Anlagenbuchführung", "postings of the asset accounting"),
    65: Text("Wiederkehrende Buchungen", "recurring postings"),
    67: Text("Buchungstextkonstanten", "constants of posting texts"),
}
VERSIONS = (510, 700)
"""Versions of the first line whose positions are known."""


@dataclass(frozen=True, slots=True)
class DatevHeader:
    """What the first line says. `fields` are the columns of the data below it, which may be fewer than DATEV's own.

    `account_length` is that of general ledger accounts; personal accounts have one digit more. `chart` is `03` for
    SKR03, empty where the line does not say.
    """

    kind: Literal["EXTF", "DTVF"]
    version: int
    category: int
    fields: int
    account_length: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    currency: str = "EUR"
    chart: str = ""


AMOUNT, SIDE, CURRENCY, EXCHANGE_RATE, BASE_AMOUNT, BASE_CURRENCY, ACCOUNT, CONTRA, TAX_KEY, DAY = range(1, 11)
DOCUMENT, POSTING_TEXT, COST_CENTRE, EU_RATE, SERVICE_DAY, DUE_DAY, REVERSAL, TAX_RATE = (
    11, 14, 37, 41, 115, 117, 118, 119,
)  # fmt: skip
(MASTER_ACCOUNT, COMPANY), (SURNAME, FIRST_NAME, UNSPECIFIED_NAME, ADDRESSEE, SHORT_NAME) = (1, 2), range(4, 9)
POSTCODE, TOWN, COUNTRY, SALES_REP, TERM_DAYS = 18, 19, 20, 103, 110

HEADERS: Mapping[int, Mapping[int, str]] = {
    POSTINGS: {
        AMOUNT: "Umsatz (ohne Soll/Haben-Kz)",
        SIDE: "Soll/Haben-Kennzeichen",
        CURRENCY: "WKZ Umsatz",
        EXCHANGE_RATE: "Kurs",
        BASE_AMOUNT: "Basis-Umsatz",
        BASE_CURRENCY: "WKZ Basis-Umsatz",
        ACCOUNT: "Konto",
        CONTRA: "Gegenkonto (ohne BU-Schlüssel)",
        TAX_KEY: "BU-Schlüssel",
        DAY: "Belegdatum",
        DOCUMENT: "Belegfeld 1",
        POSTING_TEXT: "Buchungstext",
        COST_CENTRE: "KOST1 - Kostenstelle",
        EU_RATE: "EU-Steuersatz",
        SERVICE_DAY: "Leistungsdatum",
        DUE_DAY: "Fälligkeit",
        REVERSAL: "Generalumkehr (GU)",
        TAX_RATE: "Steuersatz",
    },
    MASTER_DATA: {
        MASTER_ACCOUNT: "Konto",
        COMPANY: "Name (Adressatentyp Unternehmen)",
        SURNAME: "Name (Adressatentyp natürl. Person)",
        FIRST_NAME: "Vorname (Adressatentyp natürl. Person)",
        UNSPECIFIED_NAME: "Name (Adressatentyp keine Angabe)",
        ADDRESSEE: "Adressatentyp",
        SHORT_NAME: "Kurzbezeichnung",
        POSTCODE: "Postleitzahl",
        TOWN: "Ort",
        COUNTRY: "Land",
        SALES_REP: "Vertreter",
        TERM_DAYS: "Fälligkeit in Tagen (Debitor)",
    },
}
"""Category -> position -> what DATEV calls the column; the fields that are made use of."""

Tax = Literal["standard", "reduced", "old standard", "old reduced", "none", "cancelled", "foreign", "stated"]
"""How much sales tax an amount holds: a rate of the day, none, none because the key switches the account's automatic
function off, the rate of another EU country (field 41), or only what field 119 states."""

RATES: tuple[tuple[date, Mapping[Tax, int]], ...] = (
    (date(2021, 1, 1), {"standard": 19, "reduced": 7, "old standard": 16, "old reduced": 5}),
    (date(2020, 7, 1), {"standard": 16, "reduced": 5, "old standard": 19, "old reduced": 7}),
    (date(2007, 1, 1), {"standard": 19, "reduced": 7, "old standard": 16}),
)
"""Per cent from a day on, the latest first. A key means the rate of its day: lexware.de FAQ 000002619 and microdat.de,
"Hinweise zur Umsatzsteuersenkung zum 1. Juli 2020", give the same table. Before 2007 it is not known here."""


def _tax_keys() -> dict[str, Tax]:
    """Key -> tax. One and two digits: DATEV's charts, "Bedeutung der Steuerschlüssel"; three: its document 0907054."""
    plain: dict[str, Tax] = {"1": "none", "2": "reduced", "3": "standard", "4": "old reduced", "5": "old standard"}
    # Keys of input tax have the same rates; they stand on sales only by mistake.
    plain |= {"6": "old reduced", "7": "old standard", "8": "reduced", "9": "standard"}
    eu: dict[str, Tax] = {"10": "foreign", "11": "none", "12": "reduced", "13": "standard"}
    eu |= {"14": "old reduced", "15": "old standard"}
    without_automatic: dict[str, Tax] = {"40": "cancelled", "44": "foreign", "46": "none", "47": "none"}
    long: dict[str, Tax] = dict.fromkeys(("101", "111", "121", "131", "141", "221", "226", "401"), "standard")
    long |= dict.fromkeys(("102", "112", "122", "132", "142", "222", "227", "402"), "reduced")
    long |= dict.fromkeys(("171", "172", "173", "174", "181", "182", "183", "184", "191"), "none")
    long |= dict.fromkeys(("200", "201", "202", "231", "232", "233", "237", "260", "270"), "none")
    long |= dict.fromkeys(("240", "250", "280"), "foreign")
    long |= dict.fromkeys(("100", "110", "120", "130", "140", "220", "225"), "stated")
    # Older files mark a reversal in the key itself: 2 before a plain key, 6 for 1, 8 for 4 (microdat.de, "Stornieren").
    reversed_keys: dict[str, Tax] = {f"2{key}": tax for key, tax in plain.items()}
    reversed_keys |= {f"6{key[1]}": tax for key, tax in eu.items()}
    reversed_keys |= {f"8{key[1]}": tax for key, tax in without_automatic.items()}
    return plain | eu | without_automatic | long | reversed_keys


TAX_KEYS: Mapping[str, Tax] = _tax_keys()
NO_KEY = ("20",)
"""Keys that say nothing about tax, so that the account decides as it does without a key."""

REVENUE_CLASS: Mapping[str, int] = {"03": 8, "04": 4}
"""First digit of the four-digit revenue accounts, by chart."""


def _account_taxes() -> dict[int, Tax]:
    exempt = (*range(100, 170), 290, *range(335, 340), *range(701, 707), 724, 741, 742, 743)
    plain = (200, 520, 540, 700, 730, 740, 770)
    standard = (*range(315, 320), *range(400, 410), 449, 720, 726, 736, 748, 760, 790)
    reduced = (*range(300, 310), *range(310, 315), 710, 725, 731, 746, 750, 780)
    taxes: dict[int, Tax] = dict.fromkeys((*exempt, *plain), "none")
    return taxes | dict.fromkeys(standard, "standard") | dict.fromkeys(reduced, "reduced")


ACCOUNT_TAXES: Mapping[str, Mapping[int, Tax]] = {
    "03": {8000 + last: tax for last, tax in _account_taxes().items()}
    | dict.fromkeys((8192, 8193, 8194, 8195), "none")
    | dict.fromkeys((8191, 8196, 8519, 8579), "standard")
    | dict.fromkeys((8516, 8576), "reduced"),
    "04": {4000 + last: tax for last, tax in _account_taxes().items() if last not in (520, 540)}
    | dict.fromkeys((4184, 4185, 4510, 4520), "none"),
}
"""Revenue account -> tax without a key: what its automatic function takes, none where it is exempt or has no function.
DATEV's charts SKR03 and SKR04 (articles 11174 and 11175), marked AM. Other accounts are not known to have a function
or none, so nothing is assumed of them."""

ASIDE: Mapping[str, Text] = {
    "payment": Text("Zahlung", "payment"),
    "transfer": Text("Umbuchung zwischen Personenkonten", "transfer between personal accounts"),
    "opening": Text("Saldenvortrag", "balance brought forward"),
    "tax": Text("Steuer eines Debitors, gesondert gebucht", "a debtor's tax, posted on its own"),
    "prepayment": Text("Anzahlung", "prepayment"),
    "expense": Text("Aufwand", "expense"),
    "creditor": Text("Kreditor", "creditor"),
    "no-debtor": Text(
        "Erlös ohne Debitor (Bar- oder Sammelkonto)", "revenue without a debtor (cash, collective account)"
    ),
    "ledger": Text("Sachkonto an Sachkonto", "between general ledger accounts"),
    "other": Text("Debitor gegen übriges Konto", "debtor against another account"),
    "unknown-account": Text("Konto nicht lesbar", "account cannot be read"),
}
"""Why a posting or an account is no line of its table: the codes of the column `aside`, and what they are called."""
