import numpy as np
import pytest

from tests.core.facts_frames import column_of, portfolio_of


def with_gaps(gaps: list[float]) -> dict[str, object]:
    return {"gap_count": len(gaps), "gap_sum": float(sum(gaps)), "gap_sum_sq": float(sum(gap * gap for gap in gaps))}


def buyers(shape: float, gaps: int, customers: int) -> list[dict[str, object]]:
    """Customers whose gaps are gamma of one shape, each at its own pace."""
    dice = np.random.default_rng(20)
    pace = dice.uniform(3, 90, customers)
    return [with_gaps(list(dice.gamma(shape, mean / shape, gaps))) for mean in pace]


def shapes(rows: list[dict[str, object]]) -> list[float]:
    return column_of(portfolio_of(rows), "regularity")


@pytest.mark.parametrize("gaps", [3, 5, 10, 30])
@pytest.mark.parametrize("shape", [1.0, 3.0])
def test_few_gaps_do_not_make_buyers_look_more_regular_than_they_are(gaps: int, shape: float) -> None:
    """Uncorrected, k = 1 reads as 1.9 with 3 gaps, 1.39 with 5, 1.15 with 10, 1.04 with 30."""
    assert np.median(shapes(buyers(shape, gaps, 2000))) == pytest.approx(shape, rel=0.15)


def test_a_customer_with_few_gaps_is_pulled_towards_the_cohort_more_than_one_with_many() -> None:
    steady = [30.0, 33.0, 27.0]
    few, many, *_ = shapes([with_gaps(steady), with_gaps(steady * 20), *buyers(1.0, 10, 500)])
    assert 1 < few < many / 5


def test_irregular_buying_is_below_regular_buying() -> None:
    clockwork, bursts, *_ = shapes([with_gaps([30.0] * 10), with_gaps([1.0] * 9 + [291.0]), *buyers(1.0, 10, 200)])
    assert bursts < 1 < clockwork


@pytest.mark.parametrize("gaps", [[], [30.0]])
def test_below_two_gaps_nothing_is_claimed(gaps: list[float]) -> None:
    portfolio = portfolio_of([with_gaps(gaps), *buyers(1.0, 5, 5)])
    assert column_of(portfolio, "regularity")[0] is None
    assert column_of(portfolio, "gap_count")[0] == len(gaps)


@pytest.mark.parametrize("rows", [[[30.0] * 4] * 3, [[1.0, 1000.0]], [[7.0, 7.0]]])
def test_clockwork_and_extremes_stay_finite(rows: list[list[float]]) -> None:
    assert all(0 < shape <= 100 for shape in shapes([with_gaps(gaps) for gaps in rows]))
