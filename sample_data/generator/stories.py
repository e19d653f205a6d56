"""The planted stories: who they are, what they show and where each should lead."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator.catalogue import LOW_COST_GROUPS
from generator.companies import Directory
from generator.dice import Dice
from generator.model import Company, Customer, Rhythm, Service, Trade, workday

Build = Callable[[Dice, Company, int], tuple[Trade, Service]]


@dataclass(frozen=True)
class Story:
    """One planted pattern; `build` shapes the company in place and returns its trade and service."""

    id: str
    count: int
    label_de: str
    label_en: str
    expects: str
    build: Build


def story_customers(directory: Directory) -> list[Customer]:
    """The customers of all stories."""
    return [_customer(story, index, directory) for story in STORIES for index in range(story.count)]


def _customer(story: Story, index: int, directory: Directory) -> Customer:
    dice = Dice(f"{story.id} {index}")
    company = directory.company(dice, 4_000, legal_form="GmbH")
    company.since = dice.day(date(2006, 1, 1), date(2019, 12, 31))
    trade, service = story.build(dice, company, index)
    return Customer(f"{story.id} {index}", company, trade, service, story.id)


def _low_cost(dice: Dice, count: int) -> tuple[int, ...]:
    return tuple(dice.shuffled(LOW_COST_GROUPS)[:count])


def _c_better_than_a(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.supply_share = 60
    trade = Trade(dice.integer(19, 32) * 100, 5, _low_cost(dice, 2), 290 + 10 * index, spread=10, freight=500)
    return trade, Service(calls=1)


def _squeezed(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.sites, company.channel = 180 + 60 * index, 3, "Key Account"
    company.supply_share, company.price_clause = 65, True
    annual = dice.integer(110, 240) * 1000
    trade = Trade(annual, 22, (0, 1, 2, 4, 6), 275, lines=4, cash_discount=20, bonus=20, freight=12_000)
    trade.targets = (dice.between(0.045, 0.06), dice.between(0.035, 0.05))
    return trade, Service(
        visits=annual / 2800,
        calls=90,
        tickets=annual / 1800,
        minutes=45,
        deliveries=2.6,
        returns=0.08,
        concessions=9,
        concession_cents=annual // 3,
    )


def _curable(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.supply_share = 15 + 6 * index, 60
    annual = dice.integer(11, 24) * 1000
    bulky_freight = round(100 * 0.065 * annual / 14)
    trade = Trade(annual, 14, _low_cost(dice, 3), 165, spread=10, cash_discount=20, freight=bulky_freight)
    trade.targets = (dice.between(-0.025, -0.018), dice.between(-0.025, -0.018))
    return trade, Service(visits=annual / 2600, calls=10, tickets=5)


def _incurable(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.sites, company.supply_share = 2 + index % 4, 1, 95 + index % 2 * 5
    company.channel, company.rep = "Innendienst", "Team 2"
    trade = Trade(dice.integer(45, 85) * 10, 12, (dice.pick((0, 6)), 4), 20, lines=1.2, freight=490, cash_discount=20)
    trade.goods = 1020 + 20 * index
    return trade, Service(calls=4, tickets=1, deliveries=1.1)


def _blocked(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    built = _incurable(dice, company, index)
    if index < 2:
        company.contract_until = date(2027 + index, 12, 31)
    elif index < 4:
        company.reference = True
    else:
        company.group = f"K-{197 + index}"
    return built


def _service_eater(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.sites, company.supply_share = 40 + 10 * index, 2, 35
    company.channel, company.rep = "Außendienst", "Gerlach"
    trade = Trade(dice.integer(48, 82) * 100, 36, _low_cost(dice, 3), 20, lines=1.3, freight=300)
    scale = trade.annual / 5_500
    return trade, Service(visits=19 * scale, calls=52, tickets=58 * scale, minutes=28, deliveries=1.5, returns=0.03)


def _new_need(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.supply_share = 45 + 10 * index, 40
    trade = Trade(dice.integer(10, 18) * 1000, 9, (0, 4), 120, freight=800, rhythm=Rhythm.USUAL)
    trade.new_group = (2, 3, 7, 5, 2)[index]
    return trade, Service(calls=2)


def _hidden_potential(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.sites, company.supply_share = 320 + 90 * index, 5 + index, 3 + index % 4
    trade = Trade(dice.integer(17, 31) * 100, 5, (LOW_COST_GROUPS[index % 4],), 40, freight=500)
    company.annual_need = round(trade.annual / company.supply_share) * 100
    return trade, Service(calls=2)


def _habit(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.supply_share = 30, 55
    kind = ("Kostenlose Lieferung", "Gratis-Muster", "Kostenlose Schulung")[index % 3]
    return Trade(dice.integer(14, 26) * 1000, 7, _low_cost(dice, 3), 120), Service(visits=1, calls=4, habit=kind)


def _one_time(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    first = (date(2024, 3, 4), date(2024, 9, 12), date(2025, 5, 20), date(2025, 12, 9), date(2026, 2, 17))[index]
    company.since = first
    company.last_price_change = max(company.last_price_change, first)
    company.supply_share = None
    return Trade(dice.integer(4, 15) * 100, 1, _low_cost(dice, 2), 30, first=first, rhythm=Rhythm.ONCE), Service(
        calls=0
    )


def _clockwork(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.supply_share = 40, 70
    rhythm, orders = (Rhythm.FORTNIGHT, 26) if index % 2 == 0 else (Rhythm.FOUR_WEEKS, 13)
    first = date(2023, 11, 7 + index % 3)
    return Trade(dice.integer(14, 28) * 1000, orders, (0, 2, 6), 120, first=first, rhythm=rhythm), Service(calls=3)


def _irregular(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.supply_share = 20 + 3 * index, 30
    return Trade(dice.integer(9, 16) * 1000, 5, _low_cost(dice, 2), 110, rhythm=Rhythm.ERRATIC), Service(calls=2)


def _new(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    first = workday(dice.day(date(2026, 5, 4), date(2026, 9, 15)))
    company.since = company.last_price_change = first
    company.employees, company.supply_share = 35, 20
    service = Service(calls=12) if index % 2 else Service(visits=64, calls=40, marketing=45_000)
    return Trade(dice.integer(60, 110) * 100, 8, _low_cost(dice, 2), 60, first=first), service


def _innocent(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.employees, company.channel, company.supply_share = 4 + index, "Webshop", 85
    return Trade(dice.integer(22, 36) * 100, 7, _low_cost(dice, 2), 45, spread=10, freight=400), Service(calls=1)


def _stale_price(dice: Dice, company: Company, index: int) -> tuple[Trade, Service]:
    company.last_price_change = (
        date(2022, 1, 1),
        date(2022, 7, 1),
        date(2023, 1, 1),
        date(2023, 3, 1),
        date(2023, 10, 1),
    )[index]
    company.employees, company.supply_share = 25, 60
    trade = Trade(dice.integer(12, 22) * 1000, 7, _low_cost(dice, 3), 120, price_year=company.last_price_change.year)
    return trade, Service(visits=1, calls=4)


STORIES = (
    Story(
        "c_better_than_a", 6, "C-Kunden mit besseren Rabatten als A-Kunden",
        "C customers with better discounts than A customers",
        "class C by revenue, discount on shared products at or above the A customers' median, contribution positive: "
        "condition finding, proposal reprice", _c_better_than_a,
    ),
    Story(
        "squeezed_key_account", 5, "Ausgepresste Großkunden", "Squeezed key accounts",
        "class A by revenue, relevant contribution ratio in the lowest quarter but positive: kind squeezed, "
        "proposal service or reprice with a small step", _squeezed,
    ),
    Story(
        "curable_lossmaker", 6, "Heilbare Verlustbringer", "Curable loss makers",
        "relevant contribution below zero in both periods, a price step of at most 15 % cures it: proposal reprice, "
        "never let go", _curable,
    ),
    Story(
        "incurable_lossmaker", 6, "Unheilbare Verlustbringer", "Incurable loss makers",
        "goods, freight and cash discount alone exceed net in both periods, needed step above 40 %, no potential, "
        "no blocking risk: proposal let go", _incurable,
    ),
    Story(
        "incurable_but_blocked", 6, "Unheilbar, aber gebunden", "Incurable but blocked",
        "as incurable_lossmaker, yet bound by a contract, a reference or a group: never let go", _blocked,
    ),
    Story(
        "service_eater", 6, "Servicefresser", "Service eaters",
        "healthy goods margin, relevant contribution below zero in both periods through service, needed step above "
        "25 %: proposal service or channel", _service_eater,
    ),
    Story(
        "undemanding_new_need", 5, "Anspruchslose mit neuem Bedarf", "Undemanding customers with a new need",
        "new product group, denser orders and tickets in the last three months: flagged, keep or develop", _new_need,
    ),
    Story(
        "hidden_potential", 6, "Verstecktes Potenzial", "Hidden potential",
        "class C by revenue, many employees and sites, small supply share, one product group of eight: potential "
        "high, keep", _hidden_potential,
    ),
    Story(
        "free_service_habit", 5, "Gewöhnung an Gratisleistungen", "Habituation to free services",
        "the same free concession at least four times in the last twelve months: condition finding", _habit,
    ),
    Story("one_time_buyer", 5, "Einmalkäufer", "One-time buyers", "exactly one invoice ever", _one_time),
    Story(
        "clockwork", 6, "Kauft wie ein Uhrwerk", "Buys like clockwork",
        "a gap of 14 or 28 days, plus or minus one, between all orders: regularity far above 1", _clockwork,
    ),
    Story(
        "irregular", 5, "Unregelmäßige Käufer", "Irregular buyers",
        "bursts and long random gaps: regularity at or below 1", _irregular,
    ),
    Story(
        "new_customer", 6, "Neukunden", "New customers",
        "first order within the last six months: not accused, even where first visits outweigh the contribution", _new,
    ),
    Story(
        "innocent_small", 8, "Unauffällige Kleinkunden", "Innocent small customers",
        "small, profitable, ordinary discount: no finding, no proposal", _innocent,
    ),
    Story(
        "stale_price", 5, "Veraltete Preise", "Stale prices",
        "last price change more than 30 months ago, list prices unchanged since: condition finding, proposal reprice",
        _stale_price,
    ),
)  # fmt: skip
