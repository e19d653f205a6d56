"""A screen in front of all others, that is answered once."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answered = TypeVar("Answered")


class Modal(ModalScreen[Answered]):
    """Closes once, and only itself."""

    def dismiss(self, result: Answered | None = None) -> AwaitComplete:
        """Close with a result; nothing happens where it is closed already.

        Of two keys pressed fast, the second can arrive when the first has closed it: the next screen would be closed.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
