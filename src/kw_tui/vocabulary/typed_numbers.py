"""Numbers and days as people type them into a condition, read as the engine writes them."""

import re
from datetime import date
from decimal import Decimal

from kw_tui.vocabulary.texts import Text

NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?\.?|\.[0-9]+")
"""Digits with points and commas between them."""
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
"""The same where a comma parts values."""
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.,])")
LISTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])")
EXPONENT = re.compile(r"[eE][+-]?[0-9]")
SCIENTIFIC = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+")
IN_LIST = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]")
_GOING_ON = "and|or|xor|not|und|oder|nicht|then|else|end|when|is|ist|in|between|zwischen|like"
PER_CENT = re.compile(rf"\s*%(?=\s*(?:$|[),;=<>!≤≥≠]|(?:{_GOING_ON})\b))", re.IGNORECASE)
"""A sign that nothing follows it could divide by."""
_UNSURE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")

LEAST_PER_CENT = 2
"""From here on a bare number beside a ratio is not believed: 25 would be 2500 %."""


def read_number(typed: str, *, is_sure: bool, is_listed: bool = False) -> str | Text:
    """Return a number with a point for the decimal mark, or why it cannot be read.

    `1.234,56` and `1,234.56` are alike. A single mark before three digits may be either: it is refused, unless it
    `is_sure` that the mark is a decimal one, as with a ratio. Where it `is_listed`, a comma would part two values.
    """
    marks = [sign for sign in typed if sign in ".,"]
    if _UNSURE.fullmatch(typed) and not is_sure:
        whole, rest = re.split("[.,]", typed)
        point = f"{whole}.{rest}0"
        part = point if is_listed else f"{whole},{rest}0"
        return UNSURE.format(typed=typed, whole=f"{whole}{rest}", part=part, point=point)
    if len(marks) <= 1:
        return sure(typed.replace(",", "."))
    decimal = marks[-1] if marks.count(marks[-1]) == 1 else ""
    whole, _, rest = typed.rpartition(decimal) if decimal else (typed, "", "")
    if not (_GROUPS.fullmatch(whole) and (not decimal or decimal not in whole)):
        return NO_NUMBER.format(typed=typed[:40])
    return sure(re.sub("[.,]", "", whole) + (f".{rest}" if rest else ""))


def sure(number: str) -> str:
    """Write a number so that nobody takes its point for a mark of thousands: 5.125 as 5.1250."""
    return f"{number}0" if _UNSURE.fullmatch(number) else number


def percent(number: str) -> str:
    """Return what so much per cent are as a ratio."""
    ratio = f"{Decimal(number) / 100:f}"
    ratio = ratio.rstrip("0").rstrip(".") if "." in ratio else ratio
    return f"{ratio}.0" if ratio.isdigit() and int(ratio) >= LEAST_PER_CENT else sure(ratio)


def share(typed: str, number: str) -> str | Text:
    """Return what a ratio is compared with; or that per cent are probably meant, as its column shows them.

    A number with a point alone is believed: so ratios stand in conditions over ids.
    """
    if Decimal(number) < LEAST_PER_CENT or ("." in typed and "," not in typed):
        return number
    return BARE.format(typed=typed, percent=f"{(Decimal(number) * 100).normalize():f}")


def read_day(typed: re.Match[str]) -> str | Text:
    """Return a day as the engine writes it, in its quotes; or that there is no such day."""
    day, month, year = (int(part) for part in typed.groups())
    try:
        return f"'{date(year, month, day).isoformat()}'"
    except ValueError:
        return NO_DAY.format(typed=typed[0])


UNSURE = Text(
    "{typed} kann zweierlei heißen; {whole} oder {part} schreiben", "{typed} may mean two; write {whole} or {point}"
)
NO_NUMBER = Text("{typed} ist keine Zahl", "{typed} is no number")
NO_DAY = Text("den Tag {typed} gibt es nicht", "there is no day {typed}")
BARE = Text(
    "{typed} wären {percent} %; {typed} % schreiben, oder {percent} %",
    "{typed} would be {percent} %; write {typed} %, or {percent} %",
)
