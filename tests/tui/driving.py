"""The program over a made-up workbench, driven by keys."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from unittest.mock import patch

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from kw_tui.tui.app import KwApp
from kw_tui.tui.keys import Key, Keyed, keyed
from kw_tui.vocabulary.texts import Text
from tests.tui.fake_workbench import FakeWorkbench

NOON = datetime(2026, 11, 1, 12, 0)  # noqa: DTZ001 -- the clock on the wall


def named_by(keys: Iterable[Key]) -> Keyed:
    """Put these keys into texts, as the program has them."""
    keys = tuple(keys)
    return lambda text: Text(keyed(text.de, keys, "de"), keyed(text.en, keys, "en"))


def program(bench: Any, lang: str = "de") -> KwApp:
    """The program with a standing clock."""
    return KwApp(bench, lang, clock=lambda: NOON)  # type: ignore[arg-type]


async def quiet(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until nothing is left to be called; Textual's own way is to sleep until the processor does."""
    loop = asyncio.get_running_loop()
    end, rounds = loop.time() + max_sleep, 0
    while rounds < 2 and loop.time() < end:
        await asyncio.sleep(0)
        rounds = 0 if loop._ready else rounds + 1  # type: ignore[attr-defined]


@asynccontextmanager
async def driven(
    tab: str = "queue",
    *,
    size: tuple[int, int] = (120, 35),
    bench: Any = None,
    lang: str = "de",
    keys: Mapping[str, str] | None = None,
    **view: Any,
) -> AsyncIterator["Drive"]:
    """Open the program on a tab; everything has settled when the block begins."""
    bench = bench or FakeWorkbench(lang=lang, view={"tab": tab, **view})  # type: ignore[arg-type]
    app = program(bench, lang)
    app.wanted_keys = keys or {}
    async with running(app, size, bench) as drive:
        yield drive


@asynccontextmanager
async def running(app: Any, size: tuple[int, int], bench: Any = None) -> AsyncIterator["Drive"]:
    """Run a program until the block ends; everything has settled when it begins."""
    idle = [patch(f"textual.{module}.wait_for_idle", quiet) for module in ("app", "pilot")]
    with idle[0], idle[1]:
        async with app.run_test(size=size, notifications=True) as pilot:
            drive = Drive(app, bench, pilot)
            await drive.settle()
            yield drive


class Drive:
    """A running program."""

    def __init__(self, app: KwApp, bench: Any, pilot: Pilot[None]) -> None:
        self.app, self.bench, self.pilot = app, bench, pilot

    async def press(self, *keys: str) -> None:
        """Press keys one by one, letting each have its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is asked or drawn any more."""
        for _ in range(100):
            await self._worked()
            await self.pilot.pause()
            await quiet()
            if not self._is_due():
                return
            await asyncio.sleep(0.002)

    def _is_due(self) -> bool:
        """Whether something is still asked or typed ahead, or waits for the next time that the screen is drawn."""
        screen = self.app.screen
        drawing = screen._callbacks, screen._dirty_widgets, screen._layout_required, screen._scroll_required
        waits = self.app._resize_event is not None or getattr(self.app, "is_at_keys", False)
        return waits or any(drawing) or any(not worker.is_finished for worker in self.app.workers)

    async def _worked(self) -> None:
        """Wait for all that is asked; a question overtaken by a newer one is none any more."""
        for _ in range(20):
            try:
                await self.app.workers.wait_for_complete()
            except WorkerCancelled:
                await self.pilot.pause()
            else:
                return

    @property
    def body(self) -> Any:
        """The body of the tab shown."""
        return self.app.body(self.app.tab)

    def text(self, selector: str) -> str:
        """What a panel says."""
        return str(self.app.screen.query_one(selector).render())

    def screen(self) -> str:
        """Everything on the screen as text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)
