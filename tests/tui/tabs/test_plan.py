from tests.tui.driving import driven


async def test_the_tab_says_what_it_is() -> None:
    async with driven("plan") as drive:
        assert "Übersicht, Planung folgt" in drive.text("#plan-heading")
        assert "ohne Klasse" in drive.screen()
        assert "300 Kunden" in drive.text("#plan-totals")
