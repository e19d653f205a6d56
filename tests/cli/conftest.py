from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kw_tui.cli.app import run

LEDGER = """Kundennummer;Kunde;Rechnungsnummer;Rechnungsdatum;Artikelnummer;Menge;Nettobetrag;Wareneinsatz
0001;Müller & Söhne;R1;15.01.2026;A;10;1.000,00;600,00
0001;Müller & Söhne;R2;20.02.2026;B;1;261,96;100,00
0002;=HYPERLINK("x");R3;21.02.2026;A;2;180,50;190,25
0002;=HYPERLINK("x");R4;03.03.2026;A;1;90,00;95,00
0003;[/red]Ärger\x1b]52:c;R5;05.03.2026;A;1;100,00;30,00
0004;Klein;R6;06.03.2026;B;1;12,00;4,00
0005;Gut;R7;07.03.2026;B;9;2.400,00;900,00
"""


@dataclass(frozen=True)
class Ended:
    """How a call ended: exit code, data and talk."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture
def kw(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Run `kw` in an empty folder of its own, in English, and catch all it says."""
    for name in ("KW_SESSION", "KW_DEBUG", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("KW_USER", "ute")
    monkeypatch.setenv("KW_CONFIG", str(tmp_path / "config.toml"))
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Ended:
        code = run([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Ended(code, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A small German sales ledger, cp1252, with names that mean harm."""
    path = tmp_path / "umsatz.csv"
    path.write_bytes(LEDGER.encode("cp1252"))
    return path


@pytest.fixture
def session(kw: Call, ledger: Path) -> Path:
    """A session with the small ledger imported."""
    ended = kw("import", ledger, "-s", "s")
    assert ended.code == 0, ended.err
    return ledger.with_name("s.kw.toml")
