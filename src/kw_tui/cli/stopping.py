"""Ctrl-C during long work: the first stops it at once, the next do not disturb the tidying up."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether Ctrl-C has been pressed."""

    def __init__(self) -> None:
        self.is_asked = False

    def check(self) -> None:
        """Raise KeyboardInterrupt if it has; for work that runs in other threads."""
        if self.is_asked:
            raise KeyboardInterrupt

    def _press(self, _number: int, _frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt, once; not on top of the one that the frames' engine may have raised already."""
        is_first, self.is_asked = not self.is_asked, True
        if is_first and not isinstance(sys.exception(), KeyboardInterrupt):
            raise KeyboardInterrupt


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Listen to Ctrl-C; a process that was started to ignore it still does.

    To be entered before the frames' engine is loaded: its own way of stopping hooks into what it finds.
    """
    stop = Stop()
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield stop
        return
    before = signal.signal(signal.SIGINT, stop._press)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
