"""Groups that are there are found, as many as there are."""

import numpy as np
import pytest

from kw_tui.core.similar.grouping import LEAST_SHARE, distances, grouped, nearest, silhouette


def blobs(k: int, each: int, apart: float = 8.0) -> tuple[np.ndarray, np.ndarray]:
    dice = np.random.default_rng(1)
    centres = np.zeros((k, 8), np.float32)
    centres[np.arange(k), np.arange(k)] = apart
    truth = np.repeat(np.arange(k), each)
    return (centres[truth] + dice.normal(size=(k * each, 8))).astype(np.float32), truth


@pytest.mark.parametrize("k", [2, 3, 5, 8])
def test_as_many_groups_as_there_are(k: int) -> None:
    points, truth = blobs(k, 70)
    found = grouped(points)
    assert found is not None
    pairs = set(zip(found.labels.tolist(), truth.tolist(), strict=True))
    assert len(found.centres) == len(pairs) == k


def test_many_points_are_grouped_by_way_of_a_sample() -> None:
    points, truth = blobs(4, 3000)
    found = grouped(points)
    assert found is not None
    assert len(set(zip(found.labels.tolist(), truth.tolist(), strict=True))) == 4


def test_the_same_points_give_the_same_groups() -> None:
    points, _ = blobs(5, 2000, 2.0)
    one, other = grouped(points), grouped(points.copy())
    assert one is not None
    assert other is not None
    assert np.array_equal(one.labels, other.labels)


def test_a_few_strangers_are_no_group() -> None:
    points, _ = blobs(2, 400)
    strangers = np.full((int(LEAST_SHARE * 800) - 6, 8), 60, np.float32)
    found = grouped(np.concatenate([points, strangers]))
    assert found is None or np.bincount(found.labels).min() > len(strangers)


def test_silhouette_of_three_points() -> None:
    points = np.array([[0.0], [1.0], [5.0]], np.float32)
    # (5 - 1) / 5 and (4 - 1) / 4; a point by itself counts 0
    assert silhouette(distances(points, points), np.array([0, 0, 1]), 2) == pytest.approx((0.8 + 0.75 + 0) / 3)
    assert nearest(points, np.array([[0.2], [4.0]], np.float32)).tolist() == [0, 0, 1]


def test_points_that_are_all_alike_have_no_groups() -> None:
    assert grouped(np.zeros((100, 3), np.float32)) is None
