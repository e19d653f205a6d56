from decimal import Decimal
from itertools import pairwise
from math import inf

import polars as pl
import pytest

from kw_tui.core.proposals.break_even import break_even_loss, tolerated_loss, what_if, what_ifs


@pytest.mark.parametrize(
    ("step", "ratio", "loss"),
    [(0.05, 0.40, 0.111), (0.10, 0.42, 0.192), (0.10, 0.50, 0.167), (-0.20, 0.60, -0.50)],
)
def test_published_numbers(step: float, ratio: float, loss: float) -> None:
    assert break_even_loss(step, ratio) == pytest.approx(loss, abs=0.0005)


def test_a_lower_ratio_tolerates_more_loss() -> None:
    assert break_even_loss(0.05, 0.10) > break_even_loss(0.05, 0.40)


@pytest.mark.parametrize("ratio", [0.0, -0.3])
def test_whoever_brings_nothing_may_leave(ratio: float) -> None:
    assert break_even_loss(0.05, ratio) == 1.0


def test_no_volume_makes_up_for_a_cut_beyond_the_margin() -> None:
    assert break_even_loss(-0.3, 0.2) == -inf


def test_columns_agree_with_numbers_and_keep_the_unknown() -> None:
    frame = pl.DataFrame({"step": [0.05, 0.1, 0.05, None, 0.05], "ratio": [0.4, 0.42, -0.1, 0.4, None]})
    found = frame.select(tolerated_loss(pl.col("step"), pl.col("ratio"))).to_series().to_list()
    assert found[:3] == pytest.approx([break_even_loss(0.05, 0.4), break_even_loss(0.1, 0.42), 1.0])
    assert found[3:] == [None, None]


def test_at_the_tolerated_loss_nothing_changes() -> None:
    outcome = what_if(0.05, Decimal("200000"), 0.40, break_even_loss(0.05, 0.40))
    assert abs(outcome.change) < Decimal("0.01")


def test_what_if_by_hand() -> None:
    outcome = what_if(0.10, Decimal(1000), 0.20, 0.25)
    assert (outcome.revenue, outcome.contribution, outcome.change) == (Decimal(825), Decimal(225), Decimal(25))


def test_what_ifs_run_from_nothing_to_everything_lost() -> None:
    outcomes = what_ifs(0.05, Decimal(1000), 0.3)
    assert (outcomes[0].loss, outcomes[-1].loss, len(outcomes)) == (0.0, 1.0, 11)
    assert (outcomes[0].change, outcomes[-1].change) == (Decimal(50), Decimal(-300))
    assert all(later.change < earlier.change for earlier, later in pairwise(outcomes))
