"""What a letter is about, in no language yet: who writes to whom, and what changes when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from kw_tui.core.letters.kinds import Kind
from kw_tui.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes; what is empty is not known."""

    company: str = ""
    address: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A product and what a unit of it costs so far."""

    product: str
    unit: str
    price: Decimal
    highest: Decimal | None = None
    """The list price, above which it is not raised; None where there is none."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter says. `facts` are the columns of the customer master that say who it is, by id.

    `step` is a ratio, `minimum_order` and `surcharge` money in `currency`; None where there is none or it is unknown.
    """

    kind: Kind
    customer_id: str
    today: date
    effective: date
    run_off: date
    currency: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    sender: Sender = Sender()
    rule: str | None = None
    step: float | None = None
    examples: tuple[Example, ...] = ()
    channel: str | None = None
    reduced: tuple[str, ...] = ()
    billed: str | None = None
    billed_price: Decimal | None = None
    minimum_order: Decimal | None = None
    surcharge: Decimal | None = None


def effective_day(planned: date | None, today: date, facts: Mapping[str, Any], settings: Settings) -> date:
    """Return the day a change takes effect: as planned, unless that leaves less than the least notice from today.

    Then the full notice counts from today. Never before the end of a contract without price clause, as the plan.
    """
    least = ceil(settings.number("min_notice_days"))
    full = today + timedelta(days=max(ceil(settings.number("notice_days")), least))
    day = planned if planned is not None and planned >= today + timedelta(days=least) else full
    bound = facts.get("contract_until")
    return day if bound is None or facts.get("price_clause") else max(day, bound + timedelta(days=1))


def run_off_day(planned: date | None, today: date, facts: Mapping[str, Any], settings: Settings) -> date:
    """Return the last day of deliveries: as planned, unless that leaves less than the least notice from today.

    Then the full run-off period counts from today. Never before the contract ends.
    """
    least = ceil(settings.number("min_notice_days"))
    full = today + timedelta(days=ceil(settings.number("run_off_days")))
    day = planned if planned is not None and planned >= today + timedelta(days=least) else full
    return max(day, facts.get("contract_until") or day)


def minimum_order(settings: Settings) -> Decimal | None:
    """Return the minimum order the settings declare; None where they declare none."""
    return settings.amount("min_order_value") or None


def surcharge(settings: Settings) -> Decimal | None:
    """Return the surcharge below it that the settings declare; None where they declare neither."""
    return settings.amount("small_order_surcharge") or None if minimum_order(settings) else None
