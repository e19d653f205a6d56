"""The measures whose effect can be looked at: they stand, and their effective day has passed."""

from dataclasses import astuple, dataclass
from datetime import date, timedelta

import polars as pl

from kw_tui.core.decisions.decision import Decision
from kw_tui.core.decisions.state import State
from kw_tui.core.proposals.rule import WAITING

MEASURE_SCHEMA = {
    "decision_id": pl.String,
    "customer_id": pl.String,
    "action": pl.String,
    "who": pl.String,
    "decided": pl.Date,
    "effective_date": pl.Date,
    "asked_step": pl.Float64,
    "class_then": pl.String,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A decision to reprice, cut service or change the channel, from the day it took effect."""

    decision_id: str
    customer_id: str
    action: str
    who: str
    decided: date
    effective: date
    step: float | None
    """What was asked; None for other measures, or where the entry does not tell."""
    class_then: str | None
    """The ABC class it was decided on; None in entries that do not tell."""


def due(state: State, as_of: date, notice_days: int) -> tuple[Measure, ...]:
    """The measures neither undone nor replaced that took effect before `as_of`, by customer and oldest first.

    An entry without a readable effective day took effect once the notice had run from the day it was taken, or signed
    where it needs a signature. What is signed later than it was to take effect does so on the day of the signature.
    """
    found = []
    for customer in sorted(state.effective):
        for one in state.effective[customer]:
            if one.action in WAITING and (effective := _effective(one, state, notice_days)) < as_of:
                found.append(_measure(one, effective))
    return tuple(found)


def measure_frame(measures: tuple[Measure, ...]) -> pl.LazyFrame:
    """The measures as rows of `MEASURE_SCHEMA`."""
    return pl.LazyFrame([astuple(one) for one in measures], schema=MEASURE_SCHEMA, orient="row")


def _measure(one: Decision, effective: date) -> Measure:
    step = one.step if one.action == "reprice" else None
    return Measure(
        one.id,
        one.customer_id,
        one.action,
        one.who,
        one.moment.date(),
        effective,
        step if step is not None and step > 0 else None,
        one.figures.get("abc"),
    )


def _effective(one: Decision, state: State, notice_days: int) -> date:
    since = state.since(one)
    planned = one.takes_effect or since + timedelta(days=notice_days)
    return max(planned, since) if one.needs_signature else planned
