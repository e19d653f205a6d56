"""The whole way in a real terminal: import, decide three items by key, quit, start again, take one back."""

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from kw_tui.storage.shipped import shipped
from tests.golden.kw_process import kw, rows, said

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux (a terminal to type into)"),
]
PATIENCE = 60.0


class Tmux:
    """One program in a terminal of its own."""

    def __init__(self, folder: Path, columns: int, lines: int) -> None:
        self._name = f"kw-{uuid.uuid4().hex[:8]}"
        self._folder = folder
        self._call("new-session", "-d", "-x", str(columns), "-y", str(lines), "-c", str(folder), "sh")

    def type(self, *keys: str) -> None:
        self._call("send-keys", "-t", self._name, *keys)

    def screen(self) -> str:
        return self._call("capture-pane", "-p", "-t", self._name)

    def wait_for(self, text: str) -> str:
        end = time.monotonic() + PATIENCE
        while text not in (shown := self.screen()):
            assert time.monotonic() < end, f"never saw {text!r}:\n{shown}"
            time.sleep(0.1)
        return shown

    def wait_without(self, text: str) -> str:
        end = time.monotonic() + PATIENCE
        while text in (shown := self.screen()):
            assert time.monotonic() < end, f"still see {text!r}:\n{shown}"
            time.sleep(0.1)
        return shown

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self._name, "kill-server"], capture_output=True, check=False)

    def _call(self, *arguments: str) -> str:
        home = str(self._folder / "home")
        environment = {**os.environ, "HOME": home, "KW_USER": "anna", "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        name = ["-s", self._name] if arguments[0] == "new-session" else []
        command = ["tmux", "-L", self._name, "-f", "/dev/null", "-u", arguments[0], *name, *arguments[1:]]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        return done.stdout


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    terminal = Tmux(tmp_path, 80, 24)
    yield terminal
    terminal.close()


def start(terminal: Tmux, lang: str) -> None:
    terminal.type(f"{sys.executable} -m kw_tui --lang {lang} s.kw.toml", "Enter")


TABS = "1 Import"


def test_from_files_to_decisions_that_stay(tmux: Tmux, tmp_path: Path) -> None:
    said(kw("import", *sorted(shipped("sample_data").glob("*.csv")), "-s", "s.kw.toml", folder=tmp_path))
    items = rows(kw("queue", "-s", "s.kw.toml", "--format", "json", folder=tmp_path))
    total = len(items)

    start(tmux, "en")
    tmux.wait_for(TABS)
    tmux.type("4")
    tmux.wait_for(f"{total} of {total} open")
    for left in (total - 1, total - 2, total - 3):
        tmux.type("r")
        tmux.wait_for(f"{left} of {total} open")
    tmux.type("q")
    tmux.wait_without(TABS)

    history = rows(kw("decisions", "-s", "s.kw.toml", "--format", "json", folder=tmp_path))
    assert [entry["action"] for entry in history] == ["reprice"] * 3
    assert {entry["who"] for entry in history} == {"anna"}
    assert [entry["customer_id"] for entry in reversed(history)] == [item["customer_id"] for item in items[:3]]

    start(tmux, "en")
    tmux.wait_for(f"{total - 3} of {total} open")
    tmux.type("u")
    tmux.wait_for(f"{total - 2} of {total} open")
    tmux.type("q")
    tmux.wait_without(TABS)
    decided = rows(kw("queue", "-s", "s.kw.toml", "--where", "state = 'decided'", "--format", "json", folder=tmp_path))
    assert [item["customer_id"] for item in decided] == [item["customer_id"] for item in items[:2]]
