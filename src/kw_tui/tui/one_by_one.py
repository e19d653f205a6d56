"""One key after the other: none overtakes what the one before it opens. A slow line brings several in one piece."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

from kw_tui.tui.unforeseen import Untraced

Returned = TypeVar("Returned")
LEAST, MOST = 2, 6
"""Rounds after a key: what was typed may tell its screen (first), which may move the focus (second)."""
BEAT_SECONDS, BEATS = 0.05, 20
"""How often it is looked whether what had the focus is gone, and after how many looks the next key is taken anyway.

Looks, not seconds: a program that stood still for a while has all before it that it had before.
"""


class Handled(Message):
    """Goes the way of a key, from what has the focus up to the program: all that was asked before it is done."""

    def __init__(self, number: int, sender: MessagePump) -> None:
        super().__init__()
        self.number = number
        self.set_sender(sender)


class OneByOne(Untraced[Returned]):
    """An app that handles a key, or what is pasted, when the one before has had its effect."""

    def __init__(self) -> None:
        super().__init__()
        self.held: deque[events.Event] = deque()
        """What waits for its turn."""
        self._asked: dict[Callable[[], None], None] = {}
        self._is_busy = False
        self._number = self._rounds = 0
        self._timed = -1
        """The key that is given up after a while."""
        self._before: tuple[Any, ...] = ()

    @property
    def is_at_keys(self) -> bool:
        """Whether a key has not had its effect yet."""
        return self._is_busy or bool(self.held)

    async def on_event(self, event: events.Event) -> None:
        """Hold a key back while another is under way; all else goes its way."""
        if event.is_forwarded or not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif self._is_busy:
            self.hold([event])
        else:
            await self._take(event)

    def hold(self, typed: list[events.Event]) -> None:
        """Handle these after all that is under way."""
        self.held.extend(typed)
        self._see_to_held()

    def hold_first(self, typed: list[events.Event]) -> None:
        """Handle these after the key under way, before all others that wait: they were typed earlier."""
        self.held.extendleft(reversed(typed))
        self._see_to_held()

    def _see_to_held(self) -> None:
        if self._is_busy:
            self._lose_patience()
        else:
            self.call_next(self._next)

    def when_typed(self, ask: Callable[[], None]) -> None:
        """Ask once after the last of letters that came together, not after each."""
        self._asked[ask] = None
        if not self.held:
            self._ask()

    async def deal_with(self, typed: events.Event) -> None:
        """Let a key, or what is pasted, have its effect."""
        await super().on_event(typed)

    async def _take(self, typed: events.Event) -> None:
        self._is_busy, self._rounds = True, 0
        if not (isinstance(typed, events.Key) and typed.is_printable):
            self._ask()
        try:
            await self.deal_with(typed)
        finally:
            self._follow()
        if self.held:
            self._lose_patience()

    def _lose_patience(self) -> None:
        if self._timed != self._number:
            self._timed = self._number
            self._look_again(self._number, BEATS)

    def _look_again(self, number: int, looks: int) -> None:
        self.set_timer(BEAT_SECONDS, partial(self._look, number, looks - 1))

    async def _look(self, number: int, looks: int) -> None:
        is_gone = bool(self._before) and not self._before[-1].is_running  # its round never comes back
        if number == self._number and looks > 0 and not is_gone:
            self._look_again(number, looks)
        else:
            await self._go_on(number)

    def _follow(self) -> None:
        self._rounds += 1
        self._before = self._focus()
        if not self.screen_stack or not self._before[-1].post_message(Handled(self._number, self._before[-1])):
            self.call_later(self._round_ends, self._number)

    def _focus(self) -> tuple[Any, ...]:
        return (self.screen, self.focused or self.screen) if self.screen_stack else (self,)

    def on_handled(self, message: Handled) -> None:
        """A round has come back; what it left to be called later comes first."""
        self.call_later(self._round_ends, message.number)

    async def _round_ends(self, number: int) -> None:
        has_moved = self._before != self._focus()
        if number == self._number and (self._rounds < LEAST or (has_moved and self._rounds < MOST)):
            self._follow()
        else:
            await self._go_on(number)

    async def _go_on(self, number: int) -> None:
        if number == self._number:
            self._number += 1
            self._is_busy = False
            await self._next()

    async def _next(self) -> None:
        if self.held and not self._is_busy:
            await self._take(self.held.popleft())
        elif not self.held:
            self._ask()

    def _ask(self) -> None:
        asked, self._asked = self._asked, {}
        for ask in asked:
            ask()
