"""Whatever ends the program: what it showed as decided is written, and the terminal is as it was."""

import os
import signal
import sys
import termios
from pathlib import Path

import pytest

from tests.terminal.conftest import Start, decided
from tests.terminal.pseudo import FAREWELL, PROMPTLY, Pseudo, kw_command

LEFT_ON = {"7", "25"}
"""Lines are wrapped and the cursor is shown: as every terminal begins."""
QUEUE = "19 of 19 open"


def require_restored(terminal: Pseudo) -> None:
    assert terminal.is_as_before()
    assert terminal.modes() == LEFT_ON
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(start: Start, tmp_path: Path, number: int) -> None:
    terminal = start()
    terminal.wait_for(QUEUE)
    terminal.type("r")
    terminal.wait_for("18 of 19 open")
    terminal.type("r")
    terminal.wait_for("17 of 19 open")
    terminal.program.send_signal(number)
    terminal.type("r")
    assert terminal.exit_code() == 128 + number
    assert decided(tmp_path) >= 2
    require_restored(terminal)


def test_a_terminal_that_closes_while_it_is_drawn(start: Start, tmp_path: Path) -> None:
    terminal = start(columns=300, lines=100)
    terminal.wait_for(QUEUE)
    terminal.type("r")
    terminal.wait_for("18 of 19 open")
    terminal.type("2431" * 3)
    terminal.hang_up()
    assert terminal.program.wait(PROMPTLY) == 128 + signal.SIGHUP
    assert decided(tmp_path) == 1
    with pytest.raises(ProcessLookupError):  # nothing that it started lives on
        os.killpg(terminal.program.pid, 0)


def test_one_that_nobody_reads_can_still_be_left(start: Start, tmp_path: Path) -> None:
    terminal = start(columns=200, lines=60)
    terminal.wait_for(QUEUE)
    terminal.type("r")
    terminal.wait_for("18 of 19 open")
    for _ in range(40):
        terminal.type("24")
    terminal.type("\x11")
    assert terminal.program.wait(PROMPTLY) == 0
    terminal.settle()
    require_restored(terminal)
    assert decided(tmp_path) == 1


def test_a_stop_that_no_shell_could_undo_only_draws_anew(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.wait_for(QUEUE)
    raw = termios.tcgetattr(terminal.inner)
    terminal.raw.clear()
    terminal.program.send_signal(signal.SIGTSTP)
    terminal.wait_until(lambda: b"[?1049l" in terminal.raw and b"[?1049h" in terminal.raw)
    terminal.wait_for(QUEUE)
    terminal.program.send_signal(signal.SIGSTOP)  # nobody can heed this one
    termios.tcsetattr(terminal.inner, termios.TCSANOW, terminal.before)
    terminal.raw.clear()
    terminal.program.send_signal(signal.SIGCONT)
    terminal.wait_until(lambda: b"Prop" in terminal.raw and termios.tcgetattr(terminal.inner) == raw)
    terminal.type("q")
    assert terminal.exit_code() == 0
    require_restored(terminal)


def test_ctrl_z_goes_back_to_the_shell_and_fg_to_the_program(start: Start, tmp_path: Path) -> None:
    start().close()  # only its folder is wanted
    prompt = "ready>"
    with_prompt = {"PS1": prompt, "HISTFILE": "/dev/null"}
    terminal = Pseudo(["bash", "--norc", "--noprofile", "--noediting", "-i"], tmp_path, **with_prompt)
    try:
        terminal.wait_for(prompt)
        terminal.type(" ".join([*kw_command("--lang", "en", "s.kw.toml"), "\r"]))
        terminal.wait_for(QUEUE)
        for stop in ("\x1a", "kill"):
            terminal.raw.clear()
            if stop == "kill":
                os.killpg(os.tcgetpgrp(terminal.outer), signal.SIGTSTP)
            else:
                terminal.type(stop)
            terminal.wait_until(lambda: FAREWELL in terminal.raw and b"Stopped" in terminal.raw)
            assert terminal.is_as_before()
            terminal.type("echo rrr\r")  # what is typed at the shell decides about nobody
            terminal.wait_until(lambda: terminal.raw.count(b"rrr") > 1)
            terminal.raw.clear()
            terminal.type("fg\r")
            terminal.wait_until(lambda: b"[?1049h" in terminal.raw and QUEUE.encode() in terminal.raw)
        terminal.type("r")
        terminal.wait_for("18 of 19 open")
        terminal.type("q")
        terminal.wait_until(lambda: terminal.raw.rstrip().endswith(prompt.encode()))
        assert decided(tmp_path) == 1
        terminal.type("exit\r")
        assert terminal.exit_code() == 0
    finally:
        terminal.close()


FAILING = """
import sys
from pathlib import Path
from kw_tui.cli.failures import ending
from kw_tui.cli.voice import Voice
from kw_tui.tui import app
from kw_tui.workbench import Workbench

def broken(self):
    customer = "Geheimkunde"
    raise ValueError("nobody foresaw \\x1b[31mthis")

app.KwApp.action_next_theme = broken
try:
    app.run(lambda: Workbench.open(Path("s.kw.toml")), "en")
except BaseException as error:
    sys.exit(ending(error, Voice("en")))
"""


def test_a_failure_nobody_foresaw_is_one_line_and_a_log(start: Start, tmp_path: Path) -> None:
    start().close()
    terminal = Pseudo([sys.executable, "-c", FAILING], tmp_path, 160, 24)
    try:
        terminal.wait_for(QUEUE)
        terminal.type("r")
        terminal.wait_for("18 of 19 open")
        terminal.type("\x1b[13~")  # F3
        assert terminal.exit_code() == 1
        require_restored(terminal)
        told = bytes(terminal.raw).split(FAREWELL)[-1].decode()
        assert told.count("\n") == 1
        assert "kw: unexpected error (ValueError: nobody foresaw ·[31mthis) - details in " in told
        assert "Geheimkunde" not in terminal.raw.decode()
        log = next((tmp_path / "home").rglob("kw.log"))
        assert log.stat().st_mode & 0o777 == 0o600
        assert "in broken" in log.read_text()
        assert decided(tmp_path) == 1
    finally:
        terminal.close()
