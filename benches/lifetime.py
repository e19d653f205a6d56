"""How fast a lifetime model is fitted and asked: kw beside the package `lifetimes`, the same model, the same customers.

usage: python -m benches.lifetime [--customers 1000000]

Customers are drawn from BG/NBD with parameters like those of the CDNOW sample, by the week over three years. Both fit
BG/NBD to all of them: kw from facts (compressing is part of it), `lifetimes` from its three arrays. Likelihoods are
compared at the parameters each found, by one function that agrees with that of `lifetimes`. Then kw foretells for every
customer: chance of being there, orders of a year, and discounted orders of three; those of a year are compared too, and
a model with regular buying (k = 3) is asked as well. Ours: median of three runs; `lifetimes` runs once.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import numpy as np
import polars as pl

from kw_tui.core.lifetime import cohort
from kw_tui.core.lifetime.dropout import likelihood
from kw_tui.core.lifetime.forecast import DAYS_A_YEAR, forecast
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.models import BG_NBD, Fit, Predictor, fit, predictor
from kw_tui.core.metrics.lifetime import add_forecast

FASTER, MOST_SECONDS, SAME = 20.0, 2.0, 1e-6
LEAST_TOLD = 1e-4
"""Difference of log-likelihoods, of millions, that is no difference."""
RUNS, WEEKS, UNIT = 3, 160, 7.0
LIKE_CDNOW = (0.24, 4.4, 0.79, 2.4)
LAST_DAY = date(2025, 12, 31)
Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    customers = parser.parse_args().customers
    drawn = simulated(customers)
    facts = facts_of(*drawn)
    seconds, (kinds, one, ours) = median(lambda: fitted(facts))
    print(f"fit {customers:,} customers, {kinds.height:,} kinds of history: kw {seconds:.2f} s", flush=True)
    missed = beside_lifetimes(drawn, seconds, ours, one)
    models = {"BG/NBD": ours.predictor, "MBG/CNBD-3": predictor("mbg_cnbd", 3, r=0.8, alpha=1.6, a=0.8, b=2.4)}
    return missed + sum(ask(name, model, facts, kinds, one) for name, model in models.items())


def simulated(customers: int) -> Arrays:
    """Repeats, time of the last and age of customers of BG/NBD, in weeks."""
    r, alpha, a, b = LIKE_CDNOW
    chance = np.random.default_rng(7)
    age = chance.integers(1, WEEKS + 1, customers).astype(float)
    rate, leaves = chance.gamma(r, 1 / alpha, customers), chance.beta(a, b, customers)
    repeats, last, who = np.zeros(customers), np.zeros(customers), np.arange(customers)
    while len(who):
        due = last[who] + chance.exponential(size=len(who)) / rate[who]
        is_seen = due <= age[who]
        who, due = who[is_seen], due[is_seen]
        last[who] = due
        repeats[who] += 1
        who = who[chance.random(len(who)) > leaves[who]]
    return repeats, np.ceil(last), age


def facts_of(repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> pl.LazyFrame:
    """The columns of the facts that a fit and a forecast read."""
    told = {"gap_count": repeats, "gap_sum": last * UNIT, "days": (age * UNIT).astype(np.int64)}
    return (
        pl.DataFrame(told)
        .select(
            "gap_count",
            "gap_sum",
            first_order=pl.lit(LAST_DAY) - pl.duration(days=pl.col("days")),
            occasions_all=pl.col("gap_count").cast(pl.Int64) + 1,
            gap_sum_log=pl.lit(0.0),
        )
        .lazy()
    )


def fitted(facts: pl.LazyFrame) -> tuple[pl.DataFrame, Histories, Fit]:
    kinds = cohort.kinds_of_history(facts).collect(engine="in-memory")
    one = cohort.histories(kinds, LAST_DAY, UNIT)
    return kinds, one, fit(BG_NBD, one)


def beside_lifetimes(drawn: Arrays, seconds: float, ours: Fit, one: Histories) -> int:
    try:
        from lifetimes import BetaGeoFitter
    except ImportError as error:
        print(f"lifetimes: skipped, {error}; `make bench` installs it")
        return 0
    start = time.perf_counter()
    other = BetaGeoFitter().fit(*drawn)
    ratio = (time.perf_counter() - start) / seconds
    at = other.params_.to_numpy()
    theirs = likelihood(at, one, leaves_at_first=False)[0]
    by_themselves = -other._negative_log_likelihood(np.log(at), *drawn, np.ones_like(drawn[0]), 0) * len(drawn[0])
    assert abs(theirs / by_themselves - 1) < 1e-9, (theirs, by_themselves)
    gained = ours.log_likelihood - theirs
    print(f"fit: lifetimes {ratio * seconds:.1f} s, ratio {ratio:.1f} (target >= {FASTER:g})")
    print(f"log-likelihood: kw {ours.log_likelihood:.3f}, lifetimes {theirs:.3f}, gained {gained:+.4f} (target >= 0)")
    return int(ratio < FASTER) + int(gained < -LEAST_TOLD) + compare_orders(other, one)


def compare_orders(other: Any, one: Histories) -> int:
    """Orders of a year by the parameters `lifetimes` found, where its own series is finite."""
    year = DAYS_A_YEAR / UNIT
    model = predictor("bg_nbd", 1, **other.params_.to_dict())
    with np.errstate(all="ignore"):
        theirs = other.predict(year, one.repeats, one.last, one.age)
    told = np.isfinite(theirs)
    kw = model.p_alive(one) * model.expected_of_living(one, year)
    farthest = float(np.max(np.abs(kw[told] / theirs[told] - 1)))
    print(f"orders of a year: farthest apart {farthest:.1e} (target <= {SAME:g}), lifetimes lacks {(~told).sum():,}")
    return int(farthest > SAME)


def ask(name: str, model: Predictor, facts: pl.LazyFrame, kinds: pl.DataFrame, one: Histories) -> int:
    def told() -> pl.DataFrame:
        foretold = forecast(kinds, one, model, UNIT, 3.0, 0.1)
        return add_forecast(facts, foretold.lazy(), None).collect(engine="in-memory")

    seconds, each = median(told)
    known = each.select(pl.col("^life_.*$").exclude("life_value")).null_count().sum_horizontal().item()
    print(f"predictions of {name}, {each.height:,} customers: {seconds:.2f} s (target <= {MOST_SECONDS:g})")
    return int(seconds > MOST_SECONDS or known > 0)


def median(run: Callable[[], Any]) -> tuple[float, Any]:
    """The median time of some runs, and what the last one made."""
    taken, made = [], None
    for _ in range(RUNS):
        start = time.perf_counter()
        made = run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), made


if __name__ == "__main__":
    sys.exit(main())
