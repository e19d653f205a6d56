import asyncio
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from kw_tui.tui.messages import OpenCustomer
from kw_tui.tui.tabs import TABS
from kw_tui.tui.widgets.place import Place
from kw_tui.vocabulary.errors import EmptySessionError, SessionError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.others import News
from tests.tui.driving import driven, program
from tests.tui.fake_workbench import FakeWorkbench

BROKEN = SessionError(Text("weg", "gone"), Text("zurücklegen", "put it back"))


def _raised(problem: SessionError | None) -> News:
    if problem is not None:
        raise problem
    return News()


async def test_the_frame_comes_before_the_workbench() -> None:
    opened = threading.Event()

    def slowly() -> FakeWorkbench:
        opened.wait(10)
        return FakeWorkbench()

    app = program(slowly)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "wird geladen" in str(app.query_one("#place-queue .waiting").render())
        assert app.body("queue") is None
        opened.set()
        await app.workers.wait_for_complete()
        assert app.body("queue") is not None


def test_the_frame_needs_no_frames() -> None:
    code = "import kw_tui.tui.app, sys; print('polars' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("number", range(1, 6))
async def test_digits_jump_to_tabs_and_only_visited_ones_are_built(number: int) -> None:
    async with driven("queue") as drive:
        await drive.press(str(number))
        assert drive.app.tab == TABS[number - 1].id
        built = {entry.id for entry in TABS if drive.app.body(entry.id) is not None}
        assert built == {"queue", drive.app.tab}


async def test_language_switches_live_in_every_tab() -> None:
    async with driven("queue") as drive:
        assert "Vorschlag" in drive.screen()
        await drive.press("f2")
        assert "Proposal" in drive.screen()
        assert "Review queue" in drive.screen()
        await drive.press("2")
        assert "Classes" in drive.screen()
        await drive.press("f2")
        assert "Klassen" in drive.screen()


async def test_theme_is_changed_and_remembered_with_tab_and_language() -> None:
    async with driven("queue") as drive:
        await drive.press("t", "f2", "5", "q")
        assert drive.bench.saved_view["theme"] == "kw-light"
        assert drive.bench.saved_view["tab"] == "plan"
        assert drive.bench.given_lang == "en"


async def test_only_a_language_chosen_by_key_is_saved() -> None:
    async with driven("queue", lang="en") as drive:
        await drive.press("q")
        assert drive.bench.saved_view is not None
        assert drive.bench.given_lang is None


async def test_a_broken_journal_is_told_and_the_rest_still_works() -> None:
    class Broken(FakeWorkbench):
        def state(self) -> None:
            raise SessionError(Text("Protokoll unlesbar", "journal unreadable"), Text("prüfen", "check it"))

    async with driven(bench=Broken(view={"tab": "segmentation"})) as drive:
        assert "Protokoll unlesbar" in drive.screen()
        assert drive.body.browser.shown.height == 300


async def test_what_was_remembered_is_taken_up() -> None:
    async with driven("queue", theme="kw-light", queue={"which": "all", "filter": "müller"}) as drive:
        assert drive.app.theme == "kw-light"
        assert "[alle]" in drive.text("#queue-heading")
        assert "müller" in drive.text("#queue-browser Chips")


async def test_a_view_of_another_program_does_no_harm() -> None:
    strange = {"tab": "nowhere", "theme": "neon", "queue": {"which": 7, "sort": "gone"}, "segmentation": {"by": "x"}}
    async with driven(bench=FakeWorkbench(view=strange)) as drive:
        assert drive.app.tab == "queue"
        await drive.press("2")
        assert drive.body is not None


async def test_a_broken_session_is_told_in_one_line_and_can_be_opened_again() -> None:
    answers = [SessionError(Text("kaputt", "broken"), Text("reparieren", "repair it")), FakeWorkbench()]

    def opening() -> FakeWorkbench:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with driven(bench=opening) as drive:
        assert "kaputt - reparieren" in drive.screen()
        await drive.press("f5")
        assert drive.app.body("queue") is not None


async def test_an_unforeseen_failure_is_a_line_too() -> None:
    class Failing(FakeWorkbench):
        def queue(self) -> None:  # type: ignore[override]
            raise ZeroDivisionError("x{y}")

    async with driven(bench=Failing()) as drive:
        assert any("ZeroDivisionError" in one.message for one in drive.app._notifications)


async def test_an_empty_session_begins_with_the_import_and_leaves_nothing_behind() -> None:
    async with driven(bench=FakeWorkbench(rows=0)) as drive:
        assert drive.app.tab == "imports"
        assert "Noch nichts importiert" in drive.screen()
        await drive.press("ctrl+q")
        assert drive.bench.saved_view is None


