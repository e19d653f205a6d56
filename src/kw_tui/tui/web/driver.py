"""Draws into a tab of a browser, and leaves in good order when the tab, or the server, is gone."""

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp


class TabDriver(WebDriver):
    """Textual's own driver would run on for ever once nobody is left to talk to."""

    def write(self, data: str) -> None:
        """Write; what nobody can read any more is not written."""
        with suppress(OSError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the server something, if it is still there."""
        with suppress(OSError):
            super().write_meta(data)

    def run_input_thread(self) -> None:
        """Read keys until the program ends, or until nobody sends any more: then the program ends too."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            cast("KwApp", self._app).hang_up()
