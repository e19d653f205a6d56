import json
from pathlib import Path

import pytest

from kw_tui.tui.keymap.contexts import contexts
from tests.cli.conftest import Call


def test_without_a_terminal_all_keys_are_listed_with_their_ids(kw: Call, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[keys]\n"queue.state" = ["x", "F11"]\n')
    told = {one["id"]: one for one in json.loads(kw("keys", "--format", "json").out)}
    assert set(told) == {key.id for place in contexts() for key in place.keys}
    assert told["queue.state"]["keys"] == ["x", "f11"]
    assert told["queue.state"]["default"] == ["f"]
    lines = kw("keys", "--list", "--lang", "de").out.splitlines()
    assert lines[0].split() == ["Wo", "Kennung", "Tasten", "Bedeutung"]
    assert any(line.split()[:3] == ["Prüfliste", "queue.state", "x,f11"] for line in lines)
    assert kw("keys", "--format", "csv").out.splitlines()[0] == "place,id,keys,default,meaning"


def test_in_a_terminal_the_keys_are_tried(kw: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    monkeypatch.setattr("kw_tui.cli.commands.keying.is_terminal", lambda: True)
    monkeypatch.setattr("kw_tui.tui.keymap.probe.run_probe", lambda *given: tried.append(given))
    assert kw("keys").code == 0
    assert tried == [("en", {})]
    assert kw("keys", "--list").out
    assert len(tried) == 1
