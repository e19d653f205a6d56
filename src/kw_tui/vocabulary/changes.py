"""Who changed which setting of a session, and from what to what."""

from dataclasses import dataclass

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text

NOTHING = Text("leer", "empty")
DEFAULT = Text("Vorgabe", "default")
CONFIRMED = Text("{key} {now} bestätigt", "{key} {now} confirmed")


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as text: `key` is a setting or a field of the session, `when` an ISO moment with offset."""

    key: str
    old: str
    new: str
    who: str
    when: str

    @property
    def is_confirmation(self) -> bool:
        """Whether somebody only said that the value is right."""
        return self.old == self.new


def told(change: Change) -> Text:
    """Say what was changed to what: `target_ratio 10 % -> 12 %`; or that it was confirmed as it was."""
    before, now = _shown(change.key, change.old), _shown(change.key, change.new)
    said = CONFIRMED if change.is_confirmation else Text("{key} {before} -> {now}", "{key} {before} -> {now}")
    return said.format(key=change.key, before=before, now=now)


def _shown(key: str, raw: str) -> Text:
    """Write a value as it is set: a share as per cent, a number in each language, anything else as it stands."""
    from kw_tui.vocabulary.settings import setting_by_id
    from kw_tui.vocabulary.settings.written import figure

    try:
        setting, value = setting_by_id(key), float(raw or 0)
    except (UsageError, ValueError):
        return Text(raw, raw) if raw else NOTHING
    if not raw:
        return DEFAULT
    return Text(raw, raw) if setting.choices else Text(figure(setting, value, "de"), figure(setting, value, "en"))
