"""Where the interface asks the workbench: one thread, one question after another, never on the screen's own time."""

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

T = TypeVar("T")


class Desk:
    """A workbench and the one thread that talks to it.

    Questions are answered in the order asked, so a reading that follows a decision sees it. The thread is a
    daemon: leaving the program waits for nobody. An answer nobody waits for any more is dropped.
    """

    def __init__(self, open_workbench: Callable[[], "Workbench"]) -> None:
        self._open = open_workbench
        self._workbench: Workbench | None = None
        self._questions: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        threading.Thread(target=self._answer, name="kw-desk", daemon=True).start()

    async def ask(self, question: Callable[["Workbench"], T]) -> T:
        """Return what `question` makes of the workbench; an unforeseen failure becomes a KwError."""
        return await self.run(lambda: question(self._opened()))

    async def run(self, call: Callable[[], T]) -> T:
        """Return the result of `call`, made on the desk's thread."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._questions.put(lambda: _settle(loop, answer, call))
        return await answer

    def _opened(self) -> "Workbench":
        if self._workbench is None:
            self._workbench = self._open()
        return self._workbench

    def _answer(self) -> None:
        while True:
            self._questions.get()()


def _settle(loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[Any]", call: Callable[[], Any]) -> None:
    if answer.cancelled():  # decisions are shielded by their caller; a reading out of date need not be made
        return
    try:
        result, problem = call(), None
    except KwError as error:
        result, problem = None, error
    except Exception as error:  # the person at the screen gets a line, not a trace
        result, problem = None, _unforeseen(error)
    try:
        loop.call_soon_threadsafe(_deliver, answer, result, problem)
    except RuntimeError:  # the program has ended meanwhile
        return


def _deliver(answer: "asyncio.Future[Any]", result: object, problem: KwError | None) -> None:
    if answer.done():
        return
    if problem is None:
        answer.set_result(result)
    else:
        answer.set_exception(problem)


def _unforeseen(error: Exception) -> KwError:
    said = f"{type(error).__name__}: {error}".strip().splitlines()[0][:200]
    message = Text("Unerwarteter Fehler ({said})", "Unexpected error ({said})").format(said=said.replace("{", "("))
    return KwError(message, Text("mit F5 neu laden", "reload with F5"))
