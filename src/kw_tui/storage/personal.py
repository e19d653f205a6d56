"""The personal configuration: a TOML file under the platform's configuration folder (KW_CONFIG names another)."""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

LARGEST = 1 << 20
"""Bytes above which the file is no configuration."""


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
        return tomllib.loads(_content(path).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, str(error)) from None


def _content(path: Path) -> bytes:
    """Read a file; a pipe or a device, but for the empty one, would keep every command waiting."""
    told = path.stat()
    if not (stat.S_ISREG(told.st_mode) or stat.S_ISDIR(told.st_mode) or path.samefile(os.devnull)):
        raise _unreadable(path, "not a file")
    if told.st_size > LARGEST:
        raise _unreadable(path, "too large")
    return path.read_bytes()


def _unreadable(path: Path, why: str) -> KwError:
    message = Text("Konfiguration {path} nicht lesbar: {why}", "Cannot read the configuration {path}: {why}")
    hint = Text("berichtigen oder löschen", "correct it or delete it")
    return KwError(message.format(path=path, why=why), hint)
