import ast
import re
from pathlib import Path

import pytest
from textual.color import Color

import kw_tui.tui
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


def strings(path: Path) -> list[str]:
    """The strings of a module but for selectors, which only look for what others have named."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if "#" not in text]


def test_no_rule_of_the_stylesheet_is_dead() -> None:
    folder = Path(kw_tui.tui.__file__).parent
    rules = re.sub(r"/\*.*?\*/|\{[^}]*\}", " ", (folder / "kw.tcss").read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"[#.](-?[a-z][a-z-]*)", rules))
    assert len(named) > 20
    assert named <= {word for path in folder.rglob("*.py") for text in strings(path) for word in text.split()}
