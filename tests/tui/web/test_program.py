import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kw_tui.tui.web.program import Program
from tests.tui.web.tabs import COMMAND, paths

SOON = 20.0


class Tab:
    """What a tab was shown."""

    def __init__(self, command: list[str]) -> None:
        self.drawn, self.said = bytearray(), list[str]()
        self.program = Program(command, self._show, self.said.append)
        self.task = asyncio.create_task(self.program.run(100, 30))
        self.is_open = True

    async def _show(self, data: bytes) -> None:
        if not self.is_open:
            raise ConnectionResetError
        self.drawn += data

    async def until(self, is_so: Callable[[], object]) -> None:
        end = time.monotonic() + SOON
        while not is_so():
            assert time.monotonic() < end, bytes(self.drawn[-500:])
            await asyncio.sleep(0.02)


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", paths())


@pytest.mark.usefixtures("_here")
async def test_a_tab_has_a_process_that_ends_with_it_and_writes_what_was_decided() -> None:
    tab = Tab(COMMAND)
    await tab.until(lambda: b"68 of 68" in tab.drawn)
    assert tab.said == ["hello \x1b]52;c;eA==\x07"]  # made printable by whoever says it
    await tab.program.resize(60, 20)
    await tab.program.focus("blur")
    tab.drawn.clear()
    await tab.program.type("r")
    await tab.until(lambda: b"67 of 68" in tab.drawn)
    tab.is_open = False  # the browser is closed; what is drawn now goes nowhere
    await tab.program.type("r2")
    await tab.program.stop()
    await tab.task
    await tab.program.type("r")
    await tab.program.stop()
    assert set(Path("journal").read_text().split()) == {"reprice"}


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("program", ["", "print('no tab')", "print('__GANGLION__'); print('D')", "raise SystemExit(1)"])
async def test_what_is_no_program_for_tabs_just_ends(program: str) -> None:
    tab = Tab([sys.executable, "-c", program])
    await asyncio.wait_for(tab.task, SOON)
    assert tab.drawn == b""


@pytest.mark.usefixtures("_here")
async def test_one_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kw_tui.tui.web.program.LAST_WORDS_SECONDS", 0.2)
    tab = Tab([sys.executable, "-c", "import time; print('__GANGLION__', flush=True); time.sleep(600)"])
    await tab.until(lambda: tab.program._process is not None)
    await tab.program.stop()
    await asyncio.wait_for(tab.task, SOON)
