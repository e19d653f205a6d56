import pytest
from textual.color import Color

from kw_tui.tui.theme import DEFAULT, shipped_themes

THEMES = {theme.name: theme for theme in shipped_themes()}
ON_TEXT = ("foreground", "foreground-muted", "text-accent", "text-error", "text-success", "text-warning")


def luminance(colour: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_dark_and_a_light_one_the_default_first() -> None:
    assert next(iter(THEMES)) == DEFAULT
    assert {theme.dark for theme in THEMES.values()} == {True, False}


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
@pytest.mark.parametrize("text", ON_TEXT)
def test_text_can_be_read(name: str, ground: str, text: str) -> None:
    """WCAG AA: 4.5 to 1."""
    colours = THEMES[name].to_color_system().generate()
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("cursor", ["block-cursor", "block-cursor-blurred"])
def test_the_cursor_can_be_read(name: str, cursor: str) -> None:
    colours = THEMES[name].to_color_system().generate()
    assert contrast(colours[f"{cursor}-foreground"], colours[f"{cursor}-background"]) >= 4.5
