from datetime import date
from decimal import Decimal

import pytest

from kw_tui.tui import figures


@pytest.mark.parametrize(
    ("value", "de", "en"),
    [
        (Decimal("1234.5678"), "1.235", "1,235"),
        (Decimal("-1234.5"), "−1.235", "−1,235"),
        (None, "–", "–"),
        (Decimal("-0.2"), "0", "0"),
    ],
)
def test_amounts(value: Decimal | None, de: str, en: str) -> None:
    assert figures.amount(value, "de") == de
    assert figures.amount(value, "en") == en


@pytest.mark.parametrize(
    ("value", "de", "en"),
    [
        (Decimal(9_999), "9.999 EUR", "9,999 EUR"),
        (Decimal(41_400), "41 TEUR", "41 k EUR"),
        (Decimal(-41_400), "−41 TEUR", "−41 k EUR"),
        (Decimal(999_499), "999 TEUR", "999 k EUR"),
        (Decimal(999_500), "1,0 Mio. EUR", "1.0 m EUR"),
        (None, "–", "–"),
    ],
)
def test_short_amounts(value: Decimal | None, de: str, en: str) -> None:
    assert figures.short(value, "de") == de
    assert figures.short(value, "en") == en


def test_short_amounts_without_a_currency() -> None:
    assert figures.short(41_400, "de", "") == "41 Tsd."
    assert figures.short(41_400, "en", "") == "41 k"
    assert figures.short(2_000_000, "de", "") == "2,0 Mio."


def test_what_is_not_known_is_a_dash_everywhere() -> None:
    for write in (figures.ratio, figures.count, figures.score, figures.number, figures.date_or_dash):
        assert write(None, "de") == "–"


def test_other_figures() -> None:
    assert figures.ratio(-0.123, "de") == "−12,3 %"
    assert figures.number(12.0, "de") == "12"
    assert figures.number(12.34, "de") == "12,3"
    assert figures.number(247.89, "de") == "248"
    assert figures.date_or_dash(date(2026, 11, 1), "en") == "2026-11-01"


def test_what_grew_has_a_plus() -> None:
    assert (figures.signed_ratio(0.12, "de"), figures.signed_amount(-1240, "en")) == ("+12,0 %", "−1,240")
    assert (figures.signed_ratio(None, "de"), figures.signed_amount(None, "de")) == ("–", "–")
    assert figures.signed_ratio(0.0, "de") == "0,0 %"
    assert (figures.signed(3, "3"), figures.signed(-3, "-3"), figures.signed(0, "0")) == ("+3", "−3", "0")
