"""Signals that end the program: in good order where that works, and soon in any case."""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
"""Told to end, the terminal is gone, interrupted from elsewhere; not every system has all."""
HUNG_UP = 129
"""The exit code where nobody is at the other end any more, as the shell tells it of SIGHUP."""
DESK = "kw-desk"
"""The name of the thread that answers questions."""
OUTLET = "kw-outlet"
"""The name of the thread that writes to the terminal."""
GRACE_SECONDS = 1.5
"""What leaving in good order may take once all work has ended: a terminal that is gone keeps whoever writes to it."""


def heed(leave: Callable[[int], None], hurry: Callable[[int], None]) -> Callable[[], None]:
    """Have signals call `leave` on the loop that runs now, and `hurry` at once, both with the exit code.

    The loop may wait for a terminal that is gone; `hurry` may not. Return what takes this back. For the main thread.
    """
    loop, before = asyncio.get_running_loop(), {}

    def handle(number: int, _frame: FrameType | None) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(leave, 128 + number)
        hurry(128 + number)

    for number in (getattr(signal, name) for name in SIGNALS if hasattr(signal, name)):
        with suppress(ValueError):  # not the main thread
            before[number] = signal.signal(number, handle)

    def release() -> None:
        for number, old in before.items():
            signal.signal(number, old)

    return release


@contextmanager
def promptly() -> Iterator[None]:
    """End the process with the block, though threads begun in it that nobody can stop are still at work.

    Python would wait for them, with the screen given back and nothing to see.
    """
    before, code = set(threading.enumerate()), 0
    try:
        yield
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
        _end_if_busy(before, code)
        raise
    _end_if_busy(before, code)


def _end_if_busy(before: set[threading.Thread], code: int) -> None:
    if all(thread.name in (DESK, OUTLET) for thread in set(threading.enumerate()) - before):  # these are not waited for
        return
    from kw_tui.storage.readers.staging import remove_own

    remove_own()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def driver_for(usual: "type[Driver]") -> "type[Driver]":
    """Return the driver to draw with: ours in place of the usual one for terminals, any other as it is."""
    if usual.__name__ != "LinuxDriver":
        return usual
    from kw_tui.tui.terminal.driver import TerminalDriver

    return TerminalDriver


def end_soon(code: int, finish: Callable[[], object], restore: Callable[[], object] | None = None) -> None:
    """End the process, in another thread: after `finish` has returned, and GRACE_SECONDS for whoever is quicker.

    `restore` gives the terminal back where nobody else came to it.
    """

    def end() -> None:
        finish()
        time.sleep(GRACE_SECONDS)
        if restore is not None:
            restore()
        os._exit(code)

    threading.Thread(target=end, name="kw-end", daemon=True).start()
