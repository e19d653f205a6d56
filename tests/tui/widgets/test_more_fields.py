"""Columns of a frame as fields: written by their kind, or by what they really hold."""

from datetime import date
from decimal import Decimal

import polars as pl

from kw_tui.core.metrics.families import all_metrics
from kw_tui.tui.tabs.customer.alike import ALIKE
from kw_tui.tui.tabs.customer.view import LINE_FIELDS
from kw_tui.tui.tabs.plan.view import FIELDS as COVERAGE
from kw_tui.tui.tabs.queue.afterwards_view import FIELDS as AFTERWARDS
from kw_tui.tui.tabs.queue.view import ALL_FIELDS
from kw_tui.tui.tabs.segmentation.view import CUSTOMERS
from kw_tui.tui.widgets.more_fields import more_fields
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench.known_columns import columns_by_id
from tests.core.facts_frames import ledger, portfolio_of
from tests.tui.fake_workbench import customers, items


def test_every_column_of_customers_and_queue_can_be_written_in_both_languages() -> None:
    for frame in (customers(), items(300, "revenue")):
        fields = more_fields(frame, all_metrics(Settings()))
        assert len(fields) >= 20
        for field in fields:
            for value in frame[field.id].head(20):
                assert all(isinstance(field.write(value, lang), str) for lang in ("de", "en"))


def test_a_column_adds_up_in_every_table_or_in_none() -> None:
    known = columns_by_id(all_metrics(Settings()))
    for field in (*CUSTOMERS, *ALL_FIELDS):
        assert field.id not in known or field.adds_up == known[field.id].adds_up, field.id


def test_kinds_decide_how_values_read() -> None:
    frame = pl.DataFrame(
        {
            "revenue": [Decimal("1234.5")], "last_order": [date(2026, 1, 5)], "kind": ["developable"],
            "risks": [["contract", "x"]], "until": ["2026-01-05"], "nobody_knows": [1], "stands": [True],
        }
    )  # fmt: skip
    fields = {one.id: one for one in more_fields(frame, all_metrics(Settings()))}
    shown = {name: field.write(frame[name][0], "de") for name, field in fields.items()}
    assert shown["revenue"] == "1.235"
    assert shown["last_order"] == "05.01.2026"
    assert shown["kind"] != "developable"
    assert (shown["risks"], shown["until"], shown["stands"]) == ("contract, x", "2026-01-05", "ja")
    assert "nobody_knows" not in fields
    assert fields["revenue"].adds_up
    assert fields["revenue"].is_signed


def test_no_two_columns_of_a_table_are_called_the_same() -> None:
    metrics = all_metrics(Settings())
    portfolio, queue = portfolio_of([ledger(100)]), items(3, "revenue")
    tables = {
        "customers": (*CUSTOMERS, *more_fields(portfolio, metrics)),
        "queue": (*ALL_FIELDS, *more_fields(queue, metrics)),
        "alike": ALIKE, "lines": LINE_FIELDS, "plan": COVERAGE, "afterwards": AFTERWARDS,
    }  # fmt: skip
    for table, fields in tables.items():
        known = {one.id: one.label for one in fields}.values()  # as they are offered: whole names before short ones
        for lang in ("de", "en"):
            names = [label.in_(lang).casefold() for label in known]
            assert {one for one in names if names.count(one) > 1} == set(), table
