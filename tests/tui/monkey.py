"""Somebody who presses anything: keys, texts, pastes, the mouse and the size at random, the same for the same seed.

Looked for: a failure nobody foresaw, a program that ends or hangs, a screen that cannot be left, a focus that is lost,
and a decision that does not follow from its key on a row that is seen.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Literal, NamedTuple
from unittest.mock import patch

from textual.events import Key, MouseScrollDown, Paste, Resize
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import OutOfBounds

from kw_tui.tui import unforeseen
from tests.tui.driving import Drive

LETTERS = tuple("abcdefghijklmnoprstuvwxyz")
"""All but the one that leaves."""
CAPITALS = tuple("CDEFGOPRSTVX")
MOVES = (
    "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "ctrl+home", "ctrl+end", "tab", "shift+tab",
    "space", "backspace", "delete", "alt+left", "alt+right", "shift+up", "shift+down",
)  # fmt: skip
LEAVING = ("escape", "enter", "enter")
SIGNS = (
    "question_mark", "colon", "number_sign", "slash", "plus", "minus", "comma", "full_stop", "asterisk",
    "less_than_sign", "greater_than_sign", "equals_sign",
)  # fmt: skip
FUNCTIONS = (
    "f1", "f2", "f2", "f3", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f12", "ctrl+p", "ctrl+f", "ctrl+c",
    "ctrl+a", "ctrl+k", "ctrl+w", "ctrl+x", "ctrl+v",
)  # fmt: skip
KEYS = (
    (LETTERS, 30), (CAPITALS, 4), (MOVES, 22), (LEAVING, 14), (SIGNS, 7), (FUNCTIONS, 6), (tuple("12345"), 6),
)  # fmt: skip
TEXTS = (
    "nord", "revenue>1000", "abc=A", "[/x", "-", '"', "umsatz >", "\u202eabc", "!channel", "5%", "10007", "(a|b)*",
    "and or", "1e999", "revenue=nan", "name~müller", "1,5-3", "2026-13-45", "..", "a=b=c", "x" * 80,
)  # fmt: skip
PASTES = (
    "\x1b]52;c;eA==\x07\x9b31m", "a " * 9000, "x" * 300_000, "/(a{1000}){1000}/", "eins\tzwei\r\ndrei", "9" * 9000,
    "not " * 2000 + "a", "((((" * 3000, "👨‍👩‍👧‍👦" * 50, "\n", "./" * 3000 + "x.csv", "~nobody/x",
)  # fmt: skip
SIZES = ((120, 35), (80, 24), (80, 24), (200, 60), (40, 10), (1, 1), (300, 5), (100, 30), (66, 20))
WAYS = ("click", "double", "drag", "wheel")
BY_KEY = {"r": "reprice", "s": "service", "c": "channel", "z": "snooze", "k": "keep", "l": "let_go"}
AS_PROPOSED = frozenset("pga")
"""What decides as it was proposed, signs, or takes a proposal on."""
ANSWERS = frozenset(("enter", "y", "j", "u", "r", "space", "a", "ctrl+s", "g"))
"""Keys that say yes on a screen in front."""
HANGS_AFTER = 60.0
HASTE = (0, 0, 0, 1, 2, 3, 5, 8, 13, 21, 60, 200)
"""Rounds of the event loop between two things done in a rush."""


CHARACTERS = {_character_to_key(sign): sign for sign in "?:#/+-,.*<>= "}
"""What keys that are named type."""


class Step(NamedTuple):
    """What is done."""

    kind: Literal["keys", "text", "paste", "mouse", "size"]
    what: tuple[Any, ...]


def steps(seed: int) -> Iterator[Step]:
    """Yield what is done, without an end."""
    dice = random.Random(seed)
    groups, weights = zip(*KEYS, strict=True)

    def keys(count: int) -> tuple[str, ...]:
        return tuple(dice.choice(dice.choices(groups, weights)[0]) for _ in range(count))

    makes: tuple[tuple[float, Callable[[], Step]], ...] = (
        (76, lambda: Step("keys", keys(1))),
        (5, lambda: Step("keys", keys(dice.randint(2, 9)))),
        (5, lambda: Step("text", (dice.choice(TEXTS),))),
        (3, lambda: Step("paste", (dice.choice(PASTES),))),
        (9, lambda: Step("mouse", (dice.choice(WAYS), *(dice.random() for _ in range(4))))),
        (2, lambda: Step("size", dice.choice(SIZES))),
    )
    while True:
        yield dice.choices(makes, [weight for weight, _ in makes])[0][1]()


Decided = tuple[str, str]
"""A customer and an action."""


class Monkey:
    """A program, and what is done to it; `decided` tells all decisions, the newest last. `faults` should stay empty."""

    def __init__(self, drive: Drive, seed: int, decided: Callable[[], list[Decided]]) -> None:
        self.drive, self.app, self.seed, self._decided = drive, drive.app, seed, decided
        self.faults: list[str] = []
        self.done: list[Step] = []

    async def play(self, count: int) -> None:
        """Do `count` things, looking at the program after each, and leave every screen."""
        with ExitStack() as watched:
            watched.enter_context(patch.object(unforeseen, "_written", self._unforeseen))
            for step, _ in zip(steps(self.seed), range(count), strict=False):
                self.done.append(step)
                before, aim = len(self._decided()), self._aim()
                try:
                    await asyncio.wait_for(self._do(step), HANGS_AFTER)
                except TimeoutError:
                    return self._fault("hangs")
                if self.app._exception is not None or not self.app.is_running:
                    return self._fault(f"ended: {self.app._exception!r}")
                self._look(step, before, aim)
            await self._leave()
        return None

    async def rush(self, count: int) -> None:
        """Do `count` things one on top of the other, waiting for none to have its effect, and leave every screen."""
        dice = random.Random(self.seed)
        with ExitStack() as watched:
            watched.enter_context(patch.object(unforeseen, "_written", self._unforeseen))
            for step, _ in zip(steps(self.seed), range(count), strict=False):
                self.done.append(step)
                self._throw(step)
                for _ in range(dice.choice(HASTE)):
                    await asyncio.sleep(0)
                if self.app._exception is not None:
                    return self._fault(f"ended: {self.app._exception!r}")
                if self.app._exit:  # one of the commands leaves
                    return None
            try:
                await asyncio.wait_for(self.drive.settle(), HANGS_AFTER)
            except TimeoutError:
                return self._fault("hangs")
            await self._leave()
        return None

    def _throw(self, step: Step) -> None:
        if step.kind in ("keys", "text"):
            keys = step.what if step.kind == "keys" else ("slash", *step.what[0])
            for key in keys:
                name = _character_to_key(key) if len(key) == 1 else key
                self.app.post_message(Key(name, key if len(key) == 1 else CHARACTERS.get(key)))
        elif step.kind == "paste":
            self.app.post_message(Paste(step.what[0][:1000]))
        elif step.kind == "size":
            size = Size(*step.what)
            self.app.post_message(Resize(size, size))

    def _unforeseen(self, story: str) -> str:
        self._fault(story[-3000:])
        return "kw.log"

    def _fault(self, what: str) -> None:
        self.faults.append(f"seed {self.seed}, step {len(self.done)}, {self.done[-12:]!r:.1500}: {what}")

    def _aim(self) -> tuple[bool, str, frozenset[str]]:
        """Whether a tab is looked at, which, and whom a letter would decide about."""
        body, tab = self.app.body(self.app.tab), self.app.tab
        aim: frozenset[str] = frozenset()
        if body is not None and body.is_answered and tab == "queue":
            aim = frozenset(body.targets())
        elif body is not None and body.is_answered and tab == "customer" and (story := body.shown()) is not None:
            aim = frozenset({str(story.row["customer_id"])})
        return len(self.app.screen_stack) == 1, tab, aim

    async def _do(self, step: Step) -> None:
        pilot = self.drive.pilot
        try:
            match step.kind:
                case "keys":
                    await pilot.press(*step.what)
                case "text":
                    await pilot.press("slash", *step.what[0])
                case "paste":
                    self.app.screen.post_message(Paste(step.what[0]))
                case "size":
                    await pilot.resize_terminal(*step.what)
                case "mouse":
                    await self._point(*step.what)
        except OutOfBounds:  # the screen is smaller by now
            pass
        await self.drive.settle()

    async def _point(self, way: str, *at: float) -> None:
        pilot, screen = self.drive.pilot, self.app.screen
        first, last = ((int(at[i] * screen.size.width), int(at[i + 1] * screen.size.height)) for i in (0, 2))
        if way == "drag":
            await pilot.mouse_down(offset=first)
            await pilot.hover(offset=last)
            if self.app.screen is screen:
                await pilot.mouse_up(offset=last)
        elif way == "wheel":
            await pilot._post_mouse_events([MouseScrollDown], offset=first, button=0)
        else:
            await pilot.click(offset=first, times=2 if way == "double" else 1)

    def _look(self, step: Step, before: int, aim: tuple[bool, str, frozenset[str]]) -> None:
        if len(step.what) == 1:
            for one in self._decided()[before:]:
                self._judge(one, *aim)
        body = self.app.body(self.app.tab)
        is_tab = len(self.app.screen_stack) == 1 and self.app.is_open and body is not None and body.is_answered
        if is_tab and step.kind == "keys" and self.app.focused is None:
            self._fault(f"no focus on {self.app.tab}")

    def _judge(self, decided: Decided, is_tab: bool, tab: str, aim: frozenset[str]) -> None:
        customer, action = decided
        keys = {key for step in self.done[-2:] if step.kind == "keys" for key in step.what}  # it may take a while
        asked = {key for key in keys if BY_KEY.get(key) == action or (key in AS_PROPOSED and tab == "queue")}
        if action in ("undo", "redo"):
            is_meant = bool(keys)
        elif not is_tab:
            is_meant = bool(keys & ANSWERS)
        else:
            is_meant = bool(asked) and (customer in aim or bool(keys & ANSWERS))
        if not is_meant:
            self._fault(f"decided {decided} where {tab} pointed at {sorted(aim)[:5]}")

    async def _leave(self) -> None:
        await self.drive.pilot.resize_terminal(120, 35)
        await self.drive.settle()
        for _ in range(12):
            if len(self.app.screen_stack) == 1:
                return
            await self.drive.press("escape")
        self._fault(f"cannot leave {self.app.screen_stack}")
