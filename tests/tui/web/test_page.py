import re
from importlib.resources import files

import pytest

from kw_tui.tui.web.page import page, script

HOSTILE = '"><script>alert(1)</script>\x1b]0;x\x07\u202e'


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_loads_its_own_files_only(lang: str) -> None:
    shown = page("Müller", "127.0.0.1:1", "TOKEN", None, lang)  # type: ignore[arg-type]
    loaded = re.findall(r'(?<!-)(?:src=|href=|url\()"([^"]*)"', shown)
    files_of_page = [one for one in loaded if one and not one.startswith("data:")]
    assert files_of_page
    assert "/TOKEN/page.js" in files_of_page
    files_of_page.remove("/TOKEN/page.js")
    assert "focus" in script()
    for one in files_of_page:
        assert one.startswith("/TOKEN/static/")
        assert files("textual_serve").joinpath(one.removeprefix("/TOKEN/")).is_file()
    assert "http" not in shown
    assert 'data-session-websocket-url="ws://127.0.0.1:1/TOKEN/ws"' in shown
    assert ("Wieder öffnen" in shown) == (lang == "de")


def test_a_hostile_name_stays_a_name() -> None:
    shown = page(HOSTILE, "127.0.0.1:1", "T", HOSTILE, "de")
    assert "<script>alert" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("asked", "size"), [(None, 16), ("20", 20), ("1", 8), ("99999999999", 48), ("x", 16), ("", 16), ("²", 16)]
)
def test_the_font_has_a_size_one_can_read(asked: str | None, size: int) -> None:
    assert f'data-font-size="{size}"' in page("x", "h", "T", asked, "en")
