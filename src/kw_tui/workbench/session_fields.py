"""What can be set in a session besides thresholds."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from kw_tui.vocabulary.errors import UsageError, not_possible
from kw_tui.vocabulary.rfm import RFM_SEGMENTS, cuts_of, parse_rfm, said, segments_of
from kw_tui.vocabulary.session import Session, is_legal_day, parse_currency, parse_period, parse_rates
from kw_tui.vocabulary.texts import LANGUAGES, Text

RFM_FIELDS = ("rfm_r", "rfm_f", "rfm_m", "rfm_segments")
SESSION_FIELDS = ("as_of", "period", "lang", "currency", "rates", "reviewers", *RFM_FIELDS)


def parse_field(name: str, raw: object) -> object:
    """Return a legal value of a session field; None is the default, an empty text too where there is one."""
    return _PARSERS[name](typed(Session(), name) if raw is None else str(raw).strip())


def changed(session: Session, changes: Mapping[str, object]) -> Session:
    """Return a session with settings or fields changed, by None back to the default; raise UsageError for an
    impossible value.
    """
    fields = {name: parse_field(name, raw) for name, raw in changes.items() if name in SESSION_FIELDS}
    thresholds: dict[str, Any] = {name: raw for name, raw in changes.items() if name not in SESSION_FIELDS}
    refuse_relabelling(session, fields)
    return session.with_(settings=session.settings.with_(**thresholds), **merged(session, fields))


def merged(session: Session, fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields as the session has them: what belongs to RFM becomes part of its one table."""
    plain = {name: value for name, value in fields.items() if name not in RFM_FIELDS}
    parts = {_RFM_KEYS[name]: value for name, value in fields.items() if name in RFM_FIELDS}
    if parts:
        plain["rfm"] = {key: value for key, value in {**session.rfm, **parts}.items() if value != []}
    return plain


def shown(session: Session, name: str) -> object:
    """Return the value of a session field as it would be set."""
    if name == "reviewers":
        return ", ".join(session.reviewers) or None
    if name not in RFM_FIELDS:
        return getattr(session, name)
    rules = parse_rfm(session.rfm)
    if name == "rfm_segments":
        return said(rules.table[:-1]) if rules.table != RFM_SEGMENTS else None
    return ",".join(f"{one:g}" for one in rules.of(_RFM_KEYS[name])) or None


def typed(session: Session, name: str) -> str:
    """Return the value of a session field as one would type it; empty where nothing is set."""
    value = shown(session, name)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={rate}" for key, rate in value.items())
    return "" if value is None else str(value)


def own_values(session: Session, ids: Iterable[str]) -> dict[str, object]:
    """Return what the session itself says of settings and fields, as `changed` takes it; None is the default."""
    overrides = session.settings.overrides
    return {id_: typed(session, id_) if id_ in SESSION_FIELDS else overrides.get(id_) for id_ in ids}


def refuse_relabelling(session: Session, fields: Mapping[str, object]) -> None:
    """Raise UsageError where another currency would stand on amounts that were imported in the old one."""
    new = fields.get("currency", session.currency)
    if session.sources and new != session.currency:
        raise UsageError(_IMPORTED.format(old=session.currency), _ANEW.format(new=new, old=session.currency))


def _as_of(raw: str) -> date | None:
    try:
        day = date.fromisoformat(raw) if raw else None
    except ValueError:
        day = date.min
    if is_legal_day(day):
        return day
    raise not_possible("as_of", raw, Text("ein Datum wie 2026-01-31", "a date such as 2026-01-31"))


def _period(raw: str) -> str:
    parse_period(raw, date(2000, 1, 1))
    return raw


def _lang(raw: str) -> str | None:
    if raw and raw not in LANGUAGES:
        raise not_possible("lang", raw, Text("de oder en", "de or en"))
    return raw or None


def _currency(raw: str) -> str:
    if (code := parse_currency(raw)) is None:
        raise not_possible("currency", raw, Text("drei Buchstaben wie EUR", "three letters such as EUR"))
    return code


def _rates(raw: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in re.split(r"[;,\s]+(?=[A-Za-z])", raw) if pair)
    return parse_rates({name.strip().upper(): rate for name, _, rate in pairs})


def _reviewers(raw: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in raw.split(",") if name.strip())


_RFM_KEYS = {"rfm_r": "r", "rfm_f": "f", "rfm_m": "m", "rfm_segments": "segment"}
_PARSERS: dict[str, Callable[[str], object]] = {
    "as_of": _as_of,
    "period": _period,
    "lang": _lang,
    "currency": _currency,
    "rates": _rates,
    "reviewers": _reviewers,
    "rfm_r": partial(cuts_of, "r"),
    "rfm_f": partial(cuts_of, "f"),
    "rfm_m": partial(cuts_of, "m"),
    "rfm_segments": segments_of,
}


_IMPORTED = Text(
    "Importierte Beträge sind in {old}; die Währung zu ändern rechnet sie nicht um",
    "Imported amounts are in {old}; to change the currency does not convert them",
)
_ANEW = Text(
    "in einer neuen Sitzung anfangen: `kw set currency={new} -s NEU.kw.toml`, dort neu importieren (Beträge in anderer "
    "Währung brauchen Kurse, z. B. rates={old}=0.92)",
    "begin in a new session: `kw set currency={new} -s NEW.kw.toml`, and import again there (amounts in another "
    "currency need rates, e.g. rates={old}=0.92)",
)
