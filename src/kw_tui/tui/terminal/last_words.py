"""Keeps off the screen what the engine and other libraries write past the program when they fail."""

import os

from kw_tui.storage.trouble_log import open_log


class LastWords:
    """The stream of errors, led into the log while the screen is drawn on the same terminal."""

    def __init__(self, number: int) -> None:
        self._number, self._usual = number, -1

    def keep_off(self) -> None:
        """Lead it into the log; one that leads to no terminal disturbs no screen, and stays as it is."""
        if self._usual >= 0 or not os.isatty(self._number):
            return
        log, _ = open_log()
        self._usual = os.dup(self._number)
        os.dup2(log, self._number)
        os.close(log)

    def let_through(self) -> None:
        """Lead it where it led before."""
        if self._usual >= 0:
            os.dup2(self._usual, self._number)
            os.close(self._usual)
            self._usual = -1
