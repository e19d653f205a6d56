"""A slow line: fewer bytes for whoever says so, and over SSH nothing that moves by itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

ANIMATIONS = "TEXTUAL_ANIMATIONS"
"""Textual's own variable: whoever sets it has chosen what moves; `none` is meant for slow lines."""
REMOTE = ("SSH_CONNECTION", "SSH_TTY")


def is_lean(environment: Mapping[str, str], *, is_wanted: bool = False) -> bool:
    """Whether to send as little as can be: it is wanted, or animations are turned off."""
    return is_wanted or environment.get(ANIMATIONS, "").lower() == "none"


def is_still(environment: Mapping[str, str], *, is_wanted: bool = False) -> bool:
    """Whether nothing moves by itself: on a lean line, and over SSH unless somebody wants it to."""
    is_remote = any(environment.get(name) for name in REMOTE) and not environment.get(ANIMATIONS)
    return is_remote or is_lean(environment, is_wanted=is_wanted)


def spare(app: "App[None]", environment: Mapping[str, str], *, is_wanted: bool = False) -> bool:
    """Turn animations off where the line asks for it; return whether tables should be lean."""
    if is_still(environment, is_wanted=is_wanted):
        app.animation_level = "none"
    return is_lean(environment, is_wanted=is_wanted)
