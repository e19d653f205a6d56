"""One running program in every size, language and theme."""

import asyncio
from typing import Any
from unittest.mock import patch

from textual._compositor import Compositor
from textual.color import Color
from textual.geometry import Region
from textual.theme import Theme

from kw_tui.tui.theme import shipped_themes
from tests.tui.driving import Drive
from tests.tui.screens.picture import Shot, View, shot, view

Sizes = tuple[tuple[tuple[int, int], str], ...]
SIZES: Sizes = (((80, 24), "de"), ((80, 24), "en"), ((120, 35), "en"), ((200, 60), "de"))
THEMES = ("kw-dark", "kw-light", "kw-ansi")
SHOWN = (*THEMES, "NO_COLOR")
INKS = {
    "foreground": "t", "foreground-muted": "m", "text-accent": "a", "text-error": "n", "text-success": "p",
    "text-warning": "w", "block-cursor-foreground": "c", "block-cursor-blurred-foreground": "u", "border-blurred": "b",
    "border": "f", "background": "_", "surface": "s", "panel": "h", "scrollbar": "r",
}  # fmt: skip
GROUNDS = {
    "background": "B", "surface": "S", "panel": "P", "block-cursor-background": "C",
    "block-cursor-blurred-background": "U", "input-selection-background": "I", "scrollbar-background": "R",
    "scrollbar": "O", "foreground": "T",
}  # fmt: skip


def colours(theme: Theme) -> dict[str, str]:
    """What each name stands for in a theme."""
    return {**theme.to_color_system().generate(), **theme.variables}


def _names() -> dict[str, str]:
    known = colours(next(theme for theme in shipped_themes() if theme.name == THEMES[0]))
    known = {token: Color.parse(known[token]).hex.lower() for token in {**INKS, **GROUNDS}}
    return {f"ground {known[token]}": letter for token, letter in reversed(GROUNDS.items())} | {
        f"ink {known[token]}": letter for token, letter in reversed(INKS.items())
    }


NAMES = _names()


def _nothing(self: Compositor, *args: Any, **named: Any) -> None:
    """Draw nothing for a terminal that nobody looks at: each picture is drawn when it is taken."""
    self._dirty_regions.clear()


async def views(drive: Drive, sizes: Sizes = SIZES, *, whole: bool = False) -> list[View]:
    """See what is on the screen in every way there is; of a screen with an overlay the overlay alone."""
    seen = []
    with patch.object(Compositor, "render_update", _nothing):
        for size, lang in sizes:
            await drive.pilot.resize_terminal(*size)
            drive.app.lang = lang  # type: ignore[assignment]
            await settled(drive)
            of = None if whole else overlay(drive)
            # the other language looks the same: of the smallest size only what it says is seen twice
            themes = () if seen and size == sizes[0][0] else THEMES[1:]
            shots = [await _in_theme(drive, theme, of) for theme in (THEMES[0], *themes)]
            shots += [without_colours(shots[-1])] if themes else []
            place = f" from {of.x},{of.y}" if of else ""
            seen.append(view(f"{size[0]}x{size[1]} {lang}{place}", shots))
    return seen


async def settled(drive: Drive) -> None:
    """Wait for the screens below an overlay, too: each is laid out and drawn when a clock of its own says so."""
    await drive.settle()
    for _ in drive.app._background_screens * 3:
        await asyncio.sleep(0.02)
        await drive.settle()


def overlay(drive: Drive) -> Region | None:
    """Where the overlay is."""
    if len(drive.app.screen_stack) == 1:
        return None
    (box,) = (one for one in drive.app.screen.children if not one.has_class("-textual-system"))
    return box.region


async def _in_theme(drive: Drive, theme: str, of: Region | None) -> Shot:
    drive.app.theme = theme
    await drive.settle()
    for field in drive.app.screen.query("Input, TextArea"):
        field.cursor_blink = False  # type: ignore[attr-defined]
    return shot(drive.app, of)


def without_colours(plain: Shot) -> Shot:
    """What NO_COLOR leaves of the terminal's own colours; `test_themed` holds that it is so."""
    leaves = {look: _left(look) for row in plain.cells for look in row}
    return Shot(plain.lines, tuple(tuple(leaves[look] for look in row) for row in plain.cells))


def _left(look: str) -> str:
    more = look.partition(" on ")[2].split()[1:]
    return " ".join(("default on default", *more))
