from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.core.metrics.families import all_metrics, assumptions, portfolio_metrics, years
from kw_tui.core.metrics.order_terms import ORDER_SETTINGS, ORDER_TERMS
from kw_tui.vocabulary.session import Period
from kw_tui.vocabulary.settings import SETTINGS, Setting, Settings, Value, setting_by_id
from kw_tui.vocabulary.sources import TABLES
from tests.core.facts_frames import AS_OF, FACTS_SCHEMA, assortment_frame, facts_frame, ledger, portfolio_of

METRICS = all_metrics(Settings())
CONTRACT = {
    "revenue", "list_revenue", "deductions", "goods", "db1", "db1_ratio", "marketing_cost", "db2", "selling_cost",
    "db3", "service_cost", "db4", "avoidable_cost", "relevant_contribution", "relevant_contribution_prev",
    "relevant_ratio",
    "abc", "abc_sub", "recency_days", "r", "f", "m", "rfm", "rfm_segment", "regularity", "potential", "kind",
    "discount_rate", "discount_vs_a", "c_better_than_a", "discount_outlier", "stale_price", "free_service_habit",
    "condition_findings",
}  # fmt: skip


def test_the_ids_others_rely_on_are_there_once() -> None:
    ids = [metric.id for metric in METRICS]
    assert set(ids) >= CONTRACT
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_every_metric_explains_itself(metric) -> None:  # type: ignore[no-untyped-def]
    for text in (metric.label, metric.meaning, metric.absent):
        assert text.de
        assert text.en
    assert metric.meaning.de.endswith(".")
    assert metric.meaning.en.endswith(".")
    assert set(metric.needs) <= {table.id for table in TABLES}
    assert [setting_by_id(id_).id for id_ in metric.settings] == list(metric.settings)


def test_the_portfolio_is_the_facts_and_the_metrics_in_their_types() -> None:
    portfolio = portfolio_of([ledger(100)])
    kinds = {metric.id: metric.kind.dtype for metric in METRICS}
    assert {column: portfolio.schema[column] for column in kinds} == kinds
    assert set(FACTS_SCHEMA) <= set(portfolio.columns)
    assert "period_length" not in portfolio.columns


KNOWN_ZEROS = ("goods", "lines", "lines_without_cost", "tickets", "ticket_minutes", "paid_amount", "due_amount")
DEGENERATE = {
    "nobody": [],
    "known by name only": [{"name": "Müller"}],
    "one": [ledger(100, goods=40)],
    "all equal": [ledger(100, goods=40, line_discount=5, gap_count=3, gap_sum=9.0, gap_sum_sq=27.0) for _ in range(20)],
    "all negative": [ledger(-100 - place, goods=40) for place in range(9)],
    "all zero": [ledger(0, goods=0, lines=1, freight=0) for _ in range(9)],
    "counted, all nothing": [
        ledger(0, **dict.fromkeys(KNOWN_ZEROS, 0), paid_days=0.0, late_days=0.0)
        | {"trend_revenue": 0, "trend_moment": 0.0, "first_order": date(2020, 1, 1), "ces_of_seven": 0, "ces_easy": 0}
        for _ in range(3)
    ],
    "no margin": [ledger(100, goods=100, activity_visit=0, tickets=0, ticket_minutes_unbooked=0) for _ in range(9)],
}


@pytest.mark.parametrize("method", ["customers", "cumulated", "absolute"])
@pytest.mark.parametrize("rows", DEGENERATE.values(), ids=DEGENERATE.keys())
def test_degenerate_portfolios_give_neither_errors_nor_nan_nor_infinity(rows: list, method: str) -> None:  # type: ignore[type-arg]
    for assortment in (None, assortment_frame([])):
        portfolio = portfolio_of(rows, Settings({"abc_method": method}), assortment)
        assert portfolio.height == len(rows)
        floats = portfolio.select(pl.col(pl.Float64).is_finite().all())
        assert all(floats.row(0))


def test_the_portfolio_keeps_the_order_of_the_facts() -> None:
    rows = [ledger(value, customer_id=str(value)) for value in (5, 900, 30)]
    lines = assortment_frame([{"customer_id": "30", "product_id": "x", "list_revenue": 9, "revenue_invoiced": 8}])
    assert portfolio_of(rows, assortment=lines)["customer_id"].to_list() == ["5", "900", "30"]


