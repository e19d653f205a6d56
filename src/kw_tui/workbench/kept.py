"""Frames computed once and kept until an input changes."""

from collections.abc import Callable, Hashable

import polars as pl


class Kept:
    """One frame a name, together with the key it was computed for."""

    def __init__(self) -> None:
        self._frames: dict[str, tuple[Hashable, pl.DataFrame]] = {}

    def get(self, name: str, key: Hashable, compute: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """Return the frame for `key`, computed if the one kept is for another."""
        kept = self._frames.get(name)
        if kept is None or kept[0] != key:
            kept = (key, compute())
            self._frames[name] = kept
        return kept[1]


def computed(plan: pl.LazyFrame) -> pl.DataFrame:
    """Collect a plan over customers. In memory: they fit, and the streaming engine aborts on some of these plans."""
    return plan.collect(engine="in-memory")
