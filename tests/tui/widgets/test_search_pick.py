from textual.app import App
from textual.widgets import Input, OptionList

from kw_tui.tui.widgets.pick import Option
from kw_tui.tui.widgets.search_pick import EVERYTHING, SearchPickScreen, found
from kw_tui.vocabulary.texts import Text

ALL = Text("alle", "all")
OPTIONS = [Option(name, Text(name, name)) for name in ("Dübel", "[red]Schweißtechnik", "Werkzeug", "Elektrowerkzeug")]


def screen() -> SearchPickScreen:
    return SearchPickScreen(Text("[b]Welche?", "Which?"), OPTIONS, "de", everything=ALL, note=Text("so", "so"))


async def answered(*keys: str) -> list[str | None]:
    app, answers = App[None](), []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen(), answers.append)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
    return answers


def test_what_begins_with_it_comes_first() -> None:
    assert [one.id for one in found(OPTIONS, " WERK ", "de")] == ["Werkzeug", "Elektrowerkzeug"]
    assert found(OPTIONS, "", "de") == OPTIONS
    assert found(OPTIONS, "nichts", "de") == []


async def test_where_nothing_is_found_that_is_said() -> None:
    app = App[None]()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen())
        await pilot.pause()
        nothing = app.screen.query_one("#search-pick-nothing")
        assert not nothing.display
        await pilot.press("x", "y")
        await pilot.pause()
        assert nothing.display
        assert str(nothing.render()) == "Nichts heißt so."


async def test_whoever_types_finds_it() -> None:
    assert await answered(*"werk", "down", "enter") == ["Elektrowerkzeug"]


async def test_the_list_begins_with_everything_and_escape_leaves_all_as_it_is() -> None:
    assert await answered("enter") == [EVERYTHING]
    assert await answered("down", "escape") == [None]


async def test_nothing_found_answers_nothing() -> None:
    assert await answered(*"xyz", "down", "enter") == []


async def test_nothing_in_the_list_is_markup() -> None:
    app = App[None]()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen())
        await pilot.pause()
        rows = app.screen.query_one(OptionList)
        assert str(rows.get_option_at_index(2).prompt) == "[red]Schweißtechnik"
        assert app.screen.query_one(Input).has_focus
