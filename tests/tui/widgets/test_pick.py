from textual.app import App

from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.vocabulary.texts import Text

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
