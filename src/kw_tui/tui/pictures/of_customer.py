"""All pictures of one customer. What is not known is left out of a picture, and the picture says why it is empty."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kw_tui.tui.pictures.of_money import BREAK_EVEN, LADDER, break_even, ladder, price_waterfall
from kw_tui.tui.pictures.of_months import ALIVE, alive, months, orders
from kw_tui.tui.pictures.picture import Picture

if TYPE_CHECKING:
    from kw_tui.workbench import CustomerStory, Timeline, Workbench
    from kw_tui.workbench.price_plans import PricePlan

FIRST_ON = {"timeline": ALIVE}
"""The picture a page of the customer begins with; the others with the price waterfall."""
FIRST_FOR = {"reprice": BREAK_EVEN, "service": LADDER, "channel": LADDER, "let_go": LADDER}
"""The picture that tells most about a proposal."""


def customer_pictures(
    story: "CustomerStory", timeline: "Timeline", plan: "PricePlan", currency: str
) -> tuple[Picture, ...]:
    """Return all pictures of a customer, in the order they are turned through."""
    return (
        price_waterfall(story, currency),
        ladder(story, currency),
        months(story, currency),
        alive(timeline),
        orders(timeline),
        break_even(plan, currency),
    )


def pictures_of(customer_id: str) -> "Callable[[Workbench], tuple[Picture, ...]]":
    """Return what asks the workbench for all pictures of a customer."""

    def made(bench: "Workbench") -> tuple[Picture, ...]:
        told = bench.customer(customer_id), bench.timeline(customer_id), bench.price_plan(customer_id)
        return customer_pictures(*told, bench.currency)

    return made
