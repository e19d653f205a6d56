"""Work over many rows beside the screen: the last thing asked for is answered, what it overtook is dropped."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.widget import Widget

from kw_tui.tui.unforeseen import noted

if TYPE_CHECKING:
    from kw_tui.tui.asking import Asking

T = TypeVar("T")
AT_ONCE = 30_000
"""Rows up to which an answer is there before the screen is drawn."""


class Latest:
    """Computes one thing at a time on a thread: the engine lets the screen go on meanwhile.

    A thread cannot be stopped, so whatever is asked while one is at work waits, and only the newest of it is begun.
    Where it fails, that is told once, what is shown stays, and the program goes on.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._generation = 0
        self._next: tuple[int, Callable[[], Any], Callable[[Any], None]] | None = None
        self._is_working = False
        self._trouble = ""
        """What failed last, so that it is not told with every key."""

    def ask(self, compute: Callable[[], T], then: Callable[[T], None], rows: int) -> None:
        """Hand what `compute` makes of so many rows to `then`: at once where they are few; it touches no widget."""
        self._generation += 1
        self._next = None
        if rows <= AT_ONCE:
            self._take(*_made(compute), then)
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
                answer, problem = await asyncio.to_thread(_made, compute)
                if generation == self._generation:
                    self._take(answer, problem, then)
        finally:
            self._is_working = False

    def _take(self, answer: Any, problem: BaseException | None, then: Callable[[Any], None]) -> None:
        if problem is None:
            self._trouble = ""
            then(answer)
        elif self._trouble != (said := repr(problem)):
            self._trouble = said
            cast("Asking", self._widget.app).show_problem(noted(problem))


def _made(compute: Callable[[], T]) -> tuple[T | None, BaseException | None]:
    """Return what is computed, or what went wrong: a panic of the engine is no Exception."""
    try:
        return compute(), None
    except BaseException as problem:
        return None, problem
