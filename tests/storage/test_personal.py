import os
from pathlib import Path

import pytest

from kw_tui.storage.personal import LARGEST, config_path, read_config
from kw_tui.vocabulary.errors import KwError


def test_a_variable_names_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_CONFIG", str(tmp_path / "mine.toml"))
    assert config_path() == tmp_path / "mine.toml"
    assert read_config() == {}
    (tmp_path / "mine.toml").write_text('company = "Nordlicht"', "utf-8")
    assert read_config() == {"company": "Nordlicht"}


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KW_CONFIG", str(tmp_path))
    with pytest.raises(KwError, match="Cannot read the configuration"):
        read_config()


def test_only_a_file_of_a_fair_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "config.toml"
    monkeypatch.setenv("KW_CONFIG", str(place))
    os.mkfifo(place)
    with pytest.raises(KwError, match="not a file"):
        read_config()
    place.unlink()
    with place.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(KwError, match="too large"):
        read_config()
    monkeypatch.setenv("KW_CONFIG", "/dev/zero")
    with pytest.raises(KwError, match="not a file"):
        read_config()
    monkeypatch.setenv("KW_CONFIG", os.devnull)
    assert read_config() == {}
