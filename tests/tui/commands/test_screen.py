from kw_tui.tui.commands.command import Command
from kw_tui.tui.commands.screen import arranged
from kw_tui.tui.lines import plain
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import Drive, driven

HERE, THERE = Text("hier", "here"), Text("dort", "there")


def told(drive: Drive) -> str:
    return "\n".join(
        str(drive.app.screen.rows.get_option_at_index(n).prompt) for n in range(len(drive.app.screen._shown))
    )


def test_rows_stand_under_headings_until_something_is_typed() -> None:
    commands = [Command(Text("a", "a"), HERE, print), Command(Text("b", "b"), THERE, print, why=Text("nie", "never"))]
    shown, lines = arranged(commands, "", "de", 40)
    assert [one.text.de if one else None for one in shown] == [None, "a", None, "b"]
    assert "b: nie" in plain(lines)
    shown, lines = arranged(commands, "b", "de", 40)
    assert len(shown) == 1
    assert arranged(commands, "xyz", "en", 40)[0] == [None]


async def test_the_help_shows_what_works_here_first_and_runs_it() -> None:
    async with driven("queue") as drive:
        await drive.press("question_mark")
        assert told(drive).index("beenden") < told(drive).index("überall")
        await drive.press("pagedown")
        assert drive.app.screen.rows.highlighted > 5
        await drive.press(*"reprice")
        assert "Kanal" not in told(drive)
        await drive.press("enter")
        assert [one.action for one in drive.bench.history] == ["reprice"]
        await drive.press("f1", "f2")
        assert "Keys" in drive.screen()
        await drive.press("escape", "s")
        assert len(drive.bench.history) == 2


async def test_a_key_that_means_something_else_here_is_not_told_of() -> None:
    async with driven("customer") as drive:
        await drive.press("question_mark")
        lines = [line.split() for line in told(drive).splitlines()]
        assert ["t", "Herkunft:"] in [line[:2] for line in lines]
        assert ["F3", "Farben"] in lines
        await drive.press(*"herkunft", "enter")
        assert "Noch kein Kunde gewählt; / sucht einen." in drive.screen()
        await drive.press("escape", "t")
        assert drive.app.theme == "kw-dark"
        assert sum("sucht einen" in one.message for one in drive.app._notifications) == 1  # what stands there stays


async def test_the_palette_knows_tabs_themes_and_languages_in_both_languages() -> None:
    async with driven("queue") as drive:
        await drive.press("colon", *"segments", "enter")
        assert drive.app.tab == "segmentation"
        await drive.press("ctrl+p", *"kw-light", "enter")
        assert drive.app.theme == "kw-light"
        await drive.press("colon", *"english", "enter")
        assert drive.app.lang == "en"
