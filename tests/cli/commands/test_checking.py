from pathlib import Path

from tests.cli.conftest import Call


def test_a_sound_session(kw: Call, session: Path) -> None:
    ended = kw("check", session)
    assert (ended.code, ended.err) == (0, "")
    assert "ok Sales: 7 rows" in ended.out
    assert "umsatz.csv unchanged" in ended.out


def test_a_changed_source_is_told(kw: Call, session: Path, ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes().replace(b"1.000,00", b"2.000,00"))
    ended = kw("check", "-s", session, "--lang", "de")
    assert ended.code == 1
    assert "-> Quelle umsatz.csv hat sich seit dem Import geändert" in ended.out
    ledger.unlink()
    assert kw("check", session).code == 0


def test_a_session_without_anything(kw: Call) -> None:
    Path("e.kw.toml").write_text("version = 1\n")
    ended = kw("check", "e.kw.toml")
    assert ended.code == 1
    assert "-> nothing imported yet" in ended.out
