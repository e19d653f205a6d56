import ast
import os
import re
from pathlib import Path

import pytest

import kw_tui.tui
from kw_tui.tui.theme import DEFAULT, PLAIN, all_themes, own_folder, shipped_themes

SHIPPED = {theme.name: theme for theme in shipped_themes()}
OWN = """name = "mine"
base = "kw-light"
primary = "#112233"
[variables]
border = "#445566"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own themes."""
    monkeypatch.setenv("KW_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "themes").mkdir()
    assert own_folder() == tmp_path / "themes"
    return tmp_path / "themes"


def test_four_are_shipped_the_default_first() -> None:
    assert list(SHIPPED) == [DEFAULT, "kw-light", "kw-contrast", PLAIN]
    assert {theme.dark for theme in SHIPPED.values()} == {True, False}
    assert [theme.name for theme in SHIPPED.values() if theme.ansi] == [PLAIN]


def test_a_theme_of_ones_own_takes_from_a_known_one_what_it_does_not_say(folder: Path) -> None:
    (folder / "mine.toml").write_text(OWN)
    themes, faults = all_themes()
    assert faults == ()
    assert list(themes) == [*SHIPPED, "mine"]
    assert (themes["mine"].primary, themes["mine"].dark) == ("#112233", False)
    assert themes["mine"].background == SHIPPED["kw-light"].background
    assert themes["mine"].variables == SHIPPED["kw-light"].variables | {"border": "#445566"}


def test_one_of_the_same_name_takes_the_place_of_a_shipped_one(folder: Path) -> None:
    (folder / "x.toml").write_text('name = "kw-dark"\nbase = "kw-dark"\nbackground = "#000000"')
    assert all_themes().by_name["kw-dark"].background == "#000000"
    assert list(all_themes().by_name) == list(SHIPPED)


def test_without_a_name_the_file_names_it(folder: Path) -> None:
    (folder / "sea.toml").write_text('primary = "teal"')
    assert "sea" in all_themes().by_name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'primry = "#112233"', "there is no primry, did you mean primary?; primary or base is missing"),
        (b'primary = "#11223"', "primary = #11223: not a colour"),
        (b'primary = "auto 80%"', "not a colour"),
        (b"primary = 7", "primary = 7: not a colour"),
        (b'primary = "red"\ndark = "yes"', "dark: no fitting value"),
        (b'primary = "red"\nbase = "kw-drak"', "base = kw-drak: not a known theme"),
        (b'primary = "red"\nvariables = 3', "variables: not a table"),
        (b'primary = "red"\n[variables]\nbordr = "red"', "there is no bordr, did you mean border?"),
        (b'primary = "red"\n[variables]\nborder = "red; } Screen { display: none"', "border = red; } Screen"),
        (b'primary = "red"\n[variables]\nblock-cursor-text-style = "blink"', "not a text style such as bold"),
        (b'name = "../x\x1b[2J"\nprimary = "red"', "no TOML"),
        (b'name = "../x"\nprimary = "red"', "name: only a-z, digits and -"),
        (b"\xff\xfe", "no TOML"),
        (b"[" * 5000, "no TOML"),
        (b"#" * 70_000, "too large for a theme"),
    ],
)
def test_what_is_no_theme_is_told_in_one_line_and_left_out(folder: Path, content: bytes, said: str) -> None:
    (folder / "broken.toml").write_bytes(content)
    themes, faults = all_themes()
    assert themes == SHIPPED
    assert len(faults) == 1
    assert "broken.toml" in faults[0].en
    assert said in faults[0].en
    assert "\n" not in faults[0].en
    assert faults[0].en.isprintable()
    assert "bleibt weg" in faults[0].de


@pytest.mark.parametrize("said", ["luminosity_spread = nan", "luminosity_spread = 1e300", "text_alpha = -1.0"])
def test_a_share_that_no_colour_can_be_reckoned_with_is_refused(folder: Path, said: str) -> None:
    (folder / "odd.toml").write_text(f'base = "kw-dark"\n{said}')
    (fault,) = all_themes().faults
    assert "no fitting value" in fault.en


@pytest.mark.parametrize("style", ["", "none bold", "not", "not not bold", "bold; } * { display: none"])
def test_a_style_that_is_none_is_refused(folder: Path, style: str) -> None:
    (folder / "odd.toml").write_text(f'base = "kw-dark"\n[variables]\nblock-cursor-text-style = "{style}"')
    (fault,) = all_themes().faults
    assert "not a text style" in fault.en


@pytest.mark.parametrize("style", ["none", "bold not dim", "bold reverse"])
def test_styles_are_taken(folder: Path, style: str) -> None:
    (folder / "odd.toml").write_text(f'base = "kw-dark"\n[variables]\nblock-cursor-text-style = "{style}"')
    assert all_themes().faults == ()


def test_what_is_no_file_is_left_out_too(folder: Path) -> None:
    (folder / "a.toml").mkdir()
    os.mkfifo(folder / "b.toml")
    (folder / "c.toml").symlink_to(folder / "gone.toml")
    assert all_themes().by_name == SHIPPED
    assert len(all_themes().faults) == 3


def strings(path: Path) -> list[str]:
    """The strings of a module but for selectors, which only look for what others have named."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if "#" not in text]


def test_no_rule_of_the_stylesheet_is_dead() -> None:
    folder = Path(kw_tui.tui.__file__).parent
    rules = re.sub(r"/\*.*?\*/|\{[^}]*\}", " ", (folder / "kw.tcss").read_text(encoding="utf-8"), flags=re.DOTALL)
    named = {name for name in re.findall(r"[#.](-?[a-z][a-z-]*)", rules) if "--" not in name}  # those of Textual
    assert len(named) > 20
    assert named <= {word for path in folder.rglob("*.py") for text in strings(path) for word in text.split()}
