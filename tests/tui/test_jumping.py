from kw_tui.tui.jumping import JumpScreen
from tests.tui.driving import driven


async def test_who_types_sees_the_best_first_and_may_choose_another() -> None:
    async with driven("queue", size=(80, 24)) as drive:
        await drive.press("ctrl+f")
        assert isinstance(drive.app.screen, JumpScreen)
        assert drive.app.screen.table.row_count == 50
        await drive.press(*"petres")
        assert "Werkzeug Peters" in drive.screen()
        second = drive.app.screen.table
        await drive.press("down")
        chosen = second.cursor_key
        await drive.press("enter")
        assert drive.body.whereabouts()["customer"] == chosen


async def test_nobody_found_is_said_and_nothing_opened() -> None:
    async with driven("queue", lang="en") as drive:
        await drive.press("number_sign", *"zzzzzz", "enter")
        assert "Nobody is called so" in drive.screen()
        await drive.press("escape")
        assert drive.app.tab == "queue"
