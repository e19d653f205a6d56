import json
import os
from pathlib import Path

import pytest

from kw_tui.storage.recent import MOST, Recent, forget, recent_path, recent_sessions, remember


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KW_STATE", str(tmp_path / "state" / "recent.json"))
    return tmp_path / "state" / "recent.json"


def session(folder: Path, name: str) -> Path:
    path = folder / f"{name}.kw.toml"
    path.touch()
    return path


def test_the_latest_comes_first_once_and_what_is_gone_is_left_out(place: Path, tmp_path: Path) -> None:
    one, other = session(tmp_path, "one"), session(tmp_path, "other")
    assert recent_sessions() == []
    for path in (one, other, one):
        remember(Recent(path, "2026-11-01T12:00", 380, 12_000, "07/24–06/26"))
    assert [recent.path for recent in recent_sessions()] == [one, other]
    assert recent_sessions()[0] == Recent(one, "2026-11-01T12:00", 380, 12_000, "07/24–06/26")
    assert place.stat().st_mode & 0o777 == 0o600
    one.unlink()
    assert [recent.path for recent in recent_sessions()] == [other]
    forget(other)
    assert json.loads(place.read_text())["sessions"] == [], "what was gone is pruned"
    assert other.exists()


def test_few_are_kept_and_names_that_are_no_text_too(place: Path, tmp_path: Path) -> None:
    odd = session(tmp_path, os.fsdecode(b"\xff\x1b]52;"))
    for number in range(MOST + 3):
        remember(Recent(session(tmp_path, str(number)), "2026"))
    remember(Recent(odd, "2026"))
    found = recent_sessions()
    assert (len(found), found[0].path) == (MOST, odd)


@pytest.mark.parametrize(
    "written",
    ["", "[", "[]", '{"sessions": 7}', '{"sessions": [7, {}, {"path": "a", "opened": "b"}, {"path": 1, "opened": 2}]}',
     '{"sessions": [{"path": "/a\\u0000b", "opened": "c"}]}'],
)  # fmt: skip
def test_a_list_somebody_else_has_written_into_does_no_harm(place: Path, tmp_path: Path, written: str) -> None:
    place.parent.mkdir()
    place.write_text(written)
    assert recent_sessions() == []
    remember(Recent(session(tmp_path, "a"), "2026"))
    assert len(recent_sessions()) == 1


def test_where_nothing_may_be_written_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_STATE", "/proc/nowhere/recent.json")
    remember(Recent(session(tmp_path, "a"), "2026"))
    assert recent_sessions() == []
    monkeypatch.delenv("KW_STATE")
    assert recent_path().name == "recent.json"


def test_a_pipe_in_the_place_of_the_list_is_not_waited_for(place: Path) -> None:
    place.parent.mkdir()
    os.mkfifo(place)
    assert recent_sessions() == []
