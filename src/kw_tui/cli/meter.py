"""How far an import is, on one line of the terminal: the step, how much of it, how fast."""

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


class Meter:
    """One line that is written again and again. Threads other than the main one may call it."""

    def __init__(self, stream: TextIO, lang: Lang, stop: Stop, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._lang, self._stop, self._clock = stream, lang, stop, clock
        self._turn = threading.Lock()
        self._is_open = True
        self._step: Step | None = None
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
        if step is not self._step or done < self._done:
            self._step, self._begun, self._told = step, now, float("-inf")
        self._done = done
        if self._is_open and now - self._told >= BETWEEN:
            self._told = now
            self._write(told(step, done, total, now - self._begun, self._lang))

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


def told(step: Step, done: int, total: int, seconds: float, lang: Lang) -> str:
    """Say how far a step is after so many seconds: `wird geprüft   12 %   480.000 Zeilen   1.200.000 Zeilen/s`."""
    scale, places = (_MEGABYTE, 1) if step is Step.READ and total else (1, 0)
    amount, rate = _UNITS[step]
    parts = [step.value.in_(lang)]
    if total:
        parts.append(f"{min(done / total, 1):4.0%}".replace("%", " %"))
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
