import os
from pathlib import Path

import pytest
from textual.color import Color

from tests.tui.driving import Drive, driven
from tests.tui.fake_workbench import FakeWorkbench
from tests.tui.screens.picture import shot


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KW_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "themes").mkdir()
    return tmp_path / "themes"


def write(path: Path, text: str) -> None:
    """Write a theme so that its time differs from before, however fast that was."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 1_000_000, before + 1_000_000))


def ground(drive: Drive) -> Color:
    return drive.app.screen.styles.background


def theme(ground: str) -> str:
    return f'base = "kw-dark"\nbackground = "{ground}"'


async def test_a_theme_edited_while_it_is_shown_is_drawn_anew(folder: Path) -> None:
    mine = folder / "mine.toml"
    write(mine, theme("#010203"))
    async with driven("plan", theme="mine") as drive:
        assert ground(drive) == Color.parse("#010203")
        write(mine, theme("#040506"))
        drive.app.look_for_others()
        await drive.settle()
        assert ground(drive) == Color.parse("#040506")
        write(mine, "base = 'kw-dark'\nbackgrund = 'red'")
        drive.app.look_for_others()
        await drive.settle()
        assert ground(drive) == Color.parse("#040506")
        assert "backgrund gibt es nicht" in drive.screen().replace("▌", "")
        write(mine, theme("#070809"))
        drive.app.look_for_others()
        await drive.settle()
        assert ground(drive) == Color.parse("#070809")
        assert drive.app.theme_chosen({}) == {"theme": "mine"}


async def test_a_theme_that_comes_later_is_shown_where_it_was_wanted(folder: Path) -> None:
    async with driven("plan", theme="later") as drive:
        assert drive.app.theme == "kw-dark"
        write(folder / "later.toml", theme("#010203"))
        drive.app.look_for_others()
        await drive.settle()
        assert drive.app.theme == "later"
        (folder / "later.toml").unlink()
        await drive.press("f3")
        assert drive.app.theme == "kw-dark"
        drive.app.look_for_others()
        assert "later" not in drive.app.available_themes


async def test_broken_themes_are_told_at_the_start(folder: Path) -> None:
    write(folder / "a.toml", "primary = 'reddish'")
    async with driven("plan", lang="en") as drive:
        assert "Theme a.toml is left out" in drive.screen()


async def test_f3_goes_through_all_themes_and_names_them() -> None:
    async with driven("plan") as drive:
        seen = []
        for _ in drive.app.available_themes:
            await drive.press("f3")
            assert drive.app.theme in drive.screen()
            seen.append(drive.app.theme)
        assert set(seen) == {"kw-dark", "kw-light", "kw-contrast", "kw-ansi"}


async def test_the_configured_theme_holds_where_none_was_chosen(folder: Path) -> None:
    (folder.parent / "config.toml").write_text('theme = "kw-light"')
    async with driven("plan") as drive:
        assert drive.app.theme == "kw-light"
        assert drive.app.theme_chosen(drive.app.view) == {}
        await drive.press("t")
        assert drive.app.theme_chosen(drive.app.view) == {"theme": drive.app.theme}
    async with driven("plan", theme="kw-contrast") as drive:
        assert drive.app.theme == "kw-contrast"


async def test_an_empty_no_color_takes_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with driven("plan") as drive:
        assert not drive.app.no_color


async def test_no_color_leaves_bold_dim_and_reverse_and_keeps_what_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    bench = FakeWorkbench(view={"tab": "queue", "theme": "kw-light"})
    async with driven("queue", bench=bench) as drive:
        looks = {look for row in shot(drive.app).cells for look in row}
        assert {look.partition(" on ")[0] for look in looks} == {"default"}
        assert {look.partition(" on ")[2].split()[0] for look in looks} == {"default"}
        (cursor,) = [row for row, line in enumerate(shot(drive.app).lines) if line.startswith("›")]
        assert shot(drive.app).cells[cursor][5] == "default on default bold reverse"
        await drive.press("f3")
        assert "NO_COLOR" in drive.screen()
        assert drive.app.theme_chosen(drive.app.view) == {"theme": "kw-light"}
