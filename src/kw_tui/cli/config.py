"""What may stand in the personal configuration: a language, colours, who signs letters, and other keys."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from kw_tui.cli.voice import as_lang
from kw_tui.storage.personal import config_path, read_config
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.meant import perhaps
from kw_tui.vocabulary.texts import Lang, Text

__all__ = ["DEFAULTS", "config_path", "configured_lang", "faults", "flat", "read_config", "wants_lean"]

KEYS = "keys"
TEXTS = ("lang", "theme", "company", "address", "person", "phone", "email")
DEFAULTS: Mapping[str, Any] = dict.fromkeys(TEXTS, "") | {"lean": False, KEYS: {}}
"""Every key with its default: no language means that of the session, else of the system, no theme
the dark one; `lean` is for slow lines; the
others sign letters.

The table `keys` names other keys for what the interface can do: `kw keys --list` lists the ids.
"""


def configured_lang() -> tuple[Lang | None, KwError | None]:
    """Return the configured language, and the trouble there was with the file; that never stops a command."""
    try:
        return as_lang(read_config().get("lang")), None
    except KwError as trouble:
        return None, trouble


def wants_lean() -> bool:
    """Whether the configuration asks for little to be sent; one that cannot be read asks for nothing."""
    with suppress(KwError):
        return read_config().get("lean") is True
    return False


def faults(config: Mapping[str, Any]) -> list[Text]:
    """Return what is wrong in a configuration: unknown keys with the nearest known one, impossible values."""
    found = [_unknown_key(key) for key in config if key not in DEFAULTS]
    wrong = [key for key, value in config.items() if key in DEFAULTS and not isinstance(value, type(DEFAULTS[key]))]
    found += [Text(f"{key} hat die falsche Art von Wert", f"{key} has the wrong kind of value") for key in wrong]
    if isinstance(config.get("lang"), str) and config["lang"] and not as_lang(config["lang"]):
        found.append(Text("lang muss de oder en sein", "lang must be de or en"))
    return [*found, *_wrong_theme(config.get("theme")), *_wrong_keys(config)]


def _wrong_theme(wanted: object) -> Sequence[Text]:
    """Return what is wrong with the theme wanted, and with files that should be themes; looking loads the interface."""
    if not isinstance(wanted, str) or not wanted:
        return ()
    from kw_tui.tui.theme import all_themes

    themes, faults = all_themes()
    known = ", ".join(themes)
    strange = Text(f"theme: {wanted} gibt es nicht, nur {known}", f"theme: there is no {wanted}, only {known}")
    return faults if wanted in themes else (strange, *faults)


def _wrong_keys(config: Mapping[str, Any]) -> Sequence[Text]:
    """Return what is wrong with the keys wanted; looking at them loads the interface."""
    wanted = config.get(KEYS)
    if not isinstance(wanted, Mapping) or not wanted:
        return ()
    from kw_tui.tui.commanding import read_keymap

    return read_keymap(wanted)[0].faults


def flat(config: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Return what a configuration says, each value under its whole name: `keys.queue.state`."""
    found: dict[str, Any] = {}
    for name, value in config.items():
        found |= flat(value, f"{before}{name}.") if isinstance(value, Mapping) else {f"{before}{name}": value}
    return found


def _unknown_key(key: str) -> Text:
    near = perhaps(key, DEFAULTS)
    return Text(f"unbekannter Schlüssel {key}{near.de}", f"unknown key {key}{near.en}")
