from collections.abc import Sequence

from textual.geometry import Offset

from kw_tui.tui.pictures.picture import Cursor, Picture
from kw_tui.tui.pictures.screen import PictureScreen
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import Drive, driven
from tests.tui.pictures import samples

TITLE = Text("Kunde [/x]", "Customer")


def made() -> list[Picture]:
    opens = {"opens": lambda cursor: f"K{cursor.x}", "hint": Text("⏎ Kunde", "⏎ customer")}
    return [
        samples.curve([float(n) for n in range(30)], **opens),
        samples.heat([1.0, 2.0, 3.0]),
        samples.waterfall([5.0, 1.0]),
    ]


async def opened(drive: Drive, pictures: Sequence[Picture], gone: list[str], first: str = "") -> PictureScreen:
    screen = PictureScreen(TITLE, "de", lambda show: show(pictures), lambda one, target: gone.append(target), first)
    drive.app.push_screen(screen)
    await drive.settle()
    return screen


async def test_a_picture_fills_the_screen_and_its_cursor_is_told() -> None:
    gone: list[str] = []
    async with driven("imports", size=(80, 24)) as drive:
        screen = await opened(drive, made(), gone)
        assert "Kunde [/x]" in drive.screen()
        assert "1/3" in drive.screen()
        assert drive.text("#picture-told").startswith("at 0/0")
        await drive.press("right", "end")
        assert drive.text("#picture-told").startswith("at 29/0")
        await drive.press("home", "pagedown")
        at = screen.cursor.x
        assert at > 1
        await drive.pilot.resize_terminal(120, 35)
        await drive.settle()
        assert screen.cursor.x == at
        assert len(drive.text("#picture-drawn").splitlines()) > 22
        await drive.pilot.hover("#picture-drawn", offset=Offset(60, 6))
        await drive.settle()
        assert screen.cursor.x > at
        await drive.press("enter")
        assert gone == [f"K{screen.cursor.x}"]
        assert not drive.app.screen.query("#picture")


async def test_pictures_are_turned_each_with_its_own_cursor() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        screen = await opened(drive, made(), [], "heat")
        await drive.press("right", "down")
        assert drive.text("#picture-told").startswith("at 1/1")
        await drive.press("tab", "tab", ">", "shift+tab", "<")
        assert (screen.shown is not None and screen.shown.id, screen.cursor) == ("waterfall", Cursor())
        await drive.press("<")
        assert screen.cursor == Cursor(1, 1)
        await drive.press("enter")
        assert drive.app.screen is screen
        await drive.press("d")
        assert "a   b" in drive.text("#picture-table")
        assert not screen.query_one("#picture-drawn").display
        await drive.press("down", "end", "home", "d", "f2")
        assert drive.text("#picture-hint").startswith("←→↑↓ cursor")
        await drive.press("plus")
        assert not drive.app.screen.query("#picture")


async def test_what_fails_is_told_in_its_place() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        problem = UsageError(Text("kaputt \x1b[2J", "broken"), Text("heil machen", "mend"))
        screen = PictureScreen(TITLE, "de", lambda show: show(problem))
        drive.app.push_screen(screen)
        await drive.settle()
        await drive.press("right", "tab", "d", "enter", "end")
        assert "kaputt" in drive.text("#picture-drawn")
        assert "\x1b[2J" not in drive.text("#picture-drawn")
