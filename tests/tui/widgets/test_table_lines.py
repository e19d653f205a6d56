"""What a table draws."""

from kw_tui.tui.widgets.table import TableColumn
from tests.tui.widgets.tables import Counted, Stage, customers, lines


async def test_only_visible_rows_are_formatted():
    counted = Counted()
    app = Stage((TableColumn("id", "Kunde", 6, "left", counted),))
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.set_frame(customers(5000), key="id")
        await pilot.press("down", "end", "up", "pageup")
        assert set(counted.sizes) == {10}
        pages = len(counted.sizes)
        await pilot.press("down", "up", "down")
        assert len(counted.sizes) == pages


async def test_rows_make_room_for_the_scroll_bar():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.flex = "name"
        app.table.set_frame(customers(5), key="id")
        await pilot.pause()
        app.table.set_frame(customers(100), key="id")
        await pilot.pause()
        drawn = [strip.text for strip in app.screen._compositor.render_strips()]
        assert all(len(line) == 60 for line in drawn)
        assert drawn[2][:59].endswith("       49")


async def test_looks_come_from_component_classes():
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        table = app.table
        table.set_frame(customers(100), key="id")
        table.move_to_key("K0060")
        table.move_to_key("K0051")
        await pilot.pause()
        row = next(y for y, line in enumerate(lines(table)) if "K0055" in line)
        styled = {segment.text.strip(): segment.style for segment in table.render_line(row)}
        assert styled["-5"] == table.get_component_rich_style("page-table--negative")
        assert styled["-5"].color != table.rich_style.color
        cursor = next(y for y, line in enumerate(lines(table)) if "K0051" in line)
        assert [segment.style for segment in table.render_line(cursor)] == [
            table.get_component_rich_style("page-table--cursor")
        ]


async def test_the_sort_marker_repaints_the_header_alone():
    counted = Counted()
    app = Stage((TableColumn("id", "Kunde", 9, "left", counted),))
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.set_frame(customers(100), key="id")
        await pilot.pause()
        pages = len(counted.sizes)
        app.table.sort_marker = ("id", True)
        await pilot.pause()
        assert "Kunde ▼" in lines(app.table)[0]
        assert len(counted.sizes) == pages


async def test_works_without_colour(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.set_frame(customers(100), key="id")
        await pilot.press("down")
        assert lines(app.table)[2].startswith("›  K0001")
