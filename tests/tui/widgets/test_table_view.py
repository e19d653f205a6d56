"""How little a table paints anew, and where its cursor stays."""

import polars as pl
from textual.geometry import Region

from tests.tui.widgets.tables import Stage, customers, lines


async def test_a_cursor_move_repaints_two_lines(monkeypatch):
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.set_frame(customers(100), key="id")
        await pilot.pause()
        painted: list[Region] = []
        monkeypatch.setattr(app.table, "refresh", lambda *regions, **_: painted.extend(regions))
        await pilot.press("down")
        assert [(region.y, region.height) for region in painted] == [(1, 1), (2, 1)]
        assert {region.width for region in painted} == {app.table.line_width} == {59}


async def test_marking_repaints_the_marked_lines_only(monkeypatch):
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.set_frame(customers(100), key="id")
        app.table.marks = frozenset({"K0002", "K0080"})
        await pilot.pause()
        painted: list[Region] = []
        monkeypatch.setattr(app.table, "refresh", lambda *regions, **_: painted.extend(regions))
        app.table.marks = frozenset({"K0004", "K0090"})
        assert [(region.y, region.height) for region in painted] == [(3, 1), (5, 1)]


async def test_a_lean_table_scrolls_by_half_a_page():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.lean = True
        app.table.set_frame(customers(100), key="id")
        tops = []
        for key in ["down"] * 16 + ["up"] * 12:
            await pilot.press(key)
            tops.append(app.table.scroll_offset.y)
        assert tops == [0] * 9 + [6] * 6 + [12] * 5 + [6] * 6 + [0] * 2
        assert app.table.cursor_row in app.table.visible_rows
        assert app.table.line_width == 60


async def test_the_cursor_stays_visible_when_the_terminal_shrinks():
    app = Stage()
    async with app.run_test(size=(60, 21)) as pilot:
        app.table.set_frame(customers(100), key="id")
        app.table.move_to_key("K0015")
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert app.table.cursor_row in app.table.visible_rows


async def test_the_cursor_follows_its_customer_into_another_order():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        frame = customers(100)
        app.table.set_frame(frame, key="id")
        app.table.cursor_row = 3
        app.table.set_frame(frame, frame["id"].arg_sort(descending=True), key="id")
        await pilot.pause()
        assert (app.table.cursor_row, app.table.cursor_key, app.table.row_count) == (96, "K0003", 100)
        app.table.set_frame(frame, pl.Series([7, 5], dtype=pl.UInt32), key="id")
        await pilot.pause()
        assert (app.table.cursor_key, [line[3:8] for line in lines(app.table)[1:3]]) == ("K0005", ["K0007", "K0005"])
