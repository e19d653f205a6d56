"""Screens that close while something of theirs is still to be called."""

import asyncio

import pytest

from kw_tui.tui.widgets.modal import Modal
from tests.tui.driving import driven


@pytest.mark.parametrize("is_closing", [False, True])
async def test_what_is_left_is_called_no_more(is_closing: bool) -> None:
    called = []

    async def later() -> None:
        called.append("later")

    async with driven("queue") as drive:
        await drive.app.push_screen(front := Modal())
        drive.app.screen._layout_required = True  # a drawing is due, and what is called waits for it
        front.call_after_refresh(later)
        if is_closing:
            while front in drive.app.screen_stack or not front._pruning:
                front.dismiss()
                await asyncio.sleep(0)
        await drive.settle()
        assert called == ([] if is_closing else ["later"])
