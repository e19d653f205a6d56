from kw_tui.tui.lines import Line
from kw_tui.tui.widgets.sheets import Sheet, SheetsScreen
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven


def sheet(name: str, rows: int = 1) -> Sheet:
    return Sheet(Text(name, name), lambda width, _height: [((f"{name} {width}", ""),)] * rows)


async def test_sheets_are_turned_and_follow_the_room() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        drive.app.push_screen(SheetsScreen(Text("[b]Blätter", "x"), [sheet("eins"), sheet("[zwei]")], "de", at=1))
        await drive.settle()
        assert drive.text("#sheets-lines") == "[zwei] 68"
        assert "[b]Blätter" in drive.screen()
        await drive.press("right")
        assert drive.text("#sheets-lines") == "eins 68"
        await drive.press("left", "left", "tab")
        assert drive.text("#sheets-lines") == "[zwei] 68"
        await drive.pilot.resize_terminal(200, 60)
        await drive.settle()
        assert drive.text("#sheets-lines") == "[zwei] 104"
        await drive.press("escape")
        assert not drive.app.screen.query("#sheets")


async def test_turning_leaves_the_frame_where_it_is() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        drive.app.push_screen(
            SheetsScreen(Text("x", "x"), [sheet("kurz"), sheet("lang", 15), sheet("zu lang", 90)], "de")
        )
        await drive.settle()
        frames = set()
        for _ in range(3):
            frames.add(drive.app.screen.query_one("#sheets").region)
            await drive.press("right")
        assert len(frames) == 1


async def test_long_sheets_scroll_and_one_alone_has_no_names() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        drive.app.push_screen(SheetsScreen(Text("x", "x"), [sheet("lang", 60)], "de"))
        await drive.settle()
        assert not drive.app.screen.query_one("#sheets-names").display
        await drive.press("end")
        assert drive.app.screen.query_one("#sheets-page").max_scroll_y > 30
        assert drive.app.screen.query_one("#sheets").region.height <= 24


async def test_the_last_line_of_a_long_sheet_is_reached_under_the_names_too() -> None:
    def lines(_width: int, _height: int) -> list[Line]:
        return [((f"Zeile {number}", ""),) for number in range(40)]

    async with driven("imports", size=(80, 24)) as drive:
        drive.app.push_screen(SheetsScreen(Text("x", "x"), [Sheet(Text("a", "a"), lines), sheet("b")], "de"))
        await drive.settle()
        await drive.press("end")
        await drive.settle()
        page, box = drive.app.screen.query_one("#sheets-page"), drive.app.screen.query_one("#sheets")
        assert page.region.bottom < box.region.bottom
        assert "Zeile 39" in drive.screen()


async def test_what_is_computed_first_comes_later_and_not_after_leaving() -> None:
    async with driven("imports") as drive:
        shows = []
        drive.app.push_screen(SheetsScreen(Text("x", "x"), (), "de", fill=shows.append))
        await drive.settle()
        assert drive.text("#sheets-lines") == "wird gerechnet …"
        await drive.press("right")
        shows[0]([sheet("da")])
        await drive.settle()
        assert drive.text("#sheets-lines").startswith("da ")
        await drive.press("x")
        shows[0]([sheet("zu spät")])
        await drive.settle()
        assert "zu spät" not in drive.screen()