async def test_without_sales_every_tab_says_what_to_do_next_and_nothing_fails() -> None:
    class Empty(FakeWorkbench):
        def portfolio(self) -> None:  # type: ignore[override]
            raise EmptySessionError(Text("nichts", "nothing"), Text("importieren", "import"))

        queue = served = portfolio  # type: ignore[assignment]

    async with driven(bench=Empty(rows=0)) as drive:
        await drive.press("escape")
        for tab in "2345":
            await drive.press(tab)
            assert "Noch keine Umsätze.  1 importiert" in drive.screen()
        assert not drive.app._notifications


async def test_trouble_with_the_session_is_told_once() -> None:
    async with driven("queue") as drive:
        for problem in (BROKEN, BROKEN, None):
            drive.bench.news = lambda problem=problem: _raised(problem)
            drive.app.look_for_others()
            await drive.settle()
        assert [one.message for one in drive.app._notifications] == [BROKEN.line("de")]


async def test_the_first_import_names_the_period() -> None:
    async with driven(bench=FakeWorkbench(rows=0)) as drive:
        assert "10/26" not in drive.text("#tabs")
        await drive.press(*"a.csv", "enter", "i")
        assert "11/25–10/26" in drive.text("#tabs")


async def test_a_torn_journal_is_told_on_opening() -> None:
    bench = FakeWorkbench()
    bench.torn = Text("Letzter Eintrag war abgeschnitten", "The last entry was torn")
    async with driven(bench=bench) as drive:
        assert "abgeschnitten" in drive.screen()


async def test_leaving_does_not_wait_for_a_busy_workbench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.tui.app.LAST_WORDS_SECONDS", 0.2)
    async with driven("queue") as drive:
        waiting = asyncio.ensure_future(drive.app.desk.run(lambda: time.sleep(3)))
        await asyncio.sleep(0)
        begun = time.perf_counter()
        await drive.app.action_quit()
        assert time.perf_counter() - begun < 2
        waiting.cancel()


async def test_a_decision_just_taken_is_written_before_leaving() -> None:
    async with driven("queue") as drive:
        await drive.pilot.press("r")
        await drive.pilot.press("q")
        await drive.settle()
        assert [entry.action for entry in drive.bench.history] == ["reprice"]


async def test_what_is_typed_while_a_tab_is_built_is_for_that_tab() -> None:
    async with driven("queue") as drive:
        queue = drive.body
        drive.app.action_go("customer")
        assert drive.app.focused is None
        for key in ("slash", "x"):
            await drive.pilot.press(key)
        await drive.settle()
        assert queue.browser.wanted == ""
        assert drive.app.query_one("#customer-search").value == "x"  # type: ignore[attr-defined]


async def test_going_to_and_fro_while_tabs_are_built_does_no_harm() -> None:
    async with driven("queue") as drive:
        for turn in range(100):
            drive.app.action_go(TABS[turn * 7 % 5 if turn % 3 else turn % 2].id)
            await asyncio.sleep(0)
        drive.app.action_go("segmentation")
        await drive.settle()
        assert [place.is_furnished for place in drive.app.places()] == [True] * len(TABS)
        assert drive.app.focused is drive.body.list


@pytest.mark.parametrize("turns", range(0, 60, 3))
async def test_leaving_while_a_tab_is_built_does_no_harm(turns: int) -> None:
    async with driven("queue") as drive:
        drive.app.action_go("segmentation")
        for _ in range(turns):
            await asyncio.sleep(0)
        await drive.app.action_quit(129)
    assert drive.app.return_code == 129


async def test_who_is_asked_for_while_the_tab_is_built_is_shown() -> None:
    async with driven("queue") as drive:
        drive.app.action_go("customer")
        while not drive.app.query_one("#place-customer", Place).is_taken:
            await asyncio.sleep(0)
        assert drive.app.body("customer") is None
        drive.app.on_open_customer(OpenCustomer("10007"))
        await drive.settle()
        assert drive.body.shown().row["customer_id"] == "10007"


async def test_a_tab_built_behind_another_takes_no_keys() -> None:
    async with driven("queue") as drive:
        drive.app.action_go("imports")
        drive.app.action_go("queue")
        await drive.settle()
        assert drive.app.focused is drive.body.browser.table


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_leaves_in_good_order(number: signal.Signals) -> None:
    async with driven("queue") as drive:
        os.kill(os.getpid(), number)
        await drive.settle()
        assert drive.bench.saved_view is not None
    assert drive.app.return_code == 128 + number


async def test_a_click_on_a_tab_and_on_a_key() -> None:
    async with driven("queue") as drive:
        await drive.pilot.click("#tabs", offset=(3, 0))
        await drive.settle()
        assert drive.app.tab == "imports"
        await drive.pilot.click("#keys", offset=(drive.text("#keys").index("Hilfe"), 0))
        await drive.settle()
        assert "Tasten" in drive.screen()
