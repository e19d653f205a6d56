"""Where the interface asks the workbench: one thread, one question after another, never on the screen's own time."""

import asyncio
import queue
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

T = TypeVar("T")
HOLD_SECONDS = 0.1
"""What a question waits for the screen at most."""


class Ask(Protocol):
    """How screens over a tab ask the workbench: as `Desk.ask`."""

    def __call__(self, question: "Callable[[Workbench], Any]") -> Awaitable[Any]:
        """Return the answer; raise KwError."""


class Desk:
    """A workbench and the one thread that talks to it.

    Questions are answered in the order asked, so a reading that follows a decision sees it. What changes nothing and
    may take long is asked aside, on a thread of its own. Threads are daemons: leaving the program waits for them as
    long as it likes. An answer nobody waits for any more is dropped.
    """

    def __init__(self, open_workbench: Callable[[], "Workbench"]) -> None:
        self._open = open_workbench
        self._workbench: Workbench | None = None
        self._questions: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._aside: set[threading.Thread] = set()
        self._may_begin = threading.Event()
        self._may_begin.set()
        self.on_unforeseen: Callable[[], None] = lambda: None
        """Called on the screen's thread before an unforeseen failure is told."""
        threading.Thread(target=self._answer, name="kw-desk", daemon=True).start()

    async def ask(self, question: Callable[["Workbench"], T]) -> T:
        """Return what `question` makes of the workbench; an unforeseen failure becomes a KwError."""
        return await self.run(lambda: question(self._opened()))

    async def run(self, call: Callable[[], T]) -> T:
        """Return the result of `call`, made on the desk's thread."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._questions.put(lambda: self._settle(loop, answer, call))
        return await answer

    async def ask_aside(self, question: Callable[["Workbench"], T]) -> T:
        """Return what `question` makes of the workbench without keeping any other waiting; it must change nothing."""
        workbench = await self.run(self._opened) if self._workbench is None else self._workbench
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        thread = threading.Thread(target=self._settle, args=(loop, answer, partial(question, workbench)), daemon=True)
        self._aside = {one for one in self._aside if one.is_alive()} | {thread}
        thread.start()
        return await answer

    def hold(self) -> None:
        """Begin nothing until `release`, or for `HOLD_SECONDS`: what answers a key is drawn with both hands free."""
        self._may_begin.clear()

    def release(self) -> None:
        """Go on."""
        self._may_begin.set()

    def finish(self, seconds: float) -> bool:
        """Wait until all that was asked is done, `seconds` at most; tell whether it is. Not for the screen's thread."""
        until, done = time.monotonic() + seconds, threading.Event()
        self._questions.put(done.set)
        for thread in self._aside:
            thread.join(max(0.0, until - time.monotonic()))
        return done.wait(max(0.0, until - time.monotonic())) and not any(one.is_alive() for one in self._aside)

    def _opened(self) -> "Workbench":
        if self._workbench is None:
            self._workbench = self._open()
        return self._workbench

    def _answer(self) -> None:
        while True:
            question = self._questions.get()
            if not self._may_begin.wait(HOLD_SECONDS):
                self.release()
            question()

    def _settle(self, loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[Any]", call: Callable[[], Any]) -> None:
        if answer.cancelled():  # decisions are shielded by their caller; a reading out of date need not be made
            return
        result: Any = None
        problem: KwError | None = None
        is_foreseen = True
        try:
            result = call()
        except KwError as error:
            problem = error
        except BaseException as error:  # a panic of the engine is no Exception; the person gets a line, not a trace
            problem, is_foreseen = _unforeseen(error), False
        with suppress(RuntimeError):  # the program has ended meanwhile
            if not is_foreseen:
                loop.call_soon_threadsafe(self.on_unforeseen)
            loop.call_soon_threadsafe(_deliver, answer, result, problem)


def _deliver(answer: "asyncio.Future[Any]", result: object, problem: KwError | None) -> None:
    if answer.done():
        return
    if problem is None:
        answer.set_result(result)
    else:
        answer.set_exception(problem)


def _unforeseen(error: BaseException) -> KwError:
    from kw_tui.workbench.damage import told_damage

    if (damage := told_damage(error)) is not None:
        return damage
    said = f"{type(error).__name__}: {error}".strip().splitlines()[0][:200]
    message = Text("Unerwarteter Fehler ({said})", "Unexpected error ({said})").format(said=said.replace("{", "("))
    return KwError(message, Text("mit F5 neu laden", "reload with F5"))
