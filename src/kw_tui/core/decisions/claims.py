"""Claims of potential by a person: they need evidence and an expiry, and are measured by what came of them (SPEC 4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.decisions.decision import Decision, stored_amount
from kw_tui.core.decisions.state import State
from kw_tui.core.metrics.estimates import CLAIM
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.session import add_months
from kw_tui.vocabulary.texts import Text

POTENTIAL = "potential"
"""The action under which a claim stands in the journal."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's word that a customer will reach `revenue` a year by the day `until`."""

    customer_id: str
    who: str
    amount: Decimal
    """What more it could buy than on the day of the claim."""
    revenue: Decimal
    until: date
    evidence: str

    @property
    def span(self) -> tuple[date, date]:
        """First and last day of the year that ends with it."""
        return add_months(self.until, -MONTHS), self.until


@dataclass(frozen=True, slots=True)
class HitRate:
    """Of the claims that have run out, those whose customer reached what was claimed."""

    settled: int = 0
    hits: int = 0

    @property
    def rate(self) -> float | None:
        """Hits by settled claims; None before any has run out."""
        return self.hits / self.settled if self.settled else None


def check_claim(decision: Decision, state: State) -> None:
    """Raise DecisionError where a claim lacks an amount, evidence, or a day to come."""
    amount = amount_of(decision)
    if amount is None:
        raise DecisionError(
            Text("{raw!r} ist kein Potenzial", "{raw!r} is no potential").format(raw=decision.params.get("amount")),
            Text("einen Betrag im Jahr über 0 nennen", "name an amount a year above 0"),
        )
    if not decision.reason.strip():
        message = Text("Ein Potenzial braucht einen Beleg", "A claim of potential needs evidence")
        hint = Text("angeben, was gesehen, gezählt oder zugesagt wurde", "say what was seen, counted or promised")
        raise DecisionError(message, hint)
    if decision.until is None or decision.until <= state.now.date():
        message = Text("Ein Potenzial braucht ein Verfallsdatum", "A claim of potential needs an expiry")
        hint = Text("einen Tag in der Zukunft nennen", "name a day in the future")
        raise DecisionError(message, hint)


def amount_of(decision: Decision) -> Decimal | None:
    """The amount a claim names; None where it cannot be read or is not above 0."""
    amount = stored_amount(decision.params.get("amount"))
    return amount if amount is not None and amount > 0 else None


def claims(history: Iterable[Decision]) -> tuple[Claim, ...]:
    """Every claim ever made, oldest first; entries that cannot be read are none."""
    found = []
    for one in history:
        amount, revenue = amount_of(one), stored_amount(one.figures.get("revenue")) or Decimal(0)
        if one.action == POTENTIAL and amount is not None and one.until is not None:
            found.append(Claim(one.customer_id, one.who, amount, revenue + amount, one.until, one.reason))
    return tuple(found)


def standing(made: Sequence[Claim], as_of: date) -> Mapping[str, Claim]:
    """By customer its latest claim, unless it has run out: it holds through its last day."""
    latest = {claim.customer_id: claim for claim in made}
    return {customer: claim for customer, claim in latest.items() if claim.until >= as_of}


def run_out(made: Sequence[Claim], as_of: date) -> tuple[Claim, ...]:
    """The claims whose day has passed, whatever was claimed later."""
    return tuple(claim for claim in made if claim.until < as_of)


def hit_rate(due: Sequence[Claim], lines: pl.DataFrame) -> HitRate:
    """How many of them came true; `lines` are the sales of their customers: customer_id, invoice_date, net.

    A claim is a hit if the net revenue of the year that ends with it reaches what was claimed.
    """
    if not due:
        return HitRate()
    asked = pl.DataFrame(
        [(place, one.customer_id, *one.span, float(one.revenue)) for place, one in enumerate(due)],
        schema={"claim": pl.Int64, "customer_id": pl.String, "after": pl.Date, "last": pl.Date, "reach": pl.Float64},
        orient="row",
    )
    within = (pl.col("invoice_date") > pl.col("after")) & (pl.col("invoice_date") <= pl.col("last"))
    bought = asked.join(lines, on="customer_id").filter(within).group_by("claim", "reach").agg(pl.col("net").sum())
    return HitRate(len(due), bought.filter(pl.col("net").cast(pl.Float64) >= pl.col("reach")).height)


def claim_frame(held: Mapping[str, Claim], rate: HitRate) -> pl.DataFrame:
    """The standing claims as columns of the facts (`metrics.estimates.CLAIM`)."""
    rows = [(customer, float(claim.revenue), rate.rate) for customer, claim in sorted(held.items())]
    return pl.DataFrame(rows, schema={"customer_id": pl.String, **CLAIM}, orient="row")
