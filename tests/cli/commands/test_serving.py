import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from kw_tui.cli.commands import interface, serving
from kw_tui.tui.web import DRIVER
from tests.cli.conftest import Call


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "example.org", "::"])
def test_nobody_else_is_let_in(kw: Call, session: Path, host: str) -> None:
    ended = kw("serve", session, "--host", host)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"kw: For this machine only, not for {host} - from elsewhere, use `ssh -L 8765:127.0.0.1:8765 MACHINE`\n"
    )


def test_what_is_missing_is_told_with_the_way_to_install_it(
    kw: Call, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda _: None)
    ended = kw("serve", session)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "pip install 'kw-tui[serve]'" in ended.err


def test_there_must_be_a_session(kw: Call) -> None:
    assert kw("serve").code == 2
    assert kw("serve", "none.kw.toml").code == 1
    Path("b.kw.toml").write_text("lang = ")
    assert kw("serve", "b.kw.toml").err.count("\n") == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_it_tells_the_address_serves_and_ends(session: Path, number: int, code: int) -> None:
    command = [sys.executable, "-m", "kw_tui", "serve", str(session), "--port", "0", "--lang", "de"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        address = server.stdout.readline().strip()
        with urllib.request.urlopen(address) as page:
            assert "kw · s.kw.toml" in page.read().decode()
        server.send_signal(number)
        assert server.wait(60) == code
        told = server.stderr.read()
    assert told.count("\n") == 1
    assert "nur auf diesem Rechner" in told
    assert "Strg+C" in told


def test_the_process_of_a_tab_has_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not interface.has_screen()
    monkeypatch.setenv("TEXTUAL_DRIVER", DRIVER)
    assert interface.has_screen()
    assert os.environ["TEXTUAL_DRIVER"] == DRIVER
