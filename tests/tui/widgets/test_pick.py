from textual.app import App

from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven

OPTIONS = [Option(name, Text(name, name)) for name in ("[a]", "b", "c")]


async def test_choosing_begins_at_what_is_chosen() -> None:
    app, chosen = App[None](), []
    async with app.run_test() as pilot:
        app.push_screen(PickScreen(Text("Wahl", "choice"), OPTIONS, "de", "b"), chosen.append)
        await pilot.pause()
        await pilot.press("down", "enter")
        app.push_screen(PickScreen(Text("Wahl", "choice"), OPTIONS, "de", "gone"), chosen.append)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    assert chosen == ["c", None]


async def test_a_note_says_what_the_choice_is_about_and_nothing_is_markup() -> None:
    long = Option("d", Text("x" * 200, "x"))
    async with driven("imports", size=(80, 24)) as drive:
        drive.app.push_screen(PickScreen(Text("[b]Wahl", "x"), [*OPTIONS, long], "de", note=Text("[i]um was?", "x")))
        await drive.settle()
        shown = drive.screen()
    assert "[b]Wahl" in shown
    assert "[i]um was?" in shown
    assert "╭" in shown
    assert "╮" in shown
