"""How the price of one customer would be raised: steps and days, fees for small orders, and what if volume is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.price_plan.fees import fees
from kw_tui.core.price_plan.first_step import first_steps
from kw_tui.core.price_plan.spread import spread, steps_needed, still_needed
from kw_tui.core.proposals.asked_step import most_planned, why_reason
from kw_tui.core.proposals.break_even import Outcome, what_if, what_ifs
from kw_tui.core.proposals.price_step import GRID
from kw_tui.core.proposals.rules import rules_by_id
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.settings import Settings, Value
from kw_tui.vocabulary.texts import Text, percent
from kw_tui.workbench.analysis import Analysis, row_of
from kw_tui.workbench.kept import computed

POINTS = 101
"""Losses of volume from 0 to 100 %, one a per cent."""
INTERVAL = "step_interval_months"
_DUST = 1e-9

NO_REASON = Text("kein Grund für einen Preisschritt gefunden", "no reason for a price step found")
NOT_FEASIBLE = Text("nötig wäre mehr, als sich durchsetzen lässt", "more would be needed than is feasible")
AT_LIST = Text("kauft schon zu Listenpreisen", "buys at list price already")
NO_REVENUE = Text("kein Umsatz im Zeitraum", "no revenue in the period")
NO_CLASS_STEP = Text("die Einstellungen erlauben keinen Schritt", "the settings allow no step")


@dataclass(frozen=True)
class PricePlan:
    """A customer's price plan. `first` is its row of `FIRST_STEP`, `steps` of `SPREAD`, `fees` of `FEES`."""

    customer_id: str
    name: str | None
    rule: str | None
    """The rule that asks for a price step; None where none does."""
    proposal: str | None
    """What the queue proposes for the customer, a price step or something else."""
    first: Mapping[str, Any]
    step: float | None
    """The first step: as proposed, or as asked for; None where none is possible."""
    proposed: float | None
    """The step the rules arrive at."""
    bounds: tuple[float, float] | None
    """The least and the largest step that may be asked for."""
    why_none: Text | None
    why_reason: Text | None
    """Why deciding on this step needs a reason; None where it needs none."""
    steps: pl.DataFrame
    steps_needed: int
    open: float
    """What the steps listed leave of what is needed, as share of today's price."""
    fees: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]
    """What the first step leaves of a year if 0 ... 100 % of the volume is lost; none where the ratio is not known."""
    at_loss: Outcome | None
    """The same at the loss asked for."""
    used: Mapping[str, Value]
    """The settings it rests on."""

    @property
    def reason(self) -> Text:
        """Why a price step is asked for, or why none is."""
        if self.rule:
            return rules_by_id()[self.rule].label
        is_beyond = (self.first["needed_step"] or 0) > float(self.used["feasible_step"])
        return NOT_FEASIBLE if is_beyond else NO_REASON

    @property
    def break_even_loss(self) -> float | None:
        """The share of volume that may be lost before the first step brings nothing."""
        return None if self.steps.is_empty() else self.steps["break_even_loss"][0]


class PricePlans(Analysis):
    """Plans of price steps."""

    def price_plan(self, customer_id: str, step: float | None = None, loss: float | None = None) -> PricePlan:
        """Return the plan for a customer, with another first `step` where one is asked for.

        Raise DecisionError if there is no such customer, UsageError for a step out of bounds.
        """
        mine = pl.LazyFrame([self._known_row(customer_id)], schema=self.portfolio().schema)
        proposal = row_of(self.queue(), customer_id)
        why = Why(self._rule_of(mine, proposal), None if proposal is None else proposal["proposal"])
        return plan_of(mine, self.settings, self.as_of, why, step, loss)

    def _rule_of(self, mine: pl.LazyFrame, proposal: Mapping[str, Any] | None) -> str | None:
        """The rule of the queue, else the first that asks for a price step where something else comes first."""
        if proposal is not None and proposal["proposal"] == "reprice":
            return str(proposal["rule"])
        told = computed(pipeline.verdicts(mine, self._state_frame(), self.settings, self.as_of))
        held = told.group_by("rule", maintain_order=True).agg(pl.col("holds").all()).filter("holds")["rule"]
        return next((rule for rule in held if rules_by_id()[rule].action == "reprice"), None)


