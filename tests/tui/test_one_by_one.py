"""Keys that arrive in one piece have the effect they have one by one."""

import asyncio
import time
from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from kw_tui.tui import one_by_one
from kw_tui.tui.one_by_one import Handled, OneByOne
from kw_tui.tui.widgets.browser import Browser
from tests.tui.driving import Drive, driven

BURSTS = {
    "a customer by number": ("#", "p", "1"),
    "a filter, then down the list": ("/", "p", "k", "enter", "down"),
    "a filter given up": ("/", "x", "escape", "down", "down"),
    "a price step": ("r", "5", "enter"),
    "why one is kept": ("k", "p", "l"),
    "help": ("?", "p"),
    "commands": ("ctrl+p", "p", "l", "r"),
    "settings": ("f4", "p", "l", "r"),
    "order": ("o", "p"),
    "another tab and its filter": ("2", "/", "p", "q"),
    "a customer": ("enter", "p"),
    "to search for somebody": ("enter", "/", "p", "l"),
    "own cuts": ("c", "x", "p", "q"),
}
NAMES = {"#": "number_sign", "/": "slash", "?": "question_mark"}


def as_typed(key: str) -> events.Key:
    return events.Key(NAMES.get(key, key), key if len(key) == 1 else None)


def seen(drive: Drive) -> tuple[Any, ...]:
    screen = drive.app.screen
    fields = [field.value for field in screen.query(Input) if field.display]
    lines = "\n".join(str(screen._compositor.render_strips()))
    return drive.app.tab, type(screen), fields, [entry.action for entry in drive.bench.history], lines


@pytest.mark.parametrize("keys", BURSTS.values(), ids=BURSTS)
async def test_keys_in_one_piece_do_what_they_do_one_by_one(keys: tuple[str, ...]) -> None:
    async with driven("queue") as drive:
        for key in keys:
            drive.app.post_message(as_typed(key))
        await drive.settle()
        at_once = seen(drive)
    async with driven("queue") as drive:
        for key in keys:
            drive.app.post_message(as_typed(key))
            await drive.settle()
        assert at_once == seen(drive)


async def test_what_is_pasted_with_a_key_is_for_what_the_key_opens() -> None:
    async with driven("queue") as drive:
        for event in (as_typed("/"), events.Paste("pk"), as_typed("q")):
            drive.app.post_message(event)
        await drive.settle()
        assert drive.app.screen.query_one("Input.filter", Input).value == "pkq"


class Bare(OneByOne[None]):
    """An app in which nothing ever comes back, as where what had the focus is taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def on_key(self, event: events.Key) -> None:
        self.heard.append(event.key)

    def on_handled(self, message: Handled) -> None:
        message.prevent_default()


async def test_nobody_waits_for_ever_for_what_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_by_one, "BEAT_SECONDS", 0.002)
    app = Bare()
    async with app.run_test():
        for key in "abc":
            app.post_message(events.Key(key, key))
        await asyncio.sleep(0.3)
        assert app.heard == ["a", "b", "c"]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
async def test_a_program_that_stood_still_for_a_while_mixes_nothing_up(
    monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    monkeypatch.setattr(one_by_one, "BEAT_SECONDS", 0.005)
    deal_with = OneByOne.deal_with

    async def stand_still(app: OneByOne[None], typed: events.Event) -> None:
        async def wait() -> None:
            for _ in range(steps):
                await asyncio.sleep(0)
            time.sleep(0.2)

        still = asyncio.ensure_future(wait())
        await deal_with(app, typed)
        await still

    monkeypatch.setattr(OneByOne, "deal_with", stand_still)
    async with driven("queue") as drive:
        for key in ("enter", "/", "p", "l"):
            drive.app.post_message(as_typed(key))
        await drive.settle()
        assert drive.app.query_one("#customer-search", Input).value == "pl"


class Slow(ModalScreen[None]):
    """What a key opens, late."""

    async def on_mount(self) -> None:
        await asyncio.sleep(0.03)
        self.query_one(Input).focus()

    def compose(self) -> ComposeResult:
        yield Input()


class Opens(OneByOne[None]):
    def key_o(self) -> None:
        self.push_screen(Slow())


async def test_a_screen_that_comes_late_gets_the_keys_typed_for_it() -> None:
    app = Opens()
    async with app.run_test() as pilot:
        for key in "oabc":
            app.post_message(events.Key(key, key))
        while app.is_at_keys:
            await asyncio.sleep(0.01)
        await pilot.pause()
        assert app.screen.query_one(Input).value == "abc"


async def test_what_many_letters_ask_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    narrow = Browser.narrow
    monkeypatch.setattr(Browser, "narrow", lambda self: (asked.append(self.wanted), narrow(self))[1])
    async with driven("queue") as drive:
        for key in ("/", "p", "k", "enter", "/", "x", "y"):
            drive.app.post_message(as_typed(key))
        await drive.settle()
        assert asked[-2:] == ["pk", "pkxy"]
        assert "p" not in asked
