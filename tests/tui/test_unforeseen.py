import asyncio
import inspect
from pathlib import Path

import pytest
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import WorkerFailed

from kw_tui.tui.unforeseen import Untraced, failure_of, noted
from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven


@pytest.fixture(autouse=True)
def _logs_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def test_a_failure_is_told_with_the_place_of_its_details(tmp_path: Path) -> None:
    told = noted(ValueError("two\nlines {x} \x1b[31m" + "x" * 500))
    line = told.line("en")
    assert line.startswith("Unexpected error (ValueError: two lines {x} ·[31mxx")
    assert str(tmp_path) in line
    assert len(line) < 400
    assert "x" * 500 in next(tmp_path.rglob("kw.log")).read_text()


def test_what_was_foreseen_is_told_as_it_is_and_the_same_is_written_down_once(tmp_path: Path) -> None:
    foreseen = UsageError(Text("nein", "no"), Text("doch", "yes"))
    assert noted(foreseen) is foreseen
    assert not list(tmp_path.rglob("kw.log"))
    again = ValueError("once and again")
    assert noted(again).line("de") == noted(again).line("de")
    assert next(tmp_path.rglob("kw.log")).read_text().count("once and again") == 1


def test_what_failed_behind_work_is_found() -> None:
    inner = KeyError("x")
    assert failure_of(WorkerFailed(inner)) is inner
    assert failure_of(inner) is inner


async def test_work_that_fails_is_told_and_the_program_goes_on(tmp_path: Path) -> None:
    async with driven("queue", lang="en") as drive:

        def broken(_: object) -> None:
            raise ZeroDivisionError("nobody thought of this")

        drive.app.change(lambda bench: bench.lang, broken)
        while not drive.app._notifications:
            await drive.pilot.pause()
        assert "ZeroDivisionError: nobody thought of this" in "".join(one.message for one in drive.app._notifications)
        await drive.press("2")
        assert drive.app.tab == "segmentation"
    assert "ZeroDivisionError" in next(tmp_path.rglob("kw.log")).read_text()


def test_whoever_runs_an_app_hears_what_it_failed_of(capfd: pytest.CaptureFixture[str]) -> None:
    class Broken(Untraced[None]):
        def run(self, *_: object, **__: object) -> None:
            self.fail(ValueError("broken"))

    with pytest.raises(ValueError, match="broken"):
        Broken().run_through()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("is_written", [True, False])
async def test_what_fails_while_the_program_leaves_does_not_change_how_it_ends(
    tmp_path: Path, is_written: bool
) -> None:
    class Late(Static):
        def on_mount(self) -> None:
            self.app.exit(return_code=129)
            if is_written:
                raise ValueError("nobody foresaw")
            self.query_one("#nothing")  # nothing is mounted any more where the program leaves

    async with driven("queue") as drive:
        await drive.app.screen.mount(Late())
    assert (drive.app.return_code, drive.app._exception) == (129, None)
    assert ["nobody foresaw" in log.read_text() for log in tmp_path.rglob("kw.log")] == [True] * is_written


class Front(ModalScreen[None]):
    """A screen that looks for what it has not."""

    has_looked = False

    def look(self) -> None:
        self.has_looked = True
        self.query_one("#nothing")


@pytest.mark.parametrize("is_closing", [True, False])
async def test_only_a_screen_that_closes_may_miss_what_it_consists_of(is_closing: bool) -> None:
    async def look() -> None:
        async with driven("queue") as drive:
            await drive.app.push_screen(front := Front())
            if is_closing:
                front.dismiss()
                while not front._pruning:
                    await asyncio.sleep(0)
            front.call_next(front.look)
            await drive.settle()
            assert front.has_looked
            assert drive.app.screen_stack[1:] == []
            await drive.press("2")
            assert drive.app.tab == "segmentation"

    if is_closing:
        await look()
    else:
        with pytest.raises(NoMatches):
            await look()


async def test_work_overtaken_before_its_first_step_leaves_no_complaint() -> None:
    done = []

    async def work(name: str) -> None:
        done.append(name)

    async with driven("queue") as drive:
        first, second = work("first"), work("second")
        for one in (first, second):
            drive.app.run_worker(one, group="same", exclusive=True, exit_on_error=False)
        await drive.settle()
        assert (done, inspect.getcoroutinestate(first)) == (["second"], inspect.CORO_CLOSED)
