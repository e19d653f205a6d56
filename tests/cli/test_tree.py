from pathlib import Path

import pytest

from kw_tui.cli import app
from tests.cli.conftest import Call


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The sessions that `open` was called with."""
    sessions: list[Path | None] = []

    def remember(path: Path, *_: object, **__: object) -> None:
        sessions.append(path)

    monkeypatch.setattr("kw_tui.cli.commands.interface._check_readable", lambda *_: None)
    monkeypatch.setattr("kw_tui.cli.commands.interface._enter", remember)
    return sessions


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.kw.toml"],
        ["--lang", "de", "a.kw.toml"],
        ["--lang=de", "--no-color", "a.kw.toml"],
        ["a.kw.toml", "--period", "all"],
        ["-s", "a.kw.toml"],
        ["--session=a.kw.toml"],
        ["--period", "all", "-s", "a.kw.toml"],
        ["./a"],
    ],
)
def test_a_session_in_place_of_a_command_opens_it(kw: Call, opened: list[Path], arguments: list[str]) -> None:
    assert kw(*arguments).code == 0
    assert opened == [Path("a.kw.toml")]


def test_no_command_at_all_opens_the_session_of_the_folder(kw: Call, opened: list[Path]) -> None:
    Path("b.kw.toml").touch()
    assert kw().code == 0
    assert kw("--lang", "de").code == 0
    assert opened == [Path("b.kw.toml")] * 2


def test_a_command_is_a_command_even_beside_a_file_of_its_name(kw: Call, opened: list[Path]) -> None:
    Path("queue").touch()
    assert kw("queue").code == 2
    assert opened == []


def test_every_command_has_its_help_in_the_language() -> None:
    for lang, heading in (("de", "Vorschläge, nach Geld geordnet."), ("en", "Proposals, ranked by money at stake.")):
        assert app.command_tree(lang).commands["queue"].help == heading


def test_a_help_page_is_german_down_to_defaults_and_what_is_to_be_typed(kw: Call) -> None:
    page = " ".join(kw("neighbours", "--help", "--lang", "de").out.split())
    assert "--count N Wie viele. [Vorgabe: 10]" in page
    assert "-s, --session SITZUNG" in page
    assert "<=x<=" not in page + kw("serve", "--help").out
