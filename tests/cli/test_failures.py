import os
import subprocess
import sys
from pathlib import Path

import pytest

from kw_tui.cli.failures import ending
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import DecisionError, SessionError, UsageError
from kw_tui.vocabulary.texts import Text


@pytest.fixture(autouse=True)
def _logs_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("KW_DEBUG", raising=False)


@pytest.mark.parametrize("error", [SessionError, DecisionError, UsageError])
def test_an_expected_failure_is_its_line_and_code(error: type, capsys: pytest.CaptureFixture[str]) -> None:
    failure = error(Text("Was\nist", "What"), Text("tun", "do"))
    assert ending(failure, Voice("de")) == error.exit_code
    assert capsys.readouterr() == ("", "kw: Was·ist - tun\n")


def test_leaving_and_interrupting_say_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kw_tui.cli.failures.silence", lambda _: None)
    codes = [
        ending(error, Voice()) for error in (KeyboardInterrupt(), BrokenPipeError(), SystemExit(5), SystemExit("x"))
    ]
    assert codes == [130, 0, 5, 1]
    assert capsys.readouterr() == ("", "")


class EnginePanic(BaseException):
    """Like the panics of a native library, which are no Exception."""


@pytest.mark.parametrize("error", [ZeroDivisionError("in the\nmachine room"), MemoryError(), EnginePanic("out")])
def test_the_unexpected_goes_to_the_log(
    error: BaseException, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending(error, Voice()) == 1
    line = capsys.readouterr().err
    log = tmp_path / "kw-tui" / "log" / "kw.log"
    assert line.startswith(f"kw: unexpected error ({type(error).__name__}")
    assert line.endswith(f"details in {log}; KW_DEBUG=1 shows them\n")
    assert line.count("\n") == 1
    assert type(error).__name__ in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_without_a_place_for_the_log_the_temporary_folder_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert ending(ValueError("x"), Voice()) == 1
    assert str(tmp_path / "kw.log") in capsys.readouterr().err


def test_the_traceback_is_shown_on_request(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KW_DEBUG", "1")
    assert ending(ValueError("x"), Voice()) == 1
    assert "ValueError: x" in capsys.readouterr().err


def test_what_is_written_after_a_closed_pipe_goes_nowhere() -> None:
    code = (
        "import sys; from kw_tui.cli.voice import silence\n"
        "try:\n    print('x' * 99999, flush=True)\n"
        "except BrokenPipeError:\n    silence(chr(115) + 'tdout')\n"
        "print('y' * 99999, flush=True)"
    )
    command = f'{sys.executable} -c "{code}" | true'
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=dict(os.environ), check=False)
    assert ended.stderr == ""
