import pytest

from kw_tui.core.metrics.fields import FOUR, NINE, STRATEGIES
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import column_of, ledger, portfolio_of


def placed(*pairs: tuple[int, int | None], **settings: object) -> list[str | None]:
    rows = [{**ledger(1000, goods=1000 - value), "annual_need": None if need is None else 1000 + need}
            for value, need in pairs]  # fmt: skip
    chosen = Settings({"portfolio_value": "db1", **settings})  # type: ignore[dict-item]
    return column_of(portfolio_of(rows, chosen), "portfolio_field")


def test_four_fields_by_the_medians() -> None:
    assert placed((900, 900), (800, 10), (100, 800), (50, 20)) == ["star", "yield", "question_mark", "tag_along"]


def test_four_fields_by_limits() -> None:
    limits = {"portfolio_value_limit": 850, "portfolio_potential_limit": 15}
    found = placed((900, 900), (800, 10), (100, 800), (50, 20), **limits)
    assert found == ["star", "tag_along", "question_mark", "question_mark"]


def test_nothing_is_never_high_although_it_is_the_median() -> None:
    assert placed((0, 0), (0, 0), (-5, 0), (10, 5)) == ["tag_along"] * 3 + ["star"]


def test_all_alike_are_high_together() -> None:
    assert placed((10, 10), (10, 10), (10, 10)) == ["star"] * 3
    assert placed((10, 10), (10, 10), (10, 10), portfolio_grid="nine") == ["value_high_potential_high"] * 3


def test_nine_fields_by_thirds_with_ties_upward() -> None:
    found = placed((900, 10), (500, 20), (100, 30), portfolio_grid="nine")
    assert found == ["value_high_potential_low", "value_medium_potential_medium", "value_low_potential_high"]


def test_without_potential_or_sales_there_is_no_field() -> None:
    assert placed((900, None), (800, 10)) == [None, "star"]
    idle = {**ledger(0, lines=0, goods=0), "annual_need": 500}
    assert column_of(portfolio_of([idle]), "portfolio_field") == [None]
    assert placed() == []


@pytest.mark.parametrize("known", [FOUR, NINE])
def test_every_field_has_its_place_and_a_norm_strategy(known: tuple) -> None:
    assert len({(field.value, field.potential) for field in known}) == len(known) in (4, 9)
    assert {field.strategy for field in known} <= set(STRATEGIES)
    assert next(field.strategy for field in FOUR if field.id == "question_mark") == "big_step_or_out"
    assert next(field.strategy for field in FOUR if field.id == "tag_along") == "selective_retreat"
