from pathlib import Path

import pytest

from kw_tui.cli.opening import open_or_new, open_session, session_path
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.errors import SessionError, UsageError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("a", "a.kw.toml"),
        ("a.kw.toml", "a.kw.toml"),
        ("a.toml", "a.toml"),
        ("d/a", "d/a.kw.toml"),
        ("a.b", "a.b.kw.toml"),
    ],
)
def test_a_name_without_suffix_is_completed(given: str, meant: str) -> None:
    assert session_path(Path(given)) == Path(meant)


def test_an_existing_file_is_meant_as_it_is() -> None:
    Path("a").touch()
    assert session_path(Path("a")) == Path("a")


def test_without_a_name_the_only_one_is_meant() -> None:
    with pytest.raises(UsageError, match="no session in this folder"):
        session_path(None)
    assert session_path(None, may_be_new=True) == Path("kundenwert.kw.toml")
    Path("b.kw.toml").touch()
    assert session_path(None) == session_path(None, may_be_new=True) == Path("b.kw.toml")
    Path("a.kw.toml").touch()
    with pytest.raises(UsageError, match=r"several sessions here: a\.kw\.toml, b\.kw\.toml"):
        session_path(None, may_be_new=True)


def test_opening_speaks_the_session_s_language() -> None:
    Path("a.kw.toml").write_text('lang = "de"')
    voice = Voice("en")
    assert open_session(Path("a"), voice).path == Path("a.kw.toml")
    assert voice.lang == "de"


def test_only_a_new_session_may_be_missing() -> None:
    with pytest.raises(SessionError, match="There is no session new"):
        open_session(Path("new"), Voice())
    assert open_or_new(Path("new"), Voice()).tables() == {}
    assert list(Path().iterdir()) == []
