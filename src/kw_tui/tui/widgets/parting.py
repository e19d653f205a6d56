"""What is called after the next drawing, unless its caller is taken away by then: what that consisted of goes first."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.widget import Widget


class Parting(Widget):
    """A widget, or a screen, that may be taken away while something is still to be called.

    Textual hands what a closing screen wanted called on to the screen below it, which calls it all the same.
    """

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call it once all is drawn, if this is still there."""
        return super().call_after_refresh(self._call_if_there, partial(callback, *args, **kwargs))

    def _call_if_there(self, callback: Callable[..., Any]) -> Any:
        return callback() if self.is_attached and not self._pruning else None
