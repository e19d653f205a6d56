"""An import under way and the end of the program; what only some files can be told."""

import asyncio
import threading
from dataclasses import replace
from typing import Any

import polars as pl

from kw_tui.tui.tabs.imports import choices
from kw_tui.tui.tabs.imports.looking import look_into
from kw_tui.vocabulary.errors import UpdateError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Step, Wish
from kw_tui.workbench.importing import AS_FOUND
from tests.tui.driving import Drive, driven
from tests.tui.fake_workbench import FakeWorkbench


class Endless(FakeWorkbench):
    """Imports until it is told to stop."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.reading, self.ended = threading.Event(), threading.Event()

    def import_files(self, paths: Any, wish: Wish = AS_FOUND, *, progress: Any = None, **named: Any) -> Any:
        try:
            for line in range(3_000):
                progress(Step.CHECK, line, 3_000)
                self.reading.set()
                threading.Event().wait(0.01)
        finally:
            self.ended.set()
        return super().import_files(paths, wish, progress=progress, **named)


async def importing(drive: Drive) -> None:
    await drive.press("p", *"a.csv", "enter")
    await drive.pilot.press("i")
    assert await asyncio.to_thread(drive.bench.reading.wait, 10)


async def test_quitting_stops_an_import_before_the_program_ends() -> None:
    async with driven("imports", bench=Endless(view={"tab": "imports"})) as drive:
        await importing(drive)
        await drive.app.action_quit()
        assert drive.bench.ended.is_set()
        assert drive.bench.imported == []
        assert drive.bench.saved_view is not None


async def test_escape_is_called_what_it_does() -> None:
    async with driven("imports", bench=Endless(view={"tab": "imports"})) as drive:
        await importing(drive)
        await drive.pilot.pause()
        assert "Esc abbrechen" in drive.text("#keys")
        await drive.press("escape")
        await drive.pilot.pause(0.5)
        assert "Esc zurück" in drive.text("#keys")
        assert drive.body.switch.current == "import-preview"


async def test_a_panic_of_the_engine_is_one_line_below_the_path() -> None:
    class Panicking(FakeWorkbench):
        def import_files(self, paths: Any, wish: Wish = AS_FOUND, **named: Any) -> Any:
            raise pl.exceptions.PanicException("index out of bounds")

    async with driven("imports", bench=Panicking(view={"tab": "imports"})) as drive:
        await drive.press("p", *"a.csv", "enter", "i")
        assert "PanicException: index out of bounds" in drive.text("#import-told")
        await drive.press("4")
        assert drive.body.browser.shown.height == 68


async def test_only_an_update_is_offered_to_be_replaced_whatever_its_hint_says() -> None:
    bench = FakeWorkbench(view={"tab": "imports"})
    bench.refusal = UpdateError(Text("a.csv mit anderem Inhalt", "a.csv with other content"), Text("x", "x"))
    async with driven("imports", bench=bench) as drive:
        await drive.press("p", *"a.csv", "enter", "i")
        assert "Ersetzen?" in drive.screen()
        await drive.press("escape")
        assert "die alte Fassung gilt weiter" in drive.text("#import-told")


async def test_the_currency_of_lines_that_name_none_is_asked_for_by_its_code() -> None:
    async with driven("imports") as drive:
        to_currency = ("o", "end", "up", "up", "up", "enter")
        await drive.press("p", *"a.csv", "enter", *to_currency, *"eu", "enter")
        assert "Bitte drei Buchstaben" in drive.screen()
        await drive.press("r", "enter")
        assert drive.bench.wishes[-1].options.currency == "EUR"
        await drive.press(*to_currency, "ctrl+u", "enter")
        assert drive.bench.wishes[-1].options.currency is None


def test_options_that_make_no_difference_to_a_format_are_not_offered() -> None:
    look = look_into(FakeWorkbench(), "a.csv", Wish())  # type: ignore[arg-type]
    assert {"header", "currency", "encoding"} <= {option.id for option in choices.option_list(look)}
    columns = replace(look.preview, format="parquet", encoding="", delimiter="")
    offered = {option.id for option in choices.option_list(replace(look, preview=columns))}
    assert not {"header", "encoding", "delimiter"} & offered
