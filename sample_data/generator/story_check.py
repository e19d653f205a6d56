"""Recomputes every story on the program's default rates and says which customer breaks its promise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import mean, median, pstdev

from generator.contribution import Ladder, ladders
from generator.model import COMPARISON, CURRENT, WINDOWS, Account
from generator.stories import STORIES

TARGET = 0.10


@dataclass(slots=True)
class Evidence:
    """A customer's ladders with what only the whole portfolio can tell."""

    account: Account
    sums: list[Ladder]
    abc: str = ""
    ratio_rank: float = 1.0

    @property
    def now(self) -> Ladder:
        """The current window."""
        return self.sums[CURRENT]

    @property
    def before(self) -> Ladder:
        """The comparison window."""
        return self.sums[COMPARISON]

    @property
    def discount(self) -> float:
        """Mean discount (%) on list value in the current window."""
        lines = [line for line in self.account.lines if line.day >= WINDOWS[CURRENT][0] and not line.credit]
        listed = sum(line.quantity * line.list_cents for line in lines)
        return 100 - 100 * sum(line.net for line in lines) / listed if listed else 0.0

    @property
    def bare(self) -> list[int]:
        """Net revenue less goods and freight, without any service, per period."""
        return [ladder.db1 - ladder.freight for ladder in (self.before, self.now)]

    @property
    def days(self) -> list[date]:
        """Order days."""
        return sorted({line.day for line in self.account.lines if not line.credit})

    @property
    def gaps(self) -> list[int]:
        """Days between orders."""
        return [(later - day).days for day, later in zip(self.days, self.days[1:], strict=False)]


def evidence(accounts: list[Account]) -> list[Evidence]:
    """One record per customer; ABC by revenue (best and worst 20 % of the customers with sales) and ratio rank."""
    result = [Evidence(account, ladders(account)) for account in accounts]
    selling = sorted((item for item in result if item.now.net > 0), key=lambda item: -item.now.net)
    for rank, item in enumerate(selling):
        share = rank / len(selling)
        item.abc = "A" if share < 0.2 else "C" if share >= 0.8 else "B"
    for rank, item in enumerate(sorted(selling, key=lambda item: item.now.relevant_ratio)):
        item.ratio_rank = rank / len(selling)
    return result


def failures(accounts: list[Account]) -> int:
    """Print the portfolio and every story customer; return how many break their story."""
    items = evidence(accounts)
    top_discount = median(item.discount for item in items if item.abc == "A")
    _print_portfolio(items, top_discount)
    broken = 0
    for story in STORIES:
        print(f"\n{story.id}: {story.expects}")
        for item in items:
            if item.account.customer.story == story.id:
                holds = RULES[story.id](item, top_discount)
                broken += not holds
                print(_line(item), "ok" if holds else "BROKEN")
    print(f"\n{broken} broken")
    return broken


def _line(item: Evidence) -> str:
    now, before = item.now, item.before
    return (
        f"  {item.account.customer.number} {item.abc or '-'} net {before.net / 100:9.0f} {now.net / 100:9.0f}"
        f" goods {_share(before):5.1%} {_share(now):5.1%} contribution {before.db4 / 100:8.0f} {now.db4 / 100:8.0f}"
        f" relevant {before.relevant / 100:8.0f} {now.relevant / 100:8.0f} ({now.relevant_ratio:6.1%})"
        f" step {now.needed_step(TARGET):6.1%} discount {item.discount:4.1f} orders {now.orders:3d}"
    )


def _share(ladder: Ladder) -> float:
    return ladder.goods / ladder.net if ladder.net else 0.0


