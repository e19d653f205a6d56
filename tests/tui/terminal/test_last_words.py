"""What is written past the program while it draws: not on the screen, but in the log."""

import os
import pty
from pathlib import Path

import pytest

from kw_tui.tui.terminal.last_words import LastWords


def test_errors_of_a_terminal_go_into_the_log_until_it_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    outer, inner = pty.openpty()
    words = LastWords(inner)
    words.let_through()  # nothing was led anywhere
    for said in (b"thread panicked at 1", b"thread panicked at 2"):
        words.keep_off()
        words.keep_off()
        os.write(inner, said)
        words.let_through()
        os.write(inner, b"seen|")
    seen = b""
    while len(seen) < 10:  # a terminal may hand over each piece alone
        seen += os.read(outer, 100)
    assert seen == b"seen|seen|"
    log = next(tmp_path.rglob("kw.log"))
    assert log.read_text() == "thread panicked at 1thread panicked at 2"
    assert log.stat().st_mode & 0o777 == 0o600
    for number in (outer, inner):
        os.close(number)


def test_errors_somebody_collects_elsewhere_stay_there(tmp_path: Path) -> None:
    with (tmp_path / "errors").open("wb") as file:
        words = LastWords(file.fileno())
        words.keep_off()
        os.write(file.fileno(), b"kept")
    assert (tmp_path / "errors").read_bytes() == b"kept"
