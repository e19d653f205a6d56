"""What a decision needs before anything else: a reason, a day that lies ahead, an amount that can be read."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from kw_tui.core.decisions.decision import ACTIONS, Decision
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text, day, percent

Row = Mapping[str, Any]

_NEEDS_REASON = Text("{action} braucht eine Begründung", "{action} needs a reason")
_WHAT_HOLDS = Text("einen Satz angeben, der später noch trägt", "give one that still holds later")
USUAL_DAYS = 90


def need_reason(decision: Decision, why: Text = _NEEDS_REASON) -> None:
    """Raise DecisionError unless a reason is given; `why` says what needs one, of `{action}` and `{id}`."""
    if not decision.reason.strip():
        message = why.format(action=ACTIONS[decision.action], id=decision.customer_id)
        raise DecisionError(message, _WHAT_HOLDS)


def need_future_day(decision: Decision, today: date, settings: Settings) -> None:
    """Raise DecisionError unless it lasts until a day to come, and no longer than `keep_longest_days`."""
    last = today + timedelta(days=int(settings.number("keep_longest_days")))
    if decision.until is None or decision.until <= today:
        message = Text("{action} braucht ein Datum in der Zukunft", "{action} needs a day in the future")
        usual = min(today + timedelta(days=USUAL_DAYS), last)
        hint = Text("zum Beispiel {day}", "for example {day}").format(day=said(usual))
        raise DecisionError(message.format(action=ACTIONS[decision.action]), hint)
    if decision.until > last:
        message = Text("{action} bis {day} ist zu lang", "{action} until {day} is too long")
        hint = Text("längstens bis {last}; kw set keep_longest_days", "until {last} at most; kw set keep_longest_days")
        raise DecisionError(
            message.format(action=ACTIONS[decision.action], day=said(decision.until)), hint.format(last=said(last))
        )


def said(one: date) -> Text:
    """Write a day in each language."""
    return Text(day(one, "de"), day(one, "en"))


def shown_share(share: Decimal | float) -> Text:
    """Write a share in per cent in each language."""
    return Text(percent(float(share), "de"), percent(float(share), "en"))


def number(raw: object) -> Decimal | None:
    """Read a number; None for what is none."""
    try:
        value = Decimal(str(raw).strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def amount(raw: object) -> Decimal:
    """Read an amount; 0 for what is none."""
    return (number(raw) if raw is not None else None) or Decimal(0)
