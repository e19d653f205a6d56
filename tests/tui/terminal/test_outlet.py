import os
import pty
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from kw_tui.tui.terminal.outlet import MOST_WAITING, Outlet

SOON = 20.0


class Line:
    """An outlet on a terminal that is read when the test says so."""

    def __init__(self) -> None:
        self.outer, self.inner = pty.openpty()
        self.gone, self.caught_up = threading.Event(), threading.Event()
        self.outlet = Outlet(self.inner, "utf-8", self.gone.set, self.caught_up.set)

    def read(self, count: int = 1 << 16) -> bytes:
        return os.read(self.outer, count)

    def read_until(self, is_so: Callable[[], bool]) -> bytes:
        seen, end = b"", time.monotonic() + SOON
        os.set_blocking(self.outer, False)
        while time.monotonic() < end:
            is_over = is_so()
            try:
                seen += self.read()
            except BlockingIOError:
                if is_over:
                    break
                time.sleep(0.01)
        return seen


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    for number in (line.outer, line.inner):
        try:
            os.close(number)
        except OSError:
            continue


def test_what_is_written_arrives_in_order(line: Line) -> None:
    assert line.outlet.isatty()
    line.outlet.write("Müller ")
    line.outlet.write("\ud800 │")
    assert line.outlet.settle(SOON)
    assert line.read() == "Müller ? │".encode()


def test_nothing_waits_for_whoever_does_not_read_and_pictures_are_left_out_whole(line: Line) -> None:
    frame = "x" * 999 + "\n"
    for _ in range(10 * MOST_WAITING // 1000):
        line.outlet.write(frame)
    assert line.outlet.has_left_out
    assert not line.outlet.settle(0.01)
    seen = line.read_until(line.caught_up.is_set)
    seen += line.read_until(lambda: line.outlet.settle(0.1))
    assert not line.outlet.has_left_out
    assert 0 < seen.count(b"\n") < 5 * MOST_WAITING // 1000
    line.outlet.write("anew")
    assert line.read_until(lambda: line.outlet.settle(0.1)).endswith(b"anew")


def test_the_last_word_takes_the_place_of_what_waits(line: Line) -> None:
    for _ in range(100):
        line.outlet.write("y" * 5000)
    time.sleep(0.3)
    assert not line.outlet.end_with("<end>", 0.2)
    seen = line.read_until(lambda: line.outlet.settle(0.1))
    assert seen.endswith(b"<end>")
    assert not line.outlet.has_left_out


def test_a_closed_terminal_is_told_and_everything_is_passed_over(line: Line) -> None:
    os.close(line.outer)
    line.outlet.write("x")
    assert line.gone.wait(SOON)
    line.outlet.write("y")
    line.outlet.settle(SOON)


def test_the_way_the_shell_writes_to_it_stays_as_it_was(line: Line) -> None:
    assert os.get_blocking(line.inner)
    assert line.outlet.fileno() != line.inner
