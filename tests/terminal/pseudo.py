"""The program behind a pseudo-terminal of its own: what it writes, what it does to it, and its screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

PATIENCE = 30.0
"""Seconds; mostly for a machine that has other work."""
PROMPTLY = 20.0
ROOT = Path(__file__).parents[2]
FAREWELL = b"\x1b[?1049l"


class Pseudo:
    """A program that has a terminal to itself, told when that is closed. `program` is its process."""

    def __init__(
        self, command: Sequence[str], folder: Path, columns: int = 80, lines: int = 24, **environment: str
    ) -> None:
        self.outer, inner = pty.openpty()
        self.inner = os.dup(inner)
        self.before = termios.tcgetattr(inner)
        self.raw = bytearray()
        self.is_drawn = True
        """Whether what is written is drawn on `screen` too, which takes longer than to write it."""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._set_size(columns, lines)
        home = str(folder / "home")
        own = {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home, "KW_USER": "anna", "LANG": "C.UTF-8"}
        paths = os.pathsep.join(map(str, (ROOT / "src", ROOT)))
        variables = {**os.environ, **own, "TERM": "xterm-256color", "PYTHONPATH": paths, **environment}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            variables.pop(name, None)
        self.program = subprocess.Popen(
            list(command), stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
            cwd=folder, env=variables, preexec_fn=_own_terminal,  # noqa: PLW1509 - no threads here
        )  # fmt: skip
        os.close(inner)

    # Reading and typing

    def read(self, wait: float) -> bytes:
        """Return what is written within `wait` seconds, b"" if nothing is; it is drawn on `screen`."""
        if not select.select([self.outer], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self.outer, 1 << 16)
        except OSError:  # nobody has the other end any more
            return b""
        self.raw += data
        if self.is_drawn:
            with suppress(Exception):  # the emulator does not know every sequence
                self._stream.feed(data)
        return data

    def wait_until(self, is_so: Callable[[], object], limit: float = PATIENCE) -> None:
        """Read until something holds."""
        end = time.monotonic() + limit
        while not is_so():
            assert time.monotonic() < end, self.shown()
            self.read(0.05)

    def wait_for(self, text: str) -> str:
        """Read until a text is on the screen; return the screen."""
        self.wait_until(lambda: text in self.shown())
        return self.shown()

    def settle(self, quiet: float = 0.3, limit: float = 5.0) -> str:
        """Read until nothing more comes; return the screen."""
        end = time.monotonic() + limit
        while self.read(quiet) and time.monotonic() < end:
            pass
        return self.shown()

    def shown(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """Return the lines of the screen; the second cell of a wide letter is empty."""
        buffer, columns = self.screen.buffer, range(self.screen.columns)
        return ["".join(buffer[line][column].data for column in columns) for line in range(self.screen.lines)]

    def type(self, keys: str | bytes) -> None:
        os.write(self.outer, keys.encode() if isinstance(keys, str) else keys)

    # The terminal

    def resize(self, columns: int, lines: int) -> None:
        self._set_size(columns, lines)
        self.screen.resize(lines, columns)
        self.program.send_signal(signal.SIGWINCH)

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.outer, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def is_as_before(self) -> bool:
        """Whether the line has the settings it had before the program took it."""
        return termios.tcgetattr(self.inner) == self.before

    def modes(self) -> set[str]:
        """Return the private modes that are still on, by their numbers, as a terminal would have understood it."""
        on: set[str] = set()
        for number, way in _modes(bytes(self.raw)):
            on.add(number) if way == "h" else on.discard(number)
        return on

    # Ending

    def exit_code(self, limit: float = PROMPTLY) -> int:
        """Read on until it ends."""
        end = time.monotonic() + limit
        while self.program.poll() is None:
            assert time.monotonic() < end, self.shown()
            self.read(0.05)
        while self.read(0.1):
            pass
        return self.program.returncode

    def hang_up(self) -> None:
        """Close the terminal."""
        for number in (self.outer, self.inner):
            with suppress(OSError):
                os.close(number)

    def close(self) -> None:
        self.hang_up()
        with suppress(ProcessLookupError):
            os.killpg(self.program.pid, signal.SIGKILL)
        self.program.wait()


def kw_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kw_tui", *arguments]


def _modes(raw: bytes) -> list[tuple[str, str]]:
    import re

    found = re.findall(r"\x1b\[\?([\d;]+)([hl])", raw.decode("utf-8", "replace"))
    return [(number, way) for numbers, way in found for number in numbers.split(";")]


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
