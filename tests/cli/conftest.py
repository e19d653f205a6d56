import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kw_tui.cli import app
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


@pytest.fixture(scope="session", autouse=True)
def _same_commands_in_every_call() -> Iterator[None]:
    """A program builds them once; the calls of a test share them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "command_tree", cache(app.command_tree))
        yield


def at_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Work in a folder, in English, and with nothing that the folder does not hold."""
    for name in ("KW_SESSION", "KW_DEBUG", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        patch.delenv(name, raising=False)
    patch.setenv("LANG", "en_US.UTF-8")
    patch.setenv("KW_USER", "ute")
    patch.setenv("KW_CONFIG", str(folder / "config.toml"))
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        patch.setenv(name, str(folder / "home"))
    patch.chdir(folder)


@pytest.fixture
def kw(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Run `kw` in an empty folder of its own, in English, and catch all it says."""
    at_home(monkeypatch, tmp_path)

    def call(*arguments: object) -> Ended:
        code = run([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Ended(code, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A small German sales ledger, cp1252, with names that mean harm."""
    return written(tmp_path)


def written(folder: Path) -> Path:
    path = folder / "umsatz.csv"
    path.write_bytes(LEDGER.encode("cp1252"))
    return path


@pytest.fixture(scope="session")
def just_imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a session of the small ledger that nobody has looked at yet; to be copied."""
    folder = tmp_path_factory.mktemp("imported")
    with pytest.MonkeyPatch.context() as patch:
        at_home(patch, folder)
        assert run(["import", str(written(folder)), "-s", "s"]) == 0
    return folder


@pytest.fixture(scope="session")
def looked_at(just_imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after lists of both periods, so that its figures and models are kept; to be copied."""
    folder = shutil.copytree(just_imported, tmp_path_factory.mktemp("looked_at"), dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        at_home(patch, folder)
        for period in ("12m", "all"):
            assert run(["queue", "-s", "s", "--period", period]) == 0
    return folder


@pytest.fixture
def fresh(kw: Call, just_imported: Path, tmp_path: Path) -> Path:
    """A session with the small ledger imported, of which nothing is computed yet."""
    return shutil.copytree(just_imported, tmp_path, dirs_exist_ok=True) / "s.kw.toml"


@pytest.fixture
def session(kw: Call, looked_at: Path, tmp_path: Path) -> Path:
    """A session with the small ledger imported, which somebody has looked at."""
    return shutil.copytree(looked_at, tmp_path, dirs_exist_ok=True) / "s.kw.toml"
