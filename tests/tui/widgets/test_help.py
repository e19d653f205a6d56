from textual.containers import VerticalScroll

from kw_tui.tui.actions import APP_KEYS
from kw_tui.tui.lines import plain
from kw_tui.tui.widgets.help import help_lines
from tests.tui.driving import driven


def test_keys_are_found_by_what_they_do() -> None:
    assert "Neu laden" in plain(help_lines(list(APP_KEYS), "laden", "de"))
    assert "Hilfe" not in plain(help_lines(list(APP_KEYS), "laden", "de"))
    assert plain(help_lines(list(APP_KEYS), "xyz", "en")) == "No key matches."


async def test_the_help_shows_what_works_here_first() -> None:
    async with driven("queue") as drive:
        await drive.press("question_mark")
        told = drive.text("#help-keys")
        assert told.index("beenden") < told.index("überall")
        await drive.press(*"kanal")
        assert "gehen" not in drive.text("#help-keys")
        await drive.press("escape", "r")
        assert len(drive.bench.history) == 1


async def test_the_help_turns_a_page_while_a_word_is_typed() -> None:
    async with driven("customer", size=(80, 24)) as drive:
        await drive.press("question_mark", "pagedown")
        place = drive.app.screen.query_one(VerticalScroll)
        assert place.scroll_y > 5
        await drive.press("pageup")
        assert place.scroll_y == 0


async def test_a_key_that_means_something_else_here_is_not_told_of() -> None:
    async with driven("customer") as drive:
        await drive.press("question_mark")
        told = [line.split() for line in drive.text("#help-keys").splitlines()]
        assert ["t", "Herkunft"] in told
        assert ["F3", "Farben"] in told
    async with driven("queue") as drive:
        await drive.press("question_mark")
        assert ["t", "F3", "Farben"] in [line.split() for line in drive.text("#help-keys").splitlines()]
