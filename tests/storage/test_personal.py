from pathlib import Path

import pytest

from kw_tui.storage.personal import config_path, read_config
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
