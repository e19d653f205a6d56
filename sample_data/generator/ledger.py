"""Invoices and credit notes of one customer. Amounts are exact cents: net = quantity x list x (1 - discount)."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.catalogue import list_price
from generator.dice import Dice
from generator.model import AS_OF, LAST_DAY, Account, Customer, Product, Rhythm, SalesLine, Trade, half_up, workday

SEASON = (92, 95, 104, 103, 101, 104, 98, 90, 105, 108, 106, 94)
NEW_NEED_FROM = date(2026, 8, 5)


def write_ledger(account: Account, products: list[list[Product]]) -> None:
    """Fill the account's sales lines: orders, then the credit notes on some of them."""
    customer = account.customer
    dice = Dice(f"ledger {customer.key}")
    order = 0
    for order, (day, group) in enumerate(_orders(customer, dice), start=1):
        account.lines.extend(_invoice(customer, dice, products, order, day, group))
    invoices = list(account.lines)
    for line in invoices:
        if line.position == 10 and dice.chance(customer.service.returns):
            order += 1
            account.lines.extend(_credit_note(line, order, dice))


def _orders(customer: Customer, dice: Dice) -> list[tuple[date, int | None]]:
    """Order days; the second item forces a product group."""
    orders: list[tuple[date, int | None]] = [(day, None) for day in _order_days(customer.trade, dice)]
    if (group := customer.trade.new_group) is not None:
        extra = [workday(NEW_NEED_FROM + timedelta(days=13 * step + dice.integer(-1, 1))) for step in range(7)]
        orders += [(day, group) for day in extra if day <= LAST_DAY]
    return sorted(orders, key=lambda item: item[0])


def _order_days(trade: Trade, dice: Dice) -> Iterator[date]:
    match trade.rhythm:
        case Rhythm.ONCE:
            yield workday(trade.first)
        case Rhythm.FORTNIGHT | Rhythm.FOUR_WEEKS:
            yield from _clockwork_days(trade, dice)
        case Rhythm.ERRATIC:
            yield from _erratic_days(trade, dice)
        case Rhythm.USUAL:
            yield from _usual_days(trade, dice)


def _clockwork_days(trade: Trade, dice: Dice) -> Iterator[date]:
    """The grid day, sometimes one day late; a late day is never followed by another, so gaps stay within one."""
    step = timedelta(days=14 if trade.rhythm is Rhythm.FORTNIGHT else 28)
    day, late = trade.first, False
    while day <= LAST_DAY:
        late = not late and dice.chance(0.08)
        yield day + timedelta(days=int(late))
        day += step


def _erratic_days(trade: Trade, dice: Dice) -> Iterator[date]:
    """Two to four orders within days, then silence for months."""
    day = trade.first + timedelta(days=dice.integer(0, 60))
    while True:
        for _ in range(dice.integer(2, 4)):
            if workday(day) > trade.last:
                return
            yield workday(day)
            day = workday(day) + timedelta(days=dice.integer(3, 9))
        day += timedelta(days=dice.integer(80, 240))


def _usual_days(trade: Trade, dice: Dice) -> Iterator[date]:
    mean = 365 / trade.orders
    opening = trade.first != date(2023, 11, 1)
    day = trade.first if opening else trade.first + timedelta(days=dice.integer(0, int(mean)))
    while workday(day) <= trade.last:
        yield workday(day)
        day = workday(day) + timedelta(days=_gap(trade, dice, mean))


def _gap(trade: Trade, dice: Dice, mean: float) -> int:
    shape = 8 if trade.orders > 11 or trade.new_group is not None else 3
    return min(330, max(3, round(dice.gap(mean, shape))))


def _invoice(
    customer: Customer, dice: Dice, products: list[list[Product]], order: int, day: date, group: int | None
) -> Iterator[SalesLine]:
    trade = customer.trade
    count = max(1, dice.count(trade.lines))
    years = (AS_OF - day).days / 365 - 0.5
    value = (
        trade.annual / trade.orders * trade.growth ** (-years) * dice.between(0.7, 1.3) * SEASON[day.month - 1] / 100
    )
    for index in range(count):
        line = _line(
            customer, dice, products[dice.pick(trade.groups) if group is None else group], day, 100 * value / count
        )
        line.order, line.position = order, 10 * (index + 1)
        line.freight = half_up(round(trade.freight * dice.between(80, 120)), 100) if index == 0 else 0
        yield line


def _line(customer: Customer, dice: Dice, group: list[Product], day: date, target: float) -> SalesLine:
    """One line worth about `target` cents."""
    trade = customer.trade
    fitting = [product for product in group if product.list_cents * product.pack <= target * 1.25]
    product = dice.pick(fitting) if fitting else min(group, key=lambda item: item.list_cents * item.pack)
    price = list_price(product, day.year, trade.price_year)
    discount = max(0, trade.discount + 5 * (dice.integer(-trade.spread, trade.spread) // 5))
    packs = max(1, round(target / (price * product.pack * (1 - discount / 1000))))
    quantity = packs * product.pack
    net = half_up(quantity * price * (1000 - discount), 1000)
    cost = half_up(net * trade.goods, 1000) if trade.goods else half_up(quantity * price * product.cost, 1000)
    line = SalesLine(0, day, 0, product, quantity, price, discount, net, cost)
    line.cash_discount = half_up(net * trade.cash_discount, 1000)
    line.bonus = half_up(net * trade.bonus, 1000)
    return line


def _credit_note(line: SalesLine, order: int, dice: Dice) -> Iterator[SalesLine]:
    day = workday(line.day + timedelta(days=dice.integer(4, 24)))
    if day > LAST_DAY:
        return
    quantity = line.quantity if dice.chance(0.4) else max(1, line.quantity // 3)
    net = half_up(quantity * line.list_cents * (1000 - line.discount), 1000)
    cost = half_up(line.cost * quantity, line.quantity)
    yield SalesLine(order, day, 10, line.product, -quantity, line.list_cents, line.discount, -net, -cost, credit=True)
