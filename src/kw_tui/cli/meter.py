"""How far an import is, on one line of the terminal: the step, how much of the whole, how fast."""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from kw_tui.cli.stopping import Stop
from kw_tui.cli.voice import is_screen
from kw_tui.vocabulary.texts import Lang, Text, grouped
from kw_tui.workbench.progress import Step

if TYPE_CHECKING:
    from kw_tui.workbench.progress import Progress

BETWEEN = 0.1
"""Seconds between two looks at the line."""
WARM_UP = 0.5
"""Seconds after which a rate means something."""
_MEGABYTE = 1_000_000
_UNITS = {
    Step.READ: (Text("{done} MB", "{done} MB"), Text("{rate} MB/s", "{rate} MB/s")),
    Step.CHECK: (Text("{done} Zeilen", "{done} lines"), Text("{rate} Zeilen/s", "{rate} lines/s")),
    Step.STORE: (Text("{done} von {total}", "{done} of {total}"), None),
}
_SPANS = {Step.READ: (0.0, 0.35, 0.5), Step.CHECK: (0.35, 0.75, 0.8), Step.STORE: (0.75, 1.0, 0.8)}
"""Where a step begins and ends in the whole, as a large text file shows it, and which part of what is left of the step
one pass covers: how many passes there will be nobody knows, and so the last never gets quite to the end."""


@contextmanager
def metered(lang: Lang, stop: Stop) -> Iterator["Progress | None"]:
    """Show progress while the context lasts, on a terminal only; the line is gone afterwards."""
    if not is_screen(sys.stderr):
        yield None
        return
    meter = Meter(sys.stderr, lang, stop)
    try:
        yield meter.show
    finally:
        meter.close()


class Whole:
    """How much of an import is done, all its steps and passes taken together: a share that never falls."""

    def __init__(self) -> None:
        self.share = 0.0
        self._start, self._end = 0.0, 0.0

    def begin(self, step: Step, *, is_new: bool) -> None:
        """A step begins, or another pass of it."""
        first, last, part = _SPANS[step]
        self._start = max(self.share, first) if is_new else max(self.share, self._end)
        self._end = self._start + part * max(0.0, last - self._start)

    def follow(self, done: int, total: int) -> None:
        """So much of the pass is done."""
        if total:
            now = self._start + (self._end - self._start) * min(done / total, 1.0)
            self.share = max(self.share, min(now, 0.99))


class Meter:
    """One line that is written again and again. Threads other than the main one may call it."""

    def __init__(self, stream: TextIO, lang: Lang, stop: Stop, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._lang, self._stop, self._clock = stream, lang, stop, clock
        self._turn = threading.Lock()
        self._is_open = True
        self._step: Step | None = None
        self._whole = Whole()
        self._done, self._begun, self._told, self._width = 0, 0.0, float("-inf"), 0

    def show(self, step: Step, done: int, total: int) -> None:
        """Tell how far a step is; raise KeyboardInterrupt if Ctrl-C has been pressed."""
        self._stop.check()
        if not self._turn.acquire(blocking=False):
            return
        try:
            self._follow(step, done, total)
        finally:
            self._turn.release()

    def _follow(self, step: Step, done: int, total: int) -> None:
        now = self._clock()
        if step is not self._step or _begins_anew(step, done, self._done):
            self._whole.begin(step, is_new=step is not self._step)
            self._step, self._begun, self._told = step, now, float("-inf")
        self._done = done
        self._whole.follow(done, total)
        if self._is_open and now - self._told >= BETWEEN:
            self._told = now
            self._write(told(step, done, total, now - self._begun, self._lang, self._whole.share))

    def close(self) -> None:
        """Wipe the line out; what comes later is not shown."""
        self._is_open = False
        if self._width:
            self._write("")
            self._put("\r")

    def _write(self, line: str) -> None:
        line = line[: shutil.get_terminal_size().columns - 1]
        self._put(f"\r{line.ljust(self._width)}")
        self._width = len(line)

    def _put(self, text: str) -> None:
        with suppress(OSError, ValueError):  # nobody can see it: the work goes on
            self._stream.write(text)
            self._stream.flush()


def _begins_anew(step: Step, done: int, so_far: int) -> bool:
    """Whether this is another pass. Lines are checked by several threads, and told in any order: a little less than
    before is no beginning.
    """
    return 2 * done < so_far if step is Step.CHECK else done < so_far


def told(step: Step, done: int, total: int, seconds: float, lang: Lang, share: float) -> str:
    """Say how far a step is after so many seconds: `wird geprüft   42 %   480.000 Zeilen   1.200.000 Zeilen/s`.

    `share` is that of the whole import.
    """
    scale, places = (_MEGABYTE, 1) if step is Step.READ and total else (1, 0)
    amount, rate = _UNITS[step]
    parts = [step.value.in_(lang)]
    if total:
        parts.append(f"{share:4.0%}".replace("%", " %"))
        parts.append(
            amount.in_(lang).format(
                done=grouped(done / scale, places, lang), total=grouped(total / scale, places, lang)
            )
        )
    else:
        parts.append(grouped(done, 0, lang))
    if rate and total and seconds >= WARM_UP:
        parts.append(rate.in_(lang).format(rate=grouped(done / scale / seconds, 0, lang)))
    return "   ".join(parts)
