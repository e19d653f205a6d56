"""Stopping what is worked out for somebody who does not want it any more: before the next step, never within one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Text

STOPPED = Text("Abgebrochen", "Cancelled")
AGAIN = Text("Neu laden beginnt von vorn", "reloading starts anew")

_HERE = threading.local()


class StoppedError(KwError):
    """Somebody cancelled what was being worked out; what was finished before is kept."""

    def __init__(self) -> None:
        super().__init__(STOPPED, AGAIN)


@contextmanager
def stoppable(is_wanted: Callable[[], bool]) -> Iterator[None]:
    """Let what is worked out on this thread stop before its next step once it is wanted no more.

    Not for changes: those are made as a whole.
    """
    before = getattr(_HERE, "is_wanted", None)
    _HERE.is_wanted = is_wanted
    try:
        yield
    finally:
        _HERE.is_wanted = before


def go_on() -> None:
    """Stand between two steps: raise StoppedError where whoever asked on this thread wants no answer any more."""
    is_wanted = getattr(_HERE, "is_wanted", None)
    if is_wanted is not None and not is_wanted():
        raise StoppedError
