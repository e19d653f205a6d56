"""The wholesaler's world: its periods, and one record type per exported table. Money is whole cents."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

FIRST_DAY = date(2023, 11, 1)
LAST_DAY = date(2026, 10, 31)
AS_OF = date(2026, 11, 1)
WINDOWS = tuple((date(year, 11, 1), date(year + 1, 10, 31)) for year in (2023, 2024, 2025))
COMPARISON, CURRENT = 1, 2


class Rhythm(StrEnum):
    """How a customer's orders follow each other."""

    USUAL = "usual"
    FORTNIGHT = "every 14 days"
    FOUR_WEEKS = "every 28 days"
    ERRATIC = "long random gaps"
    ONCE = "one order ever"


class Act(StrEnum):
    """Activity kinds as the company's system writes them."""

    VISIT = "Besuch"
    CALL = "Anruf"
    ORDER = "Bestellung"
    DELIVERY = "Lieferung"
    RETURN = "Retoure"
    DUNNING = "Mahnung"
    MARKETING = "Werbung"


@dataclass(slots=True)
class Product:
    """An article; the list price is that of 2023, `cost` the goods cost per mille of list price."""

    number: str
    name: str
    group: int
    list_cents: int
    pack: int
    cost: int


@dataclass(slots=True)
class Service:
    """Yearly effort spent on a customer; `minutes` is the mean length of a ticket."""

    visits: float = 0.0
    calls: float = 2.0
    tickets: float = 0.0
    minutes: int = 15
    deliveries: float = 1.0
    returns: float = 0.0
    dunnings: float = 0.0
    marketing: int = 0
    concessions: float = 0.0
    concession_cents: int = 2500
    habit: str = ""


@dataclass(slots=True)
class Trade:
    """How a customer buys: annual net (EUR, current window), orders a year, discount in tenths of a percent.

    `goods` fixes the goods cost per mille of net; `targets` instead asks for a relevant contribution ratio in
    the comparison and the current window, reached through dearer purchasing for this customer.
    """

    annual: float
    orders: float
    groups: tuple[int, ...]
    discount: int
    spread: int = 20
    lines: float = 2.0
    growth: float = 1.0
    first: date = FIRST_DAY
    last: date = LAST_DAY
    rhythm: Rhythm = Rhythm.USUAL
    cash_discount: int = 0
    bonus: int = 0
    freight: int = 700
    price_year: int = 2026
    goods: int | None = None
    targets: tuple[float, float] | None = None
    new_group: int | None = None


@dataclass(slots=True)
class Company:
    """Master data of a customer as kunden.csv holds it."""

    name: str = ""
    postcode: str = ""
    region: str = ""
    country: str = "DE"
    industry: str = ""
    employees: int = 10
    sites: int = 1
    legal_form: str = "GmbH"
    since: date = date(2018, 1, 1)
    contract_until: date | None = None
    price_clause: bool = False
    reference: bool = False
    group: str = ""
    term_days: int = 30
    last_price_change: date = date(2026, 1, 1)
    channel: str = "Innendienst"
    rep: str = ""
    supply_share: int | None = None
    annual_need: int | None = None


@dataclass(slots=True)
class Customer:
    """A customer with everything that drives its records; `story` is "" for the ordinary portfolio."""

    key: str
    company: Company
    trade: Trade
    service: Service
    story: str = ""
    number: str = ""


@dataclass(slots=True)
class SalesLine:
    """One invoice line; amounts in cents, discount in tenths of a percent; credit notes are negative."""

    order: int
    day: date
    position: int
    product: Product
    quantity: int
    list_cents: int
    discount: int
    net: int
    cost: int
    freight: int = 0
    cash_discount: int = 0
    bonus: int = 0
    credit: bool = False


@dataclass(slots=True)
class Ticket:
    """A service case."""

    opened: date
    closed: date | None
    minutes: int
    contacts: int
    resolved: bool
    first_contact: bool
    ces: int | None
    channel: str


@dataclass(slots=True)
class Activity:
    """Counted effort; `cost` in cents only where the company booked it."""

    day: date
    kind: Act
    count: int
    minutes: int | None = None
    cost: int | None = None


@dataclass(slots=True)
class Concession:
    """Something given for free."""

    day: date
    kind: str
    list_cents: int
    cost_cents: int
    granted_by: str
    reason: str
    until: date | None


@dataclass(slots=True)
class Condition:
    """An agreed discount on an article or a product group."""

    product: str
    group: str
    discount: int
    valid_from: date
    valid_to: date | None


@dataclass(slots=True)
class Account:
    """A customer and all its records."""

    customer: Customer
    lines: list[SalesLine] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    concessions: list[Concession] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)


def half_up(numerator: int, denominator: int) -> int:
    """Exact commercial rounding (ties away from zero) of a fraction to a whole number."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def window_of(day: date) -> int:
    """0, 1 or 2: the twelve months a day belongs to."""
    return next(index for index, (_, last) in enumerate(WINDOWS) if day <= last)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend; the last day of the books is worked, Saturday or not."""
    if day == LAST_DAY:
        return day
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