class Why(NamedTuple):
    """The rule that asks for a price step, and what the queue proposes."""

    rule: str | None = None
    proposal: str | None = None


def plan_of(
    mine: pl.LazyFrame,
    settings: Settings,
    as_of: date,
    why: Why | None = None,
    step: float | None = None,
    loss: float | None = None,
) -> PricePlan:
    """Return the plan of the one customer of a portfolio; raise UsageError for a `step` out of bounds."""
    own = computed(first_steps(mine, settings, as_of))
    first = own.row(0, named=True)
    bounds, why_none = _bounds(first, settings), _why_none(first)
    if step is not None:
        own = own.with_columns(step=pl.lit(_checked(step, bounds, why_none)))
    steps, taken = computed(spread(own.lazy(), settings)), own["step"].item()
    ratio, revenue = first["relevant_ratio"], _yearly_revenue(mine)
    known = None if steps.is_empty() or ratio is None or revenue is None else (taken, revenue, ratio)
    return PricePlan(
        customer_id=first["customer_id"],
        name=first["name"],
        rule=why and why.rule,
        proposal=why and why.proposal,
        first=first,
        step=taken if steps.height else None,
        proposed=first["step"] if why_none is None else None,
        bounds=bounds,
        why_none=why_none,
        why_reason=_why_reason(taken if steps.height else None, first, settings),
        steps=steps,
        steps_needed=own.select(steps_needed()).item() if steps.height else 0,
        open=_open(own, steps),
        fees=computed(fees(mine, settings)).row(0, named=True),
        outcomes=() if known is None else what_ifs(*known, POINTS),
        at_loss=None if known is None or loss is None else what_if(*known, loss),
        used=_used(first["abc"], settings),
    )


def _yearly_revenue(mine: pl.LazyFrame) -> Decimal | None:
    """Exact where the period is a year."""
    revenue, years = computed(mine.select("revenue", "period_years")).row(0)
    if revenue is None or years == 1:
        return revenue  # type: ignore[no-any-return]
    return Decimal(str(float(revenue) / years)).quantize(Decimal("0.0001"))


def _used(abc: str | None, settings: Settings) -> dict[str, Value]:
    limit = f"max_step_{(abc or 'C').lower()}"
    return {name: settings[name] for name in ("target_ratio", "min_step", limit, "feasible_step", INTERVAL)}


def _bounds(first: Mapping[str, Any], settings: Settings) -> tuple[float, float] | None:
    most = most_planned(first["list_room"], settings)
    return None if most < GRID or _why_none(first) is not None else (GRID, most)


def _why_reason(step: float | None, first: Mapping[str, Any], settings: Settings) -> Text | None:
    return None if step is None else why_reason(step, first["abc"], first["step"] or 0, settings)


def _why_none(first: Mapping[str, Any]) -> Text | None:
    """Why no step is possible; None where one is."""
    if first["revenue"] is None or first["revenue"] <= 0:
        return NO_REVENUE
    if first["list_room"] is not None and first["list_room"] + _DUST < GRID:
        return AT_LIST
    return NO_CLASS_STEP if first["most_step"] is None or first["most_step"] < GRID else None


def _checked(step: float, bounds: tuple[float, float] | None, why: Text | None) -> float:
    if bounds is not None and bounds[0] - _DUST <= step <= bounds[1] + _DUST:
        return step
    shown = Text(percent(step, "de"), percent(step, "en"))
    message = Text("Preisschritt {step} ist hier nicht möglich", "Price step {step} is not possible here")
    if bounds is None:
        raise UsageError(message.format(step=shown), why or NO_CLASS_STEP)
    least, most = (Text(percent(one, "de"), percent(one, "en")) for one in bounds)
    hint = Text(
        "{least} bis {most}, nach feasible_step und Listenpreis; `kw set` zeigt die Grenzen",
        "{least} to {most}, by feasible_step and list price; `kw set` shows the limits",
    )
    raise UsageError(message.format(step=shown), hint.format(least=least, most=most))


def _open(own: pl.DataFrame, steps: pl.DataFrame) -> float:
    left = computed(still_needed(own.lazy(), steps.lazy()))
    return float(left["open"][0]) if left.height else 0.0
