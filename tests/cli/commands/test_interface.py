import io
import sys
from pathlib import Path
from typing import Any

import pytest

from kw_tui.cli.commands import interface
from kw_tui.tui.welcome.view import Choice
from tests.cli.conftest import Call


def test_without_a_terminal_a_session_tells_its_portfolio(kw: Call, fresh: Path) -> None:
    for arguments in ([fresh], ["-s", fresh], [], ["--lang", "en", fresh]):
        ended = kw(*arguments)
        assert (ended.code, ended.err) == (0, "")
        assert "Customers               5, 5 of them with sales" in ended.out
        assert "4,044.46 EUR" in ended.out
        assert "Review queue, top 10" in ended.out
    assert "Prüfliste, die obersten 10" in kw("--lang", "de", fresh).out


def test_nothing_to_open_is_told(kw: Call) -> None:
    assert kw().code == 2
    assert kw("new.kw.toml").code == 1


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("missing", [None, "stdin", "stdout", "stderr"])
def test_the_interface_needs_all_three_streams(missing: str | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm-256color")
        for name in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, name, None if name == missing else Terminal())
        found = interface.is_terminal()
        if missing:
            patch.setattr(sys, missing, io.StringIO())
            found = found or interface.is_terminal()
    assert found == (missing is None)


@pytest.mark.parametrize("term", ["dumb", "", None])
@pytest.mark.skipif(sys.platform == "win32", reason="there, no TERM is usual")
def test_a_terminal_that_cannot_draw_gets_the_overview(kw: Call, session: Path, term: str | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TERM", raising=False) if term is None else patch.setenv("TERM", term)
        for name in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, name, Terminal())
        found = interface.is_terminal()
    assert not found


class Screen:
    """Stands in for the interface: remembers what it was opened on."""

    def __init__(self) -> None:
        self.opened: list[Any] = []

    def run(self, bench: Any, lang: str, *, is_lean: bool) -> None:
        self.opened.append((bench(), lang))
        self.is_lean = is_lean


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    import kw_tui.tui.app

    screen = Screen()
    monkeypatch.setattr(interface, "is_terminal", lambda: True)
    monkeypatch.setattr(kw_tui.tui.app, "run", screen.run)
    return screen


def test_in_a_terminal_the_interface_opens(kw: Call, session: Path, screen: Screen) -> None:
    assert kw(session, "--lang", "de").code == 0
    assert kw("new.kw.toml").code == 0
    (first, german), (second, english) = screen.opened
    assert (first.path, german) == (session, "de")
    assert (second.path, english) == (Path("new.kw.toml"), "en")
    assert not Path("new.kw.toml").exists()
    assert not screen.is_lean


def test_a_slow_line_is_told_once_or_for_good(
    kw: Call, session: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kw(session, "--lean").code == 0
    assert screen.is_lean
    Path("mine.toml").write_text("lean = true")
    monkeypatch.setenv("KW_CONFIG", "mine.toml")
    assert kw(session).code == 0
    assert screen.is_lean


class Welcome:
    """Stands in for the first screen: remembers what it offered, and answers as told."""

    def __init__(self, *answers: Choice | None) -> None:
        self.answers, self.offered = list(answers), list[Any]()

    def choose(self, here: Any, recent: Any, new: Path, demo: Any, lang: str, problem: Any) -> tuple[Any, str]:
        self.offered.append(([path.name for path in here], [one.path for one in recent], new, problem))
        return self.answers.pop(0), lang


def test_without_a_session_or_with_several_one_is_chosen_and_remembered(
    kw: Call, session: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kw().code == 0, "the only one is meant"
    assert screen.opened.pop()[0].path == Path("s.kw.toml")
    Path("b.kw.toml").write_text("lang = ")
    welcome = Welcome(Choice("session", Path("b.kw.toml")), Choice("import", Path("kundenwert.kw.toml")), None)
    monkeypatch.setattr("kw_tui.tui.welcome.app.choose", welcome.choose)
    assert kw().code == 0
    assert screen.opened.pop()[0].path == Path("kundenwert.kw.toml")
    first, second = welcome.offered
    assert first[:3] == (["b.kw.toml", "s.kw.toml"], [session], Path("kundenwert.kw.toml"))
    assert (first[3], "b.kw.toml" in second[3].line("en")) == (None, True)
    Path("kundenwert.kw.toml").touch()
    assert kw().code == 0
    assert (screen.opened, welcome.offered[-1][2]) == ([], Path("kundenwert-2.kw.toml"))


def test_what_cannot_be_opened_never_reaches_the_screen(kw: Call, screen: Screen) -> None:
    Path("b.kw.toml").write_text("lang = ")
    for arguments in (["b.kw.toml"], ["missing/new.kw.toml"]):
        ended = kw(*arguments)
        assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert screen.opened == []


@pytest.fixture
def samples(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = ledger.parent / "samples"
    folder.mkdir()
    ledger.rename(folder / "umsatz.csv")
    monkeypatch.setattr("kw_tui.workbench.demo.samples", lambda: sorted(folder.glob("*.csv")))
    return folder / "umsatz.csv"


def test_the_demo_imports_once_and_again_when_the_samples_change(kw: Call, samples: Path, tmp_path: Path) -> None:
    first, second = kw("demo"), kw("demo")
    assert (first.code, second.code) == (0, 0)
    assert first.err == "Reading the sample data ...\n"
    assert second.err == ""
    assert first.out == second.out
    assert "Review queue, top 10" in first.out
    assert (tmp_path / "home" / "kw-tui" / "demo" / "demo.kw.toml").exists()
    samples.write_bytes(samples.read_bytes() + b"0006;Neu;R9;08.03.2026;A;1;10,00;5,00\n")
    assert "Customers               6" in kw("demo").out


def test_the_demo_keeps_its_decisions_until_asked_for_a_fresh_one(kw: Call, samples: Path) -> None:
    kw("demo", "--folder", "d")
    assert kw("decide", "0002", "reprice", "--step", "5", "--reason", "agreed", "-s", "d/demo").code == 0
    Path("d/demo.kw.toml").write_text("broken =")
    assert kw("demo", "--folder", "d").code == 0
    assert "0002" in kw("decisions", "-s", "d/demo").out
    assert kw("demo", "--folder", "d", "--fresh").code == 0
    assert "0002" not in kw("decisions", "-s", "d/demo").out


def test_a_demo_folder_that_cannot_be_made_is_one_line(kw: Call, samples: Path) -> None:
    ended = kw("demo", "--folder", "/proc/demo")
    assert (ended.code, ended.err.splitlines()[-1][:4]) == (1, "kw: ")
    assert "--folder" in ended.err
