"""What can be set in a session besides thresholds."""

import re
from datetime import date

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.session import EARLIEST, LATEST, parse_period, parse_rates
from kw_tui.vocabulary.texts import LANGUAGES, Text

SESSION_FIELDS = ("as_of", "period", "lang", "currency", "rates")


def parse_field(name: str, raw: object) -> object:
    """Return a legal value of a session field; an empty one takes `as_of` and `lang` back to their defaults."""
    return _PARSERS[name](str(raw).strip() if raw is not None else "")


def _as_of(raw: str) -> date | None:
    try:
        day = date.fromisoformat(raw) if raw else None
    except ValueError:
        day = date.min
    if day is None or EARLIEST <= day <= LATEST:
        return day
    raise _refusal("as_of", raw, Text("ein Datum wie 2026-01-31", "a date such as 2026-01-31"))


def _period(raw: str) -> str:
    parse_period(raw, date(2000, 1, 1))
    return raw


def _lang(raw: str) -> str | None:
    if raw and raw not in LANGUAGES:
        raise _refusal("lang", raw, Text("de oder en", "de or en"))
    return raw or None


def _currency(raw: str) -> str:
    if not (raw.isascii() and raw.isalpha() and len(raw) == 3):
        raise _refusal("currency", raw, Text("drei Buchstaben wie EUR", "three letters such as EUR"))
    return raw.upper()


def _rates(raw: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in re.split(r"[;,\s]+(?=[A-Za-z])", raw) if pair)
    return parse_rates({name.strip().upper(): rate for name, _, rate in pairs})


_PARSERS = {"as_of": _as_of, "period": _period, "lang": _lang, "currency": _currency, "rates": _rates}


def _refusal(name: str, raw: str, allowed: Text) -> UsageError:
    message = Text("{name} = {raw!r} ist nicht möglich", "{name} = {raw!r} is not possible").format(name=name, raw=raw)
    return UsageError(message, Text("erlaubt: {allowed}", "allowed: {allowed}").format(allowed=allowed))
