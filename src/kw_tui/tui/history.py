"""Where one has been, as a browser keeps it: places left behind, and those one came back from."""

from collections import deque
from typing import NamedTuple

MOST = 100
"""Places kept each way."""


class Spot(NamedTuple):
    """A place: its tab, and what was looked at there (customer, page, segment ...), by name."""

    tab: str
    seen: tuple[tuple[str, str], ...] = ()


class History:
    """The places before and after the one looked at."""

    def __init__(self) -> None:
        self.before: deque[Spot] = deque(maxlen=MOST)
        self.after: deque[Spot] = deque(maxlen=MOST)

    def leave(self, here: Spot) -> None:
        """Keep a place that is left for a new one; what was gone back from is forgotten."""
        if not self.before or self.before[-1] != here:
            self.before.append(here)
        self.after.clear()

    def back(self, here: Spot) -> Spot | None:
        """Return the place before this one, None where there is none."""
        return _step(self.before, self.after, here)

    def forward(self, here: Spot) -> Spot | None:
        """Return the place one came back from, None where there is none."""
        return _step(self.after, self.before, here)


def _step(taken: deque[Spot], kept: deque[Spot], here: Spot) -> Spot | None:
    while taken and taken[-1] == here:
        taken.pop()
    if not taken:
        return None
    kept.append(here)
    return taken.pop()
