"""What is being worked out, on one line of the terminal that is gone when it is done."""

import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from kw_tui.cli.voice import Voice, is_screen
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench


def tell_work(bench: "Workbench", voice: Voice) -> None:
    """Show on a terminal what a workbench is working out; elsewhere nothing is said."""
    if is_screen(sys.stderr):
        bench.tell_work(WorkLine(sys.stderr, voice).show)


class WorkLine:
    """One line that is written again and again, and wiped out at last."""

    def __init__(self, stream: TextIO, voice: Voice) -> None:
        self._stream, self._voice, self._width = stream, voice, 0

    def show(self, said: Text | None) -> None:
        """Write what is being done; with nothing, wipe the line out."""
        line = "" if said is None else f"{said.in_(self._voice.lang)} ..."
        line = line[: shutil.get_terminal_size().columns - 1]
        with suppress(OSError, ValueError):  # nobody can see it: the work goes on
            self._stream.write(f"\r{line.ljust(self._width)}" + ("" if line else "\r"))
            self._stream.flush()
        self._width = len(line)
