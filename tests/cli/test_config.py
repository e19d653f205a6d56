from pathlib import Path

import pytest

from kw_tui.cli.config import config_path, configured_lang, faults, flat, read_config
from kw_tui.vocabulary.errors import KwError


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KW_CONFIG", str(tmp_path / "c.toml"))
    return tmp_path / "c.toml"


def test_without_a_file_everything_is_default(path: Path) -> None:
    assert config_path() == path
    assert read_config() == {}
    assert configured_lang() == (None, None)


def test_the_platform_says_where_it_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KW_CONFIG", raising=False)
    assert config_path().parts[-2:] == ("kw-tui", "config.toml")


def test_the_language_is_read(path: Path) -> None:
    path.write_text('lang = "de"')
    assert configured_lang() == ("de", None)


@pytest.mark.parametrize("content", [b"lang = ", b"\xff\xfe", b"a = " + b"[" * 2000])
def test_a_broken_file_is_told_but_stops_nothing(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(KwError, match="Cannot read the configuration"):
        read_config()
    lang, trouble = configured_lang()
    assert lang is None
    assert trouble is not None
    assert "\n" not in trouble.line("de")


def test_faults_are_named_with_the_nearest_key() -> None:
    found = [fault.en for fault in faults({"langs": "de", "lang": "fr", "key": {"quit": "q"}})]
    assert found == [
        "unknown key langs, did you mean lang?",
        "unknown key key, did you mean keys?",
        "lang must be de or en",
    ]
    assert [fault.en for fault in faults({"lang": 3})] == ["lang has the wrong kind of value"]
    assert faults({"lang": "de"}) == []


def test_keys_are_checked_by_their_ids() -> None:
    found = [fault.en for fault in faults({"keys": {"app": {"help": "F12"}, "queue.stat": "x", "queue.reprice": "l"}})]
    assert found == [
        "key for queue.stat: there is no such thing, did you mean queue.state?",
        "queue.reprice: l is queue.let_go already (let go, Review queue)",
    ]
    assert [fault.en for fault in faults({"keys": "x"})] == ["keys has the wrong kind of value"]


def test_a_table_is_shown_value_by_value() -> None:
    assert flat({"lang": "de", "keys": {"app.help": "f12", "queue": {"state": "x"}}}) == {
        "lang": "de",
        "keys.app.help": "f12",
        "keys.queue.state": "x",
    }


def test_a_theme_that_is_not_there_is_told_with_those_that_are() -> None:
    assert faults({"theme": "kw-light"}) == []
    assert [fault.en for fault in faults({"theme": "neon"})] == [
        "theme: there is no neon, only kw-dark, kw-light, kw-contrast, kw-ansi"
    ]
