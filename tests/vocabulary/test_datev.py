"""The words of DATEV's format agree with each other."""

from datetime import date
from typing import get_args

import pytest

from kw_tui.vocabulary.datev import (
    ACCOUNT_TAXES,
    ASIDE,
    CATEGORIES,
    HEADERS,
    MASTER_DATA,
    POSTINGS,
    RATES,
    REVENUE_CLASS,
    TAX_KEYS,
    Tax,
)

KINDS = set(get_args(Tax))


@pytest.mark.parametrize(
    ("position", "name"),
    [
        (1, "Umsatz (ohne Soll/Haben-Kz)"), (2, "Soll/Haben-Kennzeichen"), (7, "Konto"), (9, "BU-Schlüssel"),
        (10, "Belegdatum"), (11, "Belegfeld 1"), (14, "Buchungstext"), (37, "KOST1 - Kostenstelle"),
        (41, "EU-Steuersatz"),
        (115, "Leistungsdatum"), (117, "Fälligkeit"), (118, "Generalumkehr (GU)"), (119, "Steuersatz"),
    ],
)  # fmt: skip
def test_positions_of_postings(position: int, name: str) -> None:
    assert HEADERS[POSTINGS][position] == name


@pytest.mark.parametrize(
    ("position", "name"),
    [(1, "Konto"), (2, "Name (Adressatentyp Unternehmen)"), (4, "Name (Adressatentyp natürl. Person)"),
     (5, "Vorname (Adressatentyp natürl. Person)"), (6, "Name (Adressatentyp keine Angabe)"), (7, "Adressatentyp"),
     (18, "Postleitzahl"), (19, "Ort"), (20, "Land")],
)  # fmt: skip
def test_positions_of_debtors(position: int, name: str) -> None:
    assert HEADERS[MASTER_DATA][position] == name


@pytest.mark.parametrize("names", HEADERS.values(), ids=str)
def test_no_name_stands_twice(names) -> None:
    assert len(set(names.values())) == len(names)


def test_every_category_that_is_read_has_a_name() -> None:
    assert set(HEADERS) <= set(CATEGORIES)


def test_taxes_are_known_kinds() -> None:
    assert set(TAX_KEYS.values()) <= KINDS
    assert {tax for taxes in ACCOUNT_TAXES.values() for tax in taxes.values()} <= KINDS


@pytest.mark.parametrize("chart", REVENUE_CLASS)
def test_accounts_with_a_tax_are_revenue(chart: str) -> None:
    assert {account // 1000 for account in ACCOUNT_TAXES[chart]} == {REVENUE_CLASS[chart]}


def test_rates_begin_later_first_and_leave_no_kind_open() -> None:
    days = [since for since, _ in RATES]
    assert days == sorted(days, reverse=True)
    assert days[-1] == date(2007, 1, 1)
    by_day = KINDS - {"none", "cancelled", "foreign", "stated"}
    assert all(set(rates) <= by_day for _, rates in RATES)
    assert set(RATES[0][1]) == by_day


def test_reasons_are_said_in_both_languages() -> None:
    assert all(text.de and text.en and text.de != text.en for text in ASIDE.values())
