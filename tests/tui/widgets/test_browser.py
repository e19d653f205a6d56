"""A browser in its tabs, and on a stage of its own: what is typed, remembered, and what hostile names change."""

import pytest
from rich.cells import cell_len

from tests.tui.driving import driven
from tests.tui.widgets.browsers import Stage, customers
from tests.tui.widgets.tables import HOSTILE


async def test_sorting_by_choice_and_the_other_way_round() -> None:
    async with driven("queue") as drive:
        browser = drive.body.browser
        await drive.press("o", "down", "down", "enter")
        assert browser.sort == ("customer_id", False) or browser.sort == ("name", False)
        column = browser.sort[0]
        names = [one for one in browser.shown[column] if one is not None]
        assert names == sorted(
            names, key=lambda name: name.lower().replace("ö", "o").replace("ä", "a").replace("ü", "u")
        )
        await drive.press("O")
        assert browser.sort == (column, True)
        await drive.press("o", "home", "enter")
        assert browser.sort is None
        assert browser.shown["rank"].is_sorted()


async def test_a_click_on_a_header_sorts_figures_from_the_top() -> None:
    async with driven("segmentation") as drive:
        browser = drive.body.browser
        slot = next(one for one in browser.table._slots() if one.column.id == "db1")
        await drive.pilot.click(browser.table, offset=(slot.x + 1, 0))
        await drive.settle()
        assert browser.sort == ("db1", True)
        assert browser.shown["db1"].is_sorted(descending=True)
        await drive.pilot.click(browser.table, offset=(slot.x + 1, 0))
        await drive.settle()
        assert browser.sort == ("db1", False)


async def test_typing_narrows_at_once_and_enter_gives_the_keys_back() -> None:
    async with driven("segmentation") as drive:
        await drive.press("enter", "slash", *"revenue>100000")
        shown = drive.body.browser.shown
        assert 0 < shown.height < 20
        assert shown["revenue"].min() > 100_000
        await drive.press("enter")
        assert drive.app.focused is drive.body.browser.table
        await drive.press("escape")
        assert drive.body.browser.shown.height == 300


async def test_the_cursor_stays_with_its_customer_through_filter_and_sort_and_is_taken_up_again() -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        app.browser.table.move_to_key("K00007")
        app.browser.field.value = "umsatz>30"
        app.browser.sort_by("revenue")
        await pilot.pause()
        assert (app.browser.table.cursor_key, app.browser.table.cursor_row) == ("K00007", 2)
        assert app.browser.row()["name"] == "Kunde 7"
        state = app.browser.view_state()
    again = Stage()
    again.browser.restore(state)
    async with again.run_test(size=(100, 20)):
        assert again.ids() == [9, 8, 7, 6, 5, 4]
        assert again.browser.table.cursor_key == "K00007"
        assert again.browser.view_state() == state


async def test_rows_without_a_key_are_sorted_marked_and_told_by_their_place() -> None:
    app = Stage(key=None, is_brief=True, without={"mark_range"})
    async with app.run_test(size=(100, 20)) as pilot:
        assert not app.query_one("#stage .totals").display
        app.browser.sort_by("revenue")
        await pilot.press("home", "down", "space", "down", "v")
        assert app.browser.place() == 6
        assert sorted(app.browser.table.marks) == ["8"]
        assert "● 1 markiert" in app.totals()
        assert app.browser.shown.columns == customers(1).columns


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_a_hostile_name_changes_nothing_on_the_screen_but_its_own_cell(hostile: str) -> None:
    screens = []
    for name in ("Zahm", hostile):
        frame = customers(6)
        app = Stage()
        async with app.run_test(size=(100, 14)) as pilot:
            app.fill(frame.with_columns(name=frame["name"].set(frame["customer_id"] == "K00002", name)))
            app.browser.field.value = "umsatz<50"
            await pilot.press("space", "end")
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            screens.append(["".join(segment.text for segment in strip) for strip in strips])
            assert all(strip.cell_length == 100 for strip in strips)
    tame, other = screens
    row = next(number for number, line in enumerate(tame) if "Zahm" in line)
    assert [line for number, line in enumerate(other) if number != row] == [
        line for number, line in enumerate(tame) if number != row
    ]
    assert cell_len(other[row]) == 100
    assert other[row].startswith(tame[row][:12])
    assert other[row].rstrip().endswith(tame[row].rstrip()[-5:])
    assert not set(other[row]) & set("\x1b\x07\u202e\u200d")
