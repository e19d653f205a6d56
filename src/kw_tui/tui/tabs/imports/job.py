"""Work on files under way, a look or an import: how far it is, how fast, and the way to stop it."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from kw_tui.tui.tabs.imports.looking import Look
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.progress import Step

STOPPED = Text("Abgebrochen, nichts importiert", "Cancelled, nothing imported")
AGAIN = Text("noch einmal importieren beginnt von vorn", "importing again starts anew")
_SETTLED_AFTER = 0.2
"""Seconds after which a rate means something."""


class StoppedError(SourceError):
    """The person at the screen stopped a look or an import."""


class Stage(NamedTuple):
    """How far one step is. `rate` is in the step's units a second, None while too little has passed."""

    step: Step
    done: int
    total: int
    rate: float | None
    seconds: float
    """Since the work began."""
    turn: int = 1
    """Which pass over its files this step is in: a file may have to be gone through more than once."""
    turns: int = 1
    """How many passes there will be; 0 where nobody knows yet."""
    passed: int = 0
    """What all passes of this step have done so far, in its units."""
    pace: float | None = None
    """The same a second; None while too little has passed."""


class Watch:
    """A look into a file. `progress` is called by the workbench, on its own threads; everything else by the screen."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, turns: int = 0) -> None:
        self._clock = clock
        self._turns = turns
        self._stop = threading.Event()
        self._begun = clock()
        self._at: tuple[Step, int, int] = (Step.READ, 0, 0)
        self._from: tuple[float, int] = (self._begun, 0)
        self._step_begun = self._begun
        self._turn, self._earlier = 1, 0
        self.reading_turns = 1
        """How many passes reading has taken."""

    def progress(self, step: Step, done: int, total: int) -> None:
        """Note how far it is; raise StoppedError once it is to stop."""
        if self._stop.is_set():
            raise StoppedError(STOPPED, AGAIN)
        before, so_far, _ = self._at
        if step is not before:
            self._step_begun = self._clock()
            self._turn, self._earlier, self._from = 1, 0, (self._step_begun, done)
        elif _begins_anew(step, done, so_far):
            self._turn, self._earlier, self._from = self._turn + 1, self._earlier + so_far, (self._clock(), done)
        if step is Step.READ:
            self.reading_turns = self._turn
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
        turns = self._turns if step is Step.READ else 1
        known = turns if self._turn <= turns else 0
        passed = self._earlier + done
        rate, pace = _a_second(done - start, now - since), _a_second(passed, now - self._step_begun)
        return Stage(step, done, total, rate, now - self._begun, self._turn, known, passed, pace)


def _a_second(done: int, seconds: float) -> float | None:
    return done / seconds if seconds >= _SETTLED_AFTER and done > 0 else None


def _begins_anew(step: Step, done: int, so_far: int) -> bool:
    """Whether this is another file, or another pass over it. Lines are checked by several threads, and told in any
    order: a little less than before is no beginning.
    """
    return done < so_far if step is Step.READ else 2 * done < so_far


class Job(Watch):
    """An import of what was looked at. Reading it takes as many passes as the look did."""

    def __init__(self, look: Look, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock, look.turns)
        self.look = look
