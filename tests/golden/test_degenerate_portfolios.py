"""Portfolios of which most figures cannot be known: results or a reason, never NaN, infinity or a traceback."""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl
import pytest

from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, earner, write_ledger

Line = tuple[str, date, float, float]
DAY = date(2026, 10, 1)
EXTREMES: dict[str, list[Line]] = {
    "one customer, one line": [("K1", DAY, 100, 60)],
    "one customer of many orders": earner("K1"),
    "all equal": [line for n in range(12) for line in earner(f"K{n}")],
    "no repeat buyer": [(f"K{n}", DAY - timedelta(days=7 * n), 100 + n, 60) for n in range(40)],
    "only returns": [(f"K{n}", DAY - timedelta(days=n), -100 - n, -60) for n in range(12)],
    "returns outweigh": [(f"K{n}", DAY - timedelta(days=d), 100 if d else -1000, 50) for n in range(9) for d in (0, 9)],
    "margins all negative": [line for n in range(12) for line in [(f"K{n}", DAY, 100.0 + n, 400.0)] * 3],
    "one day": [(f"K{n}", DAY, 100.0 * n + 1, 60) for n in range(30)],
    "nothing for nothing": [(f"K{n}", DAY - timedelta(days=30 * m), 0, 0) for n in range(5) for m in range(4)],
    "a day ahead of today": [(f"K{n}", date(2026, 11, 20), 100, 60) for n in range(5)],
    "a year ahead of all others": [*earner("K1"), ("K2", date(2027, 10, 1), 50, 20)],
    "decades between": [("K1", date(1991, 1, 1), 10, 5), ("K1", DAY, 10, 5), *earner("K2")],
    "several hundred orders": [("K1", DAY - timedelta(days=d), 10, 6) for d in range(600)] + earner("K2"),
    "cents and millions": [("K1", DAY, 0.01, 0), *[("K2", DAY - timedelta(days=9 * m), 9e9, 1) for m in range(9)]],
    "goods unknown for none sold": [("K1", DAY, 100, 0), ("K2", DAY, -100, 0), ("K3", date(2020, 1, 1), 5, 1)],
}


@pytest.fixture(scope="module", params=list(EXTREMES))
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    folder = tmp_path_factory.mktemp("extreme")
    made = Workbench.open_or_new(folder / "s.kw.toml", clock=lambda: NOW)
    made.import_files([write_ledger(folder / "umsatz.csv", EXTREMES[request.param])])
    return made


def frames(bench: Workbench) -> Iterator[tuple[str, pl.DataFrame]]:
    """Everything that is shown as a table."""
    for name in ("portfolio", "queue", "segments", "migration", "served", "capacity", "conditions", "models"):
        yield name, getattr(bench, name)()
    yield "tracking", bench.model_tracking()
    if (errors := bench.model_errors()) is not None:
        yield "errors", errors
    for customer in bench.portfolio()["customer_id"].head(3):
        yield f"neighbours of {customer}", bench.neighbours(customer)
        yield f"cross-selling of {customer}", bench.cross_selling(customer)


def require_finite(name: str, frame: pl.DataFrame) -> None:
    for column in frame.select(pl.col(pl.Float64, pl.Float32)).iter_columns():
        if not column.is_finite().all():
            pytest.fail(f"{name}: {column.name} holds {column.filter(~column.is_finite()).to_list()[:3]}")


@pytest.mark.parametrize(("period", "measure"), [("12m", "revenue"), ("all", "clv")])
def test_every_table_is_finite(bench: Workbench, period: str, measure: str) -> None:
    bench.set(period=period, abc_measure=measure)
    for name, frame in frames(bench):
        require_finite(name, frame)


@pytest.mark.parametrize("model", ["bg_nbd", "mbg_nbd", "pareto_nbd", "nbd"])
def test_every_lifetime_model_is_finite(bench: Workbench, model: str) -> None:
    bench.set(period="12m", clv_model=model)
    require_finite("portfolio", bench.portfolio())


def test_every_unknown_figure_of_a_customer_has_a_reason(bench: Workbench) -> None:
    for customer in bench.portfolio()["customer_id"].head(5):
        story = bench.customer(customer)
        for metric in bench.metrics():
            if story.row[metric.id] is None and not (metric.id in story.reasons and story.reasons[metric.id].de):
                pytest.fail(f"{customer}: {metric.id} is not known, and nobody says why")
