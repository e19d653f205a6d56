"""Numbers and dates as a person types them into a filter, in either language."""

import re
from calendar import monthrange
from datetime import date

from kw_tui.vocabulary.texts import Lang

Span = tuple[date, date]
"""The first and the last day meant: of a month or a year all of it."""

_NUMBER = re.compile(r"([-−+]?)([\d.,]*\d[\d.,]*)(%|k|t|tsd|m|mio|€)?\.?", re.IGNORECASE)
_FACTORS = {"%": 0.01, "k": 1e3, "t": 1e3, "tsd": 1e3, "m": 1e6, "mio": 1e6}
_DAYS = (
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[./](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})"),
)


def read_number(typed: str, lang: Lang, *, is_percent: bool = False) -> tuple[float, float] | None:
    """Return a number and half the unit of its last digit; None where it is none.

    `1.000,5` and `1,000.5` are read alike, a single mark as the language writes it. `10k`, `1,5Mio` and `5%` are
    understood; where a column is shown as per cent, so is what is typed.
    """
    read = _NUMBER.fullmatch(typed)
    if read is None:
        return None
    digits, places = _digits(read[2], lang)
    unit = (read[3] or "").lower()
    factor = 0.01 if is_percent else _FACTORS.get(unit, 1.0)
    try:
        number = float(digits) * factor
    except ValueError:
        return None
    return (-number if read[1] in {"-", "−"} else number), 0.5 * factor * 10.0**-places


def _digits(typed: str, lang: Lang) -> tuple[str, int]:
    """Return the digits with a point for the decimal mark, and how many follow it."""
    marks = [sign for sign in typed if sign in ".,"]
    own = "," if lang == "de" else "."
    if not marks or (len(marks) > 1 and len(set(marks)) == 1):
        return re.sub("[.,]", "", typed), 0
    whole, _, rest = typed.rpartition(marks[-1])
    groups = len(marks) == 1 and marks[0] != own and len(rest) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole)
    whole = re.sub("[.,]", "", whole)
    return (whole + rest, 0) if groups else (f"{whole or 0}.{rest or 0}", len(rest))


def read_span(typed: str) -> Span | None:
    """Read `31.12.2026`, `2026-12-31`, `12.2026`, `2026-12` or `2026`; None where it is none of them."""
    for form in _DAYS:
        if read := form.fullmatch(typed):
            given = {name: int(value) for name, value in read.groupdict().items()}
            return _span(given["y"], given.get("m"), given.get("d"))
    return None


def _span(year: int, month: int | None, day: int | None) -> Span | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
