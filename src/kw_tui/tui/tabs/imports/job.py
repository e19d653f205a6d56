"""An import under way: how far it is, how fast, and the way to stop it."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from kw_tui.tui.tabs.imports.looking import Look
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.progress import Step

STOPPED = Text("Abgebrochen, nichts importiert", "Cancelled, nothing imported")
AGAIN = Text("i beginnt von vorn", "i starts anew")
_SETTLED_AFTER = 0.2
"""Seconds after which a rate means something."""


class StoppedError(SourceError):
    """The person at the screen stopped an import."""


class Stage(NamedTuple):
    """How far one step is. `rate` is in the step's units a second, None while too little has passed."""

    step: Step
    done: int
    total: int
    rate: float | None
    seconds: float
    """Since the import began."""


class Job:
    """One import. `progress` is called by the workbench, on its own threads; everything else by the screen."""

    def __init__(self, look: Look, clock: Callable[[], float] = time.monotonic) -> None:
        self.look = look
        self._clock = clock
        self._stop = threading.Event()
        self._begun = clock()
        self._at: tuple[Step, int, int] = (Step.READ, 0, 0)
        self._from: tuple[float, int] = (self._begun, 0)

    def progress(self, step: Step, done: int, total: int) -> None:
        """Note how far it is; raise StoppedError once it is to stop."""
        if self._stop.is_set():
            raise StoppedError(STOPPED, AGAIN)
        before, so_far, _ = self._at
        if step is not before or done < so_far:  # another step, file or pass over the file
            self._from = (self._clock(), done)
        self._at = (step, done, total)

    def stop(self) -> None:
        """Let the next progress be the last."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Whether it is to stop, or has."""
        return self._stop.is_set()

    @property
    def is_past_stopping(self) -> bool:
        """Whether all is written, so that nothing more will be told before it counts."""
        step, done, total = self._at
        return step is Step.STORE and done >= total

    def stage(self) -> Stage:
        """Return how far it is."""
        now, (step, done, total), (since, start) = self._clock(), self._at, self._from
        passed = now - since
        rate = (done - start) / passed if passed >= _SETTLED_AFTER and done > start else None
        return Stage(step, done, total, rate, now - self._begun)
