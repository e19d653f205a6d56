"""Ctrl-C during long work, and being told to end: the first stops it, the next do not disturb the tidying up."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = ("SIGTERM", "SIGHUP")
"""Told to end, and the terminal is gone; not every system has both."""
GRACE_SECONDS = 2.0
"""What tidying up may take once the process was told to end; what the engine still works at is not waited for."""


class Stop:
    """Whether Ctrl-C has been pressed, or the process was told to end."""

    def __init__(self) -> None:
        self.is_asked = False
        self.code: int | None = None
        """The exit code of a process that was told to end."""
        self._is_over = threading.Event()

    def check(self) -> None:
        """Raise KeyboardInterrupt if it has; for work that runs in other threads."""
        if self.is_asked:
            raise KeyboardInterrupt

    def _press(self, _number: int, _frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt, once; not on top of the one that the frames' engine may have raised already."""
        is_first, self.is_asked = not self.is_asked, True
        if is_first and not isinstance(sys.exception(), KeyboardInterrupt):
            raise KeyboardInterrupt

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.code = 128 + number
        self._press(number, frame)

    def _watch(self, numbers: frozenset[int], pipe: int) -> None:
        """Wait for signals on a thread of its own: the main one hears of them only between two calls of the engine."""
        while told := os.read(pipe, 1):
            if told[0] not in numbers:
                continue
            if self._is_over.is_set():
                break
            self.code = 128 + told[0]
            signal.raise_signal(signal.SIGINT)  # the one that the engine listens to
            if not self._is_over.wait(GRACE_SECONDS):
                _leave_nothing()
                os._exit(self.code)
        os.close(pipe)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Listen to Ctrl-C and to what ends a process; one that was started to ignore them still does.

    To be entered before the frames' engine is loaded: its own way of stopping hooks into what it finds. Raises
    SystemExit where a process that was told to end has stopped its work.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, stop._press)
    try:
        with _told_to_end(stop):
            yield stop
    except KeyboardInterrupt:
        if stop.code is not None:
            raise SystemExit(stop.code) from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _told_to_end(stop: Stop) -> Iterator[None]:
    numbers = frozenset(int(getattr(signal, name)) for name in ENDING if hasattr(signal, name))
    heard = frozenset(number for number in numbers if signal.getsignal(number) is signal.SIG_DFL)
    out, into = os.pipe()
    os.set_blocking(into, False)
    old = signal.set_wakeup_fd(into, warn_on_full_buffer=False)
    for number in heard:
        signal.signal(number, stop._end)
    watch = threading.Thread(target=stop._watch, args=(heard, out), name="kw-told-to-end", daemon=True)
    watch.start()
    try:
        yield
    finally:
        stop._is_over.set()
        signal.set_wakeup_fd(old)
        os.close(into)
        watch.join()  # so that it interrupts nothing that comes after
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


def _leave_nothing() -> None:
    """Take away what the work under way has staged; there is nobody left to do it."""
    if "kw_tui.storage.readers.staging" in sys.modules:
        from kw_tui.storage.readers.staging import remove_own

        remove_own()
