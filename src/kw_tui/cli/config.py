"""The personal configuration: a TOML file under the platform's configuration folder (KW_CONFIG names another)."""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kw_tui.cli.voice import as_lang
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

DEFAULTS: Mapping[str, Any] = {"lang": ""}
"""Every key with its default; no language means that of the session, else of the system."""


def config_path() -> Path:
    """Return where the configuration lies, whether or not it is there."""
    if named := os.environ.get("KW_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("kw-tui") / "config.toml"


def read_config() -> dict[str, Any]:
    """Return what the file says; nothing if there is none. Raise KwError for one that cannot be read."""
    path = config_path()
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, str(error)) from None


def configured_lang() -> tuple[Lang | None, KwError | None]:
    """Return the configured language, and the trouble there was with the file; that never stops a command."""
    try:
        return as_lang(read_config().get("lang")), None
    except KwError as trouble:
        return None, trouble


def faults(config: Mapping[str, Any]) -> list[Text]:
    """Return what is wrong in a configuration: unknown keys with the nearest known one, impossible values."""
    found = [_unknown_key(key) for key in config if key not in DEFAULTS]
    wrong = [key for key, value in config.items() if key in DEFAULTS and not isinstance(value, type(DEFAULTS[key]))]
    found += [Text(f"{key} hat die falsche Art von Wert", f"{key} has the wrong kind of value") for key in wrong]
    if isinstance(config.get("lang"), str) and config["lang"] and not as_lang(config["lang"]):
        found.append(Text("lang muss de oder en sein", "lang must be de or en"))
    return found


def _unknown_key(key: str) -> Text:
    near = get_close_matches(key, DEFAULTS, n=1, cutoff=0.5)
    german, english = (f", gemeint ist wohl {near[0]}", f", did you mean {near[0]}?") if near else ("", "")
    return Text(f"unbekannter Schlüssel {key}{german}", f"unknown key {key}{english}")


def _unreadable(path: Path, why: str) -> KwError:
    message = Text("Konfiguration {path} nicht lesbar: {why}", "Cannot read the configuration {path}: {why}")
    hint = Text("berichtigen oder löschen", "correct it or delete it")
    return KwError(message.format(path=path, why=why), hint)
