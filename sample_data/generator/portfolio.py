"""The ordinary portfolio: lognormal yearly purchases, discounts that follow size, a few strained customers."""

import math
from dataclasses import dataclass
from datetime import date

from generator.companies import Directory
from generator.dice import Dice
from generator.model import FIRST_DAY, LAST_DAY, Customer, Service, Trade

ALL_GROUPS = tuple(range(8))


@dataclass(frozen=True)
class Tier:
    """Ranges for the customers whose share of better-ranked customers is below `until`."""

    until: float
    discount: tuple[int, int]
    orders: tuple[float, float]
    lines: float
    visits: tuple[float, float]
    calls: tuple[float, float]
    tickets: tuple[float, float]
    groups: tuple[int, int]
    concessions: float
    may_lapse: bool


TIERS = (
    Tier(0.19, (185, 245), (8, 14), 2.2, (6, 16), (8, 20), (2, 7), (3, 6), 1.2, False),
    Tier(0.27, (150, 200), (5, 9), 2.0, (3, 6), (5, 12), (0.5, 3), (2, 5), 0.5, False),
    Tier(0.74, (80, 165), (3, 6), 1.8, (0.5, 3), (3, 8), (0, 1.3), (2, 4), 0.25, True),
    Tier(1.01, (0, 75), (2, 4), 1.5, (0, 0.4), (1, 3), (0, 0.5), (1, 3), 0.05, True),
)


def ordinary_customers(count: int, directory: Directory) -> list[Customer]:
    """`count` customers, the largest first."""
    sizes = Dice("sizes")
    annuals = sorted((_annual(sizes) for _ in range(count)), reverse=True)
    return [_ordinary(rank, count, annual, directory) for rank, annual in enumerate(annuals)]


def _annual(dice: Dice) -> float:
    return float(round(min(400_000.0, max(1_300.0, 15_500 * math.exp(1.15 * dice.normal())))))


def _ordinary(rank: int, count: int, annual: float, directory: Directory) -> Customer:
    dice = Dice(f"ordinary {rank}")
    tier = next(tier for tier in TIERS if rank / count < tier.until)
    company = directory.company(dice, annual, odd=rank % 160 == 80)
    trade = _trade(dice, tier, annual)
    service = _service(dice, tier, company.channel)
    customer = Customer(f"ordinary {rank}", company, trade, service)
    _life_span(customer, dice, tier)
    _strain(customer, dice, rank, count)
    _agreements(customer, dice, tier)
    return customer


def _trade(dice: Dice, tier: Tier, annual: float) -> Trade:
    groups = tuple(dice.shuffled(ALL_GROUPS)[: dice.integer(*tier.groups)])
    trade = Trade(annual, dice.between(*tier.orders), groups, 5 * (dice.integer(*tier.discount) // 5))
    trade.lines = tier.lines
    trade.growth = dice.between(0.9, 1.14)
    trade.cash_discount = 20 if dice.chance(0.35) else 0
    trade.bonus = dice.pick((10, 15, 20)) if tier is TIERS[0] and dice.chance(0.45) else 0
    trade.freight = 0 if dice.chance(0.3) else min(9_000, 450 + round(annual / trade.orders))
    return trade


def _service(dice: Dice, tier: Tier, channel: str) -> Service:
    return Service(
        visits=0.0 if channel == "Webshop" else dice.between(*tier.visits),
        calls=dice.between(*tier.calls),
        tickets=dice.between(*tier.tickets),
        minutes=dice.integer(8, 30),
        returns=dice.between(0, 0.05),
        dunnings=dice.between(0, 0.25) + (2.0 if dice.chance(0.03) else 0.0),
        marketing=dice.integer(0, 12_000) if tier.concessions > 0.1 and dice.chance(0.4) else 0,
        concessions=tier.concessions,
    )


def _life_span(customer: Customer, dice: Dice, tier: Tier) -> None:
    trade, company = customer.trade, customer.company
    if dice.chance(0.12):
        trade.first = dice.day(date(2024, 1, 1), date(2026, 3, 31))
        company.since = trade.first
    elif dice.chance(0.09) and tier.may_lapse:
        trade.last = dice.day(date(2024, 6, 1), date(2026, 3, 31))
    if trade.first < date(2024, 12, 1) and dice.chance(0.2):
        trade.price_year = 2025
    company.last_price_change = max(date(trade.price_year, 1, 1), trade.first)


def _strain(customer: Customer, dice: Dice, rank: int, count: int) -> None:
    """Some customers lose money: many through dear purchasing, small ones also through too much attention."""
    trade = customer.trade
    if not 0.08 < rank / count < 0.93 or rank % 10 or (trade.first, trade.last) != (FIRST_DAY, LAST_DAY):
        return
    if rank % 20 or trade.annual > 20_000:
        before = dice.between(0.01, 0.12) if dice.chance(0.6) else dice.between(-0.08, -0.01)
        trade.targets = (before, dice.between(-0.11, -0.015))
    else:
        customer.service.visits = trade.annual / 270
        customer.service.tickets = trade.annual / 400


def _agreements(customer: Customer, dice: Dice, tier: Tier) -> None:
    company = customer.company
    if tier.concessions >= 0.25 and dice.chance(0.12):
        company.contract_until = date(dice.pick((2025, 2026, 2027, 2028)), dice.pick((6, 12)), 30)
        company.price_clause = dice.chance(0.5)
    company.reference = tier is TIERS[0] and dice.chance(0.1)
    if (tier is TIERS[0] and dice.chance(0.08)) or dice.chance(0.02):
        company.group = f"K-{dice.integer(101, 112)}"
    if dice.chance(0.7):
        company.supply_share = 5 * dice.integer(4, 18)
        if dice.chance(0.2):
            company.annual_need = round(customer.trade.annual / company.supply_share) * 100
