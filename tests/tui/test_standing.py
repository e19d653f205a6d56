import asyncio
import threading
from typing import Any
from unittest.mock import patch

import pytest
from textual.dom import DOMNode
from textual.widgets import TextArea

from kw_tui.tui.app import KwApp
from kw_tui.tui.widgets.too_small import TooSmall
from tests.tui.driving import driven


async def test_nobody_decides_in_a_terminal_that_shows_nothing() -> None:
    async with driven("queue", lang="en", size=(80, 24)) as drive:
        await drive.pilot.resize_terminal(20, 5)
        await drive.settle()
        assert isinstance(drive.app.screen, TooSmall)
        await drive.press("r", "2", "escape")
        assert isinstance(drive.app.screen, TooSmall)
        assert drive.bench.history == []
        await drive.pilot.resize_terminal(80, 24)
        await drive.settle()
        assert not isinstance(drive.app.screen, TooSmall)
        await drive.press("r")
        assert len(drive.bench.history) == 1


async def test_a_failure_ends_the_program_and_shows_nothing_of_it(capfd: pytest.CaptureFixture[str]) -> None:
    apps: list[KwApp] = []

    async def fail() -> None:
        async with driven("queue") as drive:
            apps.append(drive.app)
            drive.app._handle_exception(ValueError("nobody foresaw"))

    with pytest.raises(ValueError, match="nobody foresaw"):
        await fail()
    assert str(apps[0]._exception) == "nobody foresaw"
    assert apps[0].return_code == 1
    assert capfd.readouterr() == ("", "")


async def test_it_stops_only_where_there_is_a_shell_to_go_back_to() -> None:
    async with driven("queue") as drive:
        app: KwApp = drive.app
        assert not app.check_action("suspend", ())
        await drive.press("ctrl+z")  # nothing happens
        stopped: list[str] = []

        def stop() -> None:
            stopped.append("stopped")

        driver: Any = app._driver
        driver.stop_here = stop
        await drive.press("ctrl+z")
        assert stopped == ["stopped"]
        await app.screen.mount(field := TextArea())
        field.focus()
        await drive.settle()
        assert not app.check_action("suspend", ())
        assert app.check_action("quit", ())


async def test_it_leaves_when_nobody_is_at_the_other_end() -> None:
    async with driven("queue") as drive:
        here, asked = threading.get_ident(), []
        query = DOMNode.query

        def noted(node: Any, *of: Any) -> Any:
            asked.append(threading.get_ident())
            return query(node, *of)

        with patch.object(DOMNode, "query", noted):
            await asyncio.to_thread(drive.app.hang_up)  # as the thread that reads keys does
            await drive.settle()
        assert set(asked) <= {here}
    assert drive.app.return_code == 129
