"""Tickets, activities, concessions and price conditions of one customer, following its service profile."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.catalogue import GROUPS
from generator.dice import Dice
from generator.model import (
    AS_OF,
    FIRST_DAY,
    LAST_DAY,
    WINDOWS,
    Account,
    Act,
    Activity,
    Concession,
    Condition,
    Customer,
    Product,
    Ticket,
    workday,
)

CONCESSION_KINDS = ("Kulanzersatz", "Preisnachlass", "Gratis-Muster", "Kostenlose Lieferung", "Kostenlose Schulung")
REASONS = ("Lieferverzug", "Bestandskunde", "Reklamation", "Vertriebsaktion", "Wunsch des Kunden")
SUPPORT_CHANNELS = ("Telefon", "E-Mail", "Portal")
FREE_SERVICE_DAYS = (18, 74, 131, 190, 248, 306)


def write_service_log(account: Account, products: list[list[Product]]) -> None:
    """Fill the account's tickets, activities, concessions and conditions; needs its sales lines."""
    customer = account.customer
    dice = Dice(f"service {customer.key}")
    account.tickets = sorted(_tickets(customer, dice), key=lambda ticket: ticket.opened)
    account.activities = sorted(_activities(account, dice), key=lambda activity: (activity.day, activity.kind))
    account.concessions = sorted(_concessions(customer, dice), key=lambda concession: concession.day)
    account.conditions = list(_conditions(customer, dice, products))


def _active_windows(customer: Customer) -> Iterator[tuple[date, date, float]]:
    """First and last active day of each window, and the active share of it."""
    for start, end in WINDOWS:
        first, last = max(start, customer.trade.first), min(end, customer.trade.last)
        if first <= last and (customer.trade.rhythm != "one order ever" or start <= customer.trade.first):
            yield first, last, ((last - first).days + 1) / 365


def _event_days(customer: Customer, dice: Dice, yearly: float) -> Iterator[date]:
    for first, last, share in _active_windows(customer):
        for _ in range(dice.count(yearly * share)):
            yield min(workday(dice.day(first, last)), LAST_DAY)


def _tickets(customer: Customer, dice: Dice) -> Iterator[Ticket]:
    for day in _event_days(customer, dice, customer.service.tickets):
        yield _ticket(day, dice, customer.service.minutes)
    if customer.trade.new_group is not None:
        for _ in range(dice.integer(5, 8)):
            yield _ticket(workday(dice.day(date(2026, 8, 5), date(2026, 10, 28))), dice, 12)


def _ticket(day: date, dice: Dice, minutes: int) -> Ticket:
    first_contact = dice.chance(0.62)
    contacts = 1 if first_contact else dice.integer(2, 5)
    closed = day + timedelta(days=0 if first_contact else dice.integer(1, 12))
    effort = dice.integer(5, 7) if first_contact else dice.integer(2, 6)
    return Ticket(
        opened=day,
        closed=closed if closed <= LAST_DAY else None,
        minutes=max(3, round(minutes * dice.between(0.6, 1.4))),
        contacts=contacts,
        resolved=closed <= LAST_DAY and dice.chance(0.95),
        first_contact=first_contact,
        ces=effort if dice.chance(0.55) else None,
        channel=dice.pick(SUPPORT_CHANNELS),
    )


def _activities(account: Account, dice: Dice) -> Iterator[Activity]:
    customer, service = account.customer, account.customer.service
    for day in _event_days(customer, dice, service.visits):
        yield _visit(day, dice)
    yield from _calls(customer, dice)
    yield from _deliveries(account, dice)
    for line in account.lines:
        if line.credit:
            yield Activity(line.day, Act.RETURN, 1)
    for day in _event_days(customer, dice, service.dunnings):
        yield Activity(day, Act.DUNNING, 1)
    for day in _event_days(customer, dice, 1.0 if service.marketing else 0.0):
        yield Activity(day, Act.MARKETING, 1, cost=round(service.marketing * dice.between(0.8, 1.2)))
    if not customer.story and service.visits > 12 and dice.chance(0.4):
        yield Activity(dice.day(date(2026, 1, 5), date(2026, 9, 30)), Act.ORDER, dice.integer(1, 2))


