"""Customers whose model is known, to see whether it is found again."""

import numpy as np

from kw_tui.core.lifetime.histories import Histories


def leaving_after_orders(
    parameters: tuple[float, float, float, float], k: int, customers: int, *, leaves_at_first: bool = True
) -> Histories:
    """Draw histories of MBG/CNBD-k (or BG/NBD), watched for 20 to 100 weeks."""
    r, alpha, a, b = parameters
    chance = np.random.default_rng(7)
    age = chance.uniform(20, 100, customers)
    rate, leaves = chance.gamma(r, 1 / alpha, customers), chance.beta(a, b, customers)
    repeats, last, gaps = np.zeros(customers), np.zeros(customers), 0.0
    is_there = chance.random(customers) > leaves if leaves_at_first else np.ones(customers, dtype=bool)
    while is_there.any():
        who = np.flatnonzero(is_there)
        gap = chance.gamma(k, 1 / rate[who])
        is_seen = last[who] + gap <= age[who]
        back = who[is_seen]
        repeats[back] += 1
        last[back] += gap[is_seen]
        gaps += float(np.log(gap[is_seen]).sum())
        is_there[who[~is_seen]] = False
        is_there[back] = chance.random(len(back)) > leaves[back]
    return Histories.of(repeats, last, age, 1.0, gaps)


def leaving_any_time(parameters: tuple[float, float, float, float], customers: int) -> Histories:
    """Draw histories of Pareto/NBD, watched for 20 to 100 weeks."""
    r, alpha, s, beta = parameters
    chance = np.random.default_rng(7)
    age = chance.uniform(20, 100, customers)
    rate, gone = chance.gamma(r, 1 / alpha, customers), chance.exponential(1 / chance.gamma(s, 1 / beta, customers))
    active = np.minimum(age, gone)
    repeats = chance.poisson(rate * active).astype(float)
    # The last of n times spread evenly over a span is the span times the n-th root of a random number.
    last = np.where(repeats > 0, active * chance.random(customers) ** (1 / np.maximum(repeats, 1)), 0.0)
    return Histories.of(repeats, last, age)
