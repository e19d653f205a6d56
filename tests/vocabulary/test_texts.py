from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kw_tui.vocabulary.texts import Text, day, grouped, money, percent, printable


def test_a_phrase_is_read_in_its_language_and_filled_in_both() -> None:
    phrase = Text("{n} Kunden in {where}", "{n} customers in {where}").format(n=3, where=Text("Köln", "Cologne"))
    assert phrase.in_("de") == "3 Kunden in Köln"
    assert phrase.in_("en") == "3 customers in Cologne"


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (Decimal("1234.505"), "1.234,51", "1,234.51"),
        (Decimal("-0.004"), "0,00", "0.00"),
        (Decimal("-1234567.8"), "-1.234.567,80", "-1,234,567.80"),
        (0, "0,00", "0.00"),
    ],
)
def test_amounts_read_as_in_each_country(value: Decimal, german: str, english: str) -> None:
    assert money(value, "de") == german
    assert money(value, "en") == english
    assert money(value, "de", "EUR") == f"{german} EUR"


def test_ratios_and_days() -> None:
    assert percent(0.123, "de") == "12,3 %"
    assert percent(-0.00001, "en") == "0.0 %"
    assert day(date(2026, 10, 31), "de") == "31.10.2026"
    assert day(date(2026, 10, 31), "en") == "2026-10-31"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**13), max_value=10**13))
def test_grouping_loses_nothing(value: Decimal) -> None:
    assert Decimal(grouped(value, 4, "en").replace(",", "")) == value
    assert Decimal(grouped(value, 4, "de").replace(".", "").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("plain Müller & Söhne", "plain Müller & Söhne"),
        ("\x1b]52;c;aGk=\x07", "·]52;c;aGk=·"),
        ("a\x00b\x9bc\nd", "a·b·c·d"),
        ("abc\u202etxt.exe", "abc¿txt.exe"),
        ("[/Müller", "[/Müller"),
    ],
)
def test_foreign_text_cannot_steer_the_terminal(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


@given(st.text())
def test_nothing_printable_is_lost_and_no_control_is_left(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E for c in shown)


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert printable("ums\udce4tze\x1b.csv") == "ums\ufffdtze·.csv"
