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
