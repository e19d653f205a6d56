"""Whatever is written can be read: 4.5 to 1 for text (WCAG AA), 3 to 1 for what is drawn, in every theme shipped.

The pairs are those of the golden files. What lies dimmed below an overlay is inactive, and is left out.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from textual.color import Color

from kw_tui.tui.theme import shipped_themes
from tests.tui.screens.picture import golden, read
from tests.tui.screens.scenes import SCENES, Scene
from tests.tui.screens.viewing import GROUNDS, INKS, THEMES, colours

OWN = {theme.name: theme for theme in shipped_themes() if not theme.ansi}
SEEN_AS = ("kw-dark", "kw-light")
DRAWN = ("BOX DRAWINGS", "BRAILLE", "BLOCK", "FULL BLOCK", "LEFT ", "RIGHT ", "UPPER", "LOWER", "QUADRANT")
Pair = tuple[str, str]


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in Color.parse(colour).rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_drawn(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(DRAWN)


@cache
def pairs(theme: str) -> dict[tuple[Pair, bool], str]:
    """Ink and ground of all that is seen in a theme, whether it is text, and where it was seen first."""
    place, found = THEMES.index(theme), dict[tuple[Pair, bool], str]()
    for scene in SCENES:
        for pair, sign in seen(scene, place):
            found.setdefault((pair, not is_drawn(sign)), f"{scene.name}: {sign}")
    return found


def seen(scene: Scene, place: int) -> Iterator[tuple[Pair, str]]:
    if scene.whole:
        return
    for view in read(golden(scene.name).read_text(encoding="utf-8"))[0]:
        for line, runs in zip(view.lines, view.looks, strict=False):
            cells = [looks[place] for count, looks in runs for _ in range(count)]
            for sign, look in zip(line, cells, strict=False):
                ink, ground = look.split()[0], look.split()[2]
                if sign != " ":
                    yield ((ground, ink) if "reverse" in look else (ink, ground)), sign


@pytest.mark.parametrize("theme", SEEN_AS)
def test_all_that_is_seen_can_be_read(theme: str) -> None:
    poor = {
        f"{ink} on {ground}": where
        for ((ink, ground), is_text), where in pairs(theme).items()
        if contrast(ink, ground) < (4.5 if is_text else 3)
    }
    assert poor == {}


@pytest.mark.parametrize("theme", OWN)
def test_the_same_names_can_be_read_in_every_theme(theme: str) -> None:
    known, usual = colours(OWN[theme]), colours(OWN["kw-dark"])
    inks, grounds = ({Color.parse(usual[name]).hex.lower(): name for name in reversed(of)} for of in (INKS, GROUNDS))
    poor = {
        f"{inks[ink]} on {grounds[ground]}": where
        for ((ink, ground), is_text), where in pairs("kw-dark").items()
        if ink in inks and ground in grounds
        and contrast(known[inks[ink]], known[grounds[ground]]) < (4.5 if is_text else 3)
    }  # fmt: skip
    assert poor == {}
    assert len(pairs("kw-dark")) > 20
