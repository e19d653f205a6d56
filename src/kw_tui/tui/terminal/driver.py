"""Draws into a real terminal, gives it back when the program stops or ends, and takes it again."""

import os
import select
import signal
import termios
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from kw_tui.tui.terminal.last_words import LastWords
from kw_tui.tui.terminal.outlet import Outlet

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp

LAST_BYTES_SECONDS = 1.0
"""What a terminal may take to accept the rest; one nobody reads never does."""
AS_BEFORE = (
    "\x18\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1016l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""Ends whatever was cut short and takes back every mode; for a terminal that has missed the proper farewell."""


class TerminalDriver(LinuxDriver):
    """Textual's own driver would wait for whoever does not read, and stop alone where several were started as one."""

    def __init__(self, app: "KwApp", **settings: Any) -> None:
        super().__init__(app, **settings)
        self._kw = app
        terminal = cast("TextIO", self._file)
        self._outlet = Outlet(
            terminal.fileno(), terminal.encoding or "utf-8", app.hang_up, lambda: self._on_loop(app.repaint)
        )
        self._file = cast("Any", self._outlet)
        self._last_words = LastWords(terminal.fileno())
        self._raw: list[Any] | None = None
        self._is_stopped = self._was_continued = False
        signal.signal(signal.SIGTSTP, lambda *_: self._on_loop(app.suspend_soon))
        signal.signal(signal.SIGCONT, lambda *_: self._continued())

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._last_words.keep_off()
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        except BaseException:  # what is told of it belongs on the screen
            self._last_words.let_through()
            raise
        if self._raw is None:
            with suppress(termios.error):
                self._raw = termios.tcgetattr(self.fileno)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        try:
            super().stop_application_mode()
        finally:
            self._last_words.let_through()

    def close(self) -> None:
        """Wait until the terminal has taken all, for a while."""
        super().close()
        if not self._outlet.settle(LAST_BYTES_SECONDS):
            self.restore()

    def restore(self) -> None:
        """Give the terminal back without waiting for it: it has not taken what was written."""
        with suppress(termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            termios.tcflush(self.fileno, termios.TCOFLUSH)  # what nobody has read yet makes room for the farewell
        self._outlet.end_with(AS_BEFORE, LAST_BYTES_SECONDS)
        self._last_words.let_through()

    # Stopping

    def stop_here(self) -> None:
        """Give the terminal back and stop, with all that was started together, until told to go on in front.

        Where nobody could tell it to go on, the system does not stop it, and it is back at once.
        """
        self._is_stopped, self._was_continued = True, False
        self.suspend_application_mode()
        while True:
            told = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.killpg(0, signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, told)
            if self._is_in_front():
                break
            time.sleep(0.05)
        with suppress(termios.error):  # a key typed meanwhile was not meant to decide about a customer
            termios.tcflush(self.fileno, termios.TCIFLUSH)
        self._must_signal_resume = True
        self.resume_application_mode()
        self._is_stopped = False
        if self._was_continued:  # stopped once more while the terminal was taken
            self._take_again()

    def _continued(self) -> None:
        self._was_continued = True
        self._on_loop(self._take_again)

    def _take_again(self) -> None:
        """Draw again after a stop that nobody announced; whoever had the terminal meanwhile has changed its ways."""
        if self._is_stopped or self._raw is None:
            return
        with suppress(termios.error):
            termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
        self._kw.repaint()

    def _is_in_front(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:  # not the terminal this process belongs to, or it is gone
            return True

    def _on_loop(self, call: Any) -> None:
        if not self._is_stopped:
            with suppress(RuntimeError):  # the program has ended meanwhile
                self._loop.call_soon_threadsafe(call)

    # Reading

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # no thread shows a trace: the program ends, and tells
            self._on_loop(lambda problem=error: self._kw.fail(problem))

    def run_input_thread(self) -> None:
        """Read keys until the program stops or ends; once the terminal is gone the program ends too."""
        parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], 0.1)[0]:
                try:
                    typed = os.read(self.fileno, 4096)
                except OSError:
                    typed = b""
                if not typed:
                    self._kw.hang_up()
                    return
                for event in parser.feed(decode(typed)):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
