from textual.app import App, ComposeResult

from kw_tui.tui.widgets.panel import Page, Panel


class OnePage(App[None]):
    def compose(self) -> ComposeResult:
        yield Page(Panel(id="panel"))


async def test_a_panel_shows_markup_as_text() -> None:
    app = OnePage()
    async with app.run_test() as pilot:
        app.query_one(Panel).show([(("[red]Müller[/]", "strong"),), (("zwei", ""),)])
        await pilot.pause()
        assert str(app.query_one(Panel).render()) == "[red]Müller[/]\nzwei"


async def test_a_page_scrolls_by_keys() -> None:
    app = OnePage()
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(Panel).show([((str(number), ""),) for number in range(50)])
        app.query_one(Page).focus()
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause(0.5)
        assert app.query_one(Page).scroll_offset.y == 40
