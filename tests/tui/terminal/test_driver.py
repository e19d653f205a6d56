"""What the driver makes of a terminal; how a whole program does with it is tested in tests/terminal."""

import asyncio
import os
import pty
import signal
import sys
import termios
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from textual.drivers.linux_driver import LinuxDriver

from kw_tui.tui.ending import driver_for
from kw_tui.tui.terminal.driver import AS_BEFORE, TerminalDriver

STOPPING = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGTTOU, signal.SIGTTIN)
SOON = 20.0


class Program:
    """Stands in for the program: notes what the driver tells it."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.is_gone, self.failed = threading.Event(), list[Exception]()
        self._loop = asyncio.get_running_loop()

    def hang_up(self) -> None:
        self.is_gone.set()

    def fail(self, error: Exception) -> None:
        self.failed.append(error)

    def repaint(self) -> None:
        self.told.append("repaint")

    def suspend_soon(self) -> None:
        self.told.append("stop")

    async def _post_message(self, message: object) -> bool:
        self.told.append(str(getattr(message, "character", "") or type(message).__name__))
        return True


@pytest.fixture
def outer(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The far end of a terminal that stands in for all streams."""
    outer, inner = pty.openpty()
    handlers = {number: signal.getsignal(number) for number in STOPPING}
    with os.fdopen(os.dup(inner), "r") as reading, os.fdopen(inner, "w") as writing:
        monkeypatch.setattr(sys, "__stdin__", reading)
        monkeypatch.setattr(sys, "__stderr__", writing)
        yield outer
    for number, handler in handlers.items():
        signal.signal(number, handler)
    os.close(outer)


def driver_of(program: Program) -> TerminalDriver:
    return TerminalDriver(cast("Any", program), size=(80, 24))


async def until(is_so: Any) -> None:
    async with asyncio.timeout(SOON):
        while not is_so():
            await asyncio.sleep(0.02)


async def test_a_terminal_is_taken_and_given_back(outer: int) -> None:
    program = Program()
    driver = driver_of(program)
    before = termios.tcgetattr(driver.fileno)
    driver.start_application_mode()
    assert termios.tcgetattr(driver.fileno) != before
    os.write(outer, "ü\xff".encode("latin-1") + b"x")  # what is no text of this terminal does not end the program
    await until(lambda: "x" in program.told)
    assert program.failed == []
    driver._mouse_pixels = True
    driver.stop_application_mode()
    driver.close()
    assert termios.tcgetattr(driver.fileno) == before
    written = ""
    while "\x1b[?1004l" not in written:
        written += os.read(outer, 65536).decode()
    assert written.count("\x1b[?1049h") == written.count("\x1b[?1049l") == 1
    assert "\x1b[?1016l" in written


async def test_why_a_terminal_could_not_be_taken_is_told_on_it(
    outer: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    driver = driver_of(Program())
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        driver.start_application_mode()
    os.write(sys.__stderr__.fileno(), b"why")
    assert os.read(outer, 3) == b"why"
    driver.close()


async def test_whoever_does_not_read_gets_a_farewell_all_the_same(outer: int) -> None:
    driver = driver_of(Program())
    before = termios.tcgetattr(driver.fileno)
    driver.start_application_mode()
    for _ in range(100):
        driver.write("x" * 10_000)
    driver.stop_application_mode()
    driver.close()
    assert termios.tcgetattr(driver.fileno) == before
    seen = b""
    while AS_BEFORE.encode() not in seen:
        seen += await asyncio.wait_for(asyncio.to_thread(os.read, outer, 65536), SOON)


async def test_signals_become_calls_on_the_loop(outer: int) -> None:
    program = Program()
    driver = driver_of(program)
    driver.start_application_mode()
    raw = termios.tcgetattr(driver.fileno)
    os.kill(os.getpid(), signal.SIGTSTP)
    await until(lambda: "stop" in program.told)
    tty_of_shell = [*raw[:3], raw[3] | termios.ECHO, *raw[4:]]
    termios.tcsetattr(driver.fileno, termios.TCSANOW, tty_of_shell)
    os.kill(os.getpid(), signal.SIGCONT)
    await until(lambda: "repaint" in program.told)
    assert termios.tcgetattr(driver.fileno) == raw
    driver.stop_application_mode()
    driver.close()
    assert os.read(outer, 65536)


def test_other_drivers_stay_what_they_are() -> None:
    class LinuxDriver: ...

    class HeadlessDriver: ...

    assert driver_for(cast("Any", LinuxDriver)) is TerminalDriver
    assert driver_for(cast("Any", HeadlessDriver)) is HeadlessDriver
