"""The next price step of every customer, what limits it, and what a year brings: the figures a plan begins with."""

from datetime import date

import polars as pl

from kw_tui.core.proposals import channel, price_step
from kw_tui.core.proposals.condition import number
from kw_tui.core.proposals.price_step import GRID
from kw_tui.core.proposals.rules import add_basis
from kw_tui.core.queue import INPUTS
from kw_tui.vocabulary.settings import Settings

FIRST_STEP: tuple[str, ...] = (
    "customer_id", "name", "abc", "revenue", "relevant_contribution", "relevant_ratio", "period_years",
    "needed_step", "largest_step", "list_room", "most_step", "step", "effective_date", "channel_to",
    "contract_later", "service_saving", "channel_saving",
)  # fmt: skip
"""`revenue` and `relevant_contribution` are of a year, as Float64; `most_step` is the largest one there is room for."""

_DUST = 1e-9


def first_steps(portfolio: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return `FIRST_STEP` for every customer of a portfolio with `queue.INPUTS`, in its order, proposed or not."""
    weighed = add_basis(portfolio.select(INPUTS), settings)
    notice = price_step.notice_days(number("regularity"), settings)
    soonest = pl.lit(as_of) + pl.duration(days=pl.max_horizontal(notice, pl.lit(_least_notice(settings))))
    planned = weighed.with_columns(
        effective_date=price_step.effective_date(notice, as_of, settings),
        channel_to=channel.channel_id(pl.col("channel_level")),
        most_step=most_step(pl.col("largest_step"), pl.col("list_room"), settings),
        revenue=number("revenue") / pl.col("period_years"),
        relevant_contribution=number("relevant_contribution") / pl.col("period_years"),
        service_saving=pl.col("service_saving") / pl.col("period_years"),
        channel_saving=pl.col("channel_saving") / pl.col("period_years"),
    )
    return planned.with_columns(contract_later=pl.col("effective_date") > soonest).select(FIRST_STEP)


def most_step(largest: pl.Expr, room: pl.Expr, settings: Settings) -> pl.Expr:
    """Return the largest step somebody may choose: that of the class, what is feasible, and never above list price."""
    feasible = whole(pl.lit(settings.number("feasible_step")))
    return pl.min_horizontal(largest, feasible, whole(room).clip(lower_bound=0.0))


def whole(step: pl.Expr) -> pl.Expr:
    """Round a step down to whole half per cents."""
    return (step / GRID + _DUST).floor() / round(1 / GRID)


def _least_notice(settings: Settings) -> int:
    return int(settings.number("min_notice_days"))
