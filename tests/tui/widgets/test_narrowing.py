"""What is typed into the filter of a browser, what it says, and how it is left."""

from tests.tui.widgets.browsers import Stage
from tests.tui.widgets.tables import lines


async def test_what_cannot_be_understood_is_said_at_the_field_and_the_rows_stay() -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("slash", *"umsatz>60")
        assert app.ids() == [7, 8, 9]
        says = app.query_one(".filter-says")
        await pilot.press("space", *"/9(/", "enter")
        assert "Muster /9(/ ist nicht lesbar" in str(says.render())
        assert (app.ids(), app.browser.field.has_focus) == ([7, 8, 9], True)
        app.browser.field.value = "umsatz>60 gone:x"
        await pilot.pause()
        assert "Spalte gone gibt es hier nicht" in str(says.render())
        assert app.ids() == [7, 8, 9]
        app.browser.field.value = "umsatz>60 /8$/"
        await pilot.press("enter")
        assert app.ids() == [8]
        assert not says.display
        await pilot.click("Chips", offset=(3, 0))
        await pilot.pause()
        assert app.browser.wanted == "/8$/"
        await pilot.press("slash", "space", "z", "enter")
        assert "Nichts passt zum Filter" in "".join(lines(app.browser.table))


async def test_escape_leaves_the_field_the_filter_the_marks_and_then_is_for_others() -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("space", "slash", *"umsatz>60", "enter")
        assert app.browser.table.has_focus
        assert app.browser.left()
        await pilot.pause()
        assert (len(app.ids()), app.marked()) == (10, [0])
        assert app.browser.left()
        assert app.marked() == []
        assert not app.browser.left()


async def test_who_gives_up_a_filter_while_typing_is_where_typing_began() -> None:
    app = Stage()
    async with app.run_test(size=(100, 20)) as pilot:
        table = app.browser.table
        await pilot.press("down", "down", "slash", *"umsatz>60", "escape")
        await pilot.pause()
        assert (table.cursor_row, table.cursor_key, len(app.ids())) == (2, "K00002", 10)
        await pilot.press("slash", *"umsatz>60", "enter", "escape")
        await pilot.pause()
        assert table.cursor_key == "K00007"  # what was looked for stays found


async def test_the_page_is_where_it_was_too() -> None:
    app = Stage(rows=200)
    async with app.run_test(size=(100, 20)) as pilot:
        table = app.browser.table
        await pilot.press("end", *["up"] * 5)
        before = table.cursor_key, table.cursor_line, table.scroll_offset.y
        await pilot.press("slash", *"umsatz<60", "escape")
        await pilot.pause()
        assert (table.cursor_key, table.cursor_line, table.scroll_offset.y) == before
