"""What a session file says (SPEC section 9): read with every value checked, and written down again."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import tomli_w

from kw_tui.storage.toml_text import DEEPEST, broken_toml, is_deeper, plain
from kw_tui.vocabulary.changes import Change
from kw_tui.vocabulary.errors import KwError, SessionError
from kw_tui.vocabulary.own_segments import parse_segments
from kw_tui.vocabulary.rfm import parse_rfm
from kw_tui.vocabulary.scoring import DEFAULT_SCORING, parse_scoring
from kw_tui.vocabulary.session import (
    EARLIEST,
    FORMAT_VERSION,
    LATEST,
    TABLE_IDS,
    Session,
    Source,
    is_legal_day,
    parse_currency,
    parse_period,
    parse_rates,
)
from kw_tui.vocabulary.settings import SETTINGS, Settings
from kw_tui.vocabulary.texts import LANGUAGES, Text

Result = TypeVar("Result")

_TOP: dict[str, type] = {
    "version": int,
    "as_of": date,
    "period": str,
    "lang": str,
    "currency": str,
    "rates": dict,
    "source": list,
    "settings": dict,
    "rfm": dict,
    "segment": list,
    "scoring": list,
    "reviewers": object,
    "change": list,
    "view": dict,
}
_SOURCE = {one.name: one.type if one.type in (int, str) else dict for one in fields(Source)}
_SOURCE_REQUIRED = [one.name for one in fields(Source) if one.default is MISSING and one.default_factory is MISSING]
_SETTING_IDS = {setting.id for setting in SETTINGS}

READING = Text("Sitzung {path} nicht lesbar", "Cannot read the session {path}")
_REPAIR = Text(
    "die Stelle berichtigen, oder die Datei beiseitelegen und neu importieren",
    "correct the place, or move the file away and import again",
)


def parse(path: Path, text: str) -> Session:
    """Return the session of a file; raise SessionError naming the line or key that is broken, or a newer kw."""
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise broken(path, broken_toml(error)) from None
    if is_deeper(raw, DEEPEST):
        raise broken(path, Text("zu tief verschachtelt", "nested too deeply"))
    version = raw.get("version", FORMAT_VERSION)
    if isinstance(version, int) and version > FORMAT_VERSION:
        message = Text(
            "Sitzung {path} ist von einem neueren kw (Version {version})",
            "Session {path} is from a newer kw (version {version})",
        ).format(path=path, version=version)
        raise SessionError(message, Text("kw aktualisieren", "update kw"))
    _check_types(path, text, raw, _TOP)
    try:
        return _session(path, text, raw)
    except SessionError:
        raise
    except KwError as error:
        raise broken(path, error.message, error.hint) from None


def _session(path: Path, text: str, raw: Mapping[str, Any]) -> Session:
    lang, period = raw.get("lang"), raw.get("period", "12m")
    if lang is not None and lang not in LANGUAGES:
        raise _wrong(path, text, "lang", Text("de oder en", "de or en"))
    if not is_legal_day(raw.get("as_of")):
        allowed = Text("ein Tag von {first} bis {last}", "a day from {first} to {last}")
        raise _wrong(path, text, "as_of", allowed.format(first=EARLIEST, last=LATEST))
    currency = parse_currency(raw.get("currency", "EUR"))
    if currency is None:
        raise _wrong(
            path,
            text,
            "currency",
            Text("ein Kürzel aus drei Buchstaben wie EUR", "a code of three letters such as EUR"),
        )
    parse_period(period, date(2000, 1, 1))
    sources = [_source(path, text, entry) for entry in raw.get("source", ())]
    stored = raw.get("settings", {})
    return Session(
        sources=tuple(source for source, _ in sources),
        settings=Settings({id_: value for id_, value in stored.items() if id_ in _SETTING_IDS}),
        as_of=raw.get("as_of"),
        period=period,
        lang=lang,
        currency=currency,
        rates=parse_rates(raw.get("rates", {})),
        rfm=_checked(parse_rfm, raw.get("rfm", {})),
        segments=tuple(_checked(parse_segments, raw.get("segment", []))),
        scoring=parse_scoring(raw["scoring"]) if raw.get("scoring") else DEFAULT_SCORING,
        reviewers=_reviewers(path, text, raw.get("reviewers", [])),
        changes=tuple(_change(path, text, entry) for entry in raw.get("change", ())),
        view=raw.get("view", {}),
        unknown=_unknown(raw, sources),
    )


def _checked(parse: Callable[[Any], object], raw: Result) -> Result:
    """Return what was read as it stands, with keys of newer programs in it, once it has been found legal."""
    parse(raw)
    return raw


def _unknown(raw: Mapping[str, Any], sources: list[tuple[Source, dict[str, Any]]]) -> dict[str, Any]:
    """Collect what this kw does not know: top keys as they are; under `settings` and `source` what lies inside those.

    The extra keys of a source are kept by its table and path, which outlive its being imported again.
    """
    unknown = {key: value for key, value in raw.items() if key not in _TOP}
    settings = {id_: value for id_, value in raw.get("settings", {}).items() if id_ not in _SETTING_IDS}
    extra = {_source_key(source): more for source, more in sources if more}
    return unknown | ({"settings": settings} if settings else {}) | ({"source": extra} if extra else {})


def _source(path: Path, text: str, raw: object) -> tuple[Source, dict[str, Any]]:
    if not isinstance(raw, dict):
        raise _wrong(path, text, "source", _EXPECTED[dict])
    _check_types(path, text, raw, _SOURCE)
    for key in (key for key in _SOURCE_REQUIRED if key not in raw):
        raise broken(path, Text("in [[source]] fehlt {key}", "[[source]] lacks {key}").format(key=key))
    if raw["table"] not in TABLE_IDS:
        raise _wrong(path, text, "table", Text("eine von {all}", "one of {all}").format(all=", ".join(TABLE_IDS)))
    for key in ("mapping", "options"):
        if not all(isinstance(value, str) for value in raw.get(key, {}).values()):
            raise _wrong(path, text, key, _EXPECTED[str])
    known = {key: value for key, value in raw.items() if key in _SOURCE}
    return Source(**known), {key: value for key, value in raw.items() if key not in _SOURCE}


def _reviewers(path: Path, text: str, raw: object) -> tuple[str, ...]:
    names = raw.split(",") if isinstance(raw, str) else raw
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        expected = Text("eine Liste von Namen", "a list of names")
        raise _wrong(path, text, "reviewers", expected)
    return tuple(name.strip() for name in names if name.strip())


def _change(path: Path, text: str, raw: object) -> Change:
    if not isinstance(raw, dict):
        raise _wrong(path, text, "change", _EXPECTED[dict])
    given = {one.name: raw.get(one.name, "") for one in fields(Change)}
    _check_types(path, text, given, dict.fromkeys(given, str))
    return Change(**given)


def _source_key(source: Source) -> str:
    return f"{source.table} {source.path}"


_EXPECTED = {
    int: Text("eine ganze Zahl", "a whole number"),
    str: Text("ein Text in Anführungszeichen", "text in quotes"),
    date: Text("ein Datum wie 2026-01-31", "a date such as 2026-01-31"),
    list: Text("Tabellen [[...]]", "tables [[...]]"),
    dict: Text("eine Tabelle [...]", "a table [...]"),
}


def _check_types(path: Path, text: str, raw: Mapping[str, Any], types: Mapping[str, type]) -> None:
    for key, kind in types.items():
        value = raw.get(key)
        surplus = isinstance(value, bool) if kind is int else isinstance(value, datetime)
        if key in raw and (surplus or not isinstance(value, kind)):
            raise _wrong(path, text, key, _EXPECTED[kind])


def _wrong(path: Path, text: str, key: str, expected: Text) -> SessionError:
    found = re.search(rf"^\s*\[*{re.escape(key)}\b", text, re.MULTILINE)
    line = text.count("\n", 0, found.end()) + 1 if found else 1
    why = Text("Zeile {line}: {key} muss {expected} sein", "line {line}: {key} must be {expected}")
    return broken(path, why.format(line=line, key=key, expected=expected))


def broken(path: Path, why: Text, hint: Text = _REPAIR) -> SessionError:
    """The error for a session that cannot be read, and why."""
    doing = READING.format(path=path)
    return SessionError(Text("{doing}: {why}", "{doing}: {why}").format(doing=doing, why=why), hint)


def written(session: Session) -> bytes:
    """Return the session as its file holds it, keys of other programs with it."""
    return tomli_w.dumps(_document(session)).encode()


def _document(session: Session) -> dict[str, Any]:
    unknown = dict(session.unknown)
    more_settings, more_sources = unknown.pop("settings", {}), unknown.pop("source", {})
    document = {
        "version": FORMAT_VERSION,
        "as_of": session.as_of,
        "period": session.period,
        "lang": session.lang,
        "currency": session.currency,
        "rates": session.rates,
        **unknown,
        "source": [_filled(asdict(source)) | more_sources.get(_source_key(source), {}) for source in session.sources],
        "settings": {**session.settings.overrides, **more_settings},
        "rfm": session.rfm,
        "segment": list(session.segments),
        "scoring": [] if session.scoring == DEFAULT_SCORING else [one.to_mapping() for one in session.scoring],
        "reviewers": list(session.reviewers),
        "change": [asdict(change) for change in session.changes],
        "view": session.view,
    }
    return {key: value for key, value in plain(document).items() if value not in ([], {})}


def _filled(source: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in source.items() if value != {} and (key, value) != ("reading", 1)}
