"""The program ends when it is told to, whatever it is doing and whether or not anybody reads what it writes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="needs pseudo-terminals")

PROMPTLY = 15.0
"""Seconds; mostly for a machine that has other work."""
PROGRAM = """
import time
from pathlib import Path
from kw_tui.storage.readers.staging import staging_folder
from kw_tui.tui.app import run
from kw_tui.workbench import Step
from tests.tui.fake_workbench import FakeWorkbench

class Endless(FakeWorkbench):
    def import_files(self, paths, wish, *, progress, **named):
        with staging_folder() as folder:
            (folder / "part").write_text("half")
            Path("begun").touch()
            for line in range(1_000_000):
                if "deaf" not in str(paths):
                    progress(Step.CHECK, line, 1_000_000)
                time.sleep(0.01)

run(Endless(view={"tab": "imports"}))
"""
DEAF = """
import time
from concurrent.futures import ThreadPoolExecutor
from kw_tui.tui.app import run
from kw_tui.tui.ending import promptly
from tests.tui.fake_workbench import FakeWorkbench

class Deaf(FakeWorkbench):
    def queue(self):
        with ThreadPoolExecutor() as pool:
            pool.submit(time.sleep, 300).result()

with promptly():
    run(Deaf(view={"tab": "queue"}))
"""
LATE = """
import time
from pathlib import Path
from kw_tui.tui.app import run
from tests.tui.fake_workbench import FakeWorkbench

run(FakeWorkbench(view={"tab": "imports"}))
print("nearly over", flush=True)
time.sleep(0.5)
Path("done").touch()
"""


class Terminal:
    """A program in a terminal of its own; `program` is its process."""

    def __init__(self, folder: Path, program: str = PROGRAM) -> None:
        self._outer, inner = pty.openpty()
        self.folder, self.staging = folder, folder / "staging"
        self.staging.mkdir()
        root = Path(__file__).parents[2]
        paths = os.pathsep.join(map(str, (root, root / "src")))
        environment = {**os.environ, "TERM": "xterm-256color", "TMPDIR": str(self.staging), "PYTHONPATH": paths}
        self.program = subprocess.Popen(
            [sys.executable, "-c", program], stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
            cwd=folder, env=environment, preexec_fn=_own_terminal,  # noqa: PLW1509 - no threads here
        )  # fmt: skip
        os.close(inner)

    def read_until(self, text: str) -> None:
        seen, end = b"", time.monotonic() + 60
        while text.encode() not in seen:
            assert time.monotonic() < end, seen[-2000:]
            seen += os.read(self._outer, 65536)

    def type(self, keys: bytes) -> None:
        os.write(self._outer, keys)

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._outer)

    def exit_code(self) -> int:
        return self.program.wait(PROMPTLY)

    def left_behind(self) -> list[str]:
        return [entry.name for entry in self.staging.iterdir()]


@contextmanager
def started(folder: Path, program: str = PROGRAM) -> Iterator[Terminal]:
    """A program in a terminal of its own; nothing of it is left after the block."""
    terminal = Terminal(folder, program)
    try:
        yield terminal
    finally:
        terminal.close()
        terminal.program.kill()
        terminal.program.wait()


def _own_terminal() -> None:
    """Make the terminal the one that controls the process, so that it is told when the terminal is closed."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def importing(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """The program in the middle of an import, of a file that may be named."""
    with started(tmp_path) as terminal:
        terminal.read_until("7.180.342")
        terminal.type(b"p")
        time.sleep(0.3)
        terminal.type(getattr(request, "param", b"a.csv") + b"\r")
        terminal.read_until("Spalte der Datei")
        terminal.type(b"i")
        end = time.monotonic() + 30
        while not (tmp_path / "begun").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        assert terminal.left_behind()
        yield terminal


def test_a_terminal_that_is_closed_ends_the_program_and_its_import(importing: Terminal) -> None:
    time.sleep(1)
    importing.close()
    assert importing.exit_code() == 128 + signal.SIGHUP
    assert importing.left_behind() == []


def test_a_terminal_nobody_reads_any_more_does_not_keep_it_alive(importing: Terminal) -> None:
    time.sleep(6)  # what is written meanwhile fills all that can hold it
    importing.program.send_signal(signal.SIGTERM)
    assert importing.exit_code() == 128 + signal.SIGTERM
    assert importing.left_behind() == []


def test_who_quits_stops_the_import_first(importing: Terminal) -> None:
    importing.type(b"q")
    importing.read_until("\x1b[?1049l")
    assert importing.exit_code() == 0
    assert importing.left_behind() == []


@pytest.mark.parametrize("importing", [b"deaf.csv"], indirect=True)
@pytest.mark.parametrize("how", ["quit", "close"])
def test_an_import_that_does_not_listen_leaves_nothing_behind_either(importing: Terminal, how: str) -> None:
    if how == "quit":
        importing.type(b"q")
        importing.read_until("\x1b[?1049l")
    else:
        importing.close()
    importing.exit_code()
    assert importing.left_behind() == []


def test_who_quits_does_not_wait_for_an_analysis_that_nobody_can_stop(tmp_path: Path) -> None:
    with started(tmp_path, DEAF) as terminal:
        terminal.read_until("0:01")
        terminal.type(b"q")
        terminal.read_until("\x1b[?1049l")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_does_not_disturb_what_is_done_last(tmp_path: Path, number: signal.Signals) -> None:
    with started(tmp_path, LATE) as terminal:
        terminal.read_until("7.180.342")
        terminal.type(b"q")
        terminal.read_until("nearly over")
        terminal.program.send_signal(number)
        assert terminal.exit_code() == 0
        assert (tmp_path / "done").exists()
