"""BG/NBD, MBG/NBD and MBG/CNBD-k against published figures, closed forms and simulated futures."""

import numpy as np
import pytest
from scipy.special import hyp2f1

from kw_tui.core.lifetime.dropout import Dropout, likelihood
from kw_tui.core.lifetime.histories import Histories

BG = Dropout(0.2425945, 4.4136019, 0.7929199, 2.4258881, leaves_at_first=False)
ROUNDED = Dropout(0.243, 4.414, 0.793, 2.426, leaves_at_first=False)
CUSTOMER_1516 = Histories.of(26, 30.857, 31)
LONG_GONE = Histories.of([10, 15, 20, 25], 20.0, 39.0)
SOME = Histories.of([0, 1, 5, 30, 300], [0.0, 10, 20, 38, 199], [39.0, 39, 39, 39, 200], [1, 2, 3, 1, 1], 12.5)


def test_orders_of_a_new_customer() -> None:
    assert BG.expected(Histories.new(1), 52.0).item() == pytest.approx(1.444004, rel=1e-5)


def test_a_frequent_customer() -> None:
    # Published from parameters with more digits than these: the fifth digit differs.
    assert BG.expected(CUSTOMER_1516, 52.0).item() == pytest.approx(25.7566, rel=5e-5)
    assert BG.p_alive(CUSTOMER_1516).item() == pytest.approx(0.968852, abs=5e-6)


def test_many_orders_and_then_silence() -> None:
    published = [0.347461, 0.0428339, 0.00415897, 0.000358369]
    assert BG.expected(LONG_GONE, 52.0) == pytest.approx(published, rel=1e-4)


def test_chances_of_a_number_of_orders() -> None:
    assert ROUNDED.probability(0, 39.0) == pytest.approx(0.5737864, abs=5e-8)
    assert ROUNDED.probability(10, 2.0) == pytest.approx(1.07869e-7, rel=5e-6)
    assert ROUNDED.probability(11, 30.0) == pytest.approx(0.0019995214, rel=5e-8)


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("leaves_at_first", [True, False])
def test_all_chances_make_one_and_their_mean_is_what_is_expected(k: int, leaves_at_first: bool) -> None:
    model = Dropout(1.2, 9.0, 0.8, 2.4, k, leaves_at_first)
    counts = np.arange(400)
    chances = model.probability(counts, 30.0)
    assert chances.sum() == pytest.approx(1, abs=1e-12)
    assert chances @ counts == pytest.approx(model.expected(Histories.new(1), 30.0).item(), rel=1e-8)


def closed_form(model: Dropout, one: Histories, horizon: float) -> np.ndarray:
    """Fader/Hardie/Lee 2005, equation 10, without the chance to be there."""
    shape, stays = model.r + one.repeats, model.b + one.repeats + model.leaves_at_first
    observed = model.alpha + one.age
    both = model.a + stays - 1
    series = hyp2f1(shape, stays, both, horizon / (observed + horizon))
    return both / (model.a - 1) * (1 - (observed / (observed + horizon)) ** shape * series)


@pytest.mark.parametrize("horizon", [1.0, 52.0, 156.0])
@pytest.mark.parametrize("leaves_at_first", [True, False])
def test_averaging_over_nodes_is_the_closed_form(horizon: float, leaves_at_first: bool) -> None:
    model, one = Dropout(0.5, 6.0, 0.9, 1.6, 1, leaves_at_first), Histories.of([0, 1, 5, 30], 9.0, [9.0, 39, 39, 39])
    assert model.expected_of_living(one, horizon) == pytest.approx(closed_form(model, one, horizon), rel=1e-8)


def test_a_chance_of_leaving_that_is_one_on_average_is_no_special_case() -> None:
    around = [Dropout(0.5, 6.0, a, 1.6).expected(SOME, 52.0) for a in (1 - 1e-7, 1.0, 1 + 1e-7)]
    assert around[1] == pytest.approx((around[0] + around[2]) / 2, rel=1e-6)


def test_very_many_regular_orders_are_counted_too() -> None:
    model = Dropout(2.0, 3.0, 0.001, 50.0, 3)
    one = Histories.of([700, 5], [200.0, 60], [200.0, 61])
    assert model.expected_of_living(one, 52.0) == pytest.approx([(2 + 3 * 700) / 203 * 52 / 3, 4.9], rel=0.1)


def test_whoever_ordered_just_now_may_still_have_left_with_that_order() -> None:
    alive = Dropout(0.5, 6.0, 0.9, 1.6).p_alive(Histories.of([0, 3], [0.0, 20], [0.0, 20]))
    assert alive == pytest.approx([1.6 / 2.5, 4.6 / 5.5])
    assert BG.p_alive(Histories.of(0, 0.0, 39.0)) == [1.0]


@pytest.mark.parametrize("k", [1, 2, 3])
def test_expected_orders_come_true_in_simulated_futures(k: int) -> None:
    """Simulate many customers of the model for 20 weeks, take those alike at that time, and watch them go on."""
    model, chance, n = Dropout(2.0, 4.0 / k, 0.8, 2.5, k), np.random.default_rng(3), 400_000
    rate, leaves = chance.gamma(model.r, 1 / model.alpha, n), chance.beta(model.a, model.b, n)
    clock, repeats, last, future = (np.zeros(n) for _ in range(4))
    is_there = chance.random(n) > leaves
    while is_there.any():
        who = np.flatnonzero(is_there)
        clock[who] += chance.gamma(k, 1 / rate[who])
        known, later = who[clock[who] <= 20], who[(clock[who] > 20) & (clock[who] <= 40)]
        repeats[known] += 1
        last[known] = clock[known]
        future[later] += 1
        is_there[who[clock[who] > 40]] = False
        still = np.concatenate([known, later])
        is_there[still] = chance.random(len(still)) > leaves[still]
    for count, first, until in ((0, -1, 1), (2, 12, 16), (4, 17, 20)):
        alike = (repeats == count) & (last > first) & (last <= until)
        one = Histories.of(repeats[alike], last[alike], 20.0)
        assert alike.sum() > 1000
        assert model.expected(one, 20.0).mean() == pytest.approx(future[alike].mean(), rel=0.05)


@pytest.mark.parametrize("k", [1, 2, 4])
@pytest.mark.parametrize("leaves_at_first", [True, False])
def test_the_gradient_is_the_slope_of_the_likelihood(k: int, leaves_at_first: bool) -> None:
    at, step = np.array([0.5, 5.0, 0.7, 2.0]), 1e-6

    def value(parameters: np.ndarray) -> float:
        return likelihood(parameters, SOME, k=k, leaves_at_first=leaves_at_first)[0]

    slopes = [(value(at + step * axis) - value(at - step * axis)) / (2 * step) for axis in np.eye(4)]
    assert likelihood(at, SOME, k=k, leaves_at_first=leaves_at_first)[1] == pytest.approx(slopes, rel=1e-5)
