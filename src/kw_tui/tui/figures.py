"""How figures read on the screen. What is not known is a dash, never a zero."""

from datetime import date
from decimal import Decimal

from kw_tui.vocabulary.texts import Lang, Text, day, grouped, percent

Number = Decimal | float | int
UNKNOWN = "–"
YES, NO = Text("ja", "yes"), Text("nein", "no")
ASSUMED = "≈"
"""Stands before a figure that rests on a setting nobody has confirmed."""
MINUS = str.maketrans("-", "−")


def amount(value: Number | None, lang: Lang, places: int = 0) -> str:
    """Write an amount without its currency: `1.234`; `−1.234` for a loss."""
    return UNKNOWN if value is None else grouped(value, places, lang).translate(MINUS)


def ratio(value: float | None, lang: Lang, places: int = 1) -> str:
    """Write a ratio as per cent."""
    return UNKNOWN if value is None else percent(value, lang, places).translate(MINUS)


def signed(value: Number | None, shown: str) -> str:
    """Put a plus before the figure of what grew, and a minus as wide as it before that of what fell."""
    return f"+{shown}" if value is not None and value > 0 else shown.translate(MINUS)


def signed_amount(value: Number | None, lang: Lang) -> str:
    """Write what changed as an amount."""
    return signed(value, amount(value, lang))


def signed_ratio(value: float | None, lang: Lang) -> str:
    """Write what changed as per cent."""
    return signed(value, ratio(value, lang))


def count(value: Number | None, lang: Lang) -> str:
    """Write a count."""
    return UNKNOWN if value is None else grouped(value, 0, lang)


def number(value: float | None, lang: Lang) -> str:
    """Write a number with one place where that tells more than none."""
    if value is None:
        return UNKNOWN
    is_round = abs(value) >= 100 or float(value).is_integer()
    return grouped(value, 0 if is_round else 1, lang).translate(MINUS)


def score(value: float | None, lang: Lang) -> str:
    """Write a bare number with two places."""
    return UNKNOWN if value is None else grouped(value, 2, lang).translate(MINUS)


def date_or_dash(value: date | None, lang: Lang) -> str:
    """Write a day."""
    return UNKNOWN if value is None else day(value, lang)


def short(value: Number | None, lang: Lang, currency: str = "EUR") -> str:
    """Write an amount in three digits or so: `41 TEUR`, `1,2 Mio. EUR`; `41 k EUR`, `1.2 m EUR`."""
    if value is None:
        return UNKNOWN
    size = abs(float(value))
    if size >= 999_500:
        unit = "Mio." if lang == "de" else "m"
        return f"{amount(value / 1_000_000, lang, 1)} {unit} {currency}".rstrip()
    if size >= 10_000:
        unit = f"k {currency}" if lang == "en" else f"T{currency}" if currency else "Tsd."
        return f"{amount(value / 1000, lang)} {unit}".rstrip()
    return f"{amount(value, lang)} {currency}".rstrip()
