"""One piece of work asked of the workbench: its name, how long it has taken, what became of it."""

import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import Any

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

Clock = Callable[[], float]
Detail = Callable[[Lang], str]


class State(Enum):
    """What has become of a job. Cancelled by a person; overtaken by a newer question, or nobody looks any more."""

    WAITING = Text("wartet", "waiting")
    RUNNING = Text("läuft", "running")
    DONE = Text("fertig", "done")
    FAILED = Text("misslungen", "failed")
    CANCELLED = Text("abgebrochen", "cancelled")
    OVERTAKEN = Text("überholt", "overtaken")


class Job:
    """Work under a name. `begin`, `tell` and `leave` are called by the thread that does it, all else by the screen's.

    A job that is over may still be at work: a step that has begun is finished, and its answer dropped. `is_change`
    marks what is made as a whole and so not cancelled once it has begun; `place` is the tab it was asked in.
    Beginning and stopping shut each other out: what is told to be cancelled was never begun.
    """

    def __init__(self, name: Text, place: str = "", *, is_change: bool = False, clock: Clock = time.monotonic) -> None:
        self.name, self.place, self.is_change = name, place, is_change
        self.state = State.WAITING
        self.problem: KwError | None = None
        self.result: Text | None = None
        self.step: Text | None = None
        """What is being worked out."""
        self.detail: Detail | None = None
        """How far it is, for work that counts."""
        self.owner: object = None
        """The screen over the tabs it was asked for; what that closes nobody wants any more."""
        self.tells: Callable[[Any], Text | None] = lambda _answer: None
        """What the list of jobs says of an answer."""
        self.heeds_escape = True
        """Whether Esc cancels it where one looks at it; not what nobody asked for, such as reading a tab anew."""
        self.stop_by: Callable[[], None] | None = None
        """How it is stopped where it has a way of its own: then it goes on being waited for, and tells itself.

        It may be called from any thread, for signals come when they like.
        """
        self.is_at_work = False
        self._is_stopping = False
        self._clock = clock
        self._asked = clock()
        self._ended: float | None = None
        self._stop = threading.Event()
        self._turn = threading.RLock()  # a signal may come to the thread that has it
        self._hooks: list[Callable[[], None]] = []

    # The thread that does it

    def begin(self) -> bool:
        """Say that it is done now; tell whether it is still wanted."""
        with self._turn:
            if self.is_over:
                return False
            self.is_at_work, self.state = True, State.RUNNING
            return True

    def tell(self, said: Text | None) -> None:
        """Say what is being worked out."""
        self.step = said

    def leave(self) -> None:
        """Say that nothing is done for it any more."""
        self.is_at_work, self.step = False, None

    def is_wanted(self) -> bool:
        """Whether anybody waits for the answer."""
        return not self._stop.is_set()

    # The screen

    @property
    def is_over(self) -> bool:
        """Whether nothing is waited for any more."""
        return self.state not in {State.WAITING, State.RUNNING}

    @property
    def may_stop(self) -> bool:
        """Whether cancelling has an effect: a change that has begun is carried through."""
        if self.stop_by is not None:
            return not self.is_over and not self._is_stopping
        return not self.is_over and not (self.is_change and self.is_at_work)

    @property
    def seconds(self) -> float:
        """How long it has taken since it was asked, until it was over."""
        return (self._clock() if self._ended is None else self._ended) - self._asked

    def whenever_stopped(self, hook: Callable[[], None]) -> None:
        """Have `hook` called when a person cancels it."""
        self._hooks.append(hook)

    def stop(self) -> bool:
        """Cancel it; tell whether that was possible."""
        with self._turn:
            if not self.may_stop:
                return False
            hooks = tuple(self._hooks)
            if self.stop_by is not None:
                self._is_stopping, hooks = True, (self.stop_by,)
            else:
                self.give_up(State.CANCELLED)
        for hook in hooks:
            hook()
        return True

    def give_up(self, state: State = State.OVERTAKEN) -> None:
        """Let its answer be dropped, and what is worked out for it stop before the next step."""
        with self._turn:
            if self.is_over:
                return
            if not self.is_change:
                self._stop.set()
            self._end(state)

    def end(self, answer: object = None, problem: KwError | None = None) -> None:
        """It is answered, well or not; nothing happens where that is not waited for any more."""
        if self.is_over:
            return
        self.result = None if problem is not None else self.tells(answer)
        is_stopped = self._is_stopping and problem is not None
        self.problem = None if is_stopped else problem
        self._end(State.CANCELLED if is_stopped else State.DONE if problem is None else State.FAILED)

    def _end(self, state: State) -> None:
        """Be over, and let go of the answer and of the screen: the list of jobs keeps only what it tells."""
        self.state, self._ended = state, self._clock()
        self.owner = self.detail = self.stop_by = None
        self.tells = lambda _answer: None
        self._hooks.clear()
