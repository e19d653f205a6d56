"""How the program stands in a terminal: takes it, gives it back for a while, and leaves, whatever happens."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.events import Resize
from textual.widgets import TextArea
from textual.worker import WorkerFailed

from kw_tui.tui import ending, unforeseen
from kw_tui.tui.asking import Asking
from kw_tui.tui.desk import Desk
from kw_tui.tui.widgets.too_small import WORKS, TooSmall, is_too_small

if TYPE_CHECKING:
    from textual.driver import Driver

LAST_WORDS_SECONDS = 3.0
STOP_SECONDS = 1.0
"""What is waited for before the program is stopped: longer work goes on when the program does."""


class Standing(Asking):
    """A program that ends in good order on a signal, on a failure, and when its terminal is gone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._workers = unforeseen.TellingWorkers(self)
        self.ends_process = False
        """Whether nothing but this program lives in the process, so that a signal may end it for good."""
        self._unheed: Callable[[], None] = lambda: None

    @abstractmethod
    async def action_quit(self, code: int = 0) -> None:
        """Go; nothing is waited for long."""

    @abstractmethod
    def stop_work(self) -> None:
        """Stop what takes long and is not finished."""

    @abstractmethod
    def repaint(self) -> None:
        """Draw everything anew."""

    def on_mount(self) -> None:
        """Heed signals."""
        self._unheed = ending.heed(self._leave, self._hurry)

    def on_unmount(self) -> None:
        """Leave signals to whoever had them before; in a process of its own none disturbs what is done last."""
        if not self.ends_process:
            self._unheed()

    def on_resize(self, event: Resize) -> None:
        """Cover everything while the terminal is too small to decide in."""
        if self.screen_stack and is_too_small(event.size) and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(self.lang))

    def get_driver_class(self) -> "type[Driver]":
        """Draw with a driver of our own where a real terminal is."""
        return ending.driver_for(super().get_driver_class())

    def hang_up(self) -> None:
        """Leave in good order, since nobody is at the other end any more; from any thread."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._leave, ending.HUNG_UP)
        self._hurry(ending.HUNG_UP)

    def _handle_exception(self, error: Exception) -> None:
        if not isinstance(error, WorkerFailed):
            super()._handle_exception(error)
        elif not self._exit and not self._is_of_parting(error):
            self.show_problem(unforeseen.noted(unforeseen.failure_of(error)))

    def suspend_soon(self) -> None:
        """Stop as the shell's ctrl+z does; for whoever cannot wait for it."""
        self.run_worker(self.action_suspend(), group="stopping", exclusive=True, exit_on_error=False)

    async def action_suspend(self) -> None:
        """Stop, as the shell's ctrl+z does, once what was decided is written: a file held would stop others too."""
        if (stop := getattr(self._driver, "stop_here", None)) is not None:
            await asyncio.to_thread(self.desk.finish, STOP_SECONDS)
            stop()
            self.repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stop only where there is a shell to go back to, and leave ctrl+z to a field that takes back what is typed.

        Where there is no room one can only leave.
        """
        if self.screen_stack and isinstance(self.screen, TooSmall) and action not in WORKS:
            return False
        if action == "suspend":
            return hasattr(self._driver, "stop_here") and not isinstance(self.focused, TextArea)
        return super().check_action(action, parameters)

    def _leave(self, code: int) -> None:
        self.run_worker(self.action_quit(code), group="leaving", exclusive=True, exit_on_error=False)

    def _hurry(self, code: int) -> None:
        """Stop all work at once; the process ends soon even if nobody reads any more what is written to the screen."""
        self.stop_work()
        if self.ends_process:
            ending.end_soon(code, self._finish, getattr(self._driver, "restore", None))

    def _finish(self) -> None:
        """Wait for what is under way, and take away what it leaves behind if it does not end."""
        from kw_tui.storage.readers.staging import remove_own

        if not self.desk.finish(LAST_WORDS_SECONDS):
            remove_own()
