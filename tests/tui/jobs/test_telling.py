"""Jobs in the running program: told above, cancelled by Esc where one looks at them."""

import asyncio
import threading

import pytest

from kw_tui.tui.jobs.job import State
from kw_tui.workbench.stopping import go_on
from tests.tui.driving import driven, program
from tests.tui.fake_workbench import FakeWorkbench


class Slow(FakeWorkbench):
    """A workbench whose queue takes as long as one lets it, and can be stopped."""

    def __init__(self, **named: object) -> None:
        super().__init__(**named)  # type: ignore[arg-type]
        self.begun, self.may_end, self.stops = threading.Event(), threading.Event(), 0

    def queue(self) -> object:  # type: ignore[override]
        self.begun.set()
        while not self.may_end.wait(0.002):
            try:
                go_on()
            except BaseException:
                self.stops += 1
                raise
        return super().queue()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kw_tui.tui.jobs.telling.TOLD_AFTER", "kw_tui.tui.jobs.above.TOLD_AFTER"):
        monkeypatch.setattr(name, 0.0)
    monkeypatch.setattr("kw_tui.tui.jobs.ledger.SHORTEST", 0.0)


async def test_the_first_analysis_is_told_cancelled_by_esc_and_begun_again() -> None:
    bench = Slow(view={"tab": "queue"})
    app = program(bench)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await asyncio.to_thread(bench.begun.wait, 10)
        app._tick()
        await pilot.pause()
        shown = str(app.query_one("#tabs").render())
        assert "Prüfliste aufbauen · Esc bricht ab · 0:0" in shown
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "F5 beginnt von vorn" in app.body("queue").browser.table.empty_message  # type: ignore[union-attr]
        await asyncio.to_thread(app.desk.finish, 5)
        assert bench.stops == 1
        bench.may_end.set()
        await pilot.press("f5")
        for _ in range(5):
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert app.body("queue").browser.shown.height > 0  # type: ignore[union-attr]
        assert "Prüfliste aufbauen" not in str(app.query_one("#tabs").render())


async def test_esc_means_what_it_always_did_where_nothing_can_be_cancelled() -> None:
    async with driven("queue") as drive:
        assert drive.app.job_here() is None
        await drive.press("space", "escape")
        assert drive.body.browser.table.marks == frozenset()


async def test_the_end_of_long_work_is_told_to_who_looks_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.tui.jobs.telling.LONG", 0.0)
    async with driven("plan") as drive:
        drive.app.body("plan").inquire(lambda _: 1, lambda _: None, "other")  # type: ignore[union-attr]
        drive.app.tab = "queue"
        await drive.settle()
        assert any("Fertig: Nachsehen" in one.message for one in drive.app._notifications)


async def test_a_screen_that_is_closed_takes_its_question_along() -> None:
    wait = threading.Event()

    class Models(FakeWorkbench):
        def models(self) -> object:  # type: ignore[override]
            wait.wait(10)
            return super().models()

    async with driven(bench=Models(view={"tab": "segmentation"})) as drive:
        await drive.pilot.press("l")
        await drive.pilot.pause()
        (job,) = drive.app.desk.jobs.running()
        assert (job.name.en, job.state) == ("Lifetime models", State.RUNNING)
        await drive.pilot.press("escape")
        assert job.state is State.OVERTAKEN
        wait.set()
