from kw_tui.tui.widgets.place import Place
from tests.tui.driving import driven


async def test_a_place_waits_in_the_language_spoken_until_it_is_furnished() -> None:
    async with driven("queue") as drive:
        place = drive.app.query_one("#place-plan", Place)
        await drive.press("f2")
        assert place.body is None
        assert "loading" in str(place.query_one(".waiting").render())
        await drive.press("5")
        assert place.body is not None
        assert not place.query(".waiting")
