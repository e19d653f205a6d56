import numpy as np
import pytest

from kw_tui.core.wallet.neighbours import nearest_quantile
from kw_tui.core.wallet.space import space

EVERYBODY = np.ones(200, np.bool_)


def slowly(positions: np.ndarray, revenue: np.ndarray, alike: int, tau: float) -> list[float]:
    found = []
    for place, position in enumerate(positions):
        distance = np.abs(positions - position)
        distance[place] = np.inf
        found.append(float(np.quantile(revenue[np.argsort(distance)[:alike]], tau)))
    return found


def test_it_is_the_quantile_of_the_nearest_others() -> None:
    dice = np.random.default_rng(7)
    positions, revenue = dice.random(200), dice.lognormal(size=200)
    one = space([positions], np.zeros(200, np.int64))
    found, counted = nearest_quantile(one, revenue, EVERYBODY, EVERYBODY, 15, 0.8)
    assert found == pytest.approx(slowly(positions, revenue, 15, 0.8))
    assert set(counted) == {15}


def test_at_a_crowded_point_all_others_count() -> None:
    revenue = np.arange(200.0)
    one = space([np.full(200, 0.5)], np.zeros(200, np.int64))
    found, counted = nearest_quantile(one, revenue, EVERYBODY, EVERYBODY, 15, 0.8)
    assert found[0] == pytest.approx(np.quantile(revenue[1:], 0.8))
    assert found[199] == pytest.approx(np.quantile(revenue[:199], 0.8))
    assert set(counted) == {199}


def test_beside_a_crowd_a_few_of_it_stand_for_all() -> None:
    """199 at one point and one beside it: 16 of the crowd, spread over its revenue, are its neighbours."""
    revenue = np.append(np.arange(199.0), 7.0)
    one = space([np.append(np.full(199, 0.2), 0.4)], np.zeros(200, np.int64))
    found, counted = nearest_quantile(one, revenue, EVERYBODY, EVERYBODY, 15, 0.5)
    assert counted[199] == 15
    assert found[199] == pytest.approx(99, abs=15)


def test_who_is_no_peer_counts_for_nobody_and_is_told_all_the_same() -> None:
    revenue = np.append(np.full(199, 10.0), 1e9)
    is_peer = revenue < 1e9
    one = space([np.linspace(0, 1, 200)], np.zeros(200, np.int64))
    found, counted = nearest_quantile(one, revenue, is_peer, EVERYBODY, 15, 0.8)
    assert set(found) == {10.0}
    assert counted[199] == 16


def test_strata_do_not_mix() -> None:
    own = np.arange(200) % 2
    one = space([np.linspace(0, 1, 200)], own)
    found, _ = nearest_quantile(one, own * 100.0, EVERYBODY, EVERYBODY, 15, 0.8)
    assert found.tolist() == (own * 100.0).tolist()
