"""Taking rows along from the keyboard: what, where to, and how many are told; nothing is written without a yes."""

from pathlib import Path

import pytest

from kw_tui.tui.copying.clipboard import MOST
from kw_tui.tui.widgets.copying import objection
from tests.tui.driving import driven
from tests.tui.widgets.browsers import Stage, customers
from tests.tui.widgets.tables import HOSTILE


class Copied(Stage):
    """A stage whose clipboard can be read."""

    text = ""

    def copy_to_clipboard(self, text: str) -> None:
        self.text = text


async def test_marked_rows_in_their_order_else_the_one_under_the_cursor() -> None:
    app = Copied()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("down", "ctrl+c")
        assert app.text == "Nr.\tKunde\tUmsatz\nK00001\tKunde 1\t10\n"
        app.browser.sort_by("revenue")
        await pilot.press("home", "space", "space")
        app.browser.field.value = "umsatz<85"
        await pilot.pause()
        await pilot.press("ctrl+c")  # one of them is not shown
        assert app.text.splitlines()[1:] == ["K00008\tKunde 8\t80", "K00009\tKunde 9\t90"]
        await pilot.press("f7", "down", "enter")
        assert len(app.text.splitlines()) == 1 + 9


async def test_too_much_for_a_terminal_goes_to_a_file(tmp_path: Path) -> None:
    app = Copied(MOST // 3)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("f7", "down", "enter")
        await pilot.pause()
        assert app.text == ""
        assert "Zu viel" in str(app.screen.query_one("#ask").border_title)


async def test_a_new_file_is_written_at_once_and_one_that_is_there_at_the_second_time(tmp_path: Path) -> None:
    target = tmp_path / "auszug.csv"
    async with driven("segmentation") as drive:
        await drive.press("enter", "slash", *"müller", "enter", "f7", "end", "enter")
        assert "alle 29 gezeigten Zeilen mit 15 Spalten speichern in" in drive.screen()
        drive.app.screen.query_one("#prompt-line").value = str(target)
        await drive.press("enter")
        assert type(drive.app.screen).__name__ == "Screen"
        assert "auszug.csv" in "".join(str(one.message) for one in drive.app._notifications)
        target.write_text("mine")
        await drive.press("f7", "end", "enter")
        drive.app.screen.query_one("#prompt-line").value = str(target)
        await drive.press("enter")
        assert ("noch einmal ⏎ überschreibt" in drive.screen(), target.read_text()) == (True, "mine")
        await drive.press("enter")
        lines = target.read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("Kunde;Kl.;Umsatz")
        assert len(lines) == 1 + 29
        assert target.stat().st_mode & 0o777 == 0o600
        link = tmp_path / "link.csv"
        link.symlink_to(target)
        for odd in (link, tmp_path / f"{'x' * 300}.csv"):
            await drive.press("f7", "end", "enter")
            drive.app.screen.query_one("#prompt-line").value = str(odd)
            await drive.press("enter")
            if odd == link:
                assert drive.text("#prompt-hint").strip() == f"Noch einmal ⏎ überschreibt {target}"
                await drive.press("enter")
        assert link.is_symlink()
        assert "File name too long" in [str(one.message) for one in drive.app._notifications][-1]


@pytest.mark.parametrize("typed", ["", "/", "x.xlsx", "/nowhere/x.csv", "\0.csv"])
def test_what_speaks_against_a_path(typed: str) -> None:
    assert typed == "\0.csv" or objection(typed) is not None


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_a_hostile_name_is_one_cell_of_what_is_copied(hostile: str) -> None:
    frame = customers(2)
    app = Copied()
    async with app.run_test(size=(80, 20)) as pilot:
        app.fill(frame.with_columns(name=frame["name"].set(frame["customer_id"] == "K00000", hostile)))
        await pilot.press("asterisk", "ctrl+c")
        rows = [line.split("\t") for line in app.text.splitlines()]
        assert [len(row) for row in rows] == [3, 3, 3]
        assert (rows[1][0], rows[1][2], rows[2]) == ("K00000", "0", ["K00001", "Kunde 1", "10"])
        assert not set(app.text) & set("\x1b\x07\u202e")
