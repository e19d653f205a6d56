"""Scores by hand: bands, names, missing criteria, own columns."""

from typing import Any

import polars as pl
import pytest

from kw_tui.core.metrics.families import portfolio_metrics
from kw_tui.core.metrics.scoring import OWN, POINTS, WEIGHT
from kw_tui.vocabulary.scoring import parse_scoring
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import AS_OF, facts_frame, ledger, portfolio_of

CRITERIA = parse_scoring(
    [
        {"criterion": "size", "column": "employees", "weight": 0.5, "bands": [[10, 20], [50, 60], [250, 100]]},
        {"criterion": "industry", "column": "industry", "weight": 0.3, "values": {"Metallbau": 90, "Bau": 40}},
        {"criterion": "own", "column": "Ampel", "weight": 0.2, "values": {"grün": 100}, "other": 10},
    ]
)


def scores(*rows: dict[str, Any], own: list[str | None] | None = None) -> list[tuple[float | None, float | None]]:
    facts = facts_frame([ledger(100, **row) for row in rows])
    if own:
        facts = facts.with_columns(pl.Series(f"{OWN}Ampel", own))
    portfolio = portfolio_metrics(facts, None, Settings(), AS_OF, criteria=CRITERIA).collect()
    assert not {POINTS, WEIGHT, f"{OWN}Ampel"} & set(portfolio.columns)
    return portfolio.select("score", "score_confidence").rows()


def test_weighted_points_by_hand() -> None:
    """0.5 x 60 + 0.3 x 90 + 0.2 x 100 = 77."""
    assert scores({"employees": 120, "industry": " metallbau "}, own=["Grün"]) == [(pytest.approx(77), 1.0)]


def test_what_is_unknown_gives_its_weight_to_the_others_and_costs_confidence() -> None:
    """(0.5 x 60 + 0.3 x 90) / 0.8 = 71.25; without the industry 60 alone."""
    rows = [{"employees": 50, "industry": "Metallbau"}, {"employees": 50}, {"employees": 50, "industry": "Handel"}, {}]
    assert scores(*rows) == [(pytest.approx(71.25), 0.8), (60, 0.5), (60, 0.5), (None, None)]


@pytest.mark.parametrize(("employees", "points"), [(9, 0), (10, 20), (49, 20), (50, 60), (250, 100), (10**6, 100)])
def test_the_last_limit_reached_counts(employees: int, points: float) -> None:
    assert scores({"employees": employees}) == [(points, 0.5)]


def test_any_other_name_gets_its_points_but_no_name_none() -> None:
    assert scores({}, {}, {}, own=["rot", None, ""]) == [(10, 0.2), (None, None), (10, 0.2)]


def test_own_numbers_come_as_text() -> None:
    criteria = parse_scoring([{"criterion": "x", "column": "Ampel", "weight": 1, "bands": [[0, 5], [2.5, 80]]}])
    facts = facts_frame([ledger(1)] * 3).with_columns(pl.Series(f"{OWN}Ampel", ["2,5", "1", "viel"]))
    found = portfolio_metrics(facts, None, Settings(), AS_OF, criteria=criteria).collect()
    assert found["score"].to_list() == [80, 5, None]


def test_the_shipped_criteria_score_what_is_known() -> None:
    """Size 60 of weight 0.2, growth 75 of 0.15: (12 + 11.25) / 0.35."""
    found = portfolio_of([ledger(100, employees=50, growth=7)])
    assert found.select("score", "score_confidence").row(0) == (pytest.approx(23.25 / 0.35), 0.35)
