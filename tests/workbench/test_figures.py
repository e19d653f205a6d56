"""What is kept of a session at work: a changed threshold, claim or day is told as by a session opened anew."""

from datetime import timedelta
from decimal import Decimal

import pytest
from polars.testing import assert_frame_equal

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW

CHANGES = (
    {"abc_a_customers": 0.5},
    {"rate_order": 40, "target_ratio": 0.3},
    {"clv_years": 5},
    {"clv_model": "simple"},
    {"wallet_tau": 0.6},
    {"cross_lift": 1.0},
    {"period": "6m"},
    {"as_of": "2026-11-01"},
)


def anew(bench: Workbench) -> Workbench:
    return Workbench.open(bench.path, clock=lambda: NOW)


@pytest.mark.parametrize("changes", CHANGES, ids=" ".join)
def test_a_change_gives_what_opening_anew_gives(bench: Workbench, changes: dict[str, object]) -> None:
    bench.queue()
    bench.set(**changes)
    assert_frame_equal(bench.portfolio(), anew(bench).portfolio(), check_column_order=False)
    assert_frame_equal(bench.queue(), anew(bench).queue())


def test_what_rests_on_nothing_that_changed_stays_the_same_object(bench: Workbench) -> None:
    portfolio = bench.portfolio()
    bench.set(target_ratio=0.3)
    assert bench.portfolio() is portfolio


def test_a_claim_is_seen_at_once(bench: Workbench) -> None:
    customer = bench.portfolio()["customer_id"][0]
    bench.claim_potential(customer, Decimal(70_000), "visited, counted the machines", NOW.date() + timedelta(days=90))
    assert bench.customer(customer).row["potential_basis"] == "claim"
    assert_frame_equal(bench.portfolio(), anew(bench).portfolio(), check_column_order=False)


def test_a_queue_is_not_made_again_because_time_passes_but_because_a_claim_runs_out(bench: Workbench) -> None:
    now = NOW
    bench._clock = lambda: now
    bench._decisions = type(bench._decisions)(bench.path, bench._clock)
    bench.decide(bench.queue()["customer_id"][0], "claim")
    claimed = bench.queue()
    now += timedelta(minutes=14)
    assert bench.queue() is claimed
    now += timedelta(minutes=2)
    assert bench.queue()["state"][0] == "open"