def _visit(day: date, dice: Dice) -> Activity:
    minutes = 5 * dice.integer(8, 24) if dice.chance(0.6) else None
    booked = 100 * dice.integer(105, 135) if dice.chance(0.05) else None
    return Activity(day, Act.VISIT, 1, minutes, booked)


def _calls(customer: Customer, dice: Dice) -> Iterator[Activity]:
    """Calls, summed per quarter as the telephone system reports them."""
    days = sorted(_event_days(customer, dice, customer.service.calls))
    for last_day, count in _summed(days, 3):
        yield Activity(last_day, Act.CALL, count, count * dice.integer(4, 11) if dice.chance(0.5) else None)


def _deliveries(account: Account, dice: Dice) -> Iterator[Activity]:
    """Deliveries, summed per month; some orders need several."""
    firsts = [line.day for line in account.lines if line.position == 10 and not line.credit]
    per_order = account.customer.service.deliveries
    days = [day for day in firsts for _ in range(max(1, dice.count(per_order)))]
    for last_day, count in _summed(days, 1):
        yield Activity(last_day, Act.DELIVERY, count)


def _summed(days: list[date], months: int) -> Iterator[tuple[date, int]]:
    """Last day and number of events per span of 1 or 3 months, counted from November like the fiscal year."""
    spans: dict[int, list[date]] = {}
    for day in sorted(days):
        spans.setdefault((12 * day.year + day.month + 1) // months, []).append(day)
    for span in spans.values():
        yield span[-1], len(span)


def _concessions(customer: Customer, dice: Dice) -> Iterator[Concession]:
    """Ordinary concessions never repeat a kind more than twice a year; a habit does."""
    service = customer.service
    for first, last, share in _active_windows(customer):
        kinds = dice.shuffled(CONCESSION_KINDS * 2)
        for kind in kinds[: dice.count(service.concessions * share)]:
            yield _concession(dice, dice.day(first, last), kind, service.concession_cents)
        if service.habit:
            yield from _habit(customer, dice, first)


def _habit(customer: Customer, dice: Dice, first: date) -> Iterator[Concession]:
    expired = date(2025, 12, 31) if customer.number[-1] in "02468" else None
    for offset in FREE_SERVICE_DAYS[: dice.integer(4, 6)]:
        day = workday(first + timedelta(days=offset + dice.integer(0, 12)))
        given = _concession(dice, day, customer.service.habit, customer.service.concession_cents)
        given.reason, given.until = "Bestandskunde", expired
        yield given


def _concession(dice: Dice, day: date, kind: str, cents: int) -> Concession:
    cost = round(cents * dice.between(0.6, 1.4))
    until = date(day.year, 12, 31) if dice.chance(0.25) else None
    return Concession(
        day,
        kind,
        round(cost * dice.between(1.3, 1.9)),
        cost,
        dice.pick(("Vertrieb", "Service")),
        dice.pick(REASONS),
        until,
    )


def _conditions(customer: Customer, dice: Dice, products: list[list[Product]]) -> Iterator[Condition]:
    """Agreed discounts: open-ended for customers who were once favoured, yearly for the others."""
    trade = customer.trade
    if customer.story == "c_better_than_a":
        yield from (Condition("", GROUPS[group], trade.discount, date(2019, 4, 1), None) for group in trade.groups)
        return
    if trade.last != LAST_DAY or trade.discount < 80 or not dice.chance(0.4):
        return
    for group in trade.groups[: dice.integer(1, 3)]:
        yield Condition("", GROUPS[group], trade.discount, max(FIRST_DAY, date(2026, 1, 1)), date(2026, 12, 31))
    if dice.chance(0.25):
        product = dice.pick(products[trade.groups[0]])
        yield Condition(product.number, "", trade.discount + 20, date(2026, 1, 1), AS_OF.replace(month=12, day=31))
