"""The list of jobs, driven by keys."""

import asyncio
import threading

import pytest

from kw_tui.tui.jobs.job import Job, State
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text
from tests.tui.driving import driven


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.tui.jobs.ledger.SHORTEST", 0.0)


async def test_jobs_are_listed_cancelled_and_lead_to_their_place() -> None:
    async with driven("queue", size=(80, 24)) as drive:
        jobs, wait = drive.app.desk.jobs, threading.Event()
        failed = Job(Text("Vergleich", "comparison"), "segmentation")
        jobs.add(failed)
        failed.end(problem=SourceError(Text("geht nicht", "no way"), Text("anders", "otherwise")))
        jobs.close(failed)
        job = Job(Text("Modelle", "models"), "segmentation")
        waiting = asyncio.ensure_future(drive.app.desk.ask_aside(lambda _: wait.wait(10), job))
        await drive.press("f6")
        assert "Modelle" in drive.screen()
        assert "✗ misslungen" in drive.screen()
        await drive.press("f2")
        assert "models" in drive.screen()
        drive.app.screen.query_one("#jobs-table").cursor_row = 0  # type: ignore[attr-defined]
        await drive.press("delete")
        assert job.state is State.CANCELLED
        assert "cancelled" in drive.screen()
        wait.set()
        await asyncio.gather(waiting, return_exceptions=True)
        await drive.press("f6")
        assert len(drive.app.screen_stack) == 1
        await drive.press("f6", "enter")
        assert drive.app.tab == "segmentation"