def test_a_figure_rests_on_every_assumption_below_it_until_it_is_confirmed() -> None:
    alone, everything = {"sales_line"}, {table.id for table in TABLES}
    assert "db1" not in assumptions(Settings(), everything)
    assert assumptions(Settings(), alone)["db4"] == ("rate_order",)
    assert assumptions(Settings(), alone)["relevant_ratio"] == ("rate_order", "avoidable_order")
    assert "rate_ticket_minute" in assumptions(Settings(), everything)["db4"]
    assert "rate_visit" not in assumptions(Settings({"rate_visit": 120}), everything)["db4"]


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), 1.0),
        (date(2024, 2, 15), date(2025, 2, 14), 1.0),
        (date(2025, 1, 1), date(2025, 3, 31), 0.25),
        (date(2025, 1, 1), date(2025, 1, 10), 10 / 365.25),
        (None, date(2025, 1, 10), None),
    ],
)
def test_the_length_of_a_period_is_exact_for_whole_months(first: date | None, last: date, length: float) -> None:
    assert years(Period(first, last)) == (length if length is None else pytest.approx(length))


def test_a_threshold_changes_only_what_reads_it() -> None:
    facts = facts_frame([ledger(1000, goods=600, orders=4)])
    dear = portfolio_metrics(facts, None, Settings({"rate_order": 100}), AS_OF).collect()
    assert dear["db1"].item() == Decimal(400)
    assert dear["db3"].item() == Decimal(0)


OF_MODELS = {
    "wallet_tau", "wallet_alike", "clv_model", "clv_unit_days", "clv_years", "clv_rate", "cross_lift", "cross_support",
}  # fmt: skip
"""Read by models before the metrics are computed."""


@pytest.mark.parametrize(
    "chosen", [{}, {"abc_measure": "db4"}, {"abc_measure": "relevant_contribution", "abc_method": "absolute"},
               {"portfolio_grid": "nine", "abc_method": "cumulated"}, {"clv_model": "simple"}]
)  # fmt: skip
def test_a_metric_declares_the_settings_its_expression_reads(chosen: dict[str, str]) -> None:
    settings = Settings(chosen)
    declared = {metric.id: set(metric.settings) for metric in all_metrics(settings)}
    inputs = {metric.id: metric.inputs for metric in all_metrics(settings)}
    read: dict[str, set[str]] = {id_: set() for id_ in declared}
    before = {metric.id: metric.expr for metric in all_metrics(settings)}
    for setting in SETTINGS:
        for value in other_values(setting, settings):
            for metric in all_metrics(settings.with_(**{setting.id: value})):
                if not metric.expr.meta.eq(before[metric.id]):
                    read[metric.id].add(setting.id)
    for id_, known in declared.items():
        assert read[id_] <= known, id_
        of_orders = set(ORDER_SETTINGS) if inputs[id_] & set(ORDER_TERMS) else set()
        assert known - OF_MODELS - of_orders <= read[id_], id_


def other_values(setting: Setting, settings: Settings) -> list[Value]:
    now = settings[setting.id]
    if setting.choices:
        return [choice for choice in setting.choices if choice != now]
    return [next(one for one in (setting.high, setting.low) if one != now)]


def test_a_metric_says_whether_other_customers_have_a_part_in_it() -> None:
    mine = ledger(100, goods=40, line_discount=5, gap_count=3, gap_sum=9.0, gap_sum_sq=40.0, tickets=1, orders_prev=1)
    gaps = {"gap_count": 4, "gap_sum": 20.0, "gap_sum_sq": 150.0}
    others = [ledger(37.5 * place, goods=11 * place, line_discount=place, **gaps) for place in range(1, 30)]
    alone, among = (portfolio_of(rows).row(0, named=True) for rows in ([mine], [mine, *others]))
    moved = [metric for metric in METRICS if alone[metric.id] != among[metric.id]]
    assert {metric.id for metric in moved} >= {"abc", "regularity", "discount_usual", "lifetime_score"}
    for metric in moved:
        is_told_below = any(alone[one] != among[one] for one in metric.inputs & set(alone))
        assert metric.is_compared or is_told_below, metric.id
