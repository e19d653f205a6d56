"""Pareto/NBD and NBD against published figures and the hypergeometric closed form."""

import numpy as np
import pytest
from scipy.special import hyp2f1

from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.pareto import Nbd, Pareto, nbd_likelihood, pareto_likelihood

BEST = Pareto(0.55327687, 10.57767703, 0.60623977, 11.66872461)
"""Where the published optimum is highest; it is so flat that programs stop some way from here."""
ROUNDED = Pareto(0.55, 10.58, 0.61, 11.67)
SOME = Histories.of([0, 1, 5, 30, 300], [0.0, 10, 20, 38, 199], [39.0, 39, 39, 39, 200], [1, 2, 3, 1, 1])


def test_published_expectations() -> None:
    nobody, frequent = Histories.of(0, 0.0, 0.0), Histories.of(26, 30.857, 31)
    assert BEST.expected(nobody, 52.0).item() == pytest.approx(1.473434, rel=1e-6)
    assert BEST.expected(frequent, 52.0).item() == pytest.approx(25.45647, rel=1e-4)
    assert BEST.p_alive(frequent).item() == pytest.approx(0.997874, abs=5e-6)
    assert BEST.p_alive(Histories.of(0, 0.0, 39.0)).item() == pytest.approx(0.2941633, abs=2e-4)


def test_many_orders_and_then_silence() -> None:
    silent = Histories.of([10, 15, 20, 25], 20.0, 39.0)
    assert BEST.expected(silent, 52.0) == pytest.approx([0.7062289, 0.1442396, 0.0225066, 0.0030927], rel=1e-3)


def test_more_than_a_hundred_orders_do_not_overflow() -> None:
    heavy = Histories.of([132, 133], 200.0, 200.0)
    assert ROUNDED.expected(heavy, 10.0) == pytest.approx([6.206051789, 6.252872248], rel=1e-9)


def closed_form(model: Pareto, x: float, t_x: float, age: float) -> float:
    """P(alive) of Fader/Hardie 2005, for alpha >= beta."""
    total, base = model.r + model.s + x, model.alpha - model.beta

    def part(time: float) -> float:
        series = hyp2f1(total, model.s + 1, total + 1, base / (model.alpha + time))
        return series / (model.alpha + time) ** total

    odds = model.s / total * (model.alpha + age) ** (model.r + x) * (model.beta + age) ** model.s
    return 1 / (1 + odds * (part(t_x) - part(age)))


@pytest.mark.parametrize(
    "model", [Pareto(0.6, 12.0, 0.7, 9.0), Pareto(3.0, 50.0, 2.0, 1.0), Pareto(0.5, 8.0, 0.5, 8.0)]
)
def test_the_integral_is_the_hypergeometric_function(model: Pareto) -> None:
    for x, t_x, age in ((0, 0.0, 39.0), (1, 3.0, 39.0), (4, 30.0, 39.0), (20, 30.0, 33.0)):
        known = model.p_alive(Histories.of(x, t_x, age)).item()
        assert known == pytest.approx(closed_form(model, x, t_x, age), rel=1e-8)


def test_leaving_at_the_rate_of_one_on_average_is_no_special_case() -> None:
    around = [Pareto(0.5, 8.0, s, 9.0).expected(SOME, 52.0) for s in (1 - 1e-7, 1.0, 1 + 1e-7)]
    assert around[1] == pytest.approx((around[0] + around[2]) / 2, rel=1e-6)


@pytest.mark.parametrize(
    ("likelihood", "at"), [(nbd_likelihood, [0.5, 5.0]), (pareto_likelihood, [0.5, 5.0, 0.7, 9.0])]
)
def test_the_gradient_is_the_slope_of_the_likelihood(likelihood, at: list[float]) -> None:
    step = 1e-6
    slopes = [
        (likelihood(at + step * axis, SOME)[0] - likelihood(at - step * axis, SOME)[0]) / (2 * step)
        for axis in np.eye(len(at))
    ]
    assert likelihood(np.array(at), SOME)[1] == pytest.approx(slopes, rel=1e-5)


def test_whoever_never_leaves_goes_on_as_before() -> None:
    model = Nbd(0.384766, 12.07202)
    assert model.expected(Histories.of(4, 20.0, 39.0), 10.0).item() == pytest.approx(4.384766 / 51.07202 * 10)
    assert model.probability(np.arange(500), 39.0).sum() == pytest.approx(1)
