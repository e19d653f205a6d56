"""Who changed which setting of a session, and from what to what."""

from dataclasses import dataclass

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text, grouped, percent

NOTHING = Text("leer", "empty")


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as text: `key` is a setting or a field of the session, `when` an ISO moment with offset."""

    key: str
    old: str
    new: str
    who: str
    when: str


def told(change: Change) -> Text:
    """Say what was changed to what: `target_ratio 10 % -> 12 %`."""
    before, now = _shown(change.key, change.old), _shown(change.key, change.new)
    said = Text("{key} {before} -> {now}", "{key} {before} -> {now}")
    return said.format(key=change.key, before=before, now=now)


def _shown(key: str, raw: str) -> Text:
    """Write a value as it is set: a share as per cent, a number in each language, anything else as it stands."""
    from kw_tui.vocabulary.settings import setting_by_id

    if not raw:
        return NOTHING
    try:
        setting, value = setting_by_id(key), float(raw)
    except (UsageError, ValueError):
        return Text(raw, raw)
    places = 0 if value == round(value) else 2
    if setting.choices or setting.high > 1:
        return Text(grouped(value, places, "de"), grouped(value, places, "en"))
    places = 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1
    return Text(percent(value, "de", places), percent(value, "en", places))
