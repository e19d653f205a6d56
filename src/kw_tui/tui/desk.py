"""Where the interface asks the workbench: never on the screen's own time, and what takes long under a name."""

import asyncio
import queue
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from kw_tui.tui.ending import DESK
from kw_tui.tui.jobs.job import Job
from kw_tui.tui.jobs.ledger import Jobs
from kw_tui.tui.unforeseen import noted
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

T = TypeVar("T")
HOLD_SECONDS = 0.1
"""What a question waits for the screen at most."""
WRITING_SECONDS = 30.0
"""What leaving waits for a decision that stands behind a reading at most."""


_HERE = threading.local()
"""Each thread knows the job it works for."""


class Ask(Protocol):
    """How screens over a tab ask the workbench: as `Desk.ask`."""

    def __call__(self, question: "Callable[[Workbench], Any]") -> Awaitable[Any]:
        """Return the answer; raise KwError."""


class Desk:
    """A workbench and the threads that talk to it.

    `ask` is answered by one thread in the order asked, so a reading that follows a decision sees it. What changes
    nothing and may take long is asked `aside`: in its turn too, but of the workbench as it stands then and on a thread
    of its own, so that nothing waits behind it. What takes long and changes the session is asked `apart`, of another
    workbench on it. Threads are daemons: leaving the program waits for them as long as it likes. An answer nobody
    waits for any more is dropped, and what is worked out for it stops before its next step.
    """

    def __init__(self, open_workbench: Callable[[], "Workbench"]) -> None:
        self._open = open_workbench
        self._workbench: Workbench | None = None
        self._questions: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._aside: set[threading.Thread] = set()
        self._may_begin = threading.Event()
        self._may_begin.set()
        self.jobs = Jobs()
        self.on_unforeseen: Callable[[], None] = lambda: None
        """Called on the screen's thread before an unforeseen failure is told."""
        threading.Thread(target=self._answer, name=DESK, daemon=True).start()

    async def ask(self, question: Callable[["Workbench"], T], job: Job | None = None) -> T:
        """Return what `question` makes of the workbench; an unforeseen failure becomes a KwError.

        A cancelled `job` raises StoppedError at once.
        """
        return await self.run(lambda: question(self._opened()), job)

    async def run(self, call: Callable[[], T], job: Job | None = None) -> T:
        """Return the result of `call`, made on the desk's thread."""
        task = _Task(call, job, self._failed)
        self._questions.put(task)
        return await self._awaited(task)

    async def ask_aside(self, question: Callable[["Workbench"], T], job: Job | None = None) -> T:
        """Return what `question` makes of the workbench without keeping any other waiting; it must change nothing."""
        snapshots: list[Workbench] = []
        task = _Task(lambda: question(snapshots[0]), job, self._failed)

        def begin() -> None:
            try:
                snapshots.append(self._opened().aside())
            except BaseException as error:
                task.fail(error)
            else:
                self._start(task, lambda: self._opened().learn(snapshots[0]))

        self._questions.put(lambda: begin() if task.is_wanted() else None)
        return await self._awaited(task)

    async def run_aside(self, call: Callable[[], T], job: Job | None = None) -> T:
        """Return the result of `call`, which needs no workbench, made at once on a thread of its own."""
        task = _Task(call, job, self._failed)
        self._start(task)
        return await self._awaited(task)

    async def ask_apart(self, question: Callable[["Workbench"], T], job: Job | None = None) -> T:
        """Return what `question` makes of a workbench of its own on the same session; it may change that."""
        bench = await self.run(self._opened) if self._workbench is None else self._workbench
        return await self.run_aside(lambda: question(bench.apart()), job)

    def told(self, said: Text | None) -> None:
        """Hear what the workbench is working out: the job of this thread says it."""
        job = getattr(_HERE, "job", None)
        if job is not None:
            job.tell(said)

    def hold(self) -> None:
        """Begin nothing until `release`, or for `HOLD_SECONDS`: what answers a key is drawn with both hands free."""
        self._may_begin.clear()

    def release(self) -> None:
        """Go on."""
        self._may_begin.set()

    def finish(self, seconds: float) -> bool:
        """Wait until all that was asked is done, `seconds` at most; tell whether it is. Not for the screen's thread.

        Where something is still to be written, that is waited for longer: it was shown as done.
        """
        begun, done = time.monotonic(), threading.Event()
        patience = max(seconds, WRITING_SECONDS) if any(job.is_change for job in self.jobs.unwritten()) else seconds
        self._questions.put(done.set)
        is_done = done.wait(patience)
        for thread in self._aside:
            thread.join(max(0.0, begun + seconds - time.monotonic()))
        return is_done and not any(one.is_alive() for one in self._aside)

    def _opened(self) -> "Workbench":
        if self._workbench is None:
            self._workbench = self._open()
        return self._workbench

    def _start(self, task: "_Task[Any]", after: Callable[[], None] | None = None) -> None:
        """Do it on a thread of its own, and something on the desk's when it is done."""

        def work() -> None:
            self._begin(task)
            if after is not None:
                self._questions.put(after)

        thread = threading.Thread(target=work, daemon=True)
        self._aside = {one for one in self._aside if one.is_alive()} | {thread}
        thread.start()

    def _answer(self) -> None:
        while True:
            self._begin(self._questions.get())

    def _begin(self, question: Callable[[], object]) -> None:
        if not self._may_begin.wait(HOLD_SECONDS):
            self.release()
        question()

    async def _awaited(self, task: "_Task[T]") -> T:
        """Wait for an answer; the job knows how it ended, and whoever asks no more has given it up."""
        job = task.job
        if job is None:
            return await task.answer
        self.jobs.add(job)
        try:
            result = await task.answer
        except asyncio.CancelledError:
            job.give_up()
            raise
        except KwError as problem:
            job.end(problem=problem)
            raise
        else:
            job.end(result)
            return result
        finally:
            self.jobs.close(job)

    def _failed(self) -> None:
        self.on_unforeseen()  # whatever it is by then


