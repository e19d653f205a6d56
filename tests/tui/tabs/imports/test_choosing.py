"""A file is chosen and looked at; the look can be stopped at once, and what is shown is what keys act on."""

import asyncio
import os
import threading
from pathlib import Path
from typing import Any

from kw_tui.tui.tabs.imports.job import StoppedError
from kw_tui.vocabulary.errors import SheetError, SourceError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Step, Wish
from kw_tui.workbench.importing import AS_FOUND
from tests.tui.driving import Drive, driven
from tests.tui.fake_workbench import FakeWorkbench


class Slow(FakeWorkbench):
    """Reads a file named `big` until it is told to stop, or `deaf` until `go_on`, whatever it is told."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.reading, self.go_on, self.stopped = threading.Event(), threading.Event(), threading.Event()

    def preview(self, file: Path, wish: Wish = AS_FOUND, progress: Any = None) -> Any:
        if file.stem == "deaf":
            self.reading.set()
            self.go_on.wait(20)
        while file.stem == "big" and not self.go_on.wait(0.01):
            self.reading.set()
            try:
                progress(Step.READ, 300_000_000, 1_000_000_000)
            except StoppedError:
                self.stopped.set()
                raise
        return super().preview(file, wish, progress)


async def reads(drive: Drive, name: str) -> None:
    """Begin to look at a file, and wait until it is being read."""
    for key in ("p", *name, "enter"):
        await drive.pilot.press(key)
    assert await asyncio.to_thread(drive.bench.reading.wait, 10)


def slow() -> Slow:
    return Slow(view={"tab": "imports"})


async def test_a_look_shows_how_far_it_is_and_escape_stops_the_reading_itself() -> None:
    async with driven("imports", bench=slow()) as drive:
        await reads(drive, "big.csv")
        await drive.pilot.pause(0.3)
        assert "wird gelesen █" in drive.text("#import-told")
        assert "30 %  300,0 / 1.000,0 MB" in drive.text("#import-told")
        assert "Esc abbrechen" in drive.text("#keys")
        await drive.pilot.press("escape")
        assert await asyncio.to_thread(drive.bench.stopped.wait, 1.0)
        assert "Abgebrochen" in drive.text("#import-told")
        assert drive.body.path.has_focus


async def test_a_look_that_does_not_listen_keeps_nobody_waiting() -> None:
    async with driven("imports", bench=slow()) as drive:
        await reads(drive, "deaf.csv")
        await drive.pilot.press("escape")
        drive.body.path.fill("a.csv")
        await drive.press("enter")
        assert drive.body.switch.current == "import-preview"
        assert "a.csv" in drive.text("#import-layout")
        drive.bench.go_on.set()
        await drive.settle()
        assert "deaf.csv" not in drive.screen()


async def test_the_other_tabs_work_while_a_file_is_read() -> None:
    async with driven("imports", bench=slow()) as drive:
        await reads(drive, "deaf.csv")
        await drive.pilot.press("4")
        for _ in range(100):
            await drive.pilot.pause(0.05)
            queue = drive.app.body("queue")
            if queue is not None and queue.is_answered and queue.browser.shown.height:
                break
        assert drive.app.body("queue").browser.shown.height == 68
        drive.bench.go_on.set()
        await drive.settle()


async def test_leaving_stops_a_look() -> None:
    async with driven("imports", bench=slow()) as drive:
        await reads(drive, "big.csv")
        await drive.app.action_quit()
        assert await asyncio.to_thread(drive.bench.stopped.wait, 10)


async def test_where_another_path_cannot_be_read_its_line_keeps_the_keys() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "p", "ctrl+u", *"b.pdf", "enter")
        assert "b.pdf gibt es nicht" in drive.text("#import-told")
        assert drive.body.path.has_focus
        await drive.press("i")
        assert drive.bench.imported == []
        assert drive.body.path.value == "b.pdfi"


async def test_where_an_option_does_not_fit_the_look_stays_with_its_keys() -> None:
    class Picky(FakeWorkbench):
        def preview(self, file: Path, wish: Wish = AS_FOUND, progress: Any = None) -> Any:
            if wish.options.header == 99:
                raise SourceError(Text("Zeile 99 geht nicht", "not line 99"), Text("andere", "another"))
            return super().preview(file, wish, progress)

    async with driven("imports", bench=Picky(view={"tab": "imports"})) as drive:
        await drive.press("p", *"a.csv", "enter", "o", "down", "down", "enter", "ctrl+u", *"99", "enter")
        assert "Zeile 99 geht nicht" in drive.text("#import-told")
        await drive.press("i")
        assert drive.bench.imported == [Path("a.csv")]


async def test_of_several_sheets_none_of_which_is_meant_one_is_chosen() -> None:
    class Book(FakeWorkbench):
        def preview(self, file: Path, wish: Wish = AS_FOUND, progress: Any = None) -> Any:
            if wish.options.sheet is None:
                message = Text("3 Tabellen, und keine passt", "3 tables, and none fits")
                raise SheetError(message, Text("mit --sheet eine wählen", "with --sheet"), ("a", "[b]", "c"))
            return super().preview(file, wish, progress)

    async with driven("imports", bench=Book(view={"tab": "imports"})) as drive:
        await drive.press("p", *"a.xlsx", "enter")
        assert "keine passt" in drive.screen()
        assert "--" not in drive.screen()
        await drive.press("down", "enter")
        assert drive.bench.wishes[-1].options.sheet == "[b]"
        assert drive.body.switch.current == "import-preview"


async def test_a_folder_shows_one_file_after_another_and_what_is_left_out(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "README.md", "generate.py"):
        (tmp_path / name).touch()
    async with driven("imports") as drive:
        await drive.press("p")
        drive.body.path.fill(str(tmp_path))
        await drive.press("enter")
        assert "ausgelassen, weil keine Tabellen: README.md, generate.py" in drive.text("#import-layout")
        assert "importiert alle 2 Dateien" in drive.text("#import-told")
        await drive.press("d", "down", "enter")
        assert drive.text("#import-layout").startswith("b.csv")
        await drive.press("i")
        assert drive.bench.imported == [tmp_path]


async def test_one_file_has_no_other_to_choose() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter")
        assert not drive.app.screen.active_bindings["d"].enabled
        await drive.press("d")
        assert "Es ist nur eine Datei." in drive.screen()


async def test_another_file_is_shown_from_its_beginning(tmp_path: Path) -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "down", "down", "v", "down")
        await drive.press("p", "ctrl+u", *"b.csv", "enter")
        assert drive.body.query_one("#import-mapping").cursor_row == 0
        assert drive.body.query_one("#import-rows").cursor_row == 0
        assert "Erste Zeilen" in drive.text("#import-rows-heading")


async def test_what_is_missing_is_the_next_step() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "down", "down", "down", "e", "home", "enter")
        assert "erst eine Spalte zuordnen (e)" in drive.text("#import-told")


async def test_a_held_key_opens_the_paths_used_before_once() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "p")
        for _ in range(3):
            drive.body.path.action_recent()
        await drive.pilot.pause()
        assert "Zuletzt benutzt" in drive.screen()
        await drive.press("escape")
        assert drive.app.screen is drive.body.screen


async def test_without_a_path_enter_says_how_to_name_this_folder() -> None:
    async with driven("imports") as drive:
        await drive.press("p", "ctrl+u", "enter")
        assert "Erst einen Pfad angeben; . ist dieser Ordner" in drive.text("#import-told")
        assert drive.body.path.has_focus


async def test_bytes_that_are_no_text_in_a_name_are_shown_and_imported(tmp_path: Path) -> None:
    name = os.fsdecode(b"ums\xe4tze.csv")
    (tmp_path / name).touch()
    async with driven("imports") as drive:
        await drive.press("p")
        drive.body.path.fill(f"{tmp_path}/u")
        await drive.press("tab")
        assert drive.body.path.value == f"{tmp_path}/{name}"
        await drive.press("enter")
        assert "ums�tze.csv" in drive.text("#import-layout")
        await drive.press("i")
        assert drive.bench.imported == [tmp_path / name]
        assert "ums�tze.csv" in drive.text("#import-result")
        drive.screen().encode()
        await drive.press("escape")
        assert "ums�tze.csv" in drive.screen()
        await drive.press("p", "down")
        assert "ums�tze.csv" in drive.screen()
        drive.screen().encode()
