"""Histories as arrays of one length."""

import numpy as np
import pytest

from kw_tui.core.lifetime.histories import Histories


def test_single_values_are_spread_over_all_customers() -> None:
    one = Histories.of([0, 2], 0.0, [5, 9], [3, 1])
    assert one.last.tolist() == [0.0, 0.0]
    assert (one.customers, one.occasions) == (4.0, 2.0)
    assert np.isnan(one.log_gaps)


def test_scaling_measures_every_time_in_the_new_unit() -> None:
    one = Histories.of([2], [14.0], [21.0], 1.0, np.log(6.0) + np.log(8.0)).scaled(7.0)
    assert (one.last.item(), one.age.item()) == (2.0, 3.0)
    assert one.log_gaps == pytest.approx(np.log(6 / 7) + np.log(8 / 7))


def test_rounding_adds_up_those_that_become_alike() -> None:
    few = Histories.of([1, 1, 2], [3.2, 2.9, 3.1], [10.1, 9.8, 10.0], [1, 2, 4]).rounded()
    assert [few.repeats.tolist(), few.last.tolist(), few.age.tolist()] == [[1, 2], [3, 3], [10, 10]]
    assert few.weight.tolist() == [3, 4]


def test_pairs_of_repeats_and_age_find_their_histories() -> None:
    one = Histories.of([5, 0, 5, 5], [3.0, 0.0, 7.0, 3.0], [9.5, 2.0, 9.5, 4.0])
    few, places = one.without_last()
    assert len(few.repeats) == 3
    assert few.repeats[places].tolist() == one.repeats.tolist()
    assert few.age[places].tolist() == one.age.tolist()
