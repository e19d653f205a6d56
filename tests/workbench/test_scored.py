import polars as pl
import pytest

from kw_tui.core import pipeline
from kw_tui.vocabulary.scoring import DEFAULT_SCORING, Criterion
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.scored import scored

LABEL = Text("x", "x")


def told(row: dict[str, object], *criteria: Criterion) -> dict[str, tuple[float | None, float | None, float | None]]:
    table = pipeline.scored(pl.LazyFrame([{"customer_id": "1", **row}]), criteria).collect()
    return {one.id: (one.band, one.points, one.adds) for one in scored(table, criteria)}


def test_points_come_from_the_band_and_add_up_to_the_score() -> None:
    size = Criterion("size", "employees", 0.6, LABEL, ((0.0, 10.0), (50.0, 60.0)))
    sites = Criterion("sites", "sites", 0.2, LABEL, ((2.0, 100.0),))
    growth = Criterion("growth", "growth", 0.2, LABEL, ((0.0, 50.0),))
    found = told({"employees": 75, "sites": 1, "growth": None}, size, sites, growth)
    assert found["size"] == (50.0, 60.0, pytest.approx(45.0))
    assert found["sites"] == (None, 0.0, 0.0)
    assert found["growth"] == (None, None, None)


def test_the_sum_is_the_score_of_the_portfolio() -> None:
    row = {"employees": 75.0, "sites": 3.0, "supply_share": 40.0, "service_share": 0.3, "customer_id": "1"}
    criteria = DEFAULT_SCORING
    table = pipeline.scored(pl.LazyFrame([row]), criteria).collect()
    found = scored(table, criteria)
    known = [one for one in found if one.points is not None]
    whole = sum(one.weight for one in known)
    assert sum(one.adds or 0 for one in found) == pytest.approx(
        sum((one.points or 0) * one.weight for one in known) / whole
    )


def test_it_says_why_there_are_no_points() -> None:
    region = Criterion("geography", "region", 0.5, LABEL)
    industry = Criterion("industry", "industry", 0.5, LABEL, values={"Bau": 80.0})
    table = pipeline.scored(pl.LazyFrame([{"customer_id": "1", "industry": "Handel"}]), (region, industry)).collect()
    why = [one.reason.en if one.reason else "" for one in scored(table, (region, industry))]
    assert why == ["the session names no points for it", "a value without points"]
