"""How far, how fast and how to raise a price: five small rules, each monotone in what drives it (SPEC 6) [HP].

The source publishes directions, not magnitudes: those are settings.
"""

from datetime import date, timedelta
from math import ceil

import polars as pl

from kw_tui.core.proposals.condition import number
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

GRID = 0.005
"""Steps are whole multiples of half a per cent."""

UNREACHABLE = 10.0
"""A needed step of tenfold or more is shown as this: no price reaches the target."""

COMMUNICATION: dict[str, Text] = {
    "email": Text("E-Mail", "E-mail"),
    "letter": Text("Brief", "Letter"),
    "letter_call": Text("Brief und Anruf", "Letter and call"),
    "visit": Text("Besuch", "Visit"),
}
"""From the least to the most personal way to tell the customer."""

_DUST = 1e-9


def needed_for_ratio(revenue: pl.Expr, avoidable_cost: pl.Expr, target: float) -> pl.Expr:
    """Rule: the lower the revenue relative to the cost it causes, the larger the step.

    Return the price increase at unchanged volume that lifts the relevant ratio to `target`: 0 where it is reached,
    `UNREACHABLE` where there is no revenue to raise, null where a figure is unknown.
    """
    goal = 1 - target
    increase = avoidable_cost / (revenue * goal) - 1 if goal > 0 else pl.lit(UNREACHABLE)
    no_revenue = pl.when(avoidable_cost > 0).then(UNREACHABLE).otherwise(0.0)
    step = pl.when(revenue > 0).then(increase.clip(0.0, UNREACHABLE)).otherwise(no_revenue)
    return pl.when(revenue.is_not_null() & avoidable_cost.is_not_null()).then(step)


def needed_for_discount(own: pl.Expr, above: pl.Expr) -> pl.Expr:
    """Return the increase that brings a discount down to what it is compared to: `above` / (1 - own).

    `own` is the customer's discount, `above` how far it lies above; 0 where it does not.
    """
    step = pl.when(own < 1).then(above / (1 - own)).otherwise(UNREACHABLE)
    return pl.when(above > 0).then(step.clip(0.0, UNREACHABLE)).otherwise(0.0)


def largest_step(abc: pl.Expr, settings: Settings) -> pl.Expr:
    """Rule: the larger the customer, the smaller each step. Class C and customers without a class get the largest."""
    limits = [settings.number(f"max_step_{class_}") for class_ in "abc"]
    a, b, c = (_rounded_down(pl.lit(limit)) for limit in (min(limits), min(limits[1:]), limits[2]))
    return pl.when(abc == "A").then(a).when(abc == "B").then(b).otherwise(c)


def list_room(list_revenue: pl.Expr, line_discount: pl.Expr) -> pl.Expr:
    """Return the step that would bring the customer to list price; null where no list price is known."""
    paid = list_revenue - line_discount
    return pl.when(paid > 0).then(line_discount / paid)


def price_step(needed: pl.Expr, largest: pl.Expr, room: pl.Expr, settings: Settings) -> pl.Expr:
    """Return the next step: `needed` rounded up to half a per cent, within least and largest step, at most to list.

    Where a list price is known it is never exceeded: `room` is rounded down, and a customer who buys at list gets 0.
    """
    least = settings.number("min_step")
    wanted = _rounded_up(pl.max_horizontal(needed.fill_null(0.0), pl.lit(least)))
    step = pl.min_horizontal(wanted, largest)
    return pl.min_horizontal(step, _rounded_down(room).clip(lower_bound=0.0))


def steps(needed: pl.Expr, step: pl.Expr, room: pl.Expr) -> pl.Expr:
    """Return how many steps of this size it takes to what is needed, or to list where that comes first: Int64 >= 1.

    Null where it is not known what is needed.
    """
    wanted = reachable(needed, step, room)
    return pl.when(step > 0).then((wanted / step - _DUST).ceil().clip(lower_bound=1.0).cast(pl.Int64))


def reachable(needed: pl.Expr, step: pl.Expr, room: pl.Expr) -> pl.Expr:
    """Return what all steps together are for: what is needed, or list price, in whole half per cents, where first."""
    is_first = (room >= step) & (_rounded_down(room) < needed)
    return pl.when(is_first).then(_rounded_down(room)).otherwise(needed)


def notice_days(regularity: pl.Expr, settings: Settings) -> pl.Expr:
    """Rule: the more irregular the buying (smaller k), the sooner it takes effect. Unknown: the full notice."""
    least = settings.number("min_notice_days")
    full = max(least, settings.number("notice_days"))
    share = (regularity / settings.number("regular_buying")).clip(0.0, 1.0).fill_null(1.0).fill_nan(1.0)
    return (least + (full - least) * share).ceil().cast(pl.Int64)


def effective_date(notice: pl.Expr, as_of: date, settings: Settings) -> pl.Expr:
    """Return `as_of` plus notice; under a running contract without price clause the day after it ends, if later."""
    day = pl.lit(as_of) + pl.duration(days=pl.max_horizontal(notice, pl.lit(int(settings.number("min_notice_days")))))
    day_after_contract = pl.col("contract_until") + pl.duration(days=1)
    is_free = pl.col("price_clause").fill_null(value=False) | pl.col("contract_until").is_null()
    return pl.when(is_free).then(day).otherwise(pl.max_horizontal(day, day_after_contract))


def run_off_day(as_of: date, settings: Settings) -> pl.Expr:
    """Return the last day of deliveries to who is let go: `as_of` plus the run-off period, or the contract's end."""
    day = as_of + timedelta(days=ceil(settings.number("run_off_days")))
    return pl.max_horizontal(pl.lit(day, pl.Date), pl.col("contract_until"))


def communication(step: pl.Expr, abc: pl.Expr, settings: Settings) -> pl.Expr:
    """Rule: the larger the step - and the larger the customer - the more personal the communication."""
    limits = ("personal_step", "very_personal_step")
    by_step = pl.sum_horizontal((step >= settings.number(limit)).cast(pl.Int8) for limit in limits)
    by_size = pl.when(abc == "A").then(2).when(abc == "B").then(1).otherwise(0)
    level = (by_step.fill_null(0) + by_size).clip(0, len(COMMUNICATION) - 1)
    return level.replace_strict(list(range(len(COMMUNICATION))), list(COMMUNICATION), return_dtype=pl.String)


def needed_step() -> pl.Expr:
    """Return what the customer's ratio needs, or a discount found too high, whichever is more; null if unknown."""
    to_a_median = needed_for_discount(number("discount_compared"), number("discount_vs_a"))
    to_bracket = needed_for_discount(number("discount_rate"), number("discount_rate") - number("discount_usual"))
    return pl.max_horizontal(
        "needed_for_ratio",
        pl.when(pl.col("c_better_than_a")).then(to_a_median),
        pl.when(is_high_outlier()).then(to_bracket),
    )


def is_high_outlier() -> pl.Expr:
    """Whether the discount is an outlier upwards: only that is a reason to raise a price."""
    return pl.col("discount_outlier") & (pl.col("discount_rate") > pl.col("discount_usual"))


def _rounded_up(step: pl.Expr) -> pl.Expr:
    return (step / GRID - _DUST).ceil() / round(1 / GRID)


def _rounded_down(step: pl.Expr) -> pl.Expr:
    return (step / GRID + _DUST).floor() / round(1 / GRID)
