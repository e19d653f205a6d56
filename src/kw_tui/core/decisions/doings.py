"""What people did lately, summed up by person: for whoever works on the same session."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kw_tui.core.decisions.decision import SETTLING, Decision, stored_amount


@dataclass(frozen=True, slots=True)
class Doings:
    """How often a person did what. `stake` is what was at stake a year in the decisions taken.

    `to_sign` is how many of them were taken under the reserve of a second signature.
    """

    who: str
    decided: int = 0
    stake: Decimal = Decimal(0)
    to_sign: int = 0
    claim: int = 0
    release: int = 0
    sign: int = 0
    reject: int = 0
    undo: int = 0
    redo: int = 0


COUNTED = ("claim", "release", "sign", "reject", "undo", "redo")


def doings(entries: Iterable[Decision], besides: str) -> tuple[Doings, ...]:
    """Sum up entries by person, all but one person's; who did only what is not counted is left out."""
    found: dict[str, Doings] = {}
    for entry in entries:
        if entry.who != besides and entry.action in {*SETTLING, *COUNTED}:
            found[entry.who] = _with(found.get(entry.who, Doings(entry.who)), entry)
    return tuple(found.values())


def _with(sum_: Doings, entry: Decision) -> Doings:
    if entry.action in SETTLING:
        stake = stored_amount(entry.figures.get("at_stake")) or Decimal(0)
        to_sign = sum_.to_sign + entry.needs_signature
        return replace(sum_, decided=sum_.decided + 1, stake=sum_.stake + stake, to_sign=to_sign)
    more: dict[str, Any] = {entry.action: getattr(sum_, entry.action) + 1}
    return replace(sum_, **more)
