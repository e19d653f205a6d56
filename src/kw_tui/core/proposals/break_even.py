"""How much volume a price step may cost before it brings nothing (SPEC 6, Break-even)."""

from dataclasses import dataclass
from decimal import Decimal
from math import inf

import polars as pl


def break_even_loss(step: float, ratio: float) -> float:
    """Return the share of volume that may be lost: step / (step + ratio), all of it where the ratio is not positive.

    `ratio` is the relevant contribution ratio before the step. A price cut (negative step) gives minus the volume that
    must be gained; -inf where no volume can make up for it.
    """
    if step + ratio <= 0 and step < 0:
        return -inf
    return 1.0 if ratio <= 0 else step / (step + ratio)


def tolerated_loss(step: pl.Expr, ratio: pl.Expr) -> pl.Expr:
    """Return `break_even_loss` of columns, for price increases; null where either is unknown."""
    loss = pl.when(ratio <= 0).then(1.0).otherwise(step / (step + ratio))
    return pl.when(step.is_not_null() & ratio.is_not_null()).then(loss)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a price step leaves if a share of the volume is lost; `change` is against today."""

    loss: float
    revenue: Decimal
    contribution: Decimal
    change: Decimal


def what_if(step: float, revenue: Decimal, ratio: float, loss: float) -> Outcome:
    """Return revenue and relevant contribution after `step` if `loss` (0..1) of the volume goes."""
    kept = Decimal(str(1 - loss))
    volume = revenue * kept
    contribution = volume * (Decimal(str(ratio)) + Decimal(str(step)))
    before = revenue * Decimal(str(ratio))
    return Outcome(loss, volume * (1 + Decimal(str(step))), contribution, contribution - before)


def what_ifs(step: float, revenue: Decimal, ratio: float, points: int = 11) -> tuple[Outcome, ...]:
    """Return the outcomes for losses from 0 to 100 %, evenly spaced; `points` is at least 2."""
    return tuple(what_if(step, revenue, ratio, index / (points - 1)) for index in range(points))
