import polars as pl
import pytest
from textual import events

from kw_tui.tui.widgets.table import MOVES, PageTable
from tests.tui.widgets.tables import HOSTILE, Stage, customers, lines


async def test_keys_move_the_cursor_and_the_view():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        table = app.table
        table.set_frame(customers(100), key="id")
        await pilot.pause()
        assert (table.row_count, table.page_rows) == (100, 10)
        for key, row, top in [
            ("down", 1, 0),
            ("up", 0, 0),
            ("up", 0, 0),
            ("pagedown", 10, 10),
            ("pagedown", 20, 20),
            ("up", 19, 19),
            ("pageup", 9, 9),
            ("end", 99, 90),
            ("down", 99, 90),
            ("pageup", 89, 80),
            ("home", 0, 0),
            ("ctrl+end", 99, 90),
            ("ctrl+home", 0, 0),
        ]:
            await pilot.press(key)
            assert (table.cursor_row, table.scroll_offset.y) == (row, top), key
            assert lines(table)[1 + row - top].startswith(f"›  K{row:04d}")


async def test_every_move_has_an_id_and_no_letter():
    assert len({move.id for move in MOVES}) == len(MOVES)
    assert {binding.id for binding in PageTable.BINDINGS} == {key.id for key in PageTable.KEYS}
    assert all(len(move.key) > 1 for move in MOVES)


async def test_messages_tell_each_new_row_once():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.set_frame(customers(3), key="id")
        await pilot.press("down", "enter", "end", "down")
        await pilot.pause()
        assert app.heard == [
            ("highlighted", "K0000", 0),
            ("highlighted", "K0001", 1),
            ("selected", "K0001", 1),
            ("highlighted", "K0002", 2),
        ]
        app.table.set_frame(customers(0), key="id")
        await pilot.press("enter", "down", "pagedown")
        assert app.heard[4:] == [("highlighted", None, 0)]


async def test_the_cursor_stays_on_its_key_and_its_line():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        table = app.table
        table.set_frame(customers(100), key="id")
        await pilot.press("pagedown", "pagedown", "down", "down")
        assert (table.cursor_key, table.cursor_row - table.scroll_offset.y) == ("K0022", 2)
        table.set_frame(customers(100).reverse(), key="id")
        await pilot.pause()
        assert (table.cursor_key, table.cursor_row, table.scroll_offset.y) == ("K0022", 77, 75)
        table.set_frame(customers(100).reverse().filter(pl.col("id") != "K0022"), key="id")
        assert (table.cursor_key, table.cursor_row) == ("K0021", 77)
        table.set_frame(customers(5), key="id")
        await pilot.pause()
        assert (table.cursor_key, table.scroll_offset.y) == ("K0004", 0)


async def test_a_frame_set_before_mounting_is_shown():
    app = Stage()
    app.table.set_frame(customers(100), key="id")
    app.table.move_to_key("K0042")
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.pause()
        assert app.table.cursor_key == "K0042"
        assert any(line.startswith("›  K0042") for line in lines(app.table))
        assert app.heard[-1] == ("highlighted", "K0042", 42)


async def test_a_key_is_found_whatever_its_type():
    app = Stage()
    async with app.run_test(size=(60, 11)):
        table = app.table
        table.set_frame(customers(100), key="revenue")
        assert table.move_to_key(770)
        assert (table.cursor_row, table.cursor_key) == (77, "770")
        assert table.move_to_key("780")
        assert not table.move_to_key("nobody")
        assert table.cursor_row == 78
        table.set_frame(customers(100))
        assert (table.cursor_key, table.cursor_row) == (None, 78)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_a_hostile_cell_changes_nothing_but_itself(hostile):
    app = Stage()
    async with app.run_test(size=(60, 8)) as pilot:
        tame = customers(5)
        app.table.set_frame(tame, key="id")
        await pilot.pause()
        before = [app.table.render_line(y) for y in range(8)]
        app.table.set_frame(
            tame.with_columns(name=pl.Series(["NK0000", hostile, "NK0002", "NK0003", "NK0004"])), key="id"
        )
        await pilot.pause()
        after = [app.table.render_line(y) for y in range(8)]
        assert [new for y, new in enumerate(after) if y != 2] == [old for y, old in enumerate(before) if y != 2]
        assert after[2].crop(0, 9).text == before[2].crop(0, 9).text
        assert after[2].crop(20, 60).text == before[2].crop(20, 60).text
        assert {strip.cell_length for strip in after} == {app.table.line_width}
        assert sum(segment.cell_length for segment in after[2]) == app.table.line_width
        assert not set(after[2].text) & set("\x1b\x07\u202e\u200d")


async def test_names_that_look_like_markup_are_shown_as_they_are():
    app = Stage()
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.set_frame(customers(2).with_columns(name=pl.Series(["[/Müller", "[b]x[/b]"])), key="id")
        app.table.empty_message = "[/"
        await pilot.pause()
        shown = lines(app.table)
        assert "[/Müller" in shown[1]
        assert "[b]x[/b]" in shown[2]


async def test_the_empty_message_stands_in_the_middle():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.empty_message = "Keine Kunden für diesen Filter"
        await pilot.pause()
        assert lines(app.table)[5].strip() == "Keine Kunden für diesen Filter"
        app.table.set_frame(customers(1), key="id")
        await pilot.pause()
        assert "Keine Kunden" not in "".join(lines(app.table))


async def test_columns_scroll_beside_the_frozen_one():
    app = Stage()
    async with app.run_test(size=(31, 11)) as pilot:
        table = app.table
        table.set_frame(customers(5), key="id")
        await pilot.pause()
        assert lines(table)[0] == "   Kunde  Name          Umsat›"
        await pilot.press("right")
        assert lines(table)[:2] == ["‹  Kunde     Umsatz        DB ", "›  K0000          0        50 "]
        await pilot.press("right", "ctrl+end")
        assert table.skipped_columns == 1
        await pilot.press("left")
        assert "Name" in lines(table)[0]
        table.frozen_columns = 2
        await pilot.press("right")
        assert lines(table)[1].startswith("   K0000  NK0000            50")


async def test_the_flexible_column_fills_the_line():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.flex = "name"
        app.table.set_frame(customers(5), key="id")
        await pilot.pause()
        assert lines(app.table)[1].endswith("       50")
        await pilot.resize_terminal(70, 11)
        assert lines(app.table)[1].endswith("       50")
        assert len(lines(app.table)[1]) == 69  # what is left holds the scroll bar, or keeps its place


async def test_marks_and_cursor_read_without_colour():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.set_frame(customers(5), key="id")
        app.table.marks = frozenset({"K0000", "K0003", "K9999"})
        await pilot.pause()
        assert [line[:3] for line in lines(app.table)[1:6]] == ["›● ", "   ", "   ", " ● ", "   "]


async def test_the_mouse_moves_opens_sorts_and_scrolls():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        table = app.table
        table.set_frame(customers(100), key="id")
        await pilot.pause()
        await pilot.click(table, offset=(12, 4))
        assert table.cursor_key == "K0003"
        await pilot.click(table, offset=(12, 6), times=2)
        await pilot.click(table, offset=(24, 0))
        await pilot.click(table, offset=(1, 0))
        await pilot.pause()
        assert app.heard[-2:] == [("selected", "K0005", 5), ("sort", "revenue")]
        table.post_message(events.MouseScrollDown(table, 12, 4, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert table.scroll_offset.y > 0
        assert table.cursor_key == "K0005"
