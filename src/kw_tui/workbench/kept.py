"""What was computed once and is kept until an input changes."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import polars as pl

from kw_tui.workbench.stopping import go_on

T = TypeVar("T")


class Kept:
    """One result a name, together with the key it was computed for."""

    def __init__(self) -> None:
        self._results: dict[str, tuple[Hashable, Any]] = {}
        self._begun_with: dict[str, tuple[Hashable, Any]] = {}

    def copy(self) -> "Kept":
        """Return another place that begins with the same results."""
        other = Kept()
        other._begun_with = dict(self._results)
        other._results = dict(other._begun_with)
        return other

    def learn(self, other: "Kept") -> None:
        """Take from a copy what was computed there, unless something else was computed here meanwhile."""
        for name, kept in list(other._results.items()):
            before = other._begun_with.get(name)
            if kept is not before and self._results.get(name) is before:
                self._results[name] = kept

    def get(self, name: str, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the result for `key`, computed if the one kept is for another."""
        kept = self._results.get(name)
        if kept is None or kept[0] != key:
            kept = (key, compute())
            self._results[name] = kept
        found: T = kept[1]
        return found

    def latest(self, name: str, begins: tuple[Hashable, ...]) -> Any:
        """Return the result kept under a name if its key begins so; else None."""
        key, result = self._results.get(name, (None, None))
        return result if isinstance(key, tuple) and key[: len(begins)] == begins else None


def computed(plan: pl.LazyFrame) -> pl.DataFrame:
    """Collect a plan over customers. In memory: they fit, and the streaming engine aborts on some of these plans.

    Raise StoppedError instead where nobody wants the answer any more.
    """
    go_on()
    return plan.collect(engine="in-memory")
