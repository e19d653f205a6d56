from datetime import date

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.decisions import fold
from kw_tui.core.metrics.new_need import RECENT
from kw_tui.core.segmentation.segments import SEGMENTATIONS
from kw_tui.vocabulary.session import parse_period
from kw_tui.vocabulary.settings import Settings
from tests.core.facts_frames import AS_OF, facts_frame, ledger

OLD = date(2015, 1, 1)
FACTS = facts_frame(
    [
        ledger(1000, goods=1100, first_order=OLD, last_order=AS_OF),
        *(ledger(5000 + n, goods=3000, first_order=OLD, last_order=AS_OF) for n in range(9)),
    ]
)
SETTINGS = Settings()


def reduced(facts: pl.LazyFrame) -> pipeline.Reduced:
    return pipeline.Reduced(facts.drop(RECENT), FACTS, None)


def customers() -> pl.LazyFrame:
    return pipeline.portfolio(reduced(FACTS), SETTINGS, AS_OF, parse_period("12m", AS_OF))


def test_the_story_runs_from_facts_to_queue() -> None:
    from datetime import UTC, datetime

    state = fold([], datetime(2026, 11, 1, tzinfo=UTC)).frame()
    ranked = pipeline.ranking(customers(), state, SETTINGS, AS_OF)
    items = pipeline.queue(ranked, state, SETTINGS, AS_OF).collect(engine="in-memory")
    assert items["customer_id"].to_list() == ["K1"]
    assert items["rank"].to_list() == [1]


def test_every_way_of_cutting_the_portfolio_holds_every_customer_once() -> None:
    rows = pipeline.segments(customers(), Settings()).collect(engine="in-memory")
    counts = dict(rows.group_by("segmentation").agg(pl.col("customers").sum()).iter_rows())
    assert counts == {one.by: 10 for one in SEGMENTATIONS}


def test_the_period_before_has_a_ladder_of_its_own() -> None:
    halved = FACTS.with_columns(revenue_invoiced_prev=pl.col("revenue_invoiced") / 2)
    portfolio = pipeline.portfolio(reduced(halved), SETTINGS, AS_OF, parse_period("12m", AS_OF))
    before = pipeline.previous(portfolio, SETTINGS).collect(engine="in-memory")
    now = portfolio.collect(engine="in-memory")
    assert before["revenue"].to_list() == now["revenue_prev"].to_list()
    assert before["relevant_contribution"].to_list() == now["relevant_contribution_prev"].to_list()
