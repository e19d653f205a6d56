import os
from pathlib import Path

import pytest

from kw_tui.storage.trouble_log import write_down, write_down_text


@pytest.fixture(autouse=True)
def _logs_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def broken() -> Exception:
    try:
        secret = "Müller"
        raise ValueError("broken \ud800")
    except ValueError as error:
        del secret
        return error


def test_a_failure_is_kept_for_its_owner_alone() -> None:
    log = write_down(broken())
    assert log.stat().st_mode & 0o777 == 0o600
    assert 'raise ValueError("broken' in log.read_text()
    log.chmod(0o644)
    write_down_text("second\n")
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.read_text().index("broken") < log.read_text().index("second")


def test_without_a_place_the_temporary_folder_takes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert write_down(broken()) == tmp_path / "kw.log"
    (tmp_path / "kw.log").unlink()
    (tmp_path / "kw.log").symlink_to(tmp_path / "elsewhere")  # somebody else's trap in a folder of all
    assert write_down(broken()) == Path(os.devnull)
    (tmp_path / "kw.log").unlink()
    os.mkfifo(tmp_path / "kw.log")
    reader = os.open(tmp_path / "kw.log", os.O_RDONLY | os.O_NONBLOCK)
    assert write_down(broken()) == Path(os.devnull)
    os.close(reader)
    assert write_down(broken()) == Path(os.devnull)  # it does not wait for somebody who reads
