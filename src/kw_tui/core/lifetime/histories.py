"""What a lifetime model knows of customers: how often they came again, when last, and since when they are known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Times = float | Array
"""One time for all, or one each."""


@dataclass(frozen=True, slots=True, eq=False)
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

    def scaled(self, unit: float) -> "Histories":
        """The same with times measured in `unit` of the present unit."""
        shift = self.occasions * np.log(unit)
        return Histories(self.repeats, self.last / unit, self.age / unit, self.weight, self.log_gaps - shift)

    def rounded(self) -> "Histories":
        """The same with times rounded to whole units, so that there are fewer kinds."""
        rows = np.column_stack([self.repeats, np.rint(self.last), np.rint(self.age)])
        kinds, where = np.unique(rows, axis=0, return_inverse=True)
        repeats, last, age = kinds.T
        return Histories.of(repeats, last, age, np.bincount(where.ravel(), self.weight), self.log_gaps)
