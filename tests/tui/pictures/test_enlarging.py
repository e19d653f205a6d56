import pytest

from kw_tui.tui.widgets.chips import Chips
from tests.tui.driving import driven


@pytest.mark.parametrize(
    ("tab", "title"),
    [("segmentation", "Walkurve: relevanter DB"), ("plan", "Abdeckung: erreichte Kunden"), ("queue", "Gewinnschwelle")],
)
async def test_plus_shows_the_pictures_of_the_place(tab: str, title: str) -> None:
    async with driven(tab, size=(80, 24)) as drive:
        assert "+ Bilder" in drive.screen() or tab == "queue"
        await drive.press("plus")
        assert title in drive.text("#picture-names")
        await drive.press("escape")
        assert not drive.app.screen.query("#picture")


async def test_a_picture_that_is_clicked_is_shown_large() -> None:
    async with driven("segmentation", size=(80, 24)) as drive:
        await drive.pilot.click("#segments-curve")
        await drive.settle()
        assert "Walkurve" in drive.text("#picture-names")


async def test_enter_on_a_point_opens_its_customer() -> None:
    async with driven("segmentation", size=(80, 24)) as drive:
        await drive.press("plus", "home", "right", "enter")
        assert drive.app.tab == "customer"
        assert drive.body.shown() is not None


async def test_enter_on_points_of_rfm_lists_who_has_them() -> None:
    async with driven("segmentation", size=(80, 24)) as drive:
        await drive.press("plus", "tab", "tab")
        told = drive.text("#picture-told")
        await drive.press("enter")
        count = int(told.split("Kunden ")[1].split(" ")[0])
        assert drive.body.browser.shown.height == count
        assert drive.body.browser.query_one(Chips).display
        assert not drive.body.browser.field.display


async def test_a_customer_has_pictures_once_one_is_chosen() -> None:
    async with driven("customer", size=(80, 24)) as drive:
        await drive.press("plus")
        assert not drive.app.screen.query("#picture")
        drive.body.open(drive.bench.portfolio()["customer_id"][0])
        await drive.settle()
        await drive.press("<", "plus")
        assert "P(aktiv)" in drive.text("#picture-names")
