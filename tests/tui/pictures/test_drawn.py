from textual.app import App, ComposeResult
from textual.geometry import Region

from kw_tui.tui.pictures.drawn import Drawn, changed


def test_only_the_cells_that_differ_are_drawn_again() -> None:
    assert changed((("abc", ""),), (("abd", ""),)) == [(2, 3)]
    assert changed((("abc", ""),), (("abc", "dim"),)) == [(0, 3)]
    assert changed((("x" + " " * 20 + "y", ""),), ((" " * 22, ""),)) == [(0, 1), (21, 22)]
    assert changed((("x  y", ""),), ((" ", ""),)) == [(0, 4)]
    assert changed((), (("漢", ""),)) == [(0, 2)]
    assert changed((("a", ""), ("b", "")), (("ab", ""),)) == []


class Stage(App[None]):
    def compose(self) -> ComposeResult:
        yield Drawn()


async def test_a_moved_cursor_draws_two_cells_of_a_row(monkeypatch) -> None:
    app = Stage()
    async with app.run_test(size=(40, 10)) as pilot:
        drawn = app.query_one(Drawn)
        drawn.show([(("┆" + " " * 30, ""),)] * 3, 4)
        await pilot.pause()
        painted: list[Region] = []
        monkeypatch.setattr(drawn, "refresh", lambda *regions, **_: painted.extend(regions))
        drawn.show([((" " * 30 + "┆", ""),)] * 3, 4)
        assert [(one.x, one.width) for one in painted] == [(0, 1), (30, 1)] * 3
        assert drawn.render_line(2).text.startswith(" " * 30 + "┆")
