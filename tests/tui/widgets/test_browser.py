from tests.tui.driving import driven


async def test_sorting_by_choice_and_the_other_way_round() -> None:
    async with driven("queue") as drive:
        browser = drive.body.browser
        await drive.press("o", "down", "down", "enter")
        assert browser.sort == ("customer_id", False) or browser.sort == ("name", False)
        column = browser.sort[0]
        names = [one for one in browser.shown[column] if one is not None]
        assert names == sorted(names)
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