def _print_portfolio(items: list[Evidence], top_discount: float) -> None:
    selling = [item for item in items if item.abc]
    curve = sorted((item.now.db4 for item in items), reverse=True)
    total, tail = sum(curve), -sum(min(0, value) for value in curve)
    losing = [item for item in items if item.now.relevant < 0]
    favoured = [item for item in selling if item.abc == "C" and item.discount >= top_discount]
    print(f"{sum(len(item.account.lines) for item in items)} lines, {len(items)} customers, {len(selling)} active")
    print(f"median discount of A {top_discount:.1f} %")
    print(f"smallest A {_edge(selling, 'A', min):.0f}, largest C {_edge(selling, 'C', max):.0f}")
    print(f"revenue {sum(item.now.net for item in items) / 100:.0f}, contribution {total / 100:.0f}")
    print(f"contribution below zero: {sum(value < 0 for value in curve)} customers")
    print(f"relevant below zero: {len(losing)}, in both periods {sum(_loses_twice(item) for item in losing)}")
    print(f"whale curve: best 20 % hold {sum(curve[: len(curve) // 5]) / total:.0%}, tail erodes {tail / total:.1%}")
    print(f"C customers at or above the A median: {len(favoured)}")


def _edge(items: list[Evidence], abc: str, best: Callable[[Iterator[int]], int]) -> float:
    return best(item.now.net for item in items if item.abc == abc) / 100


Rule = Callable[[Evidence, float], bool]


def _loses_twice(item: Evidence) -> bool:
    return item.now.relevant < 0 and item.before.relevant < 0


def _incurable(item: Evidence, _: float) -> bool:
    return _loses_twice(item) and max(item.bare) < 0 and item.now.needed_step(0) > 0.4 and item.now.orders >= 8


def _curable(item: Evidence, _: float) -> bool:
    return _loses_twice(item) and 0 < item.now.needed_step(TARGET) <= 0.15 and item.abc == "B"


def _service_eater(item: Evidence, _: float) -> bool:
    healthy = all(0.3 <= ladder.db1 / ladder.net <= 0.45 for ladder in (item.before, item.now))
    return _loses_twice(item) and healthy and item.now.needed_step(TARGET) > 0.25 and min(item.bare) > 0


def _habit(item: Evidence, _: float) -> bool:
    recent = [entry for entry in item.account.concessions if entry.day >= WINDOWS[CURRENT][0]]
    return len(recent) >= 4 and len({entry.kind for entry in recent}) == 1 and item.now.relevant > 0


def _new_need(item: Evidence, _: float) -> bool:
    start = date(2026, 8, 1)
    old = {line.product.group for line in item.account.lines if line.day < start}
    fresh = {line.product.group for line in item.account.lines if line.day >= start} - old
    late = [day for day in item.days if day >= start]
    return bool(fresh) and len(late) >= 7 and item.now.relevant > 0


def _hidden(item: Evidence, _: float) -> bool:
    groups = {line.product.group for line in item.account.lines}
    return item.abc == "C" and len(groups) == 1 and item.now.relevant > 0 and item.before.relevant > 0


def _stale(item: Evidence, _: float) -> bool:
    prices = {(line.product.number, line.list_cents) for line in item.account.lines}
    unchanged = len(prices) == len({number for number, _ in prices})
    return unchanged and item.account.customer.company.last_price_change < date(2024, 5, 1) and item.now.relevant > 0


RULES: dict[str, Rule] = {
    "c_better_than_a": lambda item, top: item.abc == "C" and item.discount > top + 4 and item.now.relevant > 0,
    "squeezed_key_account": lambda item, _: (
        item.abc == "A" and item.ratio_rank < 0.2 and item.now.relevant_ratio > 0.01
    ),
    "curable_lossmaker": _curable,
    "incurable_lossmaker": _incurable,
    "incurable_but_blocked": _incurable,
    "service_eater": _service_eater,
    "undemanding_new_need": _new_need,
    "hidden_potential": _hidden,
    "free_service_habit": _habit,
    "one_time_buyer": lambda item, _: len(item.days) == 1 and sum(ladder.orders for ladder in item.sums) == 1,
    "clockwork": lambda item, _: {min(item.gaps), max(item.gaps)} <= {13, 14, 15} or {*item.gaps} <= {27, 28, 29},
    "irregular": lambda item, _: pstdev(item.gaps) > mean(item.gaps) and len(item.gaps) >= 8,
    "new_customer": lambda item, _: item.days[0] >= date(2026, 5, 1) and len(item.days) >= 2,
    "innocent_small": lambda item, _: (
        item.abc == "C" and min(item.now.relevant_ratio, item.before.relevant_ratio) > 0.1
    ),
    "stale_price": _stale,
}
