"""Fits are rows that models are made from again."""

import numpy as np
import polars as pl
import pytest

from kw_tui.core.lifetime import fits
from kw_tui.core.lifetime.histories import Histories
from kw_tui.core.lifetime.models import fit_regular
from tests.core.lifetime.simulated import leaving_after_orders

ONE = leaving_after_orders((0.8, 3.0, 0.9, 2.5), 2, 3_000)


def test_a_row_leads_back_to_the_model() -> None:
    row = fits.fitted("mbg_cnbd", ONE, 7.0)
    again = fits.predictor_of(row, "mbg_cnbd")
    assert again is not None
    assert row["k"].item() == 2
    assert again.p_alive(ONE) == pytest.approx(fit_regular(ONE).predictor.p_alive(ONE), rel=1e-6)


def test_k_counts_as_a_parameter() -> None:
    rows = pl.concat([fits.fitted(name, ONE, 7.0) for name in ("mbg_cnbd", "nbd")])
    assert (rows["aic"] + 2 * rows["log_likelihood"]).to_list() == pytest.approx([10, 4])


def test_what_did_not_converge_predicts_nothing() -> None:
    row = fits.fitted("nbd", ONE, 7.0).with_columns(converged=pl.lit(value=False))
    assert fits.predictor_of(row, "nbd") is None
    assert fits.predictor_of(fits.no_fits(), "nbd") is None
    assert fits.spending_of(fits.no_fits(), "gamma_gamma") is None


def test_spending_without_a_mean_predicts_nothing() -> None:
    rng = np.random.default_rng(5)
    orders = rng.integers(1, 20, 500)
    mean = rng.gamma(6.0 * orders) / orders / rng.gamma(4.0, size=500) * 10
    row = fits.fitted_spending("gamma_gamma", pl.DataFrame({"orders": orders, "mean": mean}))
    assert fits.spending_of(row, "gamma_gamma") is not None
    heavy = [{"name": "p", "value": 6.0}, {"name": "q", "value": 0.9}, {"name": "gamma", "value": 15.0}]
    row = row.with_columns(parameters=pl.Series([heavy], dtype=row.schema["parameters"]))
    assert fits.spending_of(row, "gamma_gamma") is None


def test_models_side_by_side_with_what_they_foretold() -> None:
    rows = pl.concat([fits.fitted(name, ONE, 7.0) for name in ("mbg_nbd", "nbd")])
    errors = pl.DataFrame(
        {"repeats": [0, 1], "customers": [3, 1], "expected": [2.0, 2.0], "actual": [3, 1], "error": [1.0, 3.0]}
    )
    none = pl.DataFrame(schema=fits.HELD_OUT)
    found = {row["name"]: row for row in fits.compared(rows, {"nbd": errors}, none, ("nbd", None)).to_dicts()}
    assert (found["nbd"]["held_out"], found["nbd"]["foretold"], found["nbd"]["error"]) == (4, 4.0, 1.5)
    assert found["mbg_nbd"]["held_out"] is None
    assert (found["nbd"]["used"], found["mbg_nbd"]["used"]) == (True, False)
    assert found["nbd"]["a"] is None
    assert found["mbg_nbd"]["a"] == pytest.approx(0.9, rel=0.5)


def test_values_that_go_with_the_number_of_orders_are_marked() -> None:
    rng = np.random.default_rng(3)
    orders = rng.integers(1, 30, 400)
    rows = [
        fits.fitted_spending("gamma_gamma", pl.DataFrame({"orders": orders, "mean": mean}))
        for mean in (rng.gamma(3, 10, 400), rng.gamma(3, 10, 400) * orders)
    ]
    none = pl.DataFrame(schema=fits.HELD_OUT)
    assert fits.compared(pl.concat(rows), {}, none, ())["related"].to_list() == [False, True]


def test_rounded_times_change_little() -> None:
    exact = fits.fitted("mbg_nbd", ONE, 7.0)
    one = Histories.of(ONE.repeats, ONE.last, ONE.age, ONE.weight, ONE.log_gaps).rounded()
    rounded = fits.fitted("mbg_nbd", one, 7.0)
    assert rounded["unique"].item() < exact["unique"].item()
    assert rounded["log_likelihood"].item() == pytest.approx(exact["log_likelihood"].item(), rel=0.01)
