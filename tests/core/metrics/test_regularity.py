import numpy as np
import pytest
from scipy.special import polygamma, psi

from kw_tui.core.metrics.regularity import cohort_shape
from tests.core.facts_frames import column_of, facts_frame, portfolio_of


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


def by_likelihood(gaps: np.ndarray) -> np.ndarray:
    """The shape of gamma gaps, a row a customer, as it is usually estimated (Minka's start and Newton's steps)."""
    off = np.log(gaps.mean(axis=1)) - np.log(gaps).mean(axis=1)
    k = (3 - off + np.sqrt((off - 3) ** 2 + 24 * off)) / (12 * off)
    for _ in range(5):
        k = 1 / (1 / k + (np.log(k) - psi(k) - off) / (k**2 * (1 / k - polygamma(1, k))))
    return k


@pytest.mark.parametrize(("gaps", "biased"), [(3, 1.9), (5, 1.39), (10, 1.15), (30, 1.04)])
def test_the_bias_of_the_usual_estimate_is_gone(gaps: int, biased: float) -> None:
    """VALUE numerics 6: random buying (k = 1) looks regular if there are few gaps."""
    own = np.random.default_rng(6).exponential(size=(3000, gaps)) * 30
    usual = np.median(by_likelihood(own))
    ours = np.median(shapes([with_gaps(list(row)) for row in own]))
    assert usual == pytest.approx(biased, abs=0.08)
    assert ours == pytest.approx(1, abs=0.04)


@pytest.mark.parametrize("shape", [1.0, 2.5])
def test_the_cohort_of_two_gaps_each_is_that_of_wheat_and_morrison(shape: float) -> None:
    own = np.random.default_rng(8).gamma(shape, 10.0, size=(4000, 2))
    share = own[:, 0] / own.sum(axis=1)
    variance = ((share - 0.5) ** 2).mean()
    told = facts_frame([with_gaps(list(row)) for row in own]).select(cohort_shape()).collect().item()
    assert told == pytest.approx((1 - 4 * variance) / (8 * variance), rel=1e-9)
    assert told == pytest.approx(shape, rel=0.1)


def test_where_nobody_has_two_gaps_the_cohort_tells_nothing() -> None:
    assert facts_frame([with_gaps([5.0]), with_gaps([])]).select(cohort_shape()).collect().item() is None


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
