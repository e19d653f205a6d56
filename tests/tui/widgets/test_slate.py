"""Lines that change are drawn again, the others are left."""

from textual.app import App, ComposeResult
from textual.geometry import Region

from kw_tui.tui.widgets.slate import STEP, Slate


class Stage(App[None]):
    """One slate."""

    def compose(self) -> ComposeResult:
        yield Slate()


async def test_only_lines_that_change_are_drawn_again(monkeypatch):
    app = Stage()
    async with app.run_test(size=(20, 10)) as pilot:
        slate = app.query_one(Slate)
        slate.show([(("a", ""),), (("b [", "strong"),), (("c", "dim"),)], least=6)
        await pilot.pause()
        assert slate.size.height == 6
        painted: list[Region] = []
        monkeypatch.setattr(slate, "refresh", lambda *regions, **_: painted.extend(regions))
        slate.show([(("a", ""),), (("d [", "strong"),)], least=6)
        assert [region.y for region in painted] == [1, 2]
        assert [slate.render_line(y).text.rstrip() for y in range(4)] == ["a", "d [", "", ""]
        assert str(slate.render()).split() == ["a", "d", "["]


async def test_it_grows_in_steps_and_cuts_what_is_too_wide():
    app = Stage()
    async with app.run_test(size=(20, 40)) as pilot:
        slate = app.query_one(Slate)
        slate.show([(("x" * 30, ""),)] * (STEP + 1), least=4)
        await pilot.pause()
        assert slate.size.height == 2 * STEP
        assert slate.render_line(0).text == "x" * 19 + "…"
