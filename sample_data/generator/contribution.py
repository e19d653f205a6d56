"""The contribution ladder per customer and window, on the program's default activity rates. Amounts in cents."""

from dataclasses import dataclass

from generator.model import COMPARISON, CURRENT, WINDOWS, Account, Act, half_up, window_of

# Cents per event and avoidable share; a booked cost replaces count x rate.
RATES = {
    Act.VISIT: (12_000, 0.6), Act.CALL: (1_200, 0.6), Act.ORDER: (1_500, 0.9), Act.DELIVERY: (900, 0.8),
    Act.RETURN: (3_500, 1.0), Act.DUNNING: (1_000, 1.0), Act.MARKETING: (0, 1.0),
}  # fmt: skip
TICKET_MINUTE, TICKET_AVOIDABLE = 80, 0.7


@dataclass(slots=True)
class Ladder:
    """Sums of one customer in one window; `avoidable` is the part of `effort` that ends with the customer."""

    revenue: int = 0
    deductions: int = 0
    goods: int = 0
    freight: int = 0
    effort: int = 0
    avoidable: float = 0.0
    orders: int = 0

    @property
    def net(self) -> int:
        """Net revenue: invoiced net less cash discount and bonus."""
        return self.revenue - self.deductions

    @property
    def db1(self) -> int:
        """Net revenue less goods."""
        return self.net - self.goods

    @property
    def db4(self) -> int:
        """The customer's contribution."""
        return self.db1 - self.freight - self.effort

    @property
    def relevant(self) -> float:
        """What disappears if the customer goes."""
        return self.db1 - self.freight - self.avoidable

    @property
    def relevant_ratio(self) -> float:
        """Relevant contribution over net revenue; 0 without net revenue."""
        return self.relevant / self.net if self.net else 0.0

    def needed_step(self, target: float) -> float:
        """The price step that lifts the relevant ratio to `target`, costs unchanged."""
        return (target * self.net - self.relevant) / (self.net * (1 - target)) if self.net > 0 else 0.0

    def charge(self, cents: int, avoidable_share: float) -> None:
        """Add effort."""
        self.effort += cents
        self.avoidable += cents * avoidable_share


def ladders(account: Account) -> list[Ladder]:
    """One ladder per window, oldest first."""
    result = [Ladder() for _ in WINDOWS]
    _add_sales(account, result)
    for activity in account.activities:
        rate, share = RATES[activity.kind]
        cents = activity.count * rate if activity.cost is None else activity.cost
        result[window_of(activity.day)].charge(cents, share)
    for ticket in account.tickets:
        result[window_of(ticket.opened)].charge(ticket.minutes * TICKET_MINUTE, TICKET_AVOIDABLE)
    for concession in account.concessions:
        result[window_of(concession.day)].charge(concession.cost_cents, 1.0)
    return result


def _add_sales(account: Account, result: list[Ladder]) -> None:
    for line in account.lines:
        ladder = result[window_of(line.day)]
        ladder.revenue += line.net
        ladder.deductions += line.cash_discount + line.bonus
        ladder.goods += line.cost
        ladder.freight += line.freight
        if line.position == 10 and not line.credit:
            ladder.orders += 1
            ladder.charge(*RATES[Act.ORDER])


def meet_targets(account: Account) -> None:
    """Scale the goods cost so that the customer shows its target relevant ratios (the oldest year as the next)."""
    if (targets := account.customer.trade.targets) is None:
        return
    sums = ladders(account)
    scales = [_scale(sums[COMPARISON], targets[0])] * 2 + [_scale(sums[CURRENT], targets[1])]
    for line in account.lines:
        line.cost = half_up(line.cost * scales[window_of(line.day)], 10_000)


def _scale(ladder: Ladder, target: float) -> int:
    wanted = ladder.goods + ladder.relevant - target * ladder.net
    return round(10_000 * wanted / ladder.goods) if ladder.goods else 10_000
