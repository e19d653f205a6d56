from pathlib import Path

from tests.cli.conftest import Call


def test_path_show_and_check(kw: Call, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    assert kw("config", "path").out == f"{config}\n"
    assert kw("config", "check").code == 0
    config.write_text('lang = "de"\nlangs = "en"\n')
    shown = kw("config", "show").out.splitlines()
    assert shown[0].split() == ["Schlüssel", "Wert", "Aus"]
    assert shown[1].split() == ["lang", "de", "config.toml"]
    checked = kw("config", "check")
    assert checked.code == 1
    assert "unbekannter Schlüssel langs, gemeint ist wohl lang" in checked.err


def test_keys_are_shown_and_checked(kw: Call, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\nqueue.state = "x"\n"app.help" = "q"\n')
    assert "keys.queue.state" in kw("config", "show").out
    checked = kw("config", "check")
    assert checked.code == 1
    assert "app.help: q is app.quit already" in checked.err