class _Task(Generic[T]):
    """A call and who waits for its answer. Called on any thread, once."""

    def __init__(self, call: Callable[[], T], job: Job | None, on_unforeseen: Callable[[], None]) -> None:
        self._call, self.job, self._on_unforeseen = call, job, on_unforeseen
        self._loop = asyncio.get_running_loop()
        self.answer: asyncio.Future[T] = self._loop.create_future()
        if job is not None:
            job.whenever_stopped(self._stopped)

    def is_wanted(self) -> bool:
        """Whether anybody waits for the answer; decisions are shielded by their caller."""
        return not self.answer.done()

    def __call__(self) -> None:
        """Answer."""
        if not self.is_wanted():  # a reading out of date need not be made
            return
        try:
            result = self._made()
        except BaseException as error:  # a panic of the engine is no Exception; the person gets a line, not a trace
            self.fail(error)
        else:
            self._hand_over(result, None)

    def fail(self, error: BaseException) -> None:
        """Hand over what went wrong."""
        if not isinstance(error, KwError):
            with suppress(RuntimeError):  # the program has ended meanwhile
                self._loop.call_soon_threadsafe(self._on_unforeseen)
        self._hand_over(None, noted(error))

    def _hand_over(self, result: object, problem: KwError | None) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile
            self._loop.call_soon_threadsafe(_deliver, self.answer, result, problem)

    def _made(self) -> T:
        job = self.job
        if job is None:
            return self._call()
        from kw_tui.workbench.stopping import StoppedError, stoppable

        if not job.begin():
            raise StoppedError
        _HERE.job = job
        try:
            with nullcontext() if job.is_change else stoppable(job.is_wanted):
                return self._call()
        finally:
            job.leave()
            _HERE.job = None

    def _stopped(self) -> None:
        from kw_tui.workbench.stopping import StoppedError

        _deliver(self.answer, None, StoppedError())


def _deliver(answer: "asyncio.Future[Any]", result: object, problem: KwError | None) -> None:
    if answer.done():
        return
    if problem is None:
        answer.set_result(result)
    else:
        answer.set_exception(problem)
