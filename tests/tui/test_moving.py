from tests.tui.driving import driven


async def test_a_customer_is_jumped_to_from_anywhere_and_left_again() -> None:
    async with driven("queue") as drive:
        await drive.press("number_sign", *"peters 48", "enter")
        assert drive.app.tab == "customer"
        assert "Werkzeug Peters 48" in drive.text("#customer-story")
        await drive.press("greater_than_sign", "2", "backspace")
        assert "▸Potenzial◂" in drive.text("#customer-pages")
        await drive.press("f8")
        assert drive.app.tab == "queue"
        await drive.press("alt+left")
        assert any("Davor war nichts" in one.message for one in drive.app._notifications)
        await drive.press("alt+right")
        assert "Werkzeug Peters 48" in drive.text("#customer-story")
        await drive.press("f9")
        assert drive.app.tab == "segmentation"


async def test_going_back_finds_the_segment_and_the_customer_before() -> None:
    async with driven("segmentation") as drive:
        await drive.press("g", "g", "down")
        seen = drive.app.here()
        await drive.press("tab", "enter")
        first = drive.body.whereabouts()["customer"]
        assert first
        await drive.press("slash", *"peters 48", "enter")
        assert drive.body.whereabouts()["customer"] != first
        await drive.press("f5", "f8")
        assert drive.body.whereabouts()["customer"] == first
        await drive.press("f8")
        assert drive.app.here() == seen
        await drive.press("f9", "escape")
        assert drive.app.tab == "segmentation"


async def test_a_tab_never_looked_at_is_gone_back_to_as_well() -> None:
    async with driven("queue", customer={"customer": "", "page": "service"}) as drive:
        await drive.press("enter", "backspace")
        assert drive.app.tab == "queue"


async def test_whoever_comes_back_to_a_page_has_the_keys_there() -> None:
    async with driven("customer", customer={"customer": "10007", "page": "neighbours"}) as drive:
        await drive.press("down", "enter")
        assert drive.body.whereabouts()["page"] == "overview"
        await drive.press("backspace")
        assert drive.body.whereabouts() == {"customer": "10007", "page": "neighbours", "origin": ""}
        assert drive.app.focused is drive.app.query_one("#customer-alike")
