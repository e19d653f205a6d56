import numpy as np

from kw_tui.core.wallet.space import APART, CELLS, EXACT_UP_TO, space


def test_customers_alike_in_everything_share_a_point() -> None:
    one = space([np.array([0.1, 0.1, 0.9]), np.array([0.5, 0.5, 0.5])], np.zeros(3, np.int64))
    assert one.point_of[0] == one.point_of[1] != one.point_of[2]
    assert one.points[one.point_of[2]].tolist() == [0, 0.9, 0.5]


def test_strata_are_further_apart_than_anything_else() -> None:
    one = space([np.array([0.0, 1.0])], np.array([0, 1]))
    assert abs(np.diff(one.points[one.point_of][:, 0])) == APART > 1


def test_many_customers_are_gathered_in_few_points() -> None:
    dice = np.random.default_rng(1)
    count = 2 * EXACT_UP_TO
    one = space([dice.random(count), dice.random(count)], np.zeros(count, np.int64))
    assert len(one.points) <= CELLS
