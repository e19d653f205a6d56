"""Chips of a filter: as many as fit, and what is in them stays in them."""

import pytest
from textual.app import App, ComposeResult

from kw_tui.tui.widgets.chips import Chips, fitting
from tests.tui.widgets.tables import HOSTILE


class Stage(App[None]):
    def compose(self) -> ComposeResult:
        yield Chips()

    def on_chips_removed(self, message: Chips.Removed) -> None:
        self.title = f"removed {message.place}"


def test_as_many_as_fit() -> None:
    assert fitting(["a", "b"], 20) == ([" a ✕ ", " b ✕ "], [6, 12])
    assert len(fitting([f"umsatz>{n}" for n in range(9)], 40)[0]) == 2
    assert len(fitting(["x" * 100], 10)[0]) == 1


async def test_a_click_takes_one_away() -> None:
    app = Stage()
    async with app.run_test(size=(40, 5)) as pilot:
        app.query_one(Chips).show(["abc", "def"])
        await pilot.pause()
        await pilot.click(Chips, offset=(10, 0))
        assert app.title == "removed 1"


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_stays_in_its_chip(hostile: str) -> None:
    app = Stage()
    async with app.run_test(size=(80, 3)) as pilot:
        chips = app.query_one(Chips)
        chips.show([hostile, "zweite"])
        await pilot.pause()
        line = chips.render_line(0).text
        assert line.count("✕") == 2
        assert " zweite ✕ " in line
        assert not set(line) & set("\x1b\x07\u202e")
