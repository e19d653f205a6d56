"""Marks from the keyboard, and what marked rows come to."""

from kw_tui.tui.latest import AT_ONCE
from tests.tui.widgets.browsers import Stage, customers, settled


async def test_marks_stay_through_filter_sort_and_new_data() -> None:
    app = Stage()
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("v")  # nothing to begin at yet
        assert app.marked() == []
        await pilot.press("space", "down", "space", "down", "v")
        assert app.marked() == [0, 2, 3, 4]
        assert "● 4 markiert · Umsatz 90 EUR" in app.totals()
        app.browser.field.value = "umsatz>=40"
        await pilot.pause()
        assert app.totals().startswith("6 von 10 · Umsatz 390 EUR · ● 4 markiert, 3 nicht gezeigt · Umsatz 90 EUR")
        app.browser.sort_by("revenue")
        assert (app.ids()[0], app.marked()) == (9, [0, 2, 3, 4])
        app.fill(customers(4))
        assert app.marked() == [0, 2, 3, 4]
        assert "4 nicht gezeigt" in app.totals()
        app.fill(customers(10))
        await pilot.press("escape")
        assert (app.marked(), app.ids()[-1]) == ([0, 2, 3, 4], 0)
        await pilot.press("escape")
        assert (app.marked(), "markiert" in app.totals()) == ([], False)


async def test_all_shown_are_marked_and_taken_back() -> None:
    app = Stage()
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("space")
        app.browser.field.value = "umsatz>=70"
        await pilot.pause()
        await pilot.press("asterisk")
        assert app.marked() == [0, 7, 8, 9]
        await pilot.press("asterisk")
        assert app.marked() == [0]
        app.browser.table.marks = frozenset({"K00003", "K99999"})  # as a tab may
        assert len(app.browser.table.marks) == 2
        assert "2 markiert, 2 nicht gezeigt · Umsatz 30 EUR" in app.totals()


async def test_an_empty_table_waits_for_no_sums() -> None:
    app = Stage(0)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("space", "asterisk", "v", "ctrl+c", "f7", "enter")
        assert app.totals() == "0 von 0"


async def test_a_range_follows_the_order_shown() -> None:
    app = Stage()
    async with app.run_test(size=(120, 20)) as pilot:
        app.browser.sort_by("revenue")
        await pilot.press("home", "space", "down", "v")
        assert app.marked() == [7, 8, 9]


async def test_of_many_rows_the_count_is_told_first_and_the_sums_when_they_are_known() -> None:
    app = Stage(AT_ONCE + 10)
    async with app.run_test(size=(120, 20)) as pilot:
        await settled(app, pilot)
        assert app.totals().startswith(f"{AT_ONCE + 10:,} von".replace(",", "."))
        app.browser.action_mark_all()
        assert "Umsatz …" in app.totals()
        assert "30.010 markiert" in app.totals()
        await settled(app, pilot)
        assert "…" not in app.totals()
        app.browser.field.value = "kunde:12345"
        await pilot.pause()
        await settled(app, pilot)
        assert app.ids() == [12345]
        assert app.totals().startswith("1 von 30.010 · Umsatz 123 TEUR · ● 30.010 markiert, 30.009 nicht gezeigt")


async def test_sums_of_rows_that_are_gone_are_not_told_when_they_are_known() -> None:
    app = Stage(AT_ONCE + 1)
    async with app.run_test(size=(120, 20)) as pilot:
        app.browser.add_up()  # takes a while, since there are many
        app.fill(customers(0))
        assert app.browser._totals.sums == {}
        await settled(app, pilot)
        assert app.browser._totals.sums == {}
