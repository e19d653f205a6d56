from datetime import date

import polars as pl
import pytest

from kw_tui.core.proposals.ladder import has_waited, is_established
from kw_tui.core.queue import explanations
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, lossmaker, no_state, portfolio, state_row, states


def verdict(row: dict[str, object], state: pl.LazyFrame, condition: str) -> bool:
    found = explanations(portfolio(row), state, Settings(), AS_OF).filter(pl.col("id") == condition).collect()
    return bool(found["holds"].unique().item())


@pytest.mark.parametrize(
    ("first_order", "since", "is_one"),
    [
        (date(2025, 11, 1), None, True),
        (date(2025, 11, 2), None, False),
        (date(2026, 9, 1), date(2010, 1, 1), True),
        (None, None, False),
    ],
)
def test_established_from_twelve_months_on(first_order: date | None, since: date | None, is_one: bool) -> None:
    frame = pl.DataFrame(
        {"first_order": [first_order], "customer_since": [since]},
        schema={"first_order": pl.Date, "customer_since": pl.Date},
    )
    assert frame.select(is_established(Settings(), AS_OF)).item() is is_one


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 8, 3), True), (date(2026, 8, 4), False), (None, False)])
def test_a_rung_waits_ninety_days(day: date | None, expected: bool) -> None:
    frame = pl.DataFrame({"day": [day]}, schema={"day": pl.Date})
    assert frame.select(has_waited(pl.col("day"), Settings(), AS_OF)).item() is expected


def test_reprice_is_passed_by_arithmetic_or_by_waiting() -> None:
    cheap = customer("1", revenue=1000, goods=950, handling=80)
    recent = states(state_row("1", reprice_since=date(2026, 10, 1)))
    long_ago = states(state_row("1", reprice_since=date(2026, 1, 1)))
    assert verdict(lossmaker("1"), no_state(), "reprice_passed")
    assert not verdict(cheap, no_state(), "reprice_passed")
    assert not verdict(cheap, recent, "reprice_passed")
    assert verdict(cheap, long_ago, "reprice_passed")


def test_migration_is_passed_by_arithmetic_or_by_waiting() -> None:
    saved = customer("1", revenue=1000, goods=900, handling=150)
    long_ago = states(state_row("1", migrate_since=date(2026, 1, 1)))
    assert verdict(lossmaker("1"), no_state(), "migrate_passed")
    assert not verdict(saved, no_state(), "migrate_passed")
    assert verdict(saved, long_ago, "migrate_passed")
    assert verdict(saved, no_state(), "cured_by_migration")
