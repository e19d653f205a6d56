"""Reproducible chance: built on `random.random()` alone, whose sequence Python guarantees for a seed."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

Item = TypeVar("Item")
SEED = "kw-tui sample wholesaler 1"


class Dice:
    """A named stream of chance; the same name gives the same numbers on every Python >= 3.11."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"{SEED}/{name}").random

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self._random() < probability

    def between(self, low: float, high: float) -> float:
        """A uniform number in [low, high)."""
        return low + (high - low) * self._random()

    def integer(self, low: int, high: int) -> int:
        """A uniform integer, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """One item, all equally likely."""
        return items[int(self._random() * len(items))]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """A new list with the items in random order."""
        rest = list(items)
        return [rest.pop(self.integer(0, len(rest) - 1)) for _ in range(len(rest))]

    def normal(self) -> float:
        """About standard normal: twelve uniform numbers, needing no libm and so equal on every platform."""
        return sum(self._random() for _ in range(12)) - 6.0

    def count(self, expected: float) -> int:
        """A whole number of events whose mean is `expected`, never more than one off."""
        return int(expected + self._random())

    def gap(self, mean: float, shape: int) -> float:
        """An Erlang gap: `shape` 1 is random, larger is more regular."""
        return -sum(math.log(1.0 - self._random()) for _ in range(shape)) * mean / shape

    def day(self, first: date, last: date) -> date:
        """A uniform day, both ends included."""
        return first + timedelta(days=self.integer(0, (last - first).days))
