"""The CDNOW sample as the literature uses it: 2,357 customers, calibrated to 1997-09-30, in weeks."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np

from kw_tui.core.lifetime.histories import Histories
from tests.golden.shared_data import SHARED

CALIBRATED_TO = date(1997, 9, 30)


@dataclass(frozen=True)
class Cdnow:
    """Histories in the order of customers; `held_out` occasions came later, `means` are what a repeat was worth."""

    each: Histories
    held_out: int
    counts: np.ndarray
    means: np.ndarray
    days: list[list[date]]

    @property
    def compressed(self) -> Histories:
        """One place a kind of history."""
        rows = np.column_stack([self.each.repeats, self.each.last, self.each.age])
        kinds, count = np.unique(rows, axis=0, return_counts=True)
        return Histories.of(*kinds.T, count, self.each.log_gaps)


@cache
def cdnow(*, paid_only: bool = False) -> Cdnow:
    """Read the sample; as the literature does, or only with days on which something was paid."""
    spent: dict[int, dict[date, float]] = {}
    for line in (SHARED / "cdnow" / "CDNOW_sample.txt").read_text().splitlines():
        _, customer, day, _, value = line.split()
        when = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        of_customer = spent.setdefault(int(customer), {})
        of_customer[when] = of_customer.get(when, 0.0) + float(value)
    repeats, last, age, means, gaps, days = [], [], [], [], 0.0, []
    for _, all_amounts in sorted(spent.items()):
        amounts = {day: amount for day, amount in all_amounts.items() if amount > 0 or not paid_only}
        if min(amounts, default=date.max) > CALIBRATED_TO:
            continue
        before = sorted(day for day in amounts if day <= CALIBRATED_TO)
        days.append(sorted(amounts))
        repeats.append(len(before) - 1)
        last.append((before[-1] - before[0]).days / 7)
        age.append((CALIBRATED_TO - before[0]).days / 7)
        means.append(np.mean([amounts[day] for day in before[1:]]) if before[1:] else 0.0)
        gaps += sum(np.log((b - a).days / 7) for a, b in pairwise(before))
    held_out = sum(day > CALIBRATED_TO for each in days for day in each)
    return Cdnow(Histories.of(repeats, last, age, 1.0, gaps), held_out, np.array(repeats, float), np.array(means), days)
