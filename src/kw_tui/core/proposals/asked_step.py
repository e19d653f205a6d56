"""Which price step a person may ask for: up to what is feasible; above the largest of the class with a reason (SPEC 7).

A proposal keeps within class and list price (SPEC 6); price plans and decisions follow the rule here.
"""

from decimal import Decimal

from kw_tui.core.proposals.price_step import GRID
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text, percent

_DUST = Decimal("1e-9")
_ABOVE_CLASS = Text(
    "Schritt {step} liegt über {limit}, dem größten für solche Kunden, und braucht eine Begründung",
    "A step of {step} is above {limit}, the largest for such customers, and needs a reason",
)


def most_feasible(settings: Settings) -> Decimal:
    """Return the largest step anybody may ask for, as a ratio."""
    return settings.amount("feasible_step")


def largest_of_class(abc: object, settings: Settings) -> Decimal:
    """Return the largest step of a class; of one who has none, that of C."""
    letter = str(abc).lower() if str(abc) in {"A", "B", "C"} else "c"
    return settings.amount(f"max_step_{letter}")


def why_reason(step: Decimal | float, abc: object, proposed: Decimal | float, settings: Settings) -> Text | None:
    """Return why a step needs a reason; None where it is no larger than that of the class, or than is proposed."""
    limit = max(largest_of_class(abc, settings), Decimal(str(proposed)))
    if Decimal(str(step)) <= limit + _DUST:
        return None
    return _ABOVE_CLASS.format(step=_share(step), limit=_share(limit))


def most_planned(room: float | None, settings: Settings) -> float:
    """Return the largest first step of a plan, in whole half per cents: what is feasible, never above list price."""
    most = float(most_feasible(settings))
    most = most if room is None else min(most, max(room, 0.0))
    return int(most / GRID + float(_DUST)) / round(1 / GRID)


def _share(ratio: Decimal | float) -> Text:
    return Text(percent(float(ratio), "de"), percent(float(ratio), "en"))
