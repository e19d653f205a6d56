"""Of a changed threshold only what rests on it is computed, and that gives what computing everything gives."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kw_tui.core.metrics.cross_selling import CROSS_SETTINGS
from kw_tui.core.metrics.families import CLOCK, add_clock, recipe
from kw_tui.core.metrics.lifetime import LIFETIME_SETTINGS
from kw_tui.core.metrics.recipe import Recipe
from kw_tui.core.similar.space import READ
from kw_tui.vocabulary.rfm import RfmRules
from kw_tui.vocabulary.scoring import DEFAULT_SCORING
from kw_tui.vocabulary.session import parse_period
from kw_tui.vocabulary.settings import SETTINGS, Setting, Settings
from tests.core.facts_frames import AS_OF, assortment_frame, facts_frame, paid_of

CUSTOMERS = 80
READ_BY_MODELS = (*LIFETIME_SETTINGS, *CROSS_SETTINGS, "wallet_tau", "wallet_alike")
"""These settings change facts, or what is told beside them, rather than metrics."""
DICE = np.random.default_rng(3)


def _row(place: int) -> dict[str, object]:
    """A customer of whom much is known, and not the same of all."""
    revenue = int(DICE.integers(100, 90_000))
    known: dict[str, object] = {
        "customer_id": f"K{place:03}",
        "revenue_invoiced": revenue,
        "revenue_invoiced_prev": int(DICE.integers(100, 90_000)),
        "goods": revenue * 0.6,
        "goods_prev": revenue * 0.5,
        "line_discount": revenue * int(DICE.integers(0, 30)) / 100,
        "orders": int(DICE.integers(1, 20)),
        "orders_prev": int(DICE.integers(0, 20)),
        "first_order": date(2020, 1, 1) + timedelta(days=int(DICE.integers(0, 1900))),
        "last_order": AS_OF - timedelta(days=int(DICE.integers(1, 300))),
        "tickets": int(DICE.integers(0, 5)),
        "ticket_minutes_unbooked": int(DICE.integers(0, 900)),
        "concession_habit": int(DICE.integers(0, 5)),
        "last_price_change": AS_OF - timedelta(days=int(DICE.integers(1, 1500))),
        "life_discounted": float(DICE.random() * 9),
        "life_value": float(DICE.random() * 900),
    }
    for kind in ("visit", "call", "return", "delivery", "dunning", "marketing", "other"):
        known |= {f"activity_{kind}{period}": int(DICE.integers(0, 9)) for period in ("", "_prev")}
    if place % 3:
        known |= {"annual_need": int(DICE.integers(100, 200_000)), "supply_share": int(DICE.integers(1, 100))}
    return known


FACTS = facts_frame([_row(place) for place in range(CUSTOMERS)])
BOUGHT = [
    {"customer_id": f"K{customer:03}", "product_id": str(product), "list_revenue": 100, "revenue_invoiced": paid}
    for customer in range(CUSTOMERS)
    for product, paid in enumerate(DICE.integers(70, 100, 4))
]
PAID = paid_of(assortment_frame(BOUGHT), FACTS)
READY = FACTS.pipe(add_clock, AS_OF, parse_period("12m", AS_OF)).collect()


def recipe_of(settings: Settings) -> Recipe:
    return recipe(settings, PAID, DEFAULT_SCORING)


def whole(made: Recipe, ready: pl.DataFrame = READY) -> pl.DataFrame:
    return made.made_of(ready.lazy()).drop(CLOCK).collect(engine="in-memory")


def afresh(made: Recipe, known: pl.DataFrame, stale: frozenset[str]) -> pl.DataFrame:
    return made.made_afresh(READY, known, stale).select(known.columns).collect(engine="in-memory")


def assert_same(told: pl.DataFrame, expected: pl.DataFrame) -> None:
    assert_frame_equal(told, expected, check_column_order=False, check_exact=True)


BEFORE = recipe_of(Settings())
KNOWN = whole(BEFORE)


def another(setting: Setting) -> float | str:
    """A value that is not the default, and makes a difference where one is made."""
    if setting.choices:
        return next(choice for choice in setting.choices if choice != setting.default)
    low = float(setting.default) * 0.6
    return low if setting.low <= low != setting.default else min(setting.low + 3, setting.high)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.id)
def test_what_is_made_afresh_is_what_all_of_it_gives(setting: Setting) -> None:
    now = recipe_of(Settings({setting.id: another(setting)}))
    stale = now.stale_since(BEFORE, ())
    if stale:
        assert_same(afresh(now, KNOWN, stale), whole(now))
    stages = (stage for stage in now.stages if isinstance(stage, tuple))
    reading = {metric.id for stage in stages for metric in stage if setting.id in metric.settings}
    assert reading <= stale or setting.id in READ_BY_MODELS


def test_a_step_from_one_setting_to_the_next_loses_nothing() -> None:
    settings, before, known = Settings(), BEFORE, KNOWN
    for changes in ({"abc_a_customers": 0.5}, {"rate_visit": 10, "abc_measure": "db4"}, {"abc_a_customers": 0.2}):
        settings = settings.with_(**changes)
        now = recipe_of(settings)
        known, before = afresh(now, known, now.stale_since(before, ())), now
    assert_same(known, whole(recipe_of(settings)))


def test_other_rules_and_criteria_count_as_changes() -> None:
    rules = recipe(Settings(rfm=RfmRules(cuts=((), (), (100.0, 1000.0)))), PAID, DEFAULT_SCORING)
    assert {"m", "rfm", "rfm_segment"} <= rules.stale_since(BEFORE, ())
    fewer = recipe(Settings(), PAID, DEFAULT_SCORING[:1])
    assert fewer.stale_since(BEFORE, ()) == {"score", "score_confidence"}
    assert_same(afresh(fewer, KNOWN, fewer.stale_since(BEFORE, ())), whole(fewer))


def test_nothing_is_stale_where_nothing_changed() -> None:
    assert recipe_of(Settings()).stale_since(BEFORE, ()) == frozenset()


def test_a_changed_fact_reaches_all_that_rests_on_it_and_nothing_else() -> None:
    stale = BEFORE.stale_since(BEFORE, {"life_discounted"})
    assert {"discounted_orders", "clv"} <= stale
    assert not stale & {"db4", "abc", "revenue"}
    ready = READY.with_columns(life_discounted=pl.col("life_discounted") * 2)
    told = BEFORE.made_afresh(ready, KNOWN, stale).select(KNOWN.columns).collect(engine="in-memory")
    assert_same(told, whole(BEFORE, ready))


def test_a_fingerprint_tells_what_the_columns_rest_on() -> None:
    mark = BEFORE.fingerprint(READ)
    assert recipe_of(Settings({"abc_a_customers": 0.5})).fingerprint(READ) == mark
    assert recipe_of(Settings({"rate_ticket_minute": 2})).fingerprint(READ) != mark
    with pytest.raises(ValueError, match="score"):
        BEFORE.fingerprint({"score"})
