"""Sessions for programs in real terminals: imported and looked at once, copied for every test."""

import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.golden.kw_process import kw, said
from tests.terminal.hostile import hostile_files
from tests.terminal.pseudo import Pseudo, kw_command

NAMED = "\x1b]52;c;eA==\x07[/s"
"""A name for a session, and for who works on it."""


@pytest.fixture(scope="session")
def _hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    files.mkdir()
    said(kw("import", *hostile_files(files), "-s", "s.kw.toml", folder=folder))
    said(kw("queue", "-s", "s.kw.toml", folder=folder))
    return folder


Start = Callable[..., Pseudo]


@pytest.fixture
def start(_hostile_folder: Path, tmp_path: Path) -> Iterator[Start]:
    """Start the program on a copy of a session of 56 customers, 19 in its queue, many with names that mean harm."""
    shutil.copytree(_hostile_folder, tmp_path, dirs_exist_ok=True)
    started: list[Pseudo] = []

    def begin(*arguments: str, columns: int = 80, lines: int = 24, **environment: str) -> Pseudo:
        command = kw_command("--lang", "en", *(arguments or ("s.kw.toml",)))
        started.append(Pseudo(command, tmp_path, columns, lines, **environment))
        return started[-1]

    yield begin
    for one in started:
        one.close()


def decided(folder: Path) -> int:
    """Return how many decisions are in the journal; raise where a line of it is torn."""
    journal = folder / "s.decisions.toml"
    return len(tomllib.loads(journal.read_text(encoding="utf-8"))["decision"]) if journal.exists() else 0
