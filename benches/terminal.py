"""A program behind a real pseudo-terminal: when it has painted, how fast it answers a key, and in how many bytes."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

COLUMNS, LINES = 140, 45
ANSWER, QUIET = 2.0, 0.2
"""Seconds to wait for the first byte of a repaint, and for any after it."""
LONGEST = 60.0
"""Seconds after which no more of an answer is waited for."""


class Terminal:
    """A child program behind a pseudo-terminal, with the screen it has drawn."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        self._started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            size = {"COLUMNS": str(COLUMNS), "LINES": str(LINES)}
            colour = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(command[0], command, {**os.environ, **size, **colour, **environment})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def wait_for(self, text: str, limit: float = 120.0) -> float:
        """Return the seconds from the start until `text` is on screen."""
        while not any(text in line for line in self.screen.display):
            if time.perf_counter() - self._started > limit or not self._read(limit):
                raise TimeoutError("\n".join(self.screen.display))
        return time.perf_counter() - self._started

    def press(self, key: str) -> tuple[float, int]:
        """Return the milliseconds to the last byte of the repaint, and its bytes."""
        pressed = last = time.perf_counter()
        os.write(self._fd, key.encode())
        repaint = []
        while data := self._receive(QUIET if repaint else ANSWER):
            repaint.append(data)
            last = time.perf_counter()
        self._stream.feed(b"".join(repaint))  # only now: this emulator is slower than any terminal
        return (last - pressed) * 1000, sum(map(len, repaint))

    def repaint(self, key: str) -> tuple[float, int]:
        """Return the milliseconds until the screen looks as it stays, its colours included, and the bytes till then.

        So a cursor that is put to its place again and again does not count.
        """
        pressed, came = self._answer(key, QUIET)
        after = []
        for _, data in came:
            self._stream.feed(data)
            after.append(self._look())
        settled = next((number for number, look in enumerate(after) if look == after[-1]), None)
        if settled is None:
            return 0.0, 0
        return (came[settled][0] - pressed) * 1000, sum(len(data) for _, data in came[: settled + 1])

    def press_until(self, key: str, is_shown: Callable[[list[str]], bool], patience: float = QUIET) -> float | None:
        """Return the milliseconds from the key to the bytes after which `is_shown` holds of the lines of the screen.

        None if it never does, and nothing comes for `patience` seconds. What comes is noted as it comes and drawn
        afterwards, since this emulator is slow.
        """
        pressed, came = self._answer(key, patience)
        found = None
        for moment, data in came:
            self._stream.feed(data)
            if found is None and is_shown(self.screen.display):
                found = (moment - pressed) * 1000
        return found

    def _answer(self, key: str, patience: float) -> tuple[float, list[tuple[float, bytes]]]:
        """Press a key; return when that was, and what came until nothing did for a while, with its moments."""
        came = list[tuple[float, bytes]]()
        pressed = time.perf_counter()
        os.write(self._fd, key.encode())
        while (data := self._receive(patience if came else ANSWER)) and time.perf_counter() - pressed < LONGEST:
            came.append((time.perf_counter(), data))
        return pressed, came

    def _look(self) -> list[list[object]]:
        """Every cell of the screen with its colours."""
        return [[self.screen.buffer[y][x] for x in range(COLUMNS)] for y in range(LINES)]

    def settle(self, limit: float = 20.0) -> None:
        """Wait until nothing more is drawn, but not for something that never stops blinking."""
        until = time.perf_counter() + limit
        while time.perf_counter() < until and self._read(0.6):
            pass

    def memory(self) -> float:
        """Return the memory of the program in MB: what it has to itself, and its share of what it has with others."""
        told = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        return int(told.split("Pss:")[1].split()[0]) / 1024

    def processor(self) -> float:
        """Return the seconds of processor time the program has used."""
        told = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _receive(self, wait: float) -> bytes:
        if not select.select([self._fd], [], [], wait)[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # the program has ended
            return b""
        if b"\x1b[?2026$p" in data:
            os.write(self._fd, b"\x1b[?2026;2$y")
        return data

    def _read(self, wait: float) -> bool:
        data = self._receive(wait)
        self._stream.feed(data)
        return bool(data)
