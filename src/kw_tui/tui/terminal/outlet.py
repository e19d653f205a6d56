"""Writes to a terminal on a thread of its own, so that nothing ever waits for one that is slow, stuck or gone."""

import os
import select
import threading
import time
from collections.abc import Callable

from kw_tui.tui.ending import OUTLET

MOST_WAITING = 65_536
"""Bytes, some seven pages. A line slower than what is drawn skips pictures instead of showing old ones."""
PIECE = 4096
LOOK_SECONDS = 0.1


class Outlet:
    """What a driver takes for the terminal's file.

    `on_gone` is called once when nothing can be written any more, `on_caught_up` when something was left out and all
    that was not has been written: the screen has to be drawn anew then. Both on the outlet's own thread.
    """

    def __init__(
        self, number: int, encoding: str, on_gone: Callable[[], None], on_caught_up: Callable[[], None]
    ) -> None:
        self._number, self._encoding = _of_our_own(number), encoding
        self._on_gone, self._on_caught_up = on_gone, on_caught_up
        self._waiting = bytearray()
        self._news = threading.Condition()
        self._is_writing = self._is_gone = self._is_cut = False
        self.has_left_out = False
        """Whether what was drawn last never reached the terminal."""
        threading.Thread(target=self._run, name=OUTLET, daemon=True).start()

    def fileno(self) -> int:
        """Return the number of the terminal's file."""
        return self._number

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return os.isatty(self._number)

    def write(self, text: str) -> int:
        """Take text to be written; one is either written whole or left out."""
        with self._news:
            if self._is_gone or self.has_left_out:
                return len(text)
            if len(self._waiting) > MOST_WAITING:
                self.has_left_out = True
                return len(text)
            self._waiting += text.encode(self._encoding, "replace")
            self._news.notify_all()
        return len(text)

    def flush(self) -> None:
        """Nothing to do: all that is taken is written as soon as the terminal takes it."""

    def settle(self, seconds: float) -> bool:
        """Wait until all that was taken is written, `seconds` at most; tell whether it is and nothing was left out."""
        until = time.monotonic() + seconds
        with self._news:
            while (self._waiting or self._is_writing) and not self._is_gone:
                if not self._news.wait(max(0.0, until - time.monotonic())):
                    break
            return not (self._waiting or self._is_writing or self.has_left_out)

    def end_with(self, text: str, seconds: float) -> bool:
        """Write this instead of all that still waits; tell whether it was written within `seconds`."""
        with self._news:
            self.has_left_out, self._is_cut = False, self._is_writing
            self._waiting = bytearray(text.encode(self._encoding, "replace"))
            self._news.notify_all()
        return self.settle(seconds)

    def _run(self) -> None:
        while not self._is_gone:
            with self._news:
                while not self._waiting:
                    self._news.wait()
                piece = bytes(self._waiting[:PIECE])
                del self._waiting[:PIECE]
                self._is_writing = True
            has_caught_up = self._written(piece) and self._rest()
            if has_caught_up:
                self._on_caught_up()
        self._on_gone()

    def _written(self, piece: bytes) -> bool:
        """Write a piece, unless its end has been cut off meanwhile; tell whether the terminal is still there."""
        while piece and not self._is_cut:
            try:
                piece = piece[os.write(self._number, piece) :]
            except BlockingIOError:  # nobody has read for a while
                select.select([], [self._number], [], LOOK_SECONDS)
            except OSError:  # the terminal is closed
                with self._news:
                    self._is_gone, self._is_writing = True, False
                    self._news.notify_all()
                return False
        return True

    def _rest(self) -> bool:
        """Note that a piece is written; tell whether that was the last before what was left out."""
        with self._news:
            self._is_writing = self._is_cut = False
            self._news.notify_all()
            has_caught_up = self.has_left_out and not self._waiting
            self.has_left_out = self.has_left_out and not has_caught_up
            return has_caught_up


def _of_our_own(number: int) -> int:
    """Open the terminal once more, so that writing need not wait: the way the shell's own is used stays as it is."""
    try:
        return os.open(os.ttyname(number), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:  # it belongs to somebody else, as after `su`
        return os.dup(number)
