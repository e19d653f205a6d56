"""Words in two languages, and how money, numbers and dates read in each. Never asks the system's locale."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Lang = Literal["de", "en"]
LANGUAGES: tuple[Lang, ...] = ("de", "en")

CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"
"""C0, DEL and C1 controls, line and paragraph separators; a pattern for `re` as well as for Polars."""
BIDI = r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""Marks that reorder text; a pattern for both too."""
NO_TEXT = "[\ud800-\udfff]"
"""Bytes of a file name that are no text, as Python holds them; no terminal takes them."""
FOR_CONTROL, FOR_BIDI, FOR_NO_TEXT = "·", "¿", "\ufffd"


@dataclass(frozen=True, slots=True)
class Text:
    """One phrase in German and English; both are required. `{name}` fields are filled by `format`."""

    de: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the phrase in `lang`."""
        return self.de if lang == "de" else self.en

    def format(self, **fields: object) -> "Text":
        """Fill the `{name}` fields in both languages; a `Text` field is filled in its own language."""
        return Text(self.de.format(**_in(fields, "de")), self.en.format(**_in(fields, "en")))


def _in(fields: dict[str, object], lang: Lang) -> dict[str, object]:
    return {name: value.in_(lang) if isinstance(value, Text) else value for name, value in fields.items()}


def printable(text: str) -> str:
    """Make foreign text safe for a terminal: controls become `·`, marks that reorder text `¿`, what is no text `�`."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(NO_TEXT, FOR_NO_TEXT, re.sub(BIDI, FOR_BIDI, re.sub(CONTROLS, FOR_CONTROL, text)))


def grouped(value: Decimal | float | int, places: int, lang: Lang) -> str:
    """Write a number with thousands marks: `1.234,50` in German, `1,234.50` in English."""
    if isinstance(value, Decimal):
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    english = f"{value:,.{places}f}"
    if english.startswith("-") and not english.strip("-0.,"):
        english = english[1:]
    return english.translate(_GERMAN) if lang == "de" else english


_GERMAN = str.maketrans(",.", ".,")


def money(value: Decimal | float, lang: Lang, currency: str = "", places: int = 2) -> str:
    """Write an amount, by default with two places: `1.234,50 EUR`."""
    return f"{grouped(value, places, lang)} {currency}".rstrip()


def percent(ratio: float, lang: Lang, places: int = 1) -> str:
    """Write a ratio as per cent: 0.123 is `12,3 %` in German and `12.3 %` in English."""
    return f"{grouped(ratio * 100, places, lang)} %"


def day(value: date, lang: Lang) -> str:
    """Write a date: `31.10.2026` in German, `2026-10-31` in English."""
    return f"{value:%d.%m.%Y}" if lang == "de" else value.isoformat()


def moment(value: datetime, lang: Lang) -> str:
    """Write a day and its time, as the clock showed it where it was noted: `31.10.2026 14:05`."""
    return f"{day(value, lang)} {value:%H:%M}" if lang == "de" else f"{value:%Y-%m-%d %H:%M}"
