"""Sorting in turns, also by a column that is not shown, and choosing columns."""

from kw_tui.tui.widgets.fields import signed_sum
from kw_tui.tui.widgets.table import PageTable
from kw_tui.vocabulary.texts import Text
from tests.tui.widgets.browsers import FIELDS, MORE, Stage
from tests.tui.widgets.tables import lines


async def test_a_header_sorts_down_up_and_as_given() -> None:
    app = Stage()
    async with app.run_test(size=(80, 20)) as pilot:
        slot = next(one for one in app.browser.table._slots() if one.column.id == "revenue")
        seen = []
        for _ in range(3):
            await pilot.click(app.browser.table, offset=(slot.x + 2, 0))
            await pilot.pause()
            seen.append((app.ids()[0], "▼" in lines(app.browser.table)[0], "▲" in lines(app.browser.table)[0]))
        assert seen == [(9, True, False), (0, False, True), (0, False, False)]
        app.browser.sort_by("name")
        assert app.browser.sort == ("name", False)


async def test_rows_are_sorted_by_what_is_not_shown_and_a_chip_says_so() -> None:
    app = Stage()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("o", *"regi", "enter")
        assert app.browser.sort == ("region", False)
        assert app.ids()[:4] == [0, 3, 6, 9]
        assert "▲ Region" in str(app.query_one("Chips").render())
        await pilot.click("Chips", offset=(4, 0))
        await pilot.pause()
        assert app.browser.sort is None
        assert not app.query_one("Chips").display


async def test_columns_are_chosen_moved_remembered_and_reset() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C", "down", "space", "slash", *"region", "enter", "space", "enter")
        assert [one.id for one in app.browser.fields] == ["customer_id", "revenue", "region"]
        assert "Region" in lines(app.browser.table)[0]
        state = app.browser.view_state()
        assert state["columns"] == ["customer_id", "revenue", "region"]
        await pilot.press("C", "end", "escape")  # nothing changes
        await pilot.press("C", "down", "less_than_sign", "enter")
        assert [one.id for one in app.browser.fields] == ["revenue", "customer_id", "region"]
        await pilot.press("C", "r")
        assert [one.id for one in app.browser.fields] == ["customer_id", "name", "revenue"]
        assert "columns" not in app.browser.view_state()
    other = Stage()
    other.browser.restore({**state, "columns": ["gone", "db4"], "cursor": "K00004", "sort": "revenue", "filter": "1"})
    async with other.run_test(size=(80, 24)):
        assert [one.id for one in other.browser.fields] == ["db4"]
        assert other.browser.wanted == "1"


async def test_columns_are_offered_by_their_whole_names() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        whole = signed_sum("revenue", Text("Umsatz im Zeitraum", "Revenue of the period"))
        app.browser.set_fields(FIELDS, "de", more=(*MORE, whole))
        assert "Umsatz im" not in lines(app.browser.table)[0]
        await pilot.press("C")
        assert "Umsatz im Zeitraum" in "".join(lines(app.screen.query_one(PageTable)))
        await pilot.press("escape", "o", *"zeitraum", "enter")
        assert app.browser.sort == ("revenue", True)
