"""The driver itself is driven through a process in test_program.py; here is what it makes of a reader that is gone."""

import os

import pytest

from kw_tui.tui.app import KwApp
from kw_tui.tui.web import DRIVER, is_tab
from kw_tui.tui.web.driver import TabDriver
from tests.tui.fake_workbench import FakeWorkbench


def test_the_process_of_a_tab_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_tab()
    monkeypatch.setenv("TEXTUAL_DRIVER", DRIVER)
    assert is_tab()
    module, _, name = DRIVER.partition(":")
    assert (TabDriver.__module__, TabDriver.__name__) == (module, name)


async def test_what_nobody_can_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.drivers.web_driver.InputReader", lambda: None)  # stdin may be a file here
    reading, writing = os.pipe()
    driver = TabDriver(KwApp(FakeWorkbench()))  # type: ignore[arg-type]
    driver._write = lambda data: os.write(writing, data)  # type: ignore[assignment]
    driver.write("x")
    assert os.read(reading, 100) == b"D\0\0\0\x01x"
    os.close(reading)
    driver.write("y")
    driver.write_meta({"type": "exit"})
    os.close(writing)
    assert not hasattr(driver, "stop_here")
