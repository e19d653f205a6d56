"""What one piece of work remembers: its sources, settings, dates and view (SPEC section 9). Immutable."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.scoring import DEFAULT_SCORING, Criterion
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Lang, Text

FORMAT_VERSION = 1
TABLE_IDS = ("sales_line", "customer", "ticket", "activity", "concession", "price_condition", "prospect")
"""The tables of `sources`, named here too because a session is read before frames are loaded."""
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The days a period or reference date may lie between."""


@dataclass(frozen=True, slots=True)
class Source:
    """One imported file: where it came from, what was read, how its columns were mapped (field -> header)."""

    table: str
    path: str
    sha256: str
    size: int
    imported_at: str
    accepted: int
    rejected: int = 0
    without_customer: int = 0
    net_sum: str = ""
    without_customer_sum: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    headers: str = ""
    """What tells its set of headers: the next file with the same is mapped the same way."""
    options: Mapping[str, str] = field(default_factory=dict)
    """How it was read where that differs from what its lines say, as `ImportOptions.texts`."""
    reading: int = 1
    """How often this content was read: once more where its columns had been taken for others."""


@dataclass(frozen=True, slots=True)
class Session:
    """The whole session. `as_of` None means the day after the last invoice; `unknown` keeps keys of newer programs."""

    sources: tuple[Source, ...] = ()
    settings: Settings = field(default_factory=Settings)
    as_of: date | None = None
    period: str = "12m"
    lang: Lang | None = None
    currency: str = "EUR"
    rates: Mapping[str, str] = field(default_factory=dict)
    """What one unit of another currency is worth in that of the session, as decimal texts."""
    rfm: Mapping[str, Any] = field(default_factory=dict)
    """Own cuts and segments of RFM, as `rfm.parse_rfm` reads them."""
    segments: tuple[Mapping[str, Any], ...] = ()
    """Own segments, as `own_segments.parse_segments` reads them."""
    scoring: tuple[Criterion, ...] = DEFAULT_SCORING
    reviewers: tuple[str, ...] = ()
    """Who may give the second signature; empty: anybody but whoever decided."""
    changes: tuple[Change, ...] = ()
    """The last changes of settings, oldest first."""
    view: Mapping[str, Any] = field(default_factory=dict)
    """How the screen looked to each person who left it."""
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def with_(self, **changes: Any) -> "Session":
        """Return this session with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days from `first` to `last`, both included; `first` None means since the first line."""

    first: date | None
    last: date

    @property
    def previous(self) -> "Period | None":
        """The period of the same length before this one; None where this one has no start."""
        if self.first is None:
            return None
        if self.first.day == 1 and (self.last + timedelta(days=1)).day == 1:
            months = _months_between(self.first, self.last + timedelta(days=1))
            return Period(add_months(self.first, -months), self.first - timedelta(days=1))
        return Period(self.first - (self.last - self.first) - timedelta(days=1), self.first - timedelta(days=1))


_MONTHS = re.compile(r"([0-9]{1,3})m")
_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


def parse_period(spec: str, as_of: date) -> Period:
    """Read `12m` (months before as_of), `all`, or `FROM..TO` in ISO days; raise UsageError otherwise."""
    last = as_of - timedelta(days=1)
    if spec == "all":
        return Period(None, last)
    if (months := _MONTHS.fullmatch(spec)) and 0 < int(months[1]) <= 1200:
        return Period(months_before(as_of, int(months[1])), last)
    if days := _RANGE.fullmatch(spec):
        try:
            first, last = date.fromisoformat(days[1]), date.fromisoformat(days[2])
        except ValueError:
            raise _bad_period(spec) from None
        if EARLIEST <= first <= last <= LATEST:
            return Period(first, last)
    raise _bad_period(spec)


def is_legal_day(day: date | None) -> bool:
    """Whether a session may look from this day; None stands for the day after the last invoice."""
    return day is None or EARLIEST <= day <= LATEST


def parse_currency(raw: str) -> str | None:
    """Return a currency code in capitals; None for what is none."""
    return raw.upper() if re.fullmatch("[A-Za-z]{3}", raw) else None


def parse_rates(rates: Mapping[str, object]) -> dict[str, str]:
    """Check a table of rates (currency -> amount as text or number); raise UsageError for an impossible one."""
    checked = {}
    for name, rate in rates.items():
        text = str(rate).strip().replace(",", ".")
        is_rate = re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,8})?", text) and float(text) > 0
        if not (is_rate and re.fullmatch("[A-Z]{3}", name)):
            message = Text("Kurs {name} = {rate!r} ist nicht möglich", "rate {name} = {rate!r} is not possible")
            raise UsageError(message.format(name=name, rate=str(rate)), Text("z. B. USD=0.92", "e.g. USD=0.92"))
        checked[name] = text
    return checked


def _bad_period(spec: str) -> UsageError:
    message = Text("Zeitraum {spec!r} ist nicht lesbar", "Period {spec!r} cannot be read").format(spec=spec)
    return UsageError(
        message, Text("erlaubt: 12m, all, 2025-01-01..2025-12-31", "use 12m, all or 2025-01-01..2025-12-31")
    )


def add_months(day: date, months: int) -> date:
    """Move a day by whole months; a day the month lacks becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year, month = max(year, 1), month + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def months_before(day: date, months: int) -> date:
    """Return the first of so many months before a day; where the month lacks it, the day after its last.

    So that twelve months before 29 February hold no day of the year twice.
    """
    first = add_months(day, -months)
    return first if first.day == day.day else first + timedelta(days=1)


def _months_between(first: date, end: date) -> int:
    return (end.year - first.year) * 12 + end.month - first.month
