"""Lifetime models of a whole session: the published sample by way of an import, and ledgers that tell too little."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kw_tui.core.lifetime.models import BG_NBD, MBG_NBD, NBD, PARETO_NBD, fit
from kw_tui.workbench import Workbench
from tests.core.lifetime.cdnow import cdnow
from tests.golden.shared_data import SHARED, needs_real_files
from tests.workbench.ledgers import NOW, earner, write_ledger

CALIBRATED_TO = "1997-10-01"


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    bench = Workbench.open_or_new(tmp_path_factory.mktemp("music") / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([SHARED / "cdnow" / "CDNOW_sample.txt"])
    bench.set(as_of=CALIBRATED_TO, period="all")
    return bench


@needs_real_files
def test_models_of_an_imported_ledger_are_those_of_its_lines(music: Workbench) -> None:
    """Eight customers of the sample never paid anything: an occasion is a day with a positive net."""
    one = cdnow(paid_only=True).compressed
    models = {row["name"]: row for row in music.models().rows(named=True)}
    for model in (BG_NBD, MBG_NBD, PARETO_NBD, NBD):
        told = models[model.id]
        assert told["log_likelihood"] == pytest.approx(fit(model, one).log_likelihood, abs=1e-6)
        assert (told["customers"], told["unique"], told["unit"]) == (2349, len(one.repeats), 7.0)
    assert models["mbg_cnbd"]["k"] == 1


@needs_real_files
def test_a_single_customer_of_the_literature(music: Workbench) -> None:
    told = music.portfolio().filter(gap_count=26)
    assert told["p_alive"].to_list() == pytest.approx([0.97] * told.height, abs=0.02)


@needs_real_files
def test_orders_held_out_are_foretold(music: Workbench) -> None:
    errors = music.model_errors()
    assert errors is not None
    assert errors["customers"].sum() == 2349
    assert errors["expected"].sum() == pytest.approx(errors["actual"].sum(), rel=0.25)
    tracking = music.model_tracking()
    weeks = tracking.filter(time=25)
    assert weeks["actual"].item() == pytest.approx(1672, rel=0.01)
    assert weeks["bg_nbd"].item() == pytest.approx(1669.6, rel=0.01)


def test_fits_are_kept_on_the_disk(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bench.models()
    monkeypatch.setattr("kw_tui.core.lifetime.fits.fitted", None)
    again = Workbench.open(bench.path, clock=lambda: NOW)
    assert again.models().equals(first)


def test_customers_that_buy_like_clockwork_are_no_error(bench: Workbench) -> None:
    assert bench.why_no_model() is None
    alive = bench.portfolio()["p_alive"]
    assert alive.null_count() == 0
    assert alive.is_between(0, 1).all()


def sold(folder: Path, lines: list[tuple[str, date, float, float]]) -> Workbench:
    bench = Workbench.open_or_new(folder / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([write_ledger(folder / "umsatz.csv", lines)])
    return bench


DAY = date(2026, 5, 4)
TOO_LITTLE = {
    "one customer": (earner("E1"), "nur 1 Kunden"),
    "nobody came again": ([(f"K{n}", DAY - timedelta(days=n), 100.0, 60.0) for n in range(20)], "nur 0 Kunden"),
    "one day": ([(f"K{n}", DAY, 100.0, 60.0) for n in range(20)], "an einem Tag"),
    "only returns": ([(f"K{n}", DAY - timedelta(days=n), -100.0, -60.0) for n in range(20)], "niemand"),
}


@pytest.mark.parametrize("case", TOO_LITTLE)
def test_what_cannot_be_told_says_why(tmp_path: Path, case: str) -> None:
    lines, why = TOO_LITTLE[case]
    bench = sold(tmp_path, lines)
    assert why in str(bench.why_no_model() and bench.why_no_model().de)
    assert bench.models().is_empty()
    portfolio = bench.portfolio()
    assert portfolio["p_alive"].null_count() == portfolio.height


def test_losses_only_have_no_value_of_an_order_but_a_chance_of_being_there(tmp_path: Path) -> None:
    lines = [(f"K{n}", DAY - timedelta(days=7 * n + 30 * m), 100.0, 130.0) for n in range(20) for m in range(4)]
    portfolio = sold(tmp_path, lines).portfolio()
    assert portfolio["p_alive"].null_count() == 0
    assert portfolio["order_value"].null_count() == portfolio.height
    assert portfolio["clv"].null_count() == portfolio.height  # nor a period before, to tell how many stay


def test_where_nothing_can_be_held_out_single_orders_tell(tmp_path: Path) -> None:
    lines = [(f"K{n}", DAY - timedelta(days=3 * n + 7 * m), 100.0 + n, 60.0 + m) for n in range(20) for m in range(4)]
    models = sold(tmp_path, lines).models()
    assert models.filter("used")["name"].to_list() == ["mbg_cnbd", "gamma_gamma_orders"]
    assert models["error"].null_count() == models.height
