"""What a lifetime model knows of customers: how often they came again, when last, and since when they are known."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Times = float | Array
"""One time for all, or one each."""


class Distinct(NamedTuple):
    """Different `values`, the place of each history among them, and how many customers each value has."""

    values: Array
    places: NDArray[np.intp]
    weight: Array


@dataclass(frozen=True, eq=False)
class Histories:
    """One place a kind of history. `repeats` (x) are occasions after the first, `last` (t_x) the time of the last and
    `age` (T) the time observed, both since the first occasion and in the same unit; `weight` counts customers alike.

    `log_gaps` is the sum, over all customers, of the logarithms of the times between occasions; nan where unknown.
    """

    repeats: Array
    last: Array
    age: Array
    weight: Array
    log_gaps: float = float("nan")

    @classmethod
    def of(
        cls, repeats: object, last: object, age: object, weight: object = 1.0, log_gaps: float = np.nan
    ) -> "Histories":
        """Make them from anything that numpy takes for numbers."""
        x, t_x, observed, count = np.broadcast_arrays(
            *(np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in (repeats, last, age, weight))
        )
        return cls(x, t_x, observed, count, float(log_gaps))

    @classmethod
    def new(cls, count: int) -> "Histories":
        """Customers who have just ordered for the first time."""
        return cls.of(np.zeros(count), 0.0, 0.0)

    @property
    def customers(self) -> float:
        """How many customers there are."""
        return float(self.weight.sum())

    @property
    def occasions(self) -> float:
        """How many repeat occasions they had."""
        return float(self.weight @ self.repeats)

    @cached_property
    def counts(self) -> Distinct:
        """The numbers of repeats there are: what depends on them alone is worked out once for each."""
        values, places = np.unique(self.repeats, return_inverse=True)
        return Distinct(values, places, np.bincount(places, self.weight).astype(np.float64))

    def without_last(self) -> tuple["Histories", NDArray[np.intp]]:
        """Histories told apart by repeats and age alone, with `last` 0, and the place of each one among them."""
        ages, age = np.unique(self.age, return_inverse=True)
        pairs, places = np.unique(self.counts.places * len(ages) + age, return_inverse=True)
        count, old = np.divmod(pairs, len(ages))
        return Histories.of(self.counts.values[count], 0.0, ages[old]), places

    def scaled(self, unit: float) -> "Histories":
        """The same with times measured in `unit` of the present unit."""
        shift = self.occasions * np.log(unit)
        return Histories(self.repeats, self.last / unit, self.age / unit, self.weight, self.log_gaps - shift)

    def rounded(self, step: float = 1.0) -> "Histories":
        """The same with times rounded to whole steps, so that there are fewer kinds."""
        last, age = (np.rint(times / step).astype(np.int64) for times in (self.last, self.age))
        most = int(age.max(initial=0)) + 1
        kinds, where = np.unique((self.counts.places * most + age) * most + last, return_inverse=True)
        pairs, last = np.divmod(kinds, most)
        count, age = np.divmod(pairs, most)
        weight = np.bincount(where, self.weight)
        return Histories.of(self.counts.values[count], last * step, age * step, weight, self.log_gaps)
