"""Colours as data: every TOML file in `themes/` is a theme."""

import tomllib
from pathlib import Path

from textual.theme import Theme

from kw_tui.storage.shipped import shipped

DEFAULT = "kw-dark"


def read_theme(path: Path) -> Theme:
    """Read one theme; the keys are those of Textual's Theme."""
    with path.open("rb") as file:
        return Theme(**tomllib.load(file))


def shipped_themes() -> tuple[Theme, ...]:
    """Return the themes that come with the program, the default first."""
    themes = [read_theme(path) for path in sorted(shipped("themes").glob("*.toml"))]
    return tuple(sorted(themes, key=lambda theme: theme.name != DEFAULT))
