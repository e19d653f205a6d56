"""Work over many rows beside the screen: the last thing asked for is answered, what it overtook is dropped."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from textual.widget import Widget

T = TypeVar("T")
AT_ONCE = 30_000
"""Rows up to which an answer is there before the screen is drawn."""


class Latest:
    """Computes one thing at a time on a thread: the engine lets the screen go on meanwhile.

    A thread cannot be stopped, so whatever is asked while one is at work waits, and only the newest of it is begun.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._generation = 0
        self._next: tuple[int, Callable[[], Any], Callable[[Any], None]] | None = None
        self._is_working = False

    def ask(self, compute: Callable[[], T], then: Callable[[T], None], rows: int) -> None:
        """Hand what `compute` makes of so many rows to `then`: at once where they are few; it touches no widget."""
        self._generation += 1
        self._next = None
        if rows <= AT_ONCE:
            then(compute())
            return
        self._next = (self._generation, compute, then)
        if not self._is_working:
            self._is_working = True
            self._widget.run_worker(self._work(), group="latest", exit_on_error=False)

    async def _work(self) -> None:
        try:
            while self._next is not None:
                generation, compute, then = self._next
                self._next = None
                answer = await asyncio.to_thread(compute)
                if generation == self._generation:
                    then(answer)
        finally:
            self._is_working = False
