import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kw_tui.cli.stopping import stoppable


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_press_stops_and_the_next_leave_the_tidying_alone() -> None:
    tidied = False
    with stoppable() as stop:
        try:
            press()
        except KeyboardInterrupt:
            press()
            press()
            tidied = True
        assert tidied
        assert stop.is_asked
        with pytest.raises(KeyboardInterrupt):
            stop.check()


def test_a_press_is_not_raised_on_top_of_what_the_engine_raised() -> None:
    with stoppable() as stop, suppress(KeyboardInterrupt):
        try:
            raise KeyboardInterrupt
        finally:
            press()
            stop.tidied = True  # type: ignore[attr-defined]
    assert stop.tidied  # type: ignore[attr-defined]
    assert stop.is_asked


def test_without_a_press_nothing_is_raised() -> None:
    with stoppable() as stop:
        stop.check()
    assert not stop.is_asked


def test_afterwards_everything_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_who_ignores_it_goes_on_ignoring_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stoppable() as stop:
            press()
        assert not stop.is_asked
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_listens_to_nothing() -> None:
    def work(note: Callable[[bool], None]) -> None:
        with stoppable() as stop:
            note(stop.is_asked)

    notes: list[bool] = []
    thread = threading.Thread(target=work, args=[notes.append])
    thread.start()
    thread.join()
    assert notes == [False]


def _told_to_end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)


def test_a_late_watch_interrupts_nothing_that_comes_after(monkeypatch: pytest.MonkeyPatch) -> None:
    read = os.read

    def slowly(pipe: int, most: int) -> bytes:
        told = read(pipe, most)
        time.sleep(0.3)
        return told

    monkeypatch.setattr(os, "read", slowly)
    with pytest.raises(SystemExit) as ended, stoppable():
        _told_to_end()
    time.sleep(0.5)  # an interrupt that still came would be raised here
    assert ended.value.code == 128 + signal.SIGTERM


AT_WORK = """
import hashlib, signal, sys, time
from pathlib import Path
from kw_tui.cli.stopping import stoppable
from kw_tui.storage.readers.staging import staging_folder
if sys.argv[1] == "behind":  # as a shell starts what ends with &
    signal.signal(signal.SIGINT, signal.SIG_IGN)
with stoppable(), staging_folder() as folder:
    (folder / "part").write_text("half")
    Path("begun").touch()
    if sys.argv[1] == "deaf":  # no signal reaches Python before this returns
        hashlib.pbkdf2_hmac("sha256", b"", b"", 2_000_000_000)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", ["listens", "deaf", "behind"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_process_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path, how: str, number: signal.Signals) -> None:
    staging = tmp_path / "staging"
    staging.mkdir()
    source = Path(__file__).parents[2] / "src"
    environment = {**os.environ, "TMPDIR": str(staging), "PYTHONPATH": str(source)}
    with subprocess.Popen([sys.executable, "-c", AT_WORK, how], cwd=tmp_path, env=environment) as program:
        try:
            end = time.monotonic() + 60
            while not (tmp_path / "begun").exists():
                assert time.monotonic() < end
                time.sleep(0.02)
            assert list(staging.iterdir())
            program.send_signal(number)
            assert program.wait(30) == 128 + number
        finally:
            program.kill()
    assert list(staging.iterdir()) == []
